import type { Act } from '@machimori/application';
import { nameOf } from '@machimori/application';
import { elementInWords } from '@machimori/city';
import { foldedPattern, type Id, type Text, text } from '@machimori/kernel';
import { sql } from 'kysely';
import { type ElementChange, sameValue } from './difference.ts';
import { type Element, type ElementKind, elementKinds } from './element.ts';
import { tablesOf } from './tables.ts';

/** How many rows go to the database in one statement. */
const batch = 500;

/** The revision of the city's description; 0 where it has none yet. */
export async function readRevision(act: Act): Promise<number> {
  const row = await tablesOf(act)
    .selectFrom('register_heads')
    .select('revision')
    .where('city_id', '=', act.scope.inCity)
    .executeTakeFirst();
  return row?.revision ?? 0;
}

/** The same, held until the act is over: changes follow each other. */
export async function holdRevision(act: Act): Promise<number> {
  const city = act.scope.inCity;
  await tablesOf(act)
    .insertInto('register_heads')
    .values({ city_id: city, revision: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tablesOf(act)
    .selectFrom('register_heads')
    .select('revision')
    .where('city_id', '=', city)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.revision;
}

/** The elements that the scope lets one see. */
export async function readElements(act: Act): Promise<readonly Element[]> {
  const rows = await tablesOf(act)
    .selectFrom('elements')
    .select(columns)
    .where('city_id', '=', act.scope.inCity)
    .execute();
  return rows.filter(isKnownKind).map(elementOf);
}

const columns = ['kind', 'element_key', 'position', 'body', 'owners', 'covered_by'] as const;

const elementOf = (row: {
  readonly kind: string;
  readonly element_key: string;
  readonly position: number;
  readonly body: unknown;
  readonly owners: readonly string[];
  readonly covered_by: readonly string[];
}): Element => ({
  kind: row.kind as ElementKind,
  key: row.element_key,
  position: row.position,
  body: row.body as Readonly<Record<string, unknown>>,
  owners: row.owners,
  coveredBy: row.covered_by,
});

export async function readElementRow(
  act: Act,
  kind: ElementKind,
  key: string,
): Promise<Element | undefined> {
  const row = await tablesOf(act)
    .selectFrom('elements')
    .select(columns)
    .where('city_id', '=', act.scope.inCity)
    .where('kind', '=', kind)
    .where('element_key', '=', key)
    .executeTakeFirst();
  return row && elementOf(row);
}

/** Elements of one list that people may mean by these words. */
export interface ElementSearch {
  readonly kind: ElementKind;
  /** All of them must be found, in whatever case and width: in its own name, or in that of what it refers to. */
  readonly words: readonly string[];
  /** Elements whose own it is, by their owner's key; none: everybody's. */
  readonly of: string | undefined;
}

/** A stretch of what is found, in its list's order, and how many are found in all. */
export interface Found {
  readonly elements: readonly Element[];
  readonly total: number;
}

/**
 * What stands after a position of what is found, at most so many. Names are folded once, and what each word means by
 * them is looked up once: as parts of the condition they were so again for every field that may name another element.
 */
export async function findElementRows(
  act: Act,
  { kind, words, of }: ElementSearch,
  after: number,
  most: number,
): Promise<Found> {
  const city = act.scope.inCity;
  const asked = sql<{ pattern: string; at: number }>`unnest(${words.map(foldedPattern)}::text[])
    with ordinality`.as<'asked'>(sql`asked (pattern, at)`);
  const found = tablesOf(act)
    .with(
      (cte) => cte('names').materialized(),
      (db) =>
        db
          .selectFrom('elements')
          .select(['element_key', namesOf.as('words')])
          .where('city_id', '=', city)
          .where('kind', 'in', ['organisations', 'components', 'externalSystems', 'dataSets']),
    )
    .with(
      (cte) => cte('called').materialized(),
      (db) =>
        db
          .selectFrom('names')
          .innerJoin(asked, (join) => join.onRef('names.words', '~*', 'asked.pattern'))
          .select(['asked.at', 'names.element_key as called_key']),
    )
    .with('found', (db) =>
      db
        .selectFrom('elements')
        .select(columns)
        .select(({ fn }) => fn.countAll<string>().over().as('total'))
        .where('city_id', '=', city)
        .where('kind', '=', kind)
        .where((eb) =>
          eb.and([
            ...words.map((word, i) =>
              eb.or([
                eb(wordsOf, '~*', foldedPattern(word)),
                ...referring[kind].map((field) =>
                  eb(
                    sql<string>`body ->> ${field}`,
                    'in',
                    eb
                      .selectFrom('called')
                      .select('called_key')
                      .where('at', '=', i + 1),
                  ),
                ),
              ]),
            ),
            ...(of === undefined ? [] : [eb('owners', '@>', sql<string[]>`array[${of}]`)]),
          ]),
        ),
    )
    .selectFrom('found')
    .selectAll();
  const rows = await found.where('position', '>', after).orderBy('position').limit(most).execute();
  // Where a cursor stands behind the last of them, no row is left that would tell the total.
  const [told] = rows.length > 0 || after < 0 ? rows : await found.limit(1).execute();
  return { elements: rows.map(elementOf), total: Number(told?.total ?? 0) };
}

/** How many there are of each kind, as far as the scope sees. */
export async function countElementRows(act: Act): Promise<ReadonlyMap<string, number>> {
  const rows = await tablesOf(act)
    .selectFrom('elements')
    .select(({ fn }) => ['kind', fn.countAll<string>().as('count')])
    .where('city_id', '=', act.scope.inCity)
    .groupBy('kind')
    .execute();
  return new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
}

/** Keys of everything that the scope lets one see. */
export async function readKeys(act: Act): Promise<ReadonlySet<string>> {
  const rows = await tablesOf(act)
    .selectFrom('elements')
    .select('element_key')
    .where('city_id', '=', act.scope.inCity)
    .where('kind', 'not in', ['city', 'controls'])
    .execute();
  return new Set(rows.map(({ element_key }) => element_key));
}

/** What people call an element; in English where that is another name. */
export interface ElementName {
  readonly kind: ElementKind;
  readonly key: string;
  readonly name: string;
  readonly nameEn?: string;
}

/** What people call the elements, by kind and key, in their order. */
export async function readNames(act: Act): Promise<readonly ElementName[]> {
  const rows = await tablesOf(act)
    .selectFrom('elements')
    .select([
      'kind',
      'element_key',
      sql<string | null>`body ->> 'name'`.as('name'),
      sql<string | null>`body ->> 'nameEn'`.as('name_en'),
      sql<string | null>`body ->> 'component'`.as('component'),
      sql<string | null>`body ->> 'kind'`.as('sort'),
    ])
    .where('city_id', '=', act.scope.inCity)
    .where('kind', 'not in', ['controls', 'weaknesses'])
    .orderBy('kind')
    .orderBy('position')
    .execute();
  const names = new Map(
    rows.map(({ element_key, name, name_en }) => [
      element_key,
      text(name ?? element_key, name_en ?? name ?? element_key),
    ]),
  );
  // Accounts have no name of their own: they are called by what they are and where.
  const nameOf = (key: string): Text | undefined => names.get(key);
  return rows.map(({ kind, element_key, component, sort }) => {
    const called =
      kind === 'accounts'
        ? elementInWords(kind, element_key, { component, kind: sort }, nameOf)
        : nameOf(element_key);
    const { ja: name, en: nameEn } = called ?? text(element_key, element_key);
    return {
      kind: kind as ElementKind,
      key: element_key,
      name,
      ...(nameEn === name ? {} : { nameEn }),
    };
  });
}

/** Name, English name, purpose and key in one line, normalised: what `foldedPattern` looks through. */
const wordsOf = sql<string>`normalize(concat_ws(' ', body ->> 'name', body ->> 'nameEn',
  body ->> 'purpose', element_key), NFKC)`;
const namesOf = sql<string>`normalize(concat_ws(' ', body ->> 'name', body ->> 'nameEn',
  element_key), NFKC)`;
/** Fields that name another element by which people find this one: the contract with a firm, what it operates. */
const referring: Readonly<Record<ElementKind, readonly string[]>> = {
  city: [],
  organisations: [],
  contracts: ['principal', 'contractor'],
  components: ['owner', 'operator', 'supplier'],
  externalSystems: [],
  dataSets: ['owner'],
  flows: ['from', 'to'],
  accounts: ['component'],
  weaknesses: ['subject'],
  controls: ['subject'],
};

const isKnownKind = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'city' || (elementKinds as readonly string[]).includes(kind);

export interface ChangeSet {
  readonly changeSet: Id<'changeSet'>;
  readonly revision: number;
  readonly at: Date;
  /** The file it came from, `form`, `undo:<revision>` or `proposal:<id>`. */
  readonly source: string;
  readonly digest: string;
  /** Who recorded it, as the log names them, where that is not who acts: somebody's proposal takes effect. */
  readonly actor?: string;
}

/**
 * Writes a change set: what each change left, the new revision, and of the elements those that are not as they
 * stand (a place in a list, or who may see it, moves without being a change).
 */
export async function writeChangeSet(
  act: Act,
  set: ChangeSet,
  changes: readonly ElementChange[],
  all: readonly Element[],
  before: readonly Element[],
): Promise<void> {
  const city = act.scope.inCity;
  const tables = tablesOf(act);
  const count = (of: ElementChange['change']): number =>
    changes.filter(({ change }) => change === of).length;
  await tables
    .insertInto('change_sets')
    .values({
      city_id: city,
      revision: set.revision,
      change_set_id: set.changeSet,
      at: set.at,
      actor: set.actor ?? nameOf(act.scope.actor),
      source: set.source,
      digest: set.digest,
      added: count('added'),
      changed: count('changed'),
      removed: count('removed'),
    })
    .execute();
  for (const some of inBatches(changes))
    await tables
      .insertInto('element_revisions')
      .values(
        some.map(({ kind, key, after }) => ({
          city_id: city,
          revision: set.revision,
          kind,
          element_key: key,
          body: after === undefined ? null : JSON.stringify(after.body),
        })),
      )
      .execute();
  for (const { kind, key } of changes.filter(({ change }) => change === 'removed'))
    await tables
      .deleteFrom('elements')
      .where('city_id', '=', city)
      .where('kind', '=', kind)
      .where('element_key', '=', key)
      .execute();
  const changed = new Set(changes.map(placeOf));
  const stored = new Map(before.map((each) => [placeOf(each), each]));
  const moved = all.filter((each) => {
    const old = stored.get(placeOf(each));
    return (
      old === undefined ||
      changed.has(placeOf(each)) ||
      old.position !== each.position ||
      !sameValue(old.owners, each.owners) ||
      !sameValue(old.coveredBy, each.coveredBy)
    );
  });
  for (const some of inBatches(moved))
    await tables
      .insertInto('elements')
      .values(
        some.map((each) => ({
          city_id: city,
          kind: each.kind,
          element_key: each.key,
          position: each.position,
          body: JSON.stringify(each.body),
          owners: [...each.owners],
          covered_by: [...each.coveredBy],
          since_revision: set.revision,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['city_id', 'kind', 'element_key']).doUpdateSet((eb) => ({
          position: eb.ref('excluded.position'),
          body: eb.ref('excluded.body'),
          owners: eb.ref('excluded.owners'),
          covered_by: eb.ref('excluded.covered_by'),
          since_revision: eb
            .case()
            .when(eb('elements.body', '!=', eb.ref('excluded.body')))
            .then(eb.ref('excluded.since_revision'))
            .else(eb.ref('elements.since_revision'))
            .end(),
        })),
      )
      .execute();
  await tables
    .updateTable('register_heads')
    .set({ revision: set.revision })
    .where('city_id', '=', city)
    .execute();
}

const placeOf = ({ kind, key }: Pick<Element, 'kind' | 'key'>): string => `${kind}\n${key}`;

export interface RevisionRow {
  readonly revision: number;
  readonly at: Date;
  readonly actor: string;
  readonly source: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Some revisions, newest first: the latest, or those before one. */
export async function listRevisionRows(
  act: Act,
  of: { readonly before?: number | undefined; readonly most: number },
): Promise<readonly RevisionRow[]> {
  const { before } = of;
  return tablesOf(act)
    .selectFrom('change_sets')
    .select(['revision', 'at', 'actor', 'source', 'added', 'changed', 'removed'])
    .where('city_id', '=', act.scope.inCity)
    .$if(before !== undefined, (query) => query.where('revision', '<', before ?? 0))
    .orderBy('revision', 'desc')
    .limit(of.most)
    .execute();
}

/** How many revisions there are for whoever sees the whole city; none for the others. */
export async function countRevisions(act: Act): Promise<number> {
  const { count } = await tablesOf(act)
    .selectFrom('change_sets')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('city_id', '=', act.scope.inCity)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function* inBatches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += batch) yield rows.slice(from, from + batch);
}
