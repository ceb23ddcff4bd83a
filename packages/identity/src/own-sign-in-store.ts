import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { tablesOf } from './tables.ts';

/** What somebody has beside one organisation's word on them. Needs a wall that shows the person's own rows. */
export async function passwordOrOtherSeats(
  act: Act,
  person: Id<'person'>,
): Promise<{
  readonly password: boolean;
  readonly host: boolean;
  readonly organisations: readonly { readonly city: string; readonly organisation: string }[];
}> {
  const tables = tablesOf(act);
  const found = await tables
    .selectFrom('persons as p')
    .leftJoin('passwords as w', 'w.person_id', 'p.person_id')
    .select(['p.host', 'w.changed_at'])
    .where('p.person_id', '=', person)
    .executeTakeFirst();
  const seats = await tables
    .selectFrom('memberships')
    .select(['city_id', 'organisation_id'])
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .execute();
  return {
    // Somebody whom the wall hides is no one to be changed.
    password: found === undefined || found.changed_at !== null,
    host: found?.host ?? true,
    organisations: seats.map((row) => ({ city: row.city_id, organisation: row.organisation_id })),
  };
}
