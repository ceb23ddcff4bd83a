import type { Act, Context } from '@machimori/application';
import { behindWall } from '@machimori/database';
import { Failure, fill, text } from '@machimori/kernel';
import { answerersOf, linkLines } from '../evidence/evidence-line-store.ts';
import { findEvidence } from '../evidence/evidence-store.ts';
import { type AnswerValues, valuesOf } from '../sheet/answer-cells.ts';
import { type LatestCells, readLatestCells } from '../sheet/answer-store.ts';
import { isTold } from '../sheet/each-answer.ts';
import { expectOwn } from '../sheet/line-at-hand.ts';
import { type KeptLine, readLineRows } from '../sheet/line-store.ts';
import { noteMoves } from '../sheet/move-store.ts';
import type { AnswerField } from '../sheet/sheet-tables.ts';
import { type WrittenLine, writeAnswers } from '../sheet/write-answers.ts';
import { endProofs, readControlEvidence } from './control-evidence-store.ts';
import { followingOf } from './control-of-line.ts';
import { type ControlRow, readControlNames } from './control-store.ts';
import { endTies, insertTies, readTies, readTiesOf } from './tie-store.ts';

const messages = {
  taken: text(
    'この行は、ほかの対策「{name}」で答えています。',
    'Another control answers this line already: “{name}”.',
  ),
  takenNext: text(
    '行の画面でその対策から外してから、もう一度行ってください。',
    'Release the line from that control on its own page, and do it again.',
  ),
  gone: text(
    'この行は、いまはほかの組織が答えています。その組織の回答なので、書きかえません。',
    'Another organisation has come to answer this line: what stands there is its answer, and stays.',
  ),
  goneNext: text(
    'この対策がいまもその行に答えるなら、行を外してから結び直してください。その組織に対策が見えるようになります。',
    'If this control still answers it, release the line and tie it again; that organisation then sees the control.',
  ),
  many: text('一つの対策で答えられるのは、{most}行までです。', 'One control answers {most} lines.'),
  manyNext: text('いくつかの対策に分けてください。', 'Divide it into several controls.'),
};

const wentAway = (): Failure => new Failure('conflict', messages.gone, { next: messages.goneNext });

/** Lines that one control answers at most: they are written in one act. */
export const mostTied = 1_000;

/** What became of a line that a control is to answer. */
export interface TiedLine {
  readonly line: string;
  /** `own-words`: it says something else and was left so. `left`: nothing came of it, and `failure` says why. */
  readonly outcome: 'written' | 'same' | 'own-words' | 'left';
  readonly failure: Failure | undefined;
  /** Its answer had been accepted, and is open again. */
  readonly reopened: boolean;
}

const leftFor = (line: string, failure: Failure): TiedLine => ({
  line,
  outcome: 'left',
  failure,
  reopened: false,
});

/** How lines stand that whoever acts may answer, beside those that they may not. */
interface LinesAtHand {
  readonly own: readonly KeptLine[];
  readonly cells: ReadonlyMap<string, LatestCells>;
  readonly left: readonly TiedLine[];
}

async function linesAtHand(act: Act, wanted: readonly string[]): Promise<LinesAtHand> {
  const kept = await readLineRows(act, wanted);
  const left: TiedLine[] = [];
  const own = wanted.flatMap((id): readonly KeptLine[] => {
    const line = kept.get(id);
    try {
      expectOwn(act, line);
      return [line];
    } catch (error) {
      if (!isTold(error)) throw error;
      left.push(leftFor(id, error));
      return [];
    }
  });
  const cells = await readLatestCells(
    act,
    own.map(({ id }) => id),
  );
  return { own, cells, left };
}

const isBlank = ({ state, planned, statement }: AnswerValues): boolean =>
  state === 'not-started' && planned === '' && statement === '';

/** Versions of cells as somebody saw them; 0 where nobody had written. */
export type SeenCells = Readonly<Record<AnswerField, number>>;

const seenIn = (cells: LatestCells): SeenCells => ({
  state: cells.state?.version ?? 0,
  planned: cells.planned?.version ?? 0,
  statement: cells.statement?.version ?? 0,
});

/** Writes what a control says into lines, each as it was seen. */
export async function writeControl(
  context: Context,
  control: Pick<ControlRow, 'control'> & AnswerValues,
  lines: readonly { readonly line: string; readonly seen: SeenCells }[],
): Promise<readonly TiedLine[]> {
  const written = await writeAnswers(
    context,
    lines.map(({ line, seen }) => ({
      line,
      cells: {
        state: { seen: seen.state, value: control.state },
        planned: { seen: seen.planned, value: control.planned },
        statement: { seen: seen.statement, value: control.statement },
      },
    })),
    { origin: { way: 'applied-control', id: control.control }, partly: false },
  );
  return written.map(outcomeOf);
}

function outcomeOf({ line, left, cells, reopened }: WrittenLine): TiedLine {
  if (left !== undefined) return leftFor(line, left);
  const isWritten = Object.values(cells).some(({ verdict }) => verdict === 'write');
  return { line, outcome: isWritten ? 'written' : 'same', failure: undefined, reopened };
}

const ownWords = (line: string): TiedLine => ({
  line,
  outcome: 'own-words',
  failure: undefined,
  reopened: false,
});

/**
 * Ties lines to a control that is held. What says nothing yet is answered by it; what says something of its own is
 * tied and left as it is. What proves the control proves them from now on.
 */
