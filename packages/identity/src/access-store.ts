import type { Act } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import { tablesOf } from './tables.ts';

/**
 * Which of these people have a second factor. Nobody else's secrets are within an administrator's wall, so
 * the wall is moved for this one question, and back; the ids come from lists that the scope has given.
 */
export async function secondFactorHolders(
  act: Act,
  persons: readonly string[],
): Promise<ReadonlySet<string>> {
  if (persons.length === 0) return new Set();
  const { scope, transaction } = act;
  await transaction.wall({ reach: 'sign-in' });
  const tables = tablesOf(act);
  const totps = await tables
    .selectFrom('totp_secrets')
    .select('person_id')
    .where('person_id', 'in', [...persons])
    .where('confirmed_at', 'is not', null)
    .execute();
  const passkeys = await tables
    .selectFrom('passkeys')
    .select('person_id')
    .where('person_id', 'in', [...persons])
    .execute();
  const { actor } = scope;
  await transaction.wall({
    reach: scope.reach,
    city: scope.inCity,
    ...(scope.organisation === undefined ? {} : { organisation: scope.organisation }),
    ...(actor.kind === 'person' ? { person: actor.person } : {}),
  });
  return new Set([...totps, ...passkeys].map((row) => row.person_id));
}

/** Of organisations that contracts are known of: whether one of them runs on this day. */
export async function contractsOn(
  act: Act,
  day: Day,
): Promise<ReadonlyMap<string, 'current' | 'over'>> {
  const rows = await tablesOf(act)
    .selectFrom('visibility')
    .select(['viewer', 'subject', 'from_day', 'until_day'])
    .where('city_id', '=', act.scope.inCity)
    .execute();
  const found = new Map<string, 'current' | 'over'>();
  for (const { viewer, subject, from_day, until_day } of rows) {
    const runs = from_day <= day && (until_day === null || until_day >= day);
    for (const organisation of [viewer, subject])
      if (runs || !found.has(organisation)) found.set(organisation, runs ? 'current' : 'over');
  }
  return found;
}

/** Open sessions that act for a seat in this city, by person and organisation. */
export async function openSeats(
  act: Act,
  now: Date,
): Promise<readonly { readonly person: string; readonly organisation: string | null }[]> {
  const rows = await tablesOf(act)
    .selectFrom('sessions')
    .select(['person_id', 'seat_organisation'])
    .where('seat_city', '=', act.scope.inCity)
    .where('closed_at', 'is', null)
    .where('idle_ends_at', '>', now)
    .where('ends_at', '>', now)
    .execute();
  return rows.map((row) => ({ person: row.person_id, organisation: row.seat_organisation }));
}

/** Notes that a seat was used on this day; writes at most once a day. */
export async function noteActivity(
  act: Pick<Act, 'transaction'>,
  of: {
    readonly person: string;
    readonly seat: { readonly city: string; readonly organisation: string };
    readonly day: Day;
  },
): Promise<void> {
  await tablesOf(act)
    .updateTable('memberships')
    .set({ last_active_on: of.day })
    .where('city_id', '=', of.seat.city)
    .where('organisation_id', '=', of.seat.organisation)
    .where('person_id', '=', of.person)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('last_active_on', 'is', null), eb('last_active_on', '<', of.day)]))
    .execute();
}
