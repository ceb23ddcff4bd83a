import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { readLineRow } from '../sheet/line-store.ts';
import { toldOfWriting, type WrittenLine, writeAnswers } from '../sheet/write-answers.ts';
import { readShared, readSharings, type SharedAnswer, type Sharing } from './sharing-store.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  gone: text('その回答は、もう分かち合われていません。', 'That answer is not shared any more.'),
};

/** What is shared of the question that a line asks. */
export interface SharedOfLine {
  readonly answers: readonly SharedAnswer[];
  /** By one's own organisation, where it answers the line. */
  readonly own: readonly Sharing[];
  /** Whether one's own organisation answers it. */
  readonly isOwn: boolean;
}

/** What other organisations of the same role answered to the same question, where they share it. */
export const readSharedOfLine = defineUseCase<{ readonly line: string }, SharedOfLine>({
  name: 'read-shared-of-line',
  action: 'sheet:read',
  kind: 'query',
  async handle(context, { line: id }) {
    const line = await readLineRow(context, id);
    if (line === undefined) throw new Failure('not-found', messages.none);
    const { organisation } = context.scope;
    if (organisation === undefined || line.answerer !== organisation)
      return { output: { answers: [], own: [], isOwn: false } };
    const { checkItem, per } = line;
    return {
      output: {
        answers: await readShared(context, { organisation, checkItem, per }),
        own: await readSharings(context, organisation, id),
        isOwn: true,
      },
    };
  },
});

export interface TakeShared {
  readonly line: string;
  readonly share: string;
  /** Version of the statement that the writer saw. */
  readonly seen: number;
}

/** Writes what another organisation shares as a draft of one's own; the cell says that it came so. */
export const takeSharedAnswer = defineUseCase<TakeShared, WrittenLine>({
  name: 'take-shared-answer',
  action: 'sheet:answer',
  kind: 'command',
  async handle(context, { line: id, share, seen }) {
    const line = await readLineRow(context, id);
    const { organisation } = context.scope;
    if (line === undefined || organisation === undefined || line.answerer !== organisation)
      throw new Failure('not-found', messages.none);
    const { checkItem, per } = line;
    const [shared] = await readShared(context, { organisation, checkItem, per, share });
    if (shared === undefined) throw new Failure('not-found', messages.gone);
    const cells = { statement: { seen, value: shared.statement } };
    const [written] = await writeAnswers(context, [{ line: id, cells }], {
      origin: { way: 'shared', id: share },
      partly: false,
    });
    if (written === undefined || written.left !== undefined)
      throw written?.left ?? new Failure('not-found', messages.none);
    return { output: written, content: { way: 'shared', ...toldOfWriting([written]) } };
  },
});
