import { endpoints } from '@machimori/contract';
import {
  listMentions,
  noteMentions,
  readTalk,
  settleTalk,
  writeComment,
} from '@machimori/governance';
import { route } from '../route.ts';

export const sheetTalkRoutes = [
  route(endpoints.readTalk, async ({ run, input }) => {
    const { comments, people, takesPart } = await run(readTalk, input.params);
    return {
      takesPart,
      comments: comments.map(
        ({ comment, thread, words, at, byName, organisationName, resolvedAt }) => ({
          comment,
          thread,
          words,
          at: at.toISOString(),
          byName,
          organisationName,
          resolvedAt: resolvedAt?.toISOString(),
        }),
      ),
      people: people.map(({ id, name, organisationName, person }) => ({
        id,
        name,
        organisationName,
        kind: person === undefined ? ('organisation' as const) : ('person' as const),
      })),
    };
  }),
  route(endpoints.writeComment, async ({ run, input }) => {
    const { words, thread, calls } = input.body;
    return run(writeComment, { line: input.params.line, words, thread, calls });
  }),
  route(endpoints.settleTalk, async ({ run, input }) => {
    await run(settleTalk, { ...input.params, ...input.body });
    return undefined;
  }),
  route(endpoints.listMentions, async ({ run }) => ({
    mentions: (await run(listMentions, null)).map(({ comment, line, words, at, byName }) => ({
      comment,
      line,
      words,
      at: at.toISOString(),
      byName,
    })),
  })),
  route(endpoints.noteMentions, async ({ run, input }) => {
    await run(noteMentions, input.body);
    return undefined;
  }),
];
