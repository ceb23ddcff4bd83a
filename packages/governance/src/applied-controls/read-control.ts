import { type Context, defineUseCase, wrongCursor } from '@machimori/application';
import { addDays, dayInJapan, type Id, readId, type Text } from '@machimori/kernel';
import { searchEvidence } from '../evidence/evidence-store.ts';
import { type ListedEvidence, listed } from '../evidence/read-evidence.ts';
import { type AnswerValues, valuesOf } from '../sheet/answer-cells.ts';
import { readLatestCells } from '../sheet/answer-store.ts';
import { type FoundLine, findLines } from '../sheet/line-search-store.ts';
import { readNames } from '../sheet/line-store.ts';
import { controlAtHand, isOwnControl } from './control-at-hand.ts';
import { readControlEvidence } from './control-evidence-store.ts';
import { type Following, followingOf } from './control-of-line.ts';
import {
  type ControlMove,
  type ControlRow,
  type ControlSearch,
  readControlMoves,
  searchControls,
} from './control-store.ts';
import { readTies } from './tie-store.ts';
import type { SeenCells } from './tied-lines.ts';

const pageOfControls = 50;
const mostMoves = 200;
const mostPieces = 200;
/** So many days before somebody is to look at it they are told. */
const soonDays = 30;

/** How a control stands today. `due`: to be looked at again, soon or since a while. */
export type ControlReview = 'good' | 'due' | 'removed';

export interface ListedControl extends ControlRow {
  readonly review: ControlReview;
  /** Whether whoever reads this keeps it up. */
  readonly own: boolean;
  /** What people call what carries it out; undefined where one does not see that. */
  readonly elementName: Text | undefined;
}

async function shown(
  context: Context,
  rows: readonly ControlRow[],
): Promise<readonly ListedControl[]> {
  const soon = addDays(dayInJapan(context.now), soonDays);
  const names = await readNames(
    context,
    rows.flatMap(({ element }) => element ?? []),
  );
  return rows.map((row) => ({
    ...row,
    review:
      row.removedAt !== undefined
        ? 'removed'
        : row.reviewBy !== undefined && row.reviewBy <= soon
          ? 'due'
          : 'good',
    own: isOwnControl(context, row),
    elementName: row.element === undefined ? undefined : names.get(row.element),
  }));
}

export interface ControlPage {
  readonly controls: readonly ListedControl[];
  readonly next: Id<'appliedControl'> | undefined;
}

/** Controls that one sees and that are not removed, the latest first. */
export const listControls = defineUseCase<
  ControlSearch & { readonly cursor?: string | undefined },
  ControlPage
>({
  name: 'list-controls',
  action: 'applied-control:read',
  kind: 'query',
  async handle(context, { cursor, ...search }) {
    const after = cursor === undefined ? undefined : readId('appliedControl', cursor);
    if (cursor !== undefined && after === undefined) throw wrongCursor();
    const soon = addDays(dayInJapan(context.now), soonDays);
    const rows = await searchControls(context, search, { soon, after, most: pageOfControls + 1 });
    const page = rows.slice(0, pageOfControls);
    return {
      output: {
        controls: await shown(context, page),
        next: rows.length > pageOfControls ? page.at(-1)?.control : undefined,
      },
    };
  },
});

/** A line that a control answers, as it stands now. */
export interface ControlledLine extends FoundLine {
  /** Undefined where one may not see its answer. */
  readonly following: Following | undefined;
  /** What it says where that is not what the control says. */
  readonly says: AnswerValues | undefined;
  readonly cells: SeenCells;
  readonly may: Readonly<Record<'answer' | 'decide', boolean>>;
}

export interface ControlSeen {
  readonly row: ListedControl;
  readonly lines: readonly ControlledLine[];
  /** What people call what these lines are asked of and who answers them, by key; only what one sees. */
  readonly names: ReadonlyMap<string, Text>;
  readonly evidence: readonly ListedEvidence[];
  /** Nothing for whoever has it not. */
  readonly moves: readonly ControlMove[];
}

/** One control, the lines that it answers, what proves it and what became of it. */
export const readControl = defineUseCase<{ readonly control: string }, ControlSeen>({
  name: 'read-control',
  action: 'applied-control:read',
  kind: 'query',
  async handle(context, { control: id }) {
    const control = await controlAtHand(context, id);
    const [row] = await shown(context, [control]);
    if (row === undefined) throw new TypeError('what is shown is one control');
    const only = (await readTies(context, id)).map(({ line }) => line);
    const found =
      only.length === 0
        ? []
        : await findLines(context, { only, sought: [], order: [] }, 0, only.length);
    const pieces = await readControlEvidence(context, id);
    const today = dayInJapan(context.now);
    const proofs =
      pieces.length === 0
        ? []
        : await searchEvidence(
            context,
            { only: pieces },
            { today, soon: addDays(today, soonDays), most: mostPieces },
          );
    return {
      output: {
        row,
        lines: await controlled(context, control, found),
        names: await readNames(
          context,
          found.flatMap(({ subject, answeredBy }) => [subject, answeredBy]),
        ),
        evidence: proofs.map((piece) => listed(context, piece)),
        moves: await readControlMoves(context, id, mostMoves),
      },
    };
  },
});

async function controlled(
  context: Context,
  control: ControlRow,
  found: readonly FoundLine[],
): Promise<readonly ControlledLine[]> {
  const { reach, organisation } = context.scope;
  const present = await readLatestCells(
    context,
    found.map(({ id }) => id),
  );
  return found.map((line): ControlledLine => {
    const cells = present.get(line.id) ?? {};
    const values = valuesOf(line, cells);
    const isCity = reach === 'city';
    const isSeen = isCity || line.answerer === organisation || line.verifier === organisation;
    const following = isSeen ? followingOf(control, values, cells) : undefined;
    return {
      ...line,
      following,
      says: following === undefined || following === 'follows' ? undefined : values,
      cells: {
        state: cells.state?.version ?? 0,
        planned: cells.planned?.version ?? 0,
        statement: cells.statement?.version ?? 0,
      },
      may: {
        answer: line.inPlan && (isCity || line.answerer === organisation),
        decide:
          line.inPlan && line.stage === 'submitted' && (isCity || line.verifier === organisation),
      },
    };
  });
}
