import type { Act } from '@machimori/application';
import { nameOf } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import type { ElementChange } from './difference.ts';
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
    .select(['kind', 'element_key', 'position', 'body', 'owners', 'covered_by'])
    .where('city_id', '=', act.scope.inCity)
    .execute();
  return rows.filter(isKnownKind).map((row) => ({
    kind: row.kind as ElementKind,
    key: row.element_key,
    position: row.position,
    body: row.body as Readonly<Record<string, unknown>>,
    owners: row.owners,
    coveredBy: row.covered_by,
  }));
}

const isKnownKind = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'city' || (elementKinds as readonly string[]).includes(kind);

export interface ChangeSet {
  readonly changeSet: Id<'changeSet'>;
  readonly revision: number;
  readonly at: Date;
  readonly source: string;
  readonly digest: string;
}

/** Writes a change set: the elements as they are now, what each change left, and the new revision. */
export async function writeChangeSet(
  act: Act,
  set: ChangeSet,
  changes: readonly ElementChange[],
  all: readonly Element[],
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
      actor: nameOf(act.scope.actor),
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
  // Places in the lists move without being changes, so all that stay are written.
  for (const some of inBatches(all))
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

export interface RevisionRow {
  readonly revision: number;
  readonly at: Date;
  readonly actor: string;
  readonly source: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** The latest revisions, newest first. */
export async function listRevisionRows(act: Act, most: number): Promise<readonly RevisionRow[]> {
  return tablesOf(act)
    .selectFrom('change_sets')
    .select(['revision', 'at', 'actor', 'source', 'added', 'changed', 'removed'])
    .where('city_id', '=', act.scope.inCity)
    .orderBy('revision', 'desc')
    .limit(most)
    .execute();
}

function* inBatches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += batch) yield rows.slice(from, from + batch);
}
