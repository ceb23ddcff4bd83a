import { type Context, defineUseCase, wrongCursor } from '@machimori/application';
import {
  addDays,
  type Day,
  dayInJapan,
  Failure,
  type Id,
  readId,
  type Text,
  text,
} from '@machimori/kernel';
import { type KeptLine, readLineRow, readNamesOf } from '../sheet/line-store.ts';
import { evidenceAtHand } from './evidence-at-hand.ts';
import { countBefore, evidenceBefore } from './evidence-before-store.ts';
import { type ProvedLine, provedByControl, readProvedLines } from './evidence-line-store.ts';
import {
  type EvidenceRevision,
  type EvidenceRow,
  type EvidenceSearch,
  readRevisions,
  searchEvidence,
} from './evidence-store.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
};

const pageOfEvidence = 50;
const mostOnLine = 200;
const mostLines = 1_000;
/** So many days before it is over somebody is told that it will be. */
const soonDays = 30;

/** How a piece stands today. `due`: over soon, or to be looked at again. */
export type EvidenceStanding = 'good' | 'due' | 'expired' | 'failed' | 'unknown' | 'removed';

export interface ListedEvidence extends EvidenceRow {
  readonly standing: EvidenceStanding;
  /** Whether whoever reads this keeps it up. */
  readonly own: boolean;
}

/** Derived each time from what the piece says and the day. */
export function standingOf(row: EvidenceRow, today: Day): EvidenceStanding {
  const { expiresOn, outcome } = row.latest;
  if (row.removedAt !== undefined) return 'removed';
  if (expiresOn !== undefined && expiresOn < today) return 'expired';
  if (outcome === 'failed' || outcome === 'unknown') return outcome;
  const soon = addDays(today, soonDays);
  const isDue = [expiresOn, row.reviewBy].some((day) => day !== undefined && day <= soon);
  return isDue ? 'due' : 'good';
}

interface Reader {
  readonly scope: { readonly reach: string; readonly organisation: string | undefined };
  readonly now: Date;
}

export const listed = ({ scope, now }: Reader, row: EvidenceRow): ListedEvidence => ({
  ...row,
  standing: standingOf(row, dayInJapan(now)),
  own: scope.reach === 'city' || row.organisation === scope.organisation,
});

const days = (now: Date) => {
  const today = dayInJapan(now);
  return { today, soon: addDays(today, soonDays) };
};

export interface EvidencePage {
  readonly evidence: readonly ListedEvidence[];
  readonly next: Id<'evidence'> | undefined;
}

/** Pieces that one sees and that are not removed, the latest first. */
export const listEvidence = defineUseCase<
  EvidenceSearch & { readonly cursor?: string | undefined },
  EvidencePage
>({
  name: 'list-evidence',
  action: 'evidence:read',
  kind: 'query',
  async handle(context, { cursor, ...search }) {
    const after = cursor === undefined ? undefined : readId('evidence', cursor);
    if (cursor !== undefined && after === undefined) throw wrongCursor();
    const of = { ...days(context.now), after, most: pageOfEvidence + 1 };
    const rows = await searchEvidence(context, search, of);
    const page = rows.slice(0, pageOfEvidence);
    return {
      output: {
        evidence: page.map((row) => listed(context, row)),
        next: rows.length > pageOfEvidence ? page.at(-1)?.evidence : undefined,
      },
    };
  },
});

export interface LineEvidence {
  readonly evidence: readonly ListedEvidence[];
  /** Those that prove the line through its applied control alone. */
  readonly byControl: ReadonlySet<string>;
  /** Whether whoever reads this may put evidence to the line. */
  readonly may: boolean;
  /** For whoever answers it since another did: how many pieces of before they do not see, and whom they ask. */
  readonly before: { readonly count: number; readonly ask: string } | undefined;
  /** For the promoting body: those pieces, and who answers the line now. */
  readonly handOver:
    | {
        readonly evidence: readonly Id<'evidence'>[];
        readonly key: string;
        readonly name: Text;
      }
    | undefined;
}

/** What proves one line. Empty for whoever may not see its answer. */
export const listLineEvidence = defineUseCase<{ readonly line: string }, LineEvidence>({
  name: 'list-line-evidence',
  action: 'evidence:read',
  kind: 'query',
  async handle(context, { line }) {
    const row = await readLineRow(context, line);
    if (row === undefined) throw new Failure('not-found', messages.none);
    const { reach, organisation } = context.scope;
    const isOwn = reach === 'city' || row.answerer === organisation;
    // A piece may be one's own though the line is answered by others: there it is not shown.
    const isSeen = isOwn || row.verifier === organisation;
    const of = { ...days(context.now), most: mostOnLine };
    const rows = isSeen ? await searchEvidence(context, { line }, of) : [];
    return {
      output: {
        evidence: rows.map((each) => listed(context, each)),
        byControl: isSeen ? await provedByControl(context, line) : new Set(),
        may: isOwn && row.inPlan,
        before: await toAskFor(context, row),
        handOver: await toHandOver(context, row),
      },
    };
  },
});

/** Nothing where there is nothing of before, and to nobody but whoever answers the line. */
async function toAskFor(context: Context, row: KeptLine): Promise<LineEvidence['before']> {
  const { reach, organisation } = context.scope;
  if (reach === 'city' || !row.inPlan || row.answerer !== organisation) return undefined;
  const before = await countBefore(context, row.id);
  return before.count === 0 ? undefined : before;
}

async function toHandOver(context: Context, row: KeptLine): Promise<LineEvidence['handOver']> {
  if (context.scope.reach !== 'city' || !row.inPlan) return undefined;
  const evidence = await evidenceBefore(context, row.id);
  if (evidence.length === 0) return undefined;
  const name = (await readNamesOf(context, [row])).get(row.answeredBy);
  return { evidence, key: row.answeredBy, name: name ?? text(row.answeredBy, row.answeredBy) };
}

export interface EvidenceSeen {
  readonly row: ListedEvidence;
  readonly revisions: readonly EvidenceRevision[];
  readonly lines: readonly ProvedLine[];
  /** What people call what these lines are asked of, by key; only what one sees. */
  readonly names: ReadonlyMap<string, Text>;
}

/** One piece, all that it ever said, and which lines it proves. */
export const readEvidence = defineUseCase<{ readonly evidence: string }, EvidenceSeen>({
  name: 'read-evidence',
  action: 'evidence:read',
  kind: 'query',
  async handle(context, { evidence }) {
    const row = await evidenceAtHand(context, evidence);
    const lines = await readProvedLines(context, evidence, mostLines);
    return {
      output: {
        row: listed(context, row),
        revisions: await readRevisions(context, evidence),
        lines,
        names: await readNamesOf(
          context,
          lines.flatMap(({ subject, answeredBy }) =>
            subject === undefined || answeredBy === undefined ? [] : [{ subject, answeredBy }],
          ),
        ),
      },
    };
  },
});
