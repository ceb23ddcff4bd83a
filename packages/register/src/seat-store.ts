import type { Act, Context } from '@machimori/application';
import type { City } from '@machimori/city';
import { tablesOf } from './tables.ts';
import type { SeenByContract } from './visible-contracts.ts';

/** A seat as it stands: its organisation's key in the description, once it has been described. */
interface SeatRow {
  readonly organisation_id: string;
  readonly element_key: string | null;
  readonly promoter: boolean;
  readonly name: string;
}

const seatRows = (act: Act): Promise<readonly SeatRow[]> =>
  tablesOf(act)
    .selectFrom('organisations')
    .select(['organisation_id', 'element_key', 'promoter', 'name'])
    .where('city_id', '=', act.scope.inCity)
    .execute();

/** An organisation's seat, once it has been described. */
export interface Seat {
  readonly organisation: string;
  /** In the description. */
  readonly key: string;
  readonly promoter: boolean;
}

/** Seats of the organisations that are described, or were. */
export async function readSeats(act: Act): Promise<readonly Seat[]> {
  return (await seatRows(act)).flatMap(({ organisation_id, element_key, promoter }) =>
    element_key === null ? [] : [{ organisation: organisation_id, key: element_key, promoter }],
  );
}

/** The seat that each organisation of a description takes, by key: once each, none where it has none yet. */
function seatsTaken(rows: readonly SeatRow[], city: City): ReadonlyMap<string, SeatRow> {
  const taken = new Map<string, SeatRow>();
  const ids = new Set<string>();
  for (const { key, name } of city.organisations) {
    const known =
      rows.find((row) => row.element_key === key) ??
      (key === city.promoter ? rows.find((row) => row.promoter) : undefined) ??
      rows.find((row) => row.element_key === null && row.name === name && !row.promoter);
    if (known === undefined || ids.has(known.organisation_id)) continue;
    taken.set(key, known);
    ids.add(known.organisation_id);
  }
  return taken;
}

/** An organisation that is called otherwise in a description than its seat is now. */
export interface SeatRenamed {
  readonly before: string;
  readonly after: string;
}

/** Which seats would be called otherwise once this description is taken in. Writes nothing. */
export async function seatsRenamedBy(act: Act, city: City): Promise<readonly SeatRenamed[]> {
  const taken = seatsTaken(await seatRows(act), city);
  return city.organisations.flatMap(({ key, name }) => {
    const seat = taken.get(key);
    return seat === undefined || seat.name === name ? [] : [{ before: seat.name, after: name }];
  });
}

/**
 * Gives each organisation of the description its seat: the promoter's is there since the city was opened,
 * others are made once and keep their people when they are described anew. Returns ids by key.
 */
export async function provideSeats(
  context: Context<unknown>,
  city: City,
): Promise<ReadonlyMap<string, string>> {
  const { scope, ids, now } = context;
  const cityId = scope.inCity;
  const tables = tablesOf(context);
  const taken = seatsTaken(await seatRows(context), city);
  const seats = new Map<string, string>();
  for (const { key, name } of city.organisations) {
    const known = taken.get(key);
    if (known !== undefined) {
      seats.set(key, known.organisation_id);
      if (known.element_key === key && known.name === name) continue;
      await tables
        .updateTable('organisations')
        .set({ element_key: key, name })
        .where('city_id', '=', cityId)
        .where('organisation_id', '=', known.organisation_id)
        .execute();
      continue;
    }
    const seat = ids.next('organisation');
    const party = ids.next('party');
    await tables.insertInto('parties').values({ party_id: party, name, created_at: now }).execute();
    await tables
      .insertInto('organisations')
      .values({
        city_id: cityId,
        organisation_id: seat,
        party_id: party,
        element_key: key,
        name,
        promoter: false,
        created_at: now,
      })
      .execute();
    seats.set(key, seat);
  }
  return seats;
}

/** Whether one of these organisations would get a seat that is there already: by its key, or by its name. */
export async function isSeatOfSomebody(
  act: Act,
  organisations: readonly { readonly key: string; readonly name: string }[],
): Promise<boolean> {
  if (organisations.length === 0) return false;
  const row = await tablesOf(act)
    .selectFrom('organisations')
    .select('organisation_id')
    .where('city_id', '=', act.scope.inCity)
    .where((eb) =>
      eb.or([
        eb(
          'element_key',
          'in',
          organisations.map(({ key }) => key),
        ),
        eb.and([
          eb('element_key', 'is', null),
          eb(
            'name',
            'in',
            organisations.map(({ name }) => name),
          ),
        ]),
      ]),
    )
    .executeTakeFirst();
  return row !== undefined;
}

/** Key of the organisation that the act is for, as the city's description has it; none while it is not described. */
export async function readOwnKey(act: Act): Promise<string | undefined> {
  return readKeyOf(act, act.scope.organisation ?? '');
}

export async function readKeyOf(act: Act, organisation: string): Promise<string | undefined> {
  const row = await tablesOf(act)
    .selectFrom('organisations')
    .select('element_key')
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', organisation)
    .executeTakeFirst();
  return row?.element_key ?? undefined;
}

/** Writes the visibility relation anew from the contracts there are. */
export async function writeVisibility(
  context: Context<unknown>,
  seats: ReadonlyMap<string, string>,
  seen: readonly SeenByContract[],
): Promise<void> {
  const city = context.scope.inCity;
  const tables = tablesOf(context);
  await tables.deleteFrom('visibility').where('city_id', '=', city).execute();
  const rows = seen.flatMap(({ viewer, subject, contract, view, from, until }) => {
    const [from_seat, to_seat] = [seats.get(viewer), seats.get(subject)];
    if (from_seat === undefined || to_seat === undefined) return [];
    return [
      {
        city_id: city,
        viewer: from_seat,
        subject: to_seat,
        contract_key: contract,
        view,
        from_day: from ?? '1900-01-01',
        until_day: until ?? null,
      },
    ];
  });
  if (rows.length > 0) await tables.insertInto('visibility').values(rows).execute();
}