export async function tieTo(
  context: Context,
  control: ControlRow,
  lines: readonly string[],
): Promise<readonly TiedLine[]> {
  const wanted = [...new Set(lines)].sort();
  const { own, cells, left } = await linesAtHand(context, wanted);
  const present = await readTies(context, control.control);
  const fresh = new Set([...present.map(({ line }) => line), ...own.map(({ id }) => id)]);
  if (fresh.size > mostTied)
    throw new Failure('limit-exceeded', fill(messages.many, { most: mostTied }), {
      next: messages.manyNext,
    });
  const ids = own.map(({ id }) => id);
  await letGoOfBefore(context, ids);
  const tied = new Set(await insertTies(context, control, ids, context.now));
  const untied = await takenBy(
    context,
    control,
    ids.filter((id) => !tied.has(id)),
  );
  const results: TiedLine[] = [];
  const blank: { line: string; seen: SeenCells }[] = [];
  for (const line of own) {
    if (!tied.has(line.id)) continue;
    const its = cells.get(line.id) ?? {};
    const values = valuesOf(line, its);
    if (isBlank(values) || followingOf(control, values, its) !== 'own-words')
      blank.push({ line: line.id, seen: seenIn(its) });
    else results.push(ownWords(line.id));
  }
  const written = await writeControl(context, control, blank);
  await proveByControl(context, control, [...tied]);
  await noteMoves(context, [...tied], 'control-tied');
  return inOrder(wanted, [...left, ...untied, ...results, ...written]);
}

/**
 * What answered lines for the organisation before makes way for what answers them now: whoever ties that does not see
 * it, and could not release it. Whoever sees the whole city is told of it and releases it themselves.
 */
async function letGoOfBefore(context: Context, lines: readonly string[]): Promise<void> {
  const { scope, transaction, now } = context;
  if (scope.reach === 'city') return;
  await behindWall(transaction, { reach: 'city', city: scope.inCity }, async () => {
    const before = [...(await readTiesOf(context, lines)).values()].filter((tie) => tie.ofBefore);
    for (const [control, ties] of Map.groupBy(before, (tie) => tie.control)) {
      const its = ties.map(({ line }) => line);
      await endTies(context, control, { lines: its, now });
      await endProofs(context, control, { lines: its, now });
      await noteMoves(context, its, 'control-untied');
    }
  });
}

/** Of lines that could not be tied: this control answers them already, or another does. */
async function takenBy(
  context: Context,
  control: ControlRow,
  lines: readonly string[],
): Promise<readonly TiedLine[]> {
  const ties = await readTiesOf(context, lines);
  const names = await readControlNames(
    context,
    [...ties.values()].map((tie) => tie.control),
  );
  return lines.map((line): TiedLine => {
    const by = ties.get(line)?.control;
    if (by === control.control) return { ...ownWords(line), outcome: 'same' };
    const said = fill(messages.taken, { name: names.get(by ?? '') ?? '―' });
    return leftFor(line, new Failure('conflict', said, { next: messages.takenNext }));
  });
}

/**
 * Brings what a control says now to the lines that said what it said before. A line into which people wrote something
 * else stays; one that cannot be written says why.
 */
export async function carryToLines(
  context: Context,
  before: ControlRow,
  now: AnswerValues,
): Promise<readonly TiedLine[]> {
  const ties = await readTies(context, before.control, true);
  const kept = await readLineRows(
    context,
    ties.map(({ line }) => line),
  );
  // Lines that one does not see any more are told nothing of, not even which.
  const seen = ties.flatMap(({ line }) => (kept.has(line) ? [line] : []));
  const gone = new Set(ties.flatMap(({ line, ofBefore }) => (ofBefore ? [line] : [])));
  const { own, cells, left } = await linesAtHand(context, seen);
  const results: TiedLine[] = [];
  const following: { line: string; seen: SeenCells }[] = [];
  for (const line of own) {
    if (gone.has(line.id)) {
      results.push(leftFor(line.id, wentAway()));
      continue;
    }
    const its = cells.get(line.id) ?? {};
    const values = valuesOf(line, its);
    if (followingOf(before, values, its) === 'own-words') results.push(ownWords(line.id));
    else following.push({ line: line.id, seen: seenIn(its) });
  }
  const written = await writeControl(context, { ...now, control: before.control }, following);
  return inOrder(seen, [...left, ...results, ...written]);
}

const inOrder = (lines: readonly string[], results: readonly TiedLine[]): readonly TiedLine[] => {
  const by = new Map(results.map((each) => [each.line, each]));
  return lines.flatMap((line) => by.get(line) ?? []);
};

/** Puts what proves a control to lines that it answers. */
async function proveByControl(
  context: Context,
  { control }: ControlRow,
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return;
  for (const evidence of await readControlEvidence(context, control)) {
    const piece = await findEvidence(context, evidence);
    if (piece === undefined || piece.removedAt !== undefined) continue;
    await proveLines(context, control, piece, lines);
  }
}

/** Lines that whoever acts may put evidence to, through a control. */
export async function proveLines(
  context: Context,
  control: string,
  piece: {
    readonly evidence: Parameters<typeof linkLines>[1]['evidence'];
    readonly organisation: string;
  },
  lines: readonly string[],
): Promise<void> {
  const { reach, organisation } = context.scope;
  const answerers = await answerersOf(context, lines);
  await linkLines(
    context,
    piece,
    lines.filter(
      (line) => answerers.has(line) && (reach === 'city' || answerers.get(line) === organisation),
    ),
    { via: control, now: context.now },
  );
}

/** For the log: which lines were written, kept their own words, and were left. */
export const toldOfTying = (lines: readonly TiedLine[]) => ({
  written: lines.flatMap(({ line, outcome }) => (outcome === 'written' ? [line] : [])),
  ownWords: lines.filter(({ outcome }) => outcome === 'own-words').length,
  left: lines.filter(({ outcome }) => outcome === 'left').length,
  reopened: lines.flatMap(({ line, reopened }) => (reopened ? [line] : [])),
});
