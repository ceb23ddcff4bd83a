import type { Act } from '@machimori/application';
import { tablesOf } from '../approval/approval-tables.ts';
import { tablesOf as sheetTablesOf } from '../sheet/sheet-tables.ts';

/** Who asks, and for which organisation, by name; empty where no person does. */
export async function readWhoAsks(
  act: Act,
): Promise<{ readonly person: string; readonly organisation: string }> {
  const { person, organisation } = act.scope;
  const tables = tablesOf(act);
  const found =
    person === undefined
      ? undefined
      : await tables
          .selectFrom('persons')
          .select('name')
          .where('person_id', '=', person)
          .executeTakeFirst();
  const seat =
    organisation === undefined
      ? undefined
      : await tables
          .selectFrom('organisations')
          .select('name')
          .where('city_id', '=', act.scope.inCity)
          .where('organisation_id', '=', organisation)
          .executeTakeFirst();
  return { person: found?.name ?? '', organisation: seat?.name ?? '' };
}

/** What the description calls the city itself; undefined where nothing is described yet. */
export async function readCityKey(act: Act): Promise<string | undefined> {
  const row = await sheetTablesOf(act)
    .selectFrom('elements')
    .select('element_key')
    .where('city_id', '=', act.scope.inCity)
    .where('kind', '=', 'city')
    .executeTakeFirst();
  return row?.element_key;
}
