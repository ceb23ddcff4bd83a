import type { CellFault, MovedRow, ReadCell, ReadRow } from '@machimori/documents/sheet-books';
import {
  Failure,
  fill,
  fillText,
  readPlannedDate,
  stateWords,
  type Text,
  text,
} from '@machimori/kernel';
import { type AnswerValues, cellValue } from '../sheet/answer-cells.ts';
import { type AnswerField, type AnswerStage, answerFields } from '../sheet/sheet-tables.ts';
import type { SaidCells } from './book-store.ts';
import { lineFor } from './move-rows.ts';

const messages = {
  formula: text(
    '数式が入っています。計算した結果を、文字で書いてください。',
    'There is a formula. Write its result as text.',
  ),
  error: text(
    'エラー（#REF! など）が入っています。文字で書き直してください。',
    'There is an error such as #REF!. Write text instead.',
  ),
  word: text(
    '「{value}」という実施状況はありません。選べるのは、{states}です。',
    'There is no such state: {value}. There are: {states}.',
  ),
  nearest: text(
    '「{value}」という実施状況はありません。「{nearest}」ではありませんか。',
    'There is no state “{value}”. Did you mean “{nearest}”?',
  ),
  twice: text(
    '同じ行が二度あり、書いてあることが違います。どちらか一つにしてください。',
    'The same line comes twice and says different things. Keep one.',
  ),
  mixed: text(
    'この欄は、いくつもの行をまとめたもので、どの行のことばか分かりません。すべての行で同じなら、一つだけ書いてください。違うなら、回答用Excelか画面で書いてください。',
    'This cell gathers several lines, and whose words these are cannot be told. Write one wording if it holds for all; else use the book or the page.',
  ),
  unknownLine: text(
    'この行は見つかりません。ほかの組織の行か、このまちのものではない行です。',
    'There is no such line: another organisation’s, or of another city.',
  ),
  fellAway: text(
    'この行は、いまの計画にはありません。答えることはできません。',
    'This line is not in the present plan any more; it cannot be answered.',
  ),
  lost: {
    ended: text(
      '{edition}のこの項目（{label}）は、いまの版にはありません。移していません。',
      'This item of {edition} ({label}) is not in the present edition. It was not moved.',
    ),
    unsure: text(
      '{edition}のこの項目（{label}）が、いまの版のどの項目になったかは、一つに決められません。移していません。',
      'Which item of the present edition this one of {edition} ({label}) became cannot be told. It was not moved.',
    ),
    twice: text(
      '{edition}のこの項目（{label}）が移る行に、ほかの行のことばもあります。移していません。',
      'Other rows are for the line that this item of {edition} ({label}) goes to. It was not moved.',
    ),
  },
  notYours: text('この行に答えるのは、ほかの組織です。', 'Another organisation answers this line.'),
  unknownBook: text(
    '「{number}」は、このまちであなたの組織に出した回答用Excelの番号ではありません。',
    '“{number}” is no book that was made for your organisation here.',
  ),
};

/** A line as it stands, for whoever compares a book with it. */
export interface PresentLine {
  readonly inPlan: boolean;
  /** One's own organisation answers it, or one sees the whole city. */
  readonly own: boolean;
  readonly stage: AnswerStage | undefined;
  readonly values: AnswerValues;
  /** Of each cell, its version; 0 where nobody wrote into it. */
  readonly versions: Readonly<Record<AnswerField, number>>;
}

/**
 * What becomes of a cell of a book: somebody wrote into it, emptied it, wrote into it while others did here, or it
 * cannot be taken in. One that nobody changed is no matter.
 */
export type CellOutcome = 'new' | 'cleared' | 'conflict' | 'refused';

export interface JudgedCell {
  readonly line: string;
  readonly field: AnswerField;
  readonly outcome: CellOutcome;
  /** Where it stands in the book: `回答 E12`. */
  readonly sheet: string;
  readonly at: string;
  /** What the book says. */
  readonly value: string;
  /** What the cell says here, and its version. */
  readonly present: string;
  readonly seen: number;
  /** What it said when the book was made, where that is known. */
  readonly base: string | undefined;
  /** The answer had been handed in or accepted, and opens again if this is written. */
  readonly reopens: boolean;
  /** Of a row of the official sheet: the check item that it was spread from, over how many lines. */
  readonly spread: { readonly checkItem: string; readonly lines: number } | undefined;
  /** Of a row that came out by another edition: from which of its items it is moved. */
  readonly moved: MovedRow | undefined;
  /** Why it is refused. */
  readonly why: Text | undefined;
}

/** What the cells of a row said when it went out; `unknown`: its number is of no book that one sees. */
export type RowBase = SaidCells | 'unknown' | undefined;

