import { defineUseCase } from '@machimori/application';
import { type Comment, readComments } from './comment-store.ts';
import { type Callable, callablePeople, lineSeen, takesPart } from './line-people.ts';

export interface Talk {
  readonly comments: readonly Comment[];
  /** Whom a comment may call. */
  readonly people: readonly Callable[];
  readonly takesPart: boolean;
}

/** What was said about a line, and with whom one may talk about it. */
export const readTalk = defineUseCase<{ readonly line: string }, Talk>({
  name: 'read-talk',
  action: 'sheet:read',
  kind: 'query',
  async handle(context, { line: id }) {
    const line = await lineSeen(context, id);
    const comments = await readComments(context, id);
    const isPart = takesPart(context, line);
    return {
      output: {
        comments,
        people: isPart ? await callablePeople(context, line, comments) : [],
        takesPart: isPart,
      },
    };
  },
});
