import { type Act, nameOf } from '@machimori/application';
import { type Day, foldedPattern, type Id, readId } from '@machimori/kernel';
import { sql } from 'kysely';
import type { EvidenceWords } from './evidence-shape.ts';
import {
  type CheckOutcome,
  type EvidenceKind,
  type EvidenceTables,
  tablesOf,
} from './evidence-tables.ts';

/** What a check saw: one value each, by a name that the check explains. */
export type CheckFacts = Readonly<Record<string, string | number>>;

/** A piece of evidence as it said at one time. */
export interface EvidenceRevision {
  readonly number: number;
  /** Undefined where it is no file, or the file was destroyed. */
  readonly file: Id<'file'> | undefined;
  readonly fileName: string | undefined;
  readonly media: string | undefined;
  readonly bytes: number | undefined;
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string | undefined;
  readonly url: string | undefined;
  readonly note: string;
  readonly effectiveOn: Day;
  readonly expiresOn: Day | undefined;
  readonly outcome: CheckOutcome | undefined;
  readonly facts: CheckFacts | undefined;
  readonly checkedAt: Date | undefined;
  readonly addedAt: Date;
  readonly addedBy: string;
  /** Empty where the person is not known here. */
  readonly addedByName: string;
  /** From whom it came by a link from outside; empty once that is forgotten, undefined where it came from inside. */
  readonly byLink: string | undefined;
}

/** A piece of evidence with what it says now. */
export interface EvidenceRow {
  readonly evidence: Id<'evidence'>;
  readonly organisation: string;
  readonly organisationName: string;
  readonly kind: EvidenceKind;
  readonly title: string;
  readonly check: string | undefined;
  readonly cadenceMonths: number | undefined;
  readonly reviewedOn: Day | undefined;
  readonly removedAt: Date | undefined;
  /** The day by which somebody looks whether it still holds. */
  readonly reviewBy: Day | undefined;
  readonly latest: EvidenceRevision;
  /** Lines that it proves, as far as one sees them. */
  readonly lines: number;
}

/** What a revision is of, beside its words. */
export interface EvidenceContent {
  readonly file?: { readonly file: string; readonly name: string; readonly digest: string };
  readonly url?: string;
  readonly check?: {
    readonly outcome: CheckOutcome;
    readonly facts: CheckFacts;
    readonly at: Date;
  };
}

const reviewBy = sql<string | null>`(coalesce(e.reviewed_on, r.effective_on)
  + make_interval(months => e.cadence_months))::date`;
const liveLines = sql<string>`(select count(distinct el.line_id) from evidence_lines el
  where el.city_id = e.city_id and el.evidence_id = e.evidence_id and el.ended_at is null)`;

/** Who stands behind the link by which it came; the link's id alone is known of who added it. */
const byLink = sql<string | null>`case when r.added_by like 'lnk\\_%' then coalesce(
  (select min(w.writer) from outside_link_lines w
    where w.city_id = r.city_id and w.link_id = r.added_by), '') end`;

const revisions = (act: Act) =>
  tablesOf(act)
    .selectFrom('evidence_revisions as r')
    .leftJoin('evidence_files as f', (join) =>
      join.onRef('f.city_id', '=', 'r.city_id').onRef('f.file_id', '=', 'r.file_id'),
    )
    .leftJoin('persons as p', 'p.person_id', 'r.added_by')
    .where('r.city_id', '=', act.scope.inCity);

const revisionColumns = [
  'r.number',
  'r.file_id',
  'r.file_name',
  'r.digest',
  'r.url',
  'r.note',
  'r.effective_on',
  'r.expires_on',
  'r.outcome',
  'r.facts',
  'r.checked_at',
  'r.added_at',
  'r.added_by',
  'f.media',
  'f.bytes',
  'p.name',
] as const;

interface RevisionRow
  extends Omit<EvidenceTables['evidence_revisions'], 'city_id' | 'evidence_id'> {
  readonly media: string | null;
  readonly bytes: number | null;
  readonly name: string | null;
  readonly by_link: string | null;
}

const revisionOf = (row: RevisionRow): EvidenceRevision => ({
  number: row.number,
  file: readId('file', row.file_id),
  fileName: row.file_name ?? undefined,
  media: row.media ?? undefined,
  bytes: row.bytes ?? undefined,
  digest: row.digest ?? undefined,
  url: row.url ?? undefined,
  note: row.note,
  effectiveOn: row.effective_on,
  expiresOn: row.expires_on ?? undefined,
  outcome: row.outcome ?? undefined,
  facts: (row.facts as CheckFacts | null) ?? undefined,
  checkedAt: row.checked_at ?? undefined,
  addedAt: row.added_at,
  addedBy: row.added_by,
  addedByName: row.name ?? '',
  byLink: row.by_link ?? undefined,
});

