import { type Act, nameOf } from '@machimori/application';
import { readVerifierKey, type VerifierKey, writeVerifierKey } from '@machimori/ledger';
import { sql } from 'kysely';
import { oneOf } from '../sheet/sheet-tables.ts';
import { actingFor } from '../sheet-books/book-store.ts';

/** Tables of packages/database/migrations/0040-answer-books.sql; meanings stand there. */
interface AnswerBookTables {
  readonly answer_book_keys: {
    city_id: string;
    organisation_id: string;
    public_key: string;
    sealed: Buffer;
    made_at: Date;
    made_by: string;
  };
  readonly answer_book_vendors: {
    city_id: string;
    organisation_id: string;
    vendor: string;
    public_key: string;
    compared_at: Date;
    compared_by: string;
  };
  readonly persons: { person_id: string; name: string };
  /** Of identity. */
  readonly organisations: { city_id: string; organisation_id: string; name: string };
  readonly sheet_lines: {
    city_id: string;
    line_id: string;
    subject: string;
    answerer_id: string | null;
    in_plan: boolean;
    priority: number;
  };
  readonly sheet_answers: {
    city_id: string;
    line_id: string;
    stage: string;
    decided_at: Date | null;
  };
  /** Of register; the element's own fields as JSON. */
  readonly elements: { city_id: string; kind: string; element_key: string; body: unknown };
  readonly evidence_lines: {
    city_id: string;
    evidence_id: string;
    line_id: string;
    ended_at: Date | null;
  };
  readonly evidence: {
    city_id: string;
    evidence_id: string;
    organisation_id: string;
    revision: number;
    removed_at: Date | null;
  };
  readonly evidence_revisions: {
    city_id: string;
    evidence_id: string;
    number: number;
    digest: string | null;
  };
}

const tablesOf = ({ transaction }: Act) => transaction.tables<AnswerBookTables>();

/** What a key is sealed for: it opens as nothing else. */
export const answerBookKeyContext = (city: string, organisation: string): string =>
  `answer-book/${city}/${organisation}`;

export async function readAnswerBookKey(
  act: Act,
): Promise<{ readonly key: VerifierKey; readonly sealed: Uint8Array } | undefined> {
  const row = await tablesOf(act)
    .selectFrom('answer_book_keys')
    .select(['public_key', 'sealed'])
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', actingFor(act))
    .executeTakeFirst();
  const key = row && readVerifierKey(row.public_key);
  return key && { key, sealed: row.sealed };
}

/** Keeps a key where there is none yet: two who make one at once have the same afterwards. */
export async function insertAnswerBookKey(
  act: Act,
  key: VerifierKey,
  sealed: Uint8Array,
  now: Date,
): Promise<void> {
  await tablesOf(act)
    .insertInto('answer_book_keys')
    .values({
      city_id: act.scope.inCity,
      organisation_id: actingFor(act),
      public_key: writeVerifierKey(key),
      sealed: Buffer.from(sealed),
      made_at: now,
      made_by: nameOf(act.scope.actor),
    })
    .onConflict((conflict) => conflict.columns(['city_id', 'organisation_id']).doNothing())
    .execute();
}

const oneSpelling = (vendor: string): string =>
  vendor.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** The key that people of this organisation compared once with what this vendor told, when and by whom. */
export async function readComparedKey(
  act: Act,
  organisation: string,
  vendor: string,
): Promise<{ readonly key: VerifierKey; readonly at: Date; readonly byName: string } | undefined> {
  const row = await tablesOf(act)
    .selectFrom('answer_book_vendors as v')
    .leftJoin('persons as p', 'p.person_id', 'v.compared_by')
    .select(['v.public_key', 'v.compared_at', 'p.name'])
    .where('v.city_id', '=', act.scope.inCity)
    .where('v.organisation_id', '=', organisation)
    .where('v.vendor', '=', oneSpelling(vendor))
    .executeTakeFirst();
  const key = row && readVerifierKey(row.public_key);
  return key && { key, at: row.compared_at, byName: row.name ?? '' };
}

export async function keepComparedKey(
  act: Act,
  vendor: string,
  key: VerifierKey,
  now: Date,
): Promise<void> {
  const compared = {
    public_key: writeVerifierKey(key),
    compared_at: now,
    compared_by: nameOf(act.scope.actor),
  };
  await tablesOf(act)
    .insertInto('answer_book_vendors')
    .values({
      city_id: act.scope.inCity,
      organisation_id: actingFor(act),
      vendor: oneSpelling(vendor),
      ...compared,
    })
    .onConflict((conflict) =>
      conflict.columns(['city_id', 'organisation_id', 'vendor']).doUpdateSet(compared),
    )
    .execute();
}

