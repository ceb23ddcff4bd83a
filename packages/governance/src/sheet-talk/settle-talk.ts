import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { findThread, markThread, readComments } from './comment-store.ts';
import { expectPart, lineSeen } from './line-people.ts';
import {
  allCallOne,
  settleForAll,
  settleMentions,
  type WaitingMention,
  waitingMentions,
} from './mention-store.ts';

const messages = {
  uncalled: text('そのコメントは見つかりません。', 'There is no such comment.'),
  none: text('そのやりとりは見つかりません。', 'There is no such talk.'),
};

/** Settles a talk, or takes it up again. What was said stays; in a settled talk nobody is waited for. */
export const settleTalk = defineUseCase<
  { readonly thread: string; readonly resolved: boolean },
  null
>({
  name: 'settle-talk',
  action: 'sheet:discuss',
  kind: 'command',
  async handle(context, { thread, resolved }) {
    const { now } = context;
    const found = await findThread(context, thread);
    if (found === undefined) throw new Failure('not-found', messages.none);
    expectPart(context, await lineSeen(context, found.line));
    if (found.resolved !== resolved) {
      await markThread(context, thread, resolved ? now : undefined);
      const said = await readComments(context, found.line);
      const its = said.flatMap((each) => (each.thread === thread ? [each.comment] : []));
      if (resolved) await settleForAll(context, its, now);
    }
    return { output: null, subjects: [thread], content: { line: found.line, resolved } };
  },
});

/** So many are shown at once; when they are settled others take their place. */
const mostShown = 50;

/** Comments that wait for this person. */
export const listMentions = defineUseCase<null, readonly WaitingMention[]>({
  name: 'list-mentions',
  action: 'sheet:read',
  kind: 'query',
  async handle(context) {
    return { output: await waitingMentions(context, mostShown) };
  },
});

/** Comments that one has looked at wait for one no more. */
export const noteMentions = defineUseCase<{ readonly comments: readonly string[] }, null>({
  name: 'note-mentions',
  action: 'sheet:discuss',
  kind: 'command',
  async handle(context, { comments }) {
    if (!(await allCallOne(context, comments))) throw new Failure('not-found', messages.uncalled);
    await settleMentions(context, comments, context.now);
    return { output: null, subjects: comments, content: { looked: comments.length } };
  },
});
