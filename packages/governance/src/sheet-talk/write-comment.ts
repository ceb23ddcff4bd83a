import { defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import type { GovernancePorts } from '../approval/ports.ts';
import { readWords } from '../approval/to-decide.ts';
import { expectFewLetters } from '../letters/expect-few-letters.ts';
import { findThread, insertComment, readComments, readOwnName } from './comment-store.ts';
import { callablePeople, expectPart, lineSeen } from './line-people.ts';
import { insertMentions, settleMentions } from './mention-store.ts';

const messages = {
  empty: text('コメントを書いてください。', 'Write something.'),
  noThread: text('そのやりとりは見つかりません。', 'There is no such talk.'),
  resolved: text('このやりとりは、解決済みです。', 'This talk is settled.'),
  resolvedNext: text(
    '続けるときは、先に「もう一度開く」を押してください。',
    'To go on, take it up again first.',
  ),
  unknown: text('知らせる相手が見つかりません。', 'Somebody whom this calls cannot be found.'),
  unknownNext: text(
    'この行を見られる人から選び直してください。',
    'Choose among those who may see this line.',
  ),
  many: text('一つの行のコメントは、500件までです。', 'A line takes 500 comments at most.'),
};

const mostComments = 500;

export interface WriteComment {
  readonly line: string;
  readonly words: string;
  /** The talk that it goes on with; undefined begins one. */
  readonly thread: string | undefined;
  /** Ids of the persons and organisations that it calls. */
  readonly calls: readonly string[];
}

/** Says something about a line. Whom it calls finds it among what waits for them, and gets a letter. */
export const writeComment = defineUseCase<
  WriteComment,
  { readonly comment: Id<'comment'> },
  GovernancePorts
>({
  name: 'write-comment',
  action: 'sheet:discuss',
  kind: 'command',
  async handle(context, input) {
    const { scope, ids, now } = context;
    const line = await lineSeen(context, input.line);
    expectPart(context, line);
    const words = readWords(input.words);
    if (words === '') throw new Failure('input-invalid', messages.empty, { field: 'words' });
    const before = await readComments(context, line.id);
    if (before.length >= mostComments) throw new Failure('limit-exceeded', messages.many);
    const comment = ids.next('comment');
    const thread = input.thread ?? comment;
    if (input.thread !== undefined) {
      const found = await findThread(context, input.thread);
      if (found?.line !== line.id) throw new Failure('not-found', messages.noThread);
      if (found.resolved)
        throw new Failure('conflict', messages.resolved, { next: messages.resolvedNext });
    }
    const callable = new Map(
      (await callablePeople(context, line, before)).map((each) => [each.id, each]),
    );
    const called = [...new Set(input.calls)].map((id) => {
      const each = callable.get(id);
      if (each === undefined)
        throw new Failure('input-invalid', messages.unknown, {
          field: 'calls',
          next: messages.unknownNext,
        });
      return each;
    });
    await expectFewLetters(context, called.length);
    await insertComment(context, {
      comment,
      line: line.id,
      thread,
      organisation: scope.organisation ?? '',
      byName: await readOwnName(context),
      words,
      now,
    });
    await insertMentions(context, { comment, line: line.id, called });
    // Whoever answers is not waited for any more.
    const answered = before.flatMap((each) => (each.thread === thread ? [each.comment] : []));
    await settleMentions(context, answered, now);
    return {
      output: { comment },
      subjects: [comment, ...called.map(({ id }) => id)],
      content: { line: line.id, comment, thread, calls: called.length },
      events:
        called.length === 0
          ? []
          : [{ type: 'comment.calls', aggregate: comment, payload: { comment } }],
    };
  },
});
