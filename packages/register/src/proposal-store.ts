import type { Act } from '@machimori/application';
import { nameOf } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { sql } from 'kysely';
import type { Edit } from './edit.ts';
import { tablesOf } from './tables.ts';

export type ProposalState = 'waiting' | 'accepted' | 'own-part' | 'declined' | 'withdrawn';

export interface Proposal {
  readonly proposal: Id<'proposal'>;
  readonly organisation: Id<'organisation'>;
  readonly organisationName: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly note: string;
  readonly edits: readonly Edit[];
  readonly state: ProposalState;
  readonly decidedAt: Date | undefined;
  readonly reason: string;
  readonly revision: number | undefined;
}

export async function insertProposal(
  act: Act,
  of: Pick<Proposal, 'proposal' | 'organisation' | 'proposedAt' | 'note' | 'edits'>,
): Promise<void> {
  await tablesOf(act)
    .insertInto('proposals')
    .values({
      city_id: act.scope.inCity,
      proposal_id: of.proposal,
      organisation_id: of.organisation,
      proposed_by: nameOf(act.scope.actor),
      proposed_at: of.proposedAt,
      note: of.note,
      edits: JSON.stringify(of.edits),
      state: 'waiting',
    })
    .execute();
}

/** What of one organisation waits to be decided. */
export async function measureWaiting(
  act: Act,
  organisation: Id<'organisation'>,
): Promise<{ readonly proposals: number; readonly bytes: number }> {
  const row = await tablesOf(act)
    .selectFrom('proposals')
    .select(({ fn }) => [
      fn.countAll<string>().as('proposals'),
      sql<string>`coalesce(sum(octet_length(edits::text)), 0)`.as('bytes'),
    ])
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', organisation)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return { proposals: Number(row.proposals), bytes: Number(row.bytes) };
}

const columns = [
  'p.proposal_id',
  'p.organisation_id',
  'o.name',
  'p.proposed_by',
  'p.proposed_at',
  'p.note',
  'p.edits',
  'p.state',
  'p.decided_at',
  'p.reason',
  'p.revision',
] as const;

const proposalsOf = (act: Act) =>
  tablesOf(act)
    .selectFrom('proposals as p')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'p.city_id')
        .onRef('o.organisation_id', '=', 'p.organisation_id'),
    )
    .select(columns)
    .where('p.city_id', '=', act.scope.inCity);

/** One that the scope lets one see, held until the act is over. */
export async function holdProposal(act: Act, proposal: string): Promise<Proposal | undefined> {
  const row = await proposalsOf(act)
    .where('p.proposal_id', '=', proposal)
    .forUpdate('p')
    .executeTakeFirst();
  return row && proposalOf(row);
}

/** Who proposed what these change sets took from a proposal: it is their change that stands there. */
export async function proposersOf(
  act: Act,
  sources: readonly string[],
): Promise<readonly string[]> {
  const ids = sources.flatMap((source) => /^proposal:(.+)$/.exec(source)?.[1] ?? []);
  if (ids.length === 0) return [];
  const rows = await tablesOf(act)
    .selectFrom('proposals')
    .select('proposed_by')
    .distinct()
    .where('city_id', '=', act.scope.inCity)
    .where('proposal_id', 'in', ids)
    .orderBy('proposed_by')
    .execute();
  return rows.map(({ proposed_by }) => proposed_by);
}

/** Bytes of edits of decided proposals that a list holds: those that wait are bounded where they are made. */
const mostDecidedBytes = 1024 * 1024;

/** Those that the scope lets one see, newest first: all that wait, and the latest of the others. */
export async function listProposalRows(act: Act, most: number): Promise<readonly Proposal[]> {
  const sized = tablesOf(act)
    .selectFrom('proposals')
    .select([
      'proposal_id',
      sql<string>`sum(octet_length(edits::text)) over (partition by state = 'waiting'
        order by proposed_at desc, proposal_id)`.as('bytes'),
    ])
    .where('city_id', '=', act.scope.inCity)
    .as('sized');
  const rows = await proposalsOf(act)
    .innerJoin(sized, 'sized.proposal_id', 'p.proposal_id')
    .where((eb) =>
      eb.or([eb('p.state', '=', 'waiting'), eb('sized.bytes', '<=', String(mostDecidedBytes))]),
    )
    .orderBy((eb) => eb.case().when('p.state', '=', 'waiting').then(0).else(1).end())
    .orderBy('p.proposed_at', 'desc')
    .limit(most)
    .execute();
  return rows.map(proposalOf);
}

export async function settleProposalRow(
  act: Act,
  proposal: string,
  as: {
    readonly state: Exclude<ProposalState, 'waiting'>;
    readonly at: Date;
    readonly reason?: string;
    readonly revision?: number;
  },
): Promise<void> {
  await tablesOf(act)
    .updateTable('proposals')
    .set({
      state: as.state,
      decided_by: nameOf(act.scope.actor),
      decided_at: as.at,
      reason: as.reason ?? '',
      revision: as.revision ?? null,
    })
    .where('city_id', '=', act.scope.inCity)
    .where('proposal_id', '=', proposal)
    .execute();
}

interface Row {
  readonly proposal_id: string;
  readonly organisation_id: string;
  readonly name: string;
  readonly proposed_by: string;
  readonly proposed_at: Date;
  readonly note: string;
  readonly edits: unknown;
  readonly state: string;
  readonly decided_at: Date | null;
  readonly reason: string;
  readonly revision: number | null;
}

const proposalOf = (row: Row): Proposal => ({
  proposal: row.proposal_id as Id<'proposal'>,
  organisation: row.organisation_id as Id<'organisation'>,
  organisationName: row.name,
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at,
  note: row.note,
  edits: row.edits as readonly Edit[],
  state: row.state as ProposalState,
  decidedAt: row.decided_at ?? undefined,
  reason: row.reason,
  revision: row.revision ?? undefined,
});
