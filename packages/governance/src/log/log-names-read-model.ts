import type { Act } from '@machimori/application';
import { sql } from 'kysely';

/** What ids and pseudonyms of a log are called, as far as the wall lets see and the database still knows. */
export interface LogNames {
  readonly persons: ReadonlyMap<string, string>;
  /** Persons behind pseudonyms. */
  readonly pseudonyms: ReadonlyMap<string, string>;
  /** Organisations of the city, and the city itself. */
  readonly places: ReadonlyMap<string, string>;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const mapOf = (rows: readonly Named[]): ReadonlyMap<string, string> =>
  new Map(rows.map(({ id, name }) => [id, name]));

/** Names of these persons, pseudonyms, memberships, of organisations and the city. */
export async function readLogNames(
  { scope, transaction: { db } }: Act,
  of: { readonly persons: readonly string[]; readonly subjects: readonly string[] },
): Promise<LogNames> {
  const city = scope.inCity;
  const subjects = [...new Set(of.subjects)];
  const pseudonyms = await sql<Named>`
    select pseudonym as id, person_id as name from ledger_pseudonyms
    where city_id = ${city} and pseudonym = any(${subjects}::text[])`.execute(db);
  // Whoever was erased from the log is not named by their membership either.
  const members = await sql<Named>`
    select m.membership_id as id, m.person_id as name from memberships m
    where m.city_id = ${city} and m.membership_id = any(${subjects}::text[])
      and exists (select 1 from ledger_pseudonyms l where l.city_id = m.city_id and l.person_id = m.person_id)`.execute(
    db,
  );
  const behind = mapOf([...pseudonyms.rows, ...members.rows]);
  const persons = [...new Set([...of.persons, ...behind.values()])];
  const named = await sql<Named>`
    select person_id as id, name from persons where person_id = any(${persons}::text[])`.execute(
    db,
  );
  const places = await sql<Named>`
    select organisation_id as id, name from organisations where city_id = ${city}
    union all select city_id as id, name from cities where city_id = ${city}`.execute(db);
  return {
    persons: mapOf(named.rows),
    pseudonyms: behind,
    places: mapOf(places.rows),
  };
}

/** Persons and organisations that one may ask the log about, by name. */
export async function readLogChoices({ scope, transaction: { db } }: Act): Promise<{
  readonly persons: readonly Named[];
  readonly organisations: readonly Named[];
}> {
  const city = scope.inCity;
  const persons = await sql<Named>`
    select p.person_id as id, p.name from persons p
    where p.person_id in (select m.person_id from memberships m where m.city_id = ${city})`.execute(
    db,
  );
  const organisations = await sql<Named>`
    select organisation_id as id, name from organisations where city_id = ${city}`.execute(db);
  const { compare } = new Intl.Collator('ja');
  const sorted = (rows: readonly Named[]): readonly Named[] =>
    [...rows].sort((a, b) => compare(a.name, b.name));
  return { persons: sorted(persons.rows), organisations: sorted(organisations.rows) };
}

/** Names of all cities that the wall lets see. */
export async function readCityNames({
  transaction: { db },
}: Act): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<Named>`select city_id as id, name from cities`.execute(db);
  return mapOf(rows);
}
