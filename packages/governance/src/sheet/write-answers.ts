import type { Act, Context } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { type AnswerValues, cellValue, describedValues, valuesOf } from './answer-cells.ts';
import {
  type AnswerProgress,
  beginAnswers,
  type Cell,
  type LatestCells,
  moveAnswers,
  type NewCell,
  readLatestCells,
  writeCells,
} from './answer-store.ts';
import { isTold } from './each-answer.ts';
import { expectOwn } from './line-at-hand.ts';
import { type KeptLine, readLineRows } from './line-store.ts';
import { noticeRows } from './many-rows.ts';
import {
  type AnswerField,
  type AnswerStage,
  answerFields,
  type CellOrigin,
} from './sheet-tables.ts';

const messages = {
  conflict: text(
    '同じ欄を、ほかの人が先に書きかえました。何も書いていません。',
    'Somebody else wrote into the same cell first; nothing was written.',
  ),
  twice: text('同じ行が二度あります。', 'The same line is given twice.'),
  twiceNext: text('行ごとに、一度だけ送ってください。', 'Send each line once.'),
  conflictNext: text(
    '新しい内容を確かめて、どちらにするかを選んでください。',
    'Look at what it says now, and choose between the two.',
  ),
};

/** What somebody wants to write into the cells of a line. */
export interface GivenCells {
  readonly line: string;
  /** Each with the version of the cell that the writer saw; 0 where nobody had written into it. */
  readonly cells: Readonly<
    Partial<Record<AnswerField, { readonly seen: number; readonly value: string }>>
  >;
}

/** What becomes of one cell: it is written; says so already; was written by others since; cannot be taken. */
export type CellVerdict =
  | { readonly verdict: 'write'; readonly version: number; readonly value: string | undefined }
  | { readonly verdict: 'same'; readonly version: number }
  | { readonly verdict: 'conflict'; readonly theirs: Cell | undefined; readonly failure: Failure }
  | { readonly verdict: 'refused'; readonly failure: Failure };

/** A line with what becomes of the cells that somebody wants to write. */
export interface JudgedLine {
  readonly line: string;
  /** Why nothing of it is written: not seen, not one's own, fallen away. */
  readonly failure: Failure | undefined;
  /** Nothing for a line that fails as a whole. */
  readonly cells: Readonly<Partial<Record<AnswerField, CellVerdict>>>;
  /** What the line says before anything is written. */
  readonly said: AnswerValues | undefined;
}

/** What becomes of cells that somebody wants to write, in the order given. */
function judged(
  act: Act,
  given: readonly GivenCells[],
  lines: ReadonlyMap<string, KeptLine>,
  latest: ReadonlyMap<string, LatestCells>,
): readonly JudgedLine[] {
  return given.map(({ line: id, cells }) => {
    const line = lines.get(id);
    const failure = failureOf(() => expectOwn(act, line));
    if (line === undefined || failure !== undefined)
      return { line: id, failure, cells: {}, said: undefined };
    const present = latest.get(id) ?? {};
    const said = valuesOf(line, present);
    const verdicts: Partial<Record<AnswerField, CellVerdict>> = {};
    for (const field of answerFields) {
      const cell = cells[field];
      if (cell !== undefined) verdicts[field] = verdictOn(field, cell, present[field], said[field]);
    }
    return { line: id, failure: undefined, cells: verdicts, said };
  });
}

function verdictOn(
  field: AnswerField,
  { seen, value: given }: { readonly seen: number; readonly value: string },
  present: Cell | undefined,
  said: string,
): CellVerdict {
  let value: string | undefined;
  const refusal = failureOf(() => {
    value = cellValue(field, given);
  });
  if (refusal !== undefined) return { verdict: 'refused', failure: refusal };
  const version = present?.version ?? 0;
  // Two who write the same agree.
  if ((value ?? '') === said) return { verdict: 'same', version };
  if (version !== seen)
    return {
      verdict: 'conflict',
      theirs: present,
      failure: new Failure('conflict', messages.conflict, { next: messages.conflictNext }),
    };
  return { verdict: 'write', version: version + 1, value };
}

function failureOf(check: () => void): Failure | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (isTold(error)) return error;
    throw error;
  }
}

/** A line after its cells were written. */
export interface WrittenLine extends JudgedLine {
  /** Nothing of it was written, because of the line or of one of its cells. */
  readonly left: Failure | undefined;
  readonly stage: AnswerStage | undefined;
  /** Of the answer; 0 where nobody has ever begun. */
  readonly version: number;
  /** It had been accepted, and is open again. */
  readonly reopened: boolean;
  /** Versions of the cells that somebody has written into. */
  readonly versions: Readonly<Partial<Record<AnswerField, number>>>;
}

export interface Writing {
  readonly origin: CellOrigin;
  /** Writes what can be written of a line of which something else cannot; else all of a line, or nothing. */
  readonly partly: boolean;
}

/** So many lines are written by one statement. */
const linesAtOnce = 1_000;

/**
 * The one way into the cells of lines, whoever writes and however: judged against the versions that the writer saw,
 * each line by itself. What was handed in or accepted is open again by what is written. Some thousand lines
 * in one act, each once: throws `input-invalid` for a line that is given twice.
 */