export interface RowSpread {
  readonly checkItem: string;
  readonly lines: number;
}

/** Compares a row with how its line stands, and with what its cells said when the book was made. */
export function judgeRow(
  row: ReadRow,
  base: RowBase,
  line: PresentLine | undefined,
  spread?: RowSpread,
): { readonly cells: readonly JudgedCell[]; readonly unchanged: number } {
  const cells: JudgedCell[] = [];
  let unchanged = 0;
  const why = rowRefusal(row, base, line);
  for (const [index, field] of answerFields.entries()) {
    const cell = row.cells[field];
    if (cell === undefined) continue;
    const said = typeof base === 'object' ? base[index] : undefined;
    const judged = judgeCell(field, cell, said, why, line);
    if (judged === undefined) {
      unchanged += 1;
      continue;
    }
    cells.push({
      line: lineFor(row) ?? row.line,
      field,
      sheet: row.sheet,
      at: cell.at,
      present: line?.values[field] ?? '',
      seen: line?.versions[field] ?? 0,
      base: said,
      reopens:
        judged.outcome !== 'refused' && (line?.stage === 'accepted' || line?.stage === 'submitted'),
      spread: spread !== undefined && spread.lines > 1 ? spread : undefined,
      moved: row.moved,
      ...judged,
    });
  }
  return { cells, unchanged };
}

type Judged = Pick<JudgedCell, 'outcome' | 'value' | 'why'>;

/** Undefined: nobody changed it, or it says already what the book says. */
function judgeCell(
  field: AnswerField,
  cell: ReadCell,
  base: string | undefined,
  rowWhy: Text | undefined,
  line: PresentLine | undefined,
): Judged | undefined {
  const { value: written, fault } = cell;
  const refused = (why: Text): Judged => ({ outcome: 'refused', value: written, why });
  if (fault !== undefined) return refused(rowWhy ?? faultWords(fault, cell));
  // Nothing was written into a row that cannot be taken in: it is no matter either.
  if (rowWhy !== undefined || line === undefined) {
    const untouched =
      isEmpty(field, written.trim()) || (base !== undefined && isSame(field, written, base));
    return untouched ? undefined : refused(rowWhy ?? messages.unknownLine);
  }
  let value: string;
  try {
    value = cellValue(field, written) ?? '';
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return refused(error.text);
  }
  const present = line.values[field];
  if (isSame(field, value, present)) return undefined;
  if (base !== undefined && isSame(field, value, base)) return undefined;
  if (value === '')
    // Without knowing what stood there, an empty cell says nothing.
    return base === undefined ? undefined : { outcome: 'cleared', value, why: undefined };
  const nobodyElse = base === undefined ? isEmpty(field, present) : isSame(field, present, base);
  return { outcome: nobodyElse ? 'new' : 'conflict', value, why: undefined };
}

function rowRefusal(
  { number, moved }: ReadRow,
  base: RowBase,
  line: PresentLine | undefined,
): Text | undefined {
  if (base === 'unknown') return fill(messages.unknownBook, { number: number ?? '' });
  if (moved?.lost !== undefined)
    return fillText(messages.lost[moved.lost], { edition: moved.edition, label: moved.label });
  if (line === undefined) return messages.unknownLine;
  if (!line.inPlan) return messages.fellAway;
  return line.own ? undefined : messages.notYours;
}

function faultWords(fault: CellFault, { value, nearest }: ReadCell): Text {
  if (fault !== 'word') return messages[fault];
  return nearest === undefined
    ? fillText(messages.word, { value, states: allStates })
    : fill(messages.nearest, { value, nearest });
}

const words = Object.values(stateWords);
const allStates = text(words.map(({ ja }) => ja).join('、'), words.map(({ en }) => en).join(', '));

const isEmpty = (field: AnswerField, said: string): boolean =>
  said === '' || (field === 'state' && said === 'not-started');

/** A spreadsheet program makes a date of what looks like one: 2027/9/30 comes back as 2027年9月30日. */
const plainDay = /^\d{4}[年/.-]\d{1,2}(?:[月/.-]?(?:\d{1,2}日?)?)$/;

function isSame(field: AnswerField, a: string, b: string): boolean {
  const [one, other] = [plain(a), plain(b)];
  if (one === other) return true;
  if (field === 'state') return isEmpty(field, one) && isEmpty(field, other);
  if (field !== 'planned' || !plainDay.test(one) || !plainDay.test(other)) return false;
  const day = readPlannedDate(one)?.by;
  const numbers = (of: string): number => of.match(/\d+/g)?.length ?? 0;
  return day !== undefined && day === readPlannedDate(other)?.by && numbers(one) === numbers(other);
}

/** Ends of lines, and blanks at their ends, are written by programs and not by people. */
const plain = (said: string): string =>
  said
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