/** Every piece that one sees, with what it says now. */
const pieces = (act: Act) =>
  revisions(act)
    .innerJoin('evidence as e', (join) =>
      join
        .onRef('e.city_id', '=', 'r.city_id')
        .onRef('e.evidence_id', '=', 'r.evidence_id')
        .onRef('e.revision', '=', 'r.number'),
    )
    .leftJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'e.city_id')
        .onRef('o.organisation_id', '=', 'e.organisation_id'),
    )
    .select(revisionColumns)
    .select([
      'e.evidence_id',
      'e.organisation_id',
      'o.name as organisation_name',
      'e.kind',
      'e.title',
      'e.check_id',
      'e.cadence_months',
      'e.reviewed_on',
      'e.removed_at',
      reviewBy.as('review_by'),
      liveLines.as('lines'),
      byLink.as('by_link'),
    ]);

type PieceRow = Awaited<ReturnType<ReturnType<typeof pieces>['executeTakeFirstOrThrow']>>;

const pieceOf = (row: PieceRow): EvidenceRow => ({
  evidence: row.evidence_id as Id<'evidence'>,
  organisation: row.organisation_id,
  organisationName: row.organisation_name ?? '',
  kind: row.kind,
  title: row.title,
  check: row.check_id ?? undefined,
  cadenceMonths: row.cadence_months ?? undefined,
  reviewedOn: row.reviewed_on ?? undefined,
  removedAt: row.removed_at ?? undefined,
  reviewBy: row.review_by ?? undefined,
  latest: revisionOf(row),
  lines: Number(row.lines),
});

export async function findEvidence(act: Act, evidence: string): Promise<EvidenceRow | undefined> {
  const row = await pieces(act).where('e.evidence_id', '=', evidence).executeTakeFirst();
  return row && pieceOf(row);
}

/** Holds a piece until the act is over, so that two who change it go one after another. */
export async function holdEvidence(act: Act, evidence: string): Promise<void> {
  await tablesOf(act)
    .selectFrom('evidence')
    .select('evidence_id')
    .where('city_id', '=', act.scope.inCity)
    .where('evidence_id', '=', evidence)
    .forUpdate()
    .execute();
}

/** What a list of evidence is narrowed to. */
export interface EvidenceSearch {
  /** Words in its title, file name, address or note. */
  readonly words?: string | undefined;
  readonly kind?: EvidenceKind | undefined;
  /** Over, over or due by `soon`, or on no line. */
  readonly standing?: 'expired' | 'soon' | 'unused' | undefined;
  /** Live on this line. */
  readonly line?: string | undefined;
  /** These alone. */
  readonly only?: readonly string[] | undefined;
}

/** Pieces that are not removed, the latest added first; after `after`, at most so many. */
export async function searchEvidence(
  act: Act,
  { words, kind, standing, line, only }: EvidenceSearch,
  of: {
    readonly today: Day;
    readonly soon: Day;
    readonly after?: string | undefined;
    readonly most: number;
  },
): Promise<readonly EvidenceRow[]> {
  const said = (name: 'e.title' | 'r.file_name' | 'r.url' | 'r.note') =>
    sql<boolean>`normalize(${sql.ref(name)}, NFKC) ~* ${foldedPattern(words ?? '')}`;
  const rows = await pieces(act)
    .where('e.removed_at', 'is', null)
    .$if(words !== undefined && words !== '', (query) =>
      query.where(({ or }) =>
        or([said('e.title'), said('r.file_name'), said('r.url'), said('r.note')]),
      ),
    )
    .$if(kind !== undefined, (query) => query.where('e.kind', '=', kind ?? 'file'))
    .$if(standing === 'expired', (query) => query.where('r.expires_on', '<', of.today))
    .$if(standing === 'soon', (query) =>
      query.where(sql<boolean>`least(r.expires_on, ${reviewBy}) <= ${of.soon}`),
    )
    .$if(standing === 'unused', (query) => query.where(sql<boolean>`${liveLines} = 0`))
    .$if(line !== undefined, (query) =>
      query.where(
        sql<boolean>`exists (select from evidence_lines el where el.city_id = e.city_id
          and el.evidence_id = e.evidence_id and el.line_id = ${line} and el.ended_at is null)`,
      ),
    )
    .$if(only !== undefined, (query) => query.where('e.evidence_id', 'in', only ?? []))
    .$if(of.after !== undefined, (query) => query.where('e.evidence_id', '<', of.after ?? ''))
    .orderBy('e.evidence_id', 'desc')
    .limit(of.most)
    .execute();
  return rows.map(pieceOf);
}

