import { defineUseCase } from '@machimori/application';
import { dayInJapan, Failure, type Text, text } from '@machimori/kernel';
import { type AddedLine, readAddedLines } from '../added-lines/added-line-store.ts';
import { controlOfLine, type LineControl } from '../applied-controls/control-of-line.ts';
import { readControlNames } from '../applied-controls/control-store.ts';
import { type ControlStanding, controlStandings } from '../applied-controls/tie-store.ts';
import { policyNow } from '../approval/approval-policy.ts';
import { type ProofStanding, proofStandings } from '../evidence/evidence-line-store.ts';
import { keptSince } from '../log/retention-rules.ts';
import { linkWritersOf } from '../outside/link-writers.ts';
import { type LineOwner, readOwners } from '../sheet-hands/owner-store.ts';
import { type AnswerValues, describedValues, missingIn, valuesOf } from './answer-cells.ts';
import {
  type AnswerProgress,
  type Cell,
  readHistory,
  readLatestCells,
  readProgress,
} from './answer-store.ts';
import {
  type KeptLine,
  readComponentKind,
  readLineRow,
  readNames,
  readSubjectSince,
  readTheirsSince,
} from './line-store.ts';
import { type LineMove, readMoves } from './move-store.ts';
import { isOnesOwn, ownHands } from './own-hands.ts';
import { sheetSettingsNow } from './sheet-settings.ts';
import type { AnswerField } from './sheet-tables.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
};

/** What people call what lines are about and who answers, by key; only what one sees. */
type NamesSeen = ReadonlyMap<string, Text>;

/** Why an accepted answer is to be looked at again. */
export type StaleReason =
  | 'review-due'
  | 'described-otherwise'
  | 'subject-changed'
  | 'fell-away'
  | 'evidence-expired'
  | 'evidence-changed'
  | 'check-failed'
  | 'control-changed'
  | 'control-review-due'
  | 'control-removed';

export interface LineSeen {
  readonly line: KeptLine;
  readonly names: NamesSeen;
  readonly values: AnswerValues;
  readonly progress: AnswerProgress | undefined;
  readonly cells: Readonly<Partial<Record<AnswerField, Cell>>>;
  readonly history: readonly Cell[];
  /** From whom what came by links is, by link; empty where that is forgotten. */
  readonly linkWriters: ReadonlyMap<string, string>;
  /** What answers it, where an applied control does. */
  readonly control: LineControl | undefined;
  /** What the applied controls are called by which something came into its cells, as far as one sees them. */
  readonly controlNames: ReadonlyMap<string, string>;
  readonly missing: ReturnType<typeof missingIn>;
  readonly stale: readonly StaleReason[];
  /** After so long somebody says again that an accepted answer holds. */
  readonly reviewMonths: number;
  /** Who added it, where somebody did and has not taken it away. */
  readonly added: AddedLine | undefined;
  /** One may take it away again, as far as it stands there by hand. */
  readonly mayRemove: boolean;
  /** Kind of the component that it is asked of. */
  readonly componentKind: string | undefined;
  /** It was accepted before, and handed in again as it was. */
  readonly confirmed: boolean;
  /** Who has it in hand. */
  readonly owner: LineOwner | undefined;
  /** What became of it, the latest first. */
  readonly moves: readonly LineMove[];
  /** What the organisation of whoever reads this may do about it; which of its people, their roles say. */
  readonly may: Readonly<Record<'answer' | 'decide' | 'selfCheck', boolean>>;
}

/** So much of a line's history is told: nobody reads more, and some programs write a cell a thousand times. */
const mostHistory = 300;

