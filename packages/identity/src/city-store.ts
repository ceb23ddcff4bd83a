import type { Act } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { tablesOf } from './tables.ts';

export const cityMessages = {
  changed: text('ほかの人が先に変えました。', 'Someone else changed it first.'),
  changedNext: text(
    '新しい内容を確かめて、もう一度変えてください。',
    'Look at what it is now, then change it again.',
  ),
};

export interface CityRow {
  readonly city: Id<'city'>;
  readonly name: string;
  readonly sample: boolean;
  readonly secondFactorForAll: boolean;
  readonly version: number;
}

export interface OrganisationRow {
  readonly organisation: Id<'organisation'>;
  readonly name: string;
  readonly promoter: boolean;
  readonly elementKey: string | undefined;
  readonly version: number;
}

export async function insertCity(
  act: Act,
  of: {
    readonly city: Id<'city'>;
    readonly name: string;
    readonly sample: boolean;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('cities')
    .values({
      city_id: of.city,
      name: of.name,
      sample: of.sample,
      created_at: of.now,
      removed_at: null,
    })
    .execute();
}

/** The city of the act. */
export async function readCityRow(act: Act): Promise<CityRow> {
  const row = await tablesOf(act)
    .selectFrom('cities')
    .select(['city_id', 'name', 'sample', 'second_factor_for_all', 'version'])
    .where('city_id', '=', act.scope.inCity)
    .executeTakeFirstOrThrow();
  return {
    city: row.city_id as Id<'city'>,
    name: row.name,
    sample: row.sample,
    secondFactorForAll: row.second_factor_for_all,
    version: row.version,
  };
}

export async function updateCity(
  act: Act,
  of: { readonly name: string; readonly secondFactorForAll: boolean; readonly version: number },
): Promise<void> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('cities')
    .set((eb) => ({
      name: of.name,
      second_factor_for_all: of.secondFactorForAll,
      version: eb('version', '+', 1),
    }))
    .where('city_id', '=', act.scope.inCity)
    .where('version', '=', of.version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n)
    throw new Failure('conflict', cityMessages.changed, { next: cityMessages.changedNext });
}

export async function insertOrganisation(
  act: Act,
  of: {
    readonly city: Id<'city'>;
    readonly organisation: Id<'organisation'>;
    readonly party: Id<'party'>;
    readonly name: string;
    readonly promoter: boolean;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('parties')
    .values({ party_id: of.party, name: of.name, created_at: of.now })
    .execute();
  await tablesOf(act)
    .insertInto('organisations')
    .values({
      city_id: of.city,
      organisation_id: of.organisation,
      party_id: of.party,
      element_key: null,
      name: of.name,
      promoter: of.promoter,
      created_at: of.now,
    })
    .execute();
}

/** Whether a sample city is open in this installation. */
export async function sampleThere(act: Act): Promise<boolean> {
  const row = await tablesOf(act)
    .selectFrom('cities')
    .select('city_id')
    .where('sample', '=', true)
    .executeTakeFirst();
  return row !== undefined;
}

/** The parties of a city's organisations. */
export async function partiesOf(act: Act, city: string): Promise<readonly string[]> {
  const rows = await tablesOf(act)
    .selectFrom('organisations')
    .select('party_id')
    .where('city_id', '=', city)
    .execute();
  return rows.map(({ party_id }) => party_id);
}

/** Takes away those of these parties that have no organisation in any city. */
export async function removePartiesWithoutSeat(
  act: Act,
  parties: readonly string[],
): Promise<void> {
  if (parties.length === 0) return;
  await tablesOf(act)
    .deleteFrom('parties')
    .where('party_id', 'in', parties)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('organisations as o')
            .select('o.party_id')
            .whereRef('o.party_id', '=', 'parties.party_id'),
        ),
      ),
    )
    .execute();
}

export async function listOrganisations(act: Act): Promise<readonly OrganisationRow[]> {
  const rows = await tablesOf(act)
    .selectFrom('organisations')
    .select(['organisation_id', 'name', 'promoter', 'element_key', 'version'])
    .where('city_id', '=', act.scope.inCity)
    .execute();
  return rows.map((row) => ({
    organisation: row.organisation_id as Id<'organisation'>,
    name: row.name,
    promoter: row.promoter,
    elementKey: row.element_key ?? undefined,
    version: row.version,
  }));
}

/** A city as the installation knows it. */
export interface CityOfInstallation {
  readonly city: Id<'city'>;
  readonly name: string;
  readonly sample: boolean;
  readonly createdAt: Date;
}

/** All cities that have not been removed, oldest first. */
export async function allCities(act: Act): Promise<readonly CityOfInstallation[]> {
  const rows = await tablesOf(act)
    .selectFrom('cities as c')
    .select(['c.city_id', 'c.name', 'c.sample', 'c.created_at'])
    .where('c.removed_at', 'is', null)
    .orderBy('c.created_at')
    .orderBy('c.city_id')
    .execute();
  return rows.map((row) => ({
    city: row.city_id as Id<'city'>,
    name: row.name,
    sample: row.sample,
    createdAt: row.created_at,
  }));
}

/** Takes turns with every other act that locks this organisation of the act's city, until this act is over. */
export async function lockOrganisation(act: Act, organisation: string): Promise<void> {
  await tablesOf(act)
    .selectFrom('organisations')
    .select('organisation_id')
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', organisation)
    .forNoKeyUpdate()
    .execute();
}
