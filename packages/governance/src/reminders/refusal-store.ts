import type { Act } from '@machimori/application';
import { tablesOf } from './reminder-tables.ts';

/** Who wants no letters about what is due, as far as one may know: persons by id. */
export async function readRefusals(act: Act): Promise<ReadonlySet<string>> {
  const rows = await tablesOf(act)
    .selectFrom('reminder_refusals')
    .select('person_id')
    .where('city_id', '=', act.scope.inCity)
    .execute();
  return new Set(rows.map(({ person_id }) => person_id));
}

/** Whether this person wants none, from now on. */
export async function writeRefusal(act: Act, refused: boolean, now: Date): Promise<void> {
  const { inCity, person } = act.scope;
  if (refused)
    await tablesOf(act)
      .insertInto('reminder_refusals')
      .values({ city_id: inCity, person_id: person, refused_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else
    await tablesOf(act)
      .deleteFrom('reminder_refusals')
      .where('city_id', '=', inCity)
      .where('person_id', '=', person)
      .execute();
}
