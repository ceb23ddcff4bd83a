import type { Act } from '@machimori/application';
import { tablesOf } from '../approval/approval-tables.ts';

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
