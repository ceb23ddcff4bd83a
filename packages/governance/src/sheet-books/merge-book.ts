import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { keyStandingOf } from '../answer-books/key-standing.ts';
import type { AnswerField } from '../sheet/sheet-tables.ts';
import { type GivenCells, toldOfWriting, writeAnswers } from '../sheet/write-answers.ts';
import { findReceivedBook, markMerged } from './book-store.ts';
import type { JudgedCell } from './judge-book.ts';
import { judgeBook } from './judged-book.ts';
import { openReading } from './open-reading.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  replaced: text(
    'この回答集に署名した鍵は、そのあと替えられました。何も取り込んでいません。',
    'The key that signed this answer book was replaced afterwards. Nothing was taken in.',
  ),
  replacedNext: text(
    '業者に、いまの鍵で署名した回答集をもらってください。',
    'Ask the vendor for an answer book that is signed by its present key.',
  ),
};

/** A cell into which others wrote, and what it said when somebody chose the book's words for it. */
export interface ChosenCell {
  readonly line: string;
  readonly field: AnswerField;
  readonly seen: number;
}

export interface MergeBook {
  readonly file: string;
  /** Cells that were emptied in the book are emptied here. */
  readonly clear: boolean;
  /** Where both were written into: those that become what the book says. The others stay. */
  readonly chosen: readonly ChosenCell[];
  /** Check items of the official sheet that are written into each of their several lines. */
  readonly spread: readonly string[];
  /** Items of other editions whose rows are written into the lines that ask the same now. */
  readonly moved: readonly string[];
}

export interface MergedBook {
  readonly written: number;
  /** Lines that had been handed in or accepted, and are open again. */
  readonly reopened: number;
  /** Into both of which was written, and nobody chose, or somebody wrote since they chose. */
  readonly conflicts: number;
  readonly refused: number;
  /** Emptied in the book, and left as they are. */
  readonly uncleared: number;
  /** Of items with several lines that were not to be written. */
  readonly unspread: number;
  /** Of items of other editions that were not to be moved. */
  readonly unmoved: number;
}

/**
 * Writes from a book what nobody else wrote into, and what somebody chose. It is compared anew: what was written
 * here since the preview is not written over.
 */
export const mergeBook = defineUseCase<MergeBook, MergedBook>({
  name: 'merge-book',
  action: 'sheet:answer',
  kind: 'command',
  async handle(context, { file, clear, chosen, spread, moved }) {
    const received = await findReceivedBook(context, file);
    if (received === undefined) throw new Failure('not-found', messages.none);
    const reading = await openReading(context, received);
    const key = await keyStandingOf(context, received);
    if (received.signed !== undefined && (key === undefined || key.standing === 'replaced'))
      throw new Failure('not-verified', messages.replaced, { next: messages.replacedNext });
    const judged = await judgeBook(context, reading);
    const choices = new Map(chosen.map((each) => [keyOf(each), each.seen]));
    const items = new Set(spread);
    const moves = new Set(moved);
    const isMoved = ({ moved: of }: JudgedCell): boolean => of === undefined || moves.has(of.key);
    const isMeant = (cell: JudgedCell): boolean =>
      isMoved(cell) && (cell.spread === undefined || items.has(cell.spread.checkItem));
    const isTaken = (cell: JudgedCell): boolean => {
      if (!isMeant(cell)) return false;
      if (cell.outcome === 'new') return true;
      if (cell.outcome === 'cleared')
        return clear && (cell.present === cell.base || isChosen(cell));
      return cell.outcome === 'conflict' && isChosen(cell);
    };
    const isChosen = (cell: JudgedCell): boolean => choices.get(keyOf(cell)) === cell.seen;
    const taken = judged.cells.filter(isTaken);
    const results = await writeAnswers(context, byLine(taken), {
      origin: { way: received.kind === 'answer-book' ? 'answer-book' : 'book', id: file },
      partly: true,
    });
    const written = results.reduce(
      (sum, { left, cells }) =>
        sum +
        (left === undefined
          ? Object.values(cells).filter(({ verdict }) => verdict === 'write').length
          : 0),
      0,
    );
    const isWritten = new Set(taken);
    const left = judged.cells.filter((cell) => !isWritten.has(cell));
    const count = (test: (cell: JudgedCell) => boolean): number => left.filter(test).length;
    const unmoved = count((cell) => cell.outcome !== 'refused' && !isMoved(cell));
    const unspread = count((cell) => cell.outcome !== 'refused' && isMoved(cell) && !isMeant(cell));
    const conflicts = count((cell) => cell.outcome === 'conflict' && isMeant(cell));
    const output: MergedBook = {
      written,
      reopened: results.filter(({ reopened }) => reopened).length,
      conflicts,
      refused: count(({ outcome }) => outcome === 'refused'),
      uncleared: count((cell) => cell.outcome === 'cleared' && isMeant(cell)),
      unspread,
      unmoved,
    };
    await markMerged(context, {
      file,
      written,
      done: conflicts + unspread + unmoved + output.uncleared === 0,
      now: context.now,
    });
    const { lines, ...told } = toldOfWriting(results);
    return {
      output,
      subjects: [file],
      content: {
        ...told,
        lines: lines.length,
        conflicts,
        refused: output.refused,
        ...(moved.length === 0 ? {} : { moved: moved.slice(0, 50) }),
      },
      events:
        lines.length === 0
          ? []
          : [
              {
                type: 'book.merged',
                aggregate: file,
                payload: { book: file, count: lines.length },
              },
            ],
    };
  },
});

const keyOf = ({ line, field }: Pick<JudgedCell, 'line' | 'field'>): string => `${field} ${line}`;

function byLine(cells: readonly JudgedCell[]): readonly GivenCells[] {
  const lines = new Map<string, Record<string, { seen: number; value: string }>>();
  for (const { line, field, seen, value } of cells) {
    const given = lines.get(line) ?? {};
    given[field] = { seen, value };
    lines.set(line, given);
  }
  return [...lines].map(([line, given]) => ({ line, cells: given }));
}