/** One line with what was answered, by whom, and what is to be looked at again. */
export const readLine = defineUseCase<{ readonly line: string }, LineSeen>({
  name: 'read-line',
  action: 'sheet:read',
  kind: 'query',
  async handle(context, { line: id }) {
    const line = await readLineRow(context, id);
    if (line === undefined) throw new Failure('not-found', messages.none);
    const since = await readTheirsSince(context, id);
    const progress = asTold(await readProgress(context, id), since);
    const cells = (await readLatestCells(context, [id])).get(id) ?? {};
    const recent = await readHistory(context, id, { since, most: mostHistory });
    const isRecent = new Set(recent.map(({ field, version }) => `${field} ${version}`));
    // What stands there now is told however long ago it was written.
    const history = [
      ...recent,
      ...Object.values(cells).filter(({ field, version }) => !isRecent.has(`${field} ${version}`)),
    ];
    const values = valuesOf(line, cells);
    const { reach, organisation } = context.scope;
    const isOwn = line.inPlan && (reach === 'city' || line.answerer === organisation);
    const isSubmitted = line.inPlan && progress?.stage === 'submitted';
    const subjectSince = await readSubjectSince(context, line.subject);
    const { reviewMonths } = await sheetSettingsNow(context);
    const [added] = await readAddedLines(context, { standing: true, line: id });
    const today = dayInJapan(context.now);
    const proof = (await proofStandings(context, [id], today)).get(id);
    const standing = (await controlStandings(context, [id], today)).get(id);
    return {
      output: {
        line,
        names: await readNames(
          context,
          [line.subject, line.answeredBy, added?.performer].filter((key) => key !== undefined),
        ),
        values,
        progress,
        cells,
        history,
        linkWriters: await linkWritersOf(context, id, history),
        control: await controlOfLine(context, line, values, cells),
        controlNames: await readControlNames(context, controlsIn(history)),
        missing: missingIn(values),
        stale: staleReasons(
          line,
          values,
          progress,
          subjectSince,
          { proof, control: standing },
          context.now,
          reviewMonths,
        ),
        reviewMonths,
        confirmed: progress?.stage === 'submitted' && progress.decidedAt !== undefined,
        owner: (await readOwners(context, [id])).get(id),
        moves: await readMoves(context, id, mostHistory),
        added,
        mayRemove: added !== undefined && (reach === 'city' || added.organisation === organisation),
        componentKind: await readComponentKind(context, line.subject),
        may: {
          answer: isOwn,
          decide: isSubmitted && (reach === 'city' || line.verifier === organisation),
          selfCheck:
            isSubmitted &&
            isOwn &&
            (await policyNow(context)).selfCheck &&
            isOnesOwn(context, line, await ownHands(context, [{ line: id, held: progress }])),
        },
      },
    };
  },
});

/** Why it was decided so was said to the organisation that answered then. */
const asTold = (
  progress: AnswerProgress | undefined,
  since: Date | undefined,
): AnswerProgress | undefined =>
  progress?.decidedAt !== undefined && since !== undefined && progress.decidedAt < since
    ? { ...progress, note: '' }
    : progress;

const controlsIn = (history: readonly Cell[]): readonly string[] =>
  history.flatMap(({ origin }) => (origin.way === 'applied-control' ? [origin.id] : []));

const isReviewDue = (decidedAt: Date | undefined, now: Date, months: number): boolean =>
  decidedAt !== undefined && decidedAt < keptSince(now, months);

/** What bears on a line from beside it. */
interface Beside {
  readonly proof: ProofStanding | undefined;
  readonly control: ControlStanding | undefined;
}

/** Derived each time: no reason is ever forgotten, nor stays when it is gone. */
export function staleReasons(
  line: KeptLine,
  values: AnswerValues,
  progress: Pick<AnswerProgress, 'stage' | 'carriedRevision' | 'decidedAt'> | undefined,
  subjectSince: number,
  { proof, control }: Beside,
  now: Date,
  reviewMonths: number,
): readonly StaleReason[] {
  if (progress?.stage !== 'accepted') return [];
  if (!line.inPlan) return ['fell-away'];
  const proved = [
    ...(isReviewDue(progress.decidedAt, now, reviewMonths) ? (['review-due'] as const) : []),
    ...(proof?.expired ? (['evidence-expired'] as const) : []),
    ...(proof?.changed ? (['evidence-changed'] as const) : []),
    ...(proof?.failed ? (['check-failed'] as const) : []),
    ...controlReasons(values, control),
  ];
  const carried = progress.carriedRevision;
  if (carried === undefined) return proved;
  const described = describedValues(line);
  const differs = (Object.keys(values) as (keyof AnswerValues)[]).some(
    (field) => described[field] !== values[field],
  );
  return [
    ...(differs ? (['described-otherwise'] as const) : []),
    ...(subjectSince > carried ? (['subject-changed'] as const) : []),
    ...proved,
  ];
}

/** What says the same as its control by now was right before the others. */
function controlReasons(
  values: AnswerValues,
  control: ControlStanding | undefined,
): readonly StaleReason[] {
  if (control === undefined) return [];
  const { saidSince, reviewDue, removed } = control;
  const differs =
    saidSince !== undefined &&
    (Object.keys(values) as (keyof AnswerValues)[]).some(
      (field) => saidSince[field] !== values[field],
    );
  return [
    ...(differs ? (['control-changed'] as const) : []),
    ...(reviewDue ? (['control-review-due'] as const) : []),
    ...(removed ? (['control-removed'] as const) : []),
  ];
}