/** All that a piece ever said, the latest first. */
export async function readRevisions(
  act: Act,
  evidence: string,
): Promise<readonly EvidenceRevision[]> {
  const rows = await revisions(act)
    .select(revisionColumns)
    .select(byLink.as('by_link'))
    .where('r.evidence_id', '=', evidence)
    .orderBy('r.number', 'desc')
    .execute();
  return rows.map(revisionOf);
}

export async function insertEvidence(
  act: Act,
  of: Pick<EvidenceRow, 'evidence' | 'organisation' | 'kind' | 'check'> & {
    readonly words: EvidenceWords;
    readonly content: EvidenceContent;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('evidence')
    .values({
      city_id: act.scope.inCity,
      evidence_id: of.evidence,
      organisation_id: of.organisation,
      kind: of.kind,
      title: of.words.title,
      check_id: of.check ?? null,
      cadence_months: of.words.cadenceMonths ?? null,
      revision: 1,
    })
    .execute();
  await insertRevision(act, of.evidence, 1, of);
}

/** What a piece says from now on; what it said stays. */
export async function reviseRow(
  act: Act,
  before: EvidenceRow,
  of: {
    readonly words: EvidenceWords;
    readonly content: EvidenceContent;
    readonly now: Date;
  },
): Promise<number> {
  const number = before.latest.number + 1;
  await insertRevision(act, before.evidence, number, of);
  await changeEvidence(act, before.evidence, {
    revision: number,
    title: of.words.title,
    cadence_months: of.words.cadenceMonths ?? null,
    reviewed_on: null,
    reviewed_by: null,
  });
  return number;
}

async function insertRevision(
  act: Act,
  evidence: string,
  number: number,
  of: {
    readonly words: EvidenceWords;
    readonly content: EvidenceContent;
    readonly now: Date;
  },
): Promise<void> {
  const { words, content, now } = of;
  await tablesOf(act)
    .insertInto('evidence_revisions')
    .values({
      city_id: act.scope.inCity,
      evidence_id: evidence,
      number,
      file_id: content.file?.file ?? null,
      file_name: content.file?.name ?? null,
      digest: content.file?.digest ?? null,
      url: content.url ?? null,
      note: words.note,
      effective_on: words.effectiveOn,
      expires_on: words.expiresOn ?? null,
      outcome: content.check?.outcome ?? null,
      facts: content.check === undefined ? null : JSON.stringify(content.check.facts),
      checked_at: content.check?.at ?? null,
      added_at: now,
      added_by: nameOf(act.scope.actor),
    })
    .execute();
}

/** Changes what stands of a piece beside its revisions. */
export async function changeEvidence(
  act: Act,
  evidence: string,
  to: Partial<Omit<EvidenceTables['evidence'], 'city_id' | 'evidence_id'>>,
): Promise<void> {
  await tablesOf(act)
    .updateTable('evidence')
    .set(to)
    .where('city_id', '=', act.scope.inCity)
    .where('evidence_id', '=', evidence)
    .execute();
}

/** A check saw the same again. */
export async function touchCheck(act: Act, { evidence, latest }: EvidenceRow, at: Date) {
  await tablesOf(act)
    .updateTable('evidence_revisions')
    .set({ checked_at: at })
    .where('city_id', '=', act.scope.inCity)
    .where('evidence_id', '=', evidence)
    .where('number', '=', latest.number)
    .execute();
}

/** The rows of its files go, and with them the keys; the sweep takes the bytes, which nothing opens any more. */
export async function dropFiles(act: Act, evidence: string): Promise<number> {
  const city = act.scope.inCity;
  const tables = tablesOf(act);
  const rows = await tables
    .selectFrom('evidence_revisions')
    .select('file_id')
    .where('city_id', '=', city)
    .where('evidence_id', '=', evidence)
    .where('file_id', 'is not', null)
    .execute();
  const files = rows.flatMap(({ file_id }) => file_id ?? []);
  if (files.length === 0) return 0;
  await tables
    .updateTable('evidence_revisions')
    .set({ file_id: null })
    .where('city_id', '=', city)
    .where('evidence_id', '=', evidence)
    .execute();
  await tables
    .deleteFrom('evidence_files')
    .where('city_id', '=', city)
    .where('file_id', 'in', files)
    .execute();
  return files.length;
}

/** The live piece that a check writes its results into. */
export async function findCheckEvidence(act: Act, check: string): Promise<EvidenceRow | undefined> {
  const row = await pieces(act)
    .where('e.check_id', '=', check)
    .where('e.removed_at', 'is', null)
    .executeTakeFirst();
  return row && pieceOf(row);
}
