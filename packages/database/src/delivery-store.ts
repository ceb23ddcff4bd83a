import { type RawBuilder, sql } from 'kysely';
import { asSystem } from './as-system.ts';
import type { Delivery } from './outbox-store.ts';
import type { Transaction } from './transaction.ts';

/** Which deliveries somebody takes up. */
export interface Wanted {
  readonly subscribers: readonly string[];
  /** Only of lanes that answered when they were last asked. */
  readonly answering?: boolean | undefined;
}

/**
 * The next delivery that is due, that no earlier one of its aggregate stands before, and whose lane is free; the lane
 * that was served longest ago comes first. It is claimed until `until`, its lane with it: whoever dies with it loses
 * both then. Undefined where there is none.
 */
export async function claimDelivery(
  { db }: Transaction,
  { subscribers, answering = false }: Wanted,
  now: Date,
  until: Date,
): Promise<Delivery | undefined> {
  const { rows } = await sql<Delivery>`
    with next as (
      select d.city_id, d.event_id, d.subscriber, d.lane from outbox_deliveries d
      where d.state = 'waiting' and d.due_at <= ${now}
        and d.subscriber = any(${[...subscribers]}::text[])
        and (d.claimed_until is null or d.claimed_until <= ${now})
        and not exists (
          select from outbox_deliveries before
          where before.city_id = d.city_id and before.subscriber = d.subscriber
            and before.aggregate = d.aggregate and before.position < d.position
            and before.state in ('waiting', 'dead'))
        and (d.lane is null or not exists (
          select from outbox_lanes l where l.city_id = d.city_id and l.lane = d.lane
            and (l.busy_until > ${now} or l.rest_until > ${now} or (${answering} and l.silences > 0))))
      order by (select l.served_at from outbox_lanes l
          where l.city_id = d.city_id and l.lane = d.lane) nulls first,
        d.due_at, d.event_id limit 1 for update of d skip locked
    ), lane as (
      -- Of two who come for one lane at once the second finds it taken, and goes with nothing.
      insert into outbox_lanes as l (city_id, lane, busy_until, served_at)
      select city_id, lane, ${until}::timestamptz, ${now}::timestamptz from next where lane is not null
      on conflict (city_id, lane) do update
        set busy_until = excluded.busy_until, served_at = excluded.served_at
        where l.busy_until is null or l.busy_until <= ${now}
      returning lane
    )
    update outbox_deliveries d set claimed_until = ${until}
    from next, outbox_events e
    where d.city_id = next.city_id and d.event_id = next.event_id and d.subscriber = next.subscriber
      and (next.lane is null or exists (select from lane))
      and e.city_id = d.city_id and e.event_id = d.event_id
    returning d.city_id as city, d.event_id as "eventId", d.subscriber, e.type, e.aggregate, e.payload,
      e.occurred_at as at, d.attempts`.execute(db);
  return rows[0];
}

/** A delivery that is still whoever's claim it was; nobody else has taken it up, or ended it. */
const ours = (delivery: Delivery, claimedUntil: Date): RawBuilder<unknown> => sql`
  city_id = ${delivery.city} and event_id = ${delivery.eventId}
    and subscriber = ${delivery.subscriber} and state = 'waiting'
    and claimed_until = ${claimedUntil}`;

/**
 * Marks a delivery done if it is still ours to do: false where another finished it, or took it over
 * after our claim ran out. Called in the transaction of the work, so that both commit or neither.
 */
export async function finishDelivery(
  { db }: Transaction,
  delivery: Delivery,
  claimedUntil: Date,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    with ended as (
      update outbox_deliveries set state = 'done', ended_at = ${now}, claimed_until = null
      where ${ours(delivery, claimedUntil)} returning city_id, lane
    ), freed as (
      update outbox_lanes l set busy_until = null, silences = 0 from ended
      where l.city_id = ended.city_id and l.lane = ended.lane
    )
    select from ended`.execute(db);
  return rows.length === 1;
}

/** How long a lane rests after nobody answered: twice as long each time, at least a minute and at most a quarter. */
const shortestRestMs = 60_000;
const longestRestMs = 900_000;

/** Puts a delivery off until `again`, or to the dead letters where there is no again; where it is settled, to neither. */
export async function failDelivery(
  { db }: Transaction,
  delivery: Delivery,
  outcome: {
    readonly claimedUntil: Date;
    readonly now: Date;
    readonly error: string;
    readonly again: Date | undefined;
    /** Nobody answered. */
    readonly silent: boolean;
    /** Nobody's word is waited for where there is no again. */
    readonly settled: boolean;
    /** Whoever answered wants nothing before that. */
    readonly restUntil: Date | undefined;
  },
): Promise<void> {
  const { claimedUntil, now, error, again, silent, settled, restUntil = null } = outcome;
  const end = settled ? 'skipped' : 'dead';
  await sql`
    with failed as (
      update outbox_deliveries
      set attempts = attempts + 1, claimed_until = null, last_error = ${error},
          state = ${again === undefined ? end : 'waiting'}, due_at = ${again ?? now},
          ended_at = ${again === undefined ? now : null}
      where ${ours(delivery, claimedUntil)} returning city_id, lane
    )
    update outbox_lanes l
    set busy_until = null,
        silences = case when ${silent} then l.silences + 1 else 0 end,
        rest_until = case when ${silent}
          then ${now}::timestamptz + make_interval(secs =>
            least(${longestRestMs}, ${shortestRestMs} * power(2, least(l.silences, 10))) / 1000)
          else ${restUntil}::timestamptz end
    from failed where l.city_id = failed.city_id and l.lane = failed.lane`.execute(db);
}

/** Somebody wants a lane to be tried now, however it answered. Whoever asks may see what goes there. */
export async function endRest(
  transaction: Transaction,
  of: { readonly city: string; readonly lanes: readonly string[] },
): Promise<void> {
  await asSystem(transaction, () =>
    sql`update outbox_lanes set rest_until = null
      where city_id = ${of.city} and lane = any(${[...of.lanes]}::text[])`.execute(transaction.db),
  );
}

/** Takes away what is known of lanes that were not served since `before`; says how many. */
export async function pruneLanes({ db }: Transaction, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from outbox_lanes where served_at < ${before}
      and (busy_until is null or busy_until < ${before})`.execute(db);
  return Number(numAffectedRows ?? 0);
}
