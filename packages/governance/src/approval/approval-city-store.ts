import type { Act } from '@machimori/application';
import { tablesOf } from './approval-tables.ts';

/** What the city of the act is called. */
export async function readCityName(act: Act): Promise<string> {
  const { name } = await tablesOf(act)
    .selectFrom('cities')
    .select('name')
    .where('city_id', '=', act.scope.inCity)
    .executeTakeFirstOrThrow();
  return name;
}