export async function writeAnswers(
  context: Context,
  given: readonly GivenCells[],
  writing: Writing,
): Promise<readonly WrittenLine[]> {
  if (new Set(given.map(({ line }) => line)).size < given.length)
    throw new Failure('input-invalid', messages.twice, { next: messages.twiceNext });
  const results: WrittenLine[] = [];
  for (let at = 0; at < given.length; at += linesAtOnce)
    results.push(...(await writeSome(context, given.slice(at, at + linesAtOnce), writing)));
  // Once, after all of it: whoever writes as much waits from here on until this act is over.
  await noticeRows(context, toldOfWriting(results).cells);
  return results;
}

async function writeSome(
  context: Context,
  given: readonly GivenCells[],
  { origin, partly }: Writing,
): Promise<readonly WrittenLine[]> {
  const ids = given.map(({ line }) => line);
  const lines = await readLineRows(context, ids);
  const own = ids.filter((id) => failureOf(() => expectOwn(context, lines.get(id))) === undefined);
  // Held before their cells are read: what is judged is what is written upon.
  const held = await beginAnswers(context, own);
  const latest = await readLatestCells(context, own);
  const written: NewCell[] = [];
  const begun: string[] = [];
  const takenBack: string[] = [];
  const results = judged(context, given, lines, latest).map((each): WrittenLine => {
    const { line } = each;
    const was = held.get(line);
    const kept = lines.get(line);
    const described = origin.way === 'applied-control' ? undefined : openTo(kept, was);
    const verdicts = Object.entries(each.cells) as [AnswerField, CellVerdict][];
    const left =
      each.failure ?? (partly ? undefined : verdicts.flatMap(([, v]) => failureIn(v))[0]);
    const cells =
      left === undefined ? verdicts.flatMap((entry) => newCell(line, entry, described)) : [];
    written.push(...cells);
    const begins =
      left === undefined && kept !== undefined && isBegun(kept, was, latest.get(line) ?? {}, cells);
    const isMoved = cells.length > 0 || (begins && was?.stage === undefined);
    if (isMoved) (begins ? begun : takenBack).push(line);
    return {
      ...each,
      left,
      stage: !isMoved ? was?.stage : begins ? 'draft' : undefined,
      version: (was?.version ?? 0) + (isMoved ? 1 : 0),
      reopened: isMoved && was?.stage === 'accepted',
      versions: versionsAfter(latest.get(line) ?? {}, cells),
    };
  });
  await writeCells(context, written, origin, context.now);
  await moveAnswers(context, begun, { stage: 'draft', selfChecked: false });
  await moveAnswers(context, takenBack, { stage: undefined });
  return results;
}

const failureIn = (verdict: CellVerdict): readonly Failure[] =>
  'failure' in verdict ? [verdict.failure] : [];

/** `described`: a cell that is written back to it follows the description from now on. */
const newCell = (
  line: string,
  [field, verdict]: [AnswerField, CellVerdict],
  described: AnswerValues | undefined,
): readonly NewCell[] => {
  if (verdict.verdict !== 'write') return [];
  const { version, value } = verdict;
  const said = value ?? (field === 'state' ? nothing.state : '');
  return [{ line, field, version, value, asDescribed: said === described?.[field] }];
};

const isHandedIn = (was: AnswerProgress | undefined): boolean =>
  was?.submittedAt !== undefined || was?.decidedAt !== undefined;

/** What cells can be written back to: what the description says, until somebody hands the line in. */
const openTo = (
  line: KeptLine | undefined,
  was: AnswerProgress | undefined,
): AnswerValues | undefined =>
  line === undefined || isHandedIn(was) ? undefined : describedValues(line);

/**
 * Whether a line has an answer once these cells are written. One that was never handed in and says again what the
 * description says was taken back: filled and undone, a line is as if nobody had answered. To say the same without
 * ever having said anything else is an answer, where the description says something.
 */
function isBegun(
  line: KeptLine,
  was: AnswerProgress | undefined,
  present: LatestCells,
  written: readonly NewCell[],
): boolean {
  if (isHandedIn(was)) return true;
  const described = describedValues(line);
  const now = Object.fromEntries(written.map((cell) => [cell.field, cell]));
  if (!isSame(valuesOf(line, { ...present, ...now }), described)) return true;
  return written.length === 0 && !isSame(described, nothing);
}

const nothing: AnswerValues = { state: 'not-started', planned: '', statement: '' };

const isSame = (one: AnswerValues, other: AnswerValues): boolean =>
  answerFields.every((field) => one[field] === other[field]);

function versionsAfter(present: LatestCells, written: readonly NewCell[]): WrittenLine['versions'] {
  const versions: Partial<Record<AnswerField, number>> = {};
  for (const { field, version } of [...Object.values(present), ...written])
    versions[field] = version;
  return versions;
}

/** For the log: which lines were written, how many cells, and how many lines were left. */
export const toldOfWriting = (lines: readonly WrittenLine[]) => ({
  lines: lines.flatMap(({ line, left }) => (left === undefined ? [line] : [])),
  cells: lines.reduce(
    (sum, { left, cells }) => sum + (left === undefined ? writtenIn(cells) : 0),
    0,
  ),
  left: lines.filter(({ left }) => left !== undefined).length,
  reopened: lines.flatMap(({ line, reopened }) => (reopened ? [line] : [])),
});

const writtenIn = (cells: JudgedLine['cells']): number =>
  Object.values(cells).filter(({ verdict }) => verdict === 'write').length;