export async function readOrganisationName(act: Act): Promise<string> {
  const { name } = await tablesOf(act)
    .selectFrom('organisations')
    .select('name')
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', actingFor(act))
    .executeTakeFirstOrThrow();
  return name;
}

/** Lines whose answer of one's own organisation was accepted, the most urgent first. However far one sees: one's own. */
export async function readAcceptedOwn(
  act: Act,
): Promise<readonly { readonly line: string; readonly acceptedAt: Date }[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_lines as l')
    .innerJoin('sheet_answers as a', (join) =>
      join.onRef('a.city_id', '=', 'l.city_id').onRef('a.line_id', '=', 'l.line_id'),
    )
    .select(['l.line_id', 'a.decided_at'])
    .where('l.city_id', '=', act.scope.inCity)
    .where('l.answerer_id', '=', actingFor(act))
    .where('l.in_plan', '=', true)
    .where('a.stage', '=', 'accepted')
    .where('a.decided_at', 'is not', null)
    .orderBy('l.priority')
    .orderBy('l.line_id')
    .execute();
  return rows.flatMap(({ line_id, decided_at }) =>
    decided_at === null ? [] : [{ line: line_id, acceptedAt: decided_at }],
  );
}

/** What something is, as far as it can be the same in another town. */
export interface AskedKind {
  readonly about: string;
  readonly product: string;
}

/** Of the elements that lines are asked of. */
export async function readAskedKinds(
  act: Act,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, AskedKind>> {
  const rows = await tablesOf(act)
    .selectFrom('elements')
    .select([
      'element_key',
      'kind',
      sql<string | null>`body ->> 'kind'`.as('component'),
      sql<string | null>`body -> 'device' ->> 'model'`.as('product'),
    ])
    .where('city_id', '=', act.scope.inCity)
    .where('element_key', 'in', oneOf([...new Set(subjects)]))
    .where('kind', '!=', 'controls')
    .execute();
  return new Map(
    rows.map(({ element_key, kind, component, product }) => [
      element_key,
      { about: (kind === 'components' ? component : null) ?? kind, product: product ?? '' },
    ]),
  );
}

/**
 * Names of all that the city's description has, in both languages and as far as one sees it: what an answer may give
 * away.
 */
export async function readTellingNames(act: Act): Promise<readonly string[]> {
  const elements = await tablesOf(act)
    .selectFrom('elements')
    .select([
      sql<string | null>`body ->> 'name'`.as('name'),
      sql<string | null>`body ->> 'nameEn'`.as('english'),
    ])
    .where('city_id', '=', act.scope.inCity)
    .where('kind', 'not in', ['controls', 'weaknesses'])
    .execute();
  const names = elements.flatMap(({ name, english }) => [name ?? '', english ?? '']);
  return [...new Set(names)].filter((name) => name !== '');
}

/** SHA-256 of the files of one's own organisation that prove lines now, by line. */
export async function readDigests(
  act: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tablesOf(act)
    .selectFrom('evidence_lines as el')
    .innerJoin('evidence as e', (join) =>
      join.onRef('e.city_id', '=', 'el.city_id').onRef('e.evidence_id', '=', 'el.evidence_id'),
    )
    .innerJoin('evidence_revisions as r', (join) =>
      join
        .onRef('r.city_id', '=', 'e.city_id')
        .onRef('r.evidence_id', '=', 'e.evidence_id')
        .onRef('r.number', '=', 'e.revision'),
    )
    .select(['el.line_id', 'r.digest'])
    .distinct()
    .where('el.city_id', '=', act.scope.inCity)
    .where('el.line_id', 'in', oneOf(lines))
    .where('e.organisation_id', '=', actingFor(act))
    .where('el.ended_at', 'is', null)
    .where('e.removed_at', 'is', null)
    .where('r.digest', 'is not', null)
    .orderBy('el.line_id')
    .orderBy('r.digest')
    .execute();
  const found = new Map<string, string[]>();
  for (const { line_id, digest } of rows)
    found.set(line_id, [...(found.get(line_id) ?? []), digest ?? '']);
  return found;
}
