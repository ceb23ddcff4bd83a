import { sql } from 'kysely';
import { asSystem } from './as-system.ts';
import type { Transaction } from './transaction.ts';
import { installation } from './wall.ts';

/** Something that has happened, as an act announces it. */
export interface NewEvent {
  readonly eventId: string;
  /** Past tense: `member.invited`. */
  readonly type: string;
  /** The city it happened in; none: the installation. */
  readonly city?: string | undefined;
  /** Events of one aggregate reach each subscriber in order. */
  readonly aggregate: string;
  /** Where it goes to, if that may not answer: of one lane one delivery is tried at a time. */
  readonly lane?: string | undefined;
  /** Secrets in it are sealed by whoever writes it. */
  readonly payload: unknown;
  readonly at: Date;
}

/** An event on its way to one subscriber. */
export interface Delivery {
  readonly city: string;
  readonly eventId: string;
  readonly subscriber: string;
  readonly type: string;
  readonly aggregate: string;
  readonly payload: unknown;
  readonly at: Date;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** A delivery that was tried to the end of its patience; those behind it wait. What it carries stays away. */
export interface DeadLetter extends Omit<Delivery, 'payload'> {
  readonly lastError: string;
  readonly diedAt: Date;
}

/** What became of one delivery so far. */
export interface DeliveryFate {
  readonly aggregate: string;
  readonly state: 'waiting' | 'done' | 'dead' | 'skipped';
  /** How often it failed. */
  readonly attempts: number;
  /** While it waits: when it is tried next. */
  readonly dueAt: Date;
  readonly endedAt: Date | undefined;
  readonly lastError: string | undefined;
}

/**
 * Writes events in the act's own transaction, with a delivery for each subscriber. The head row of the
 * aggregate stays locked until the commit, so that events stand in the order in which acts committed.
 * An event that is there already (by its id) is not written again.
 */
export async function insertEvents(
  transaction: Transaction,
  events: readonly NewEvent[],
): Promise<void> {
  transaction.afterCommit(() => transaction.work.wake());
  // Heads are locked in one order, so that two acts never wait for each other.
  const heads = [...new Set(events.map(headOf))].sort();
  for (const head of heads) {
    for (const event of events.filter((candidate) => headOf(candidate) === head)) {
      await insertEvent(transaction, event);
    }
  }
}

/**
 * Holds the head of something until the commit: acts that count against the same limit go one after another, each
 * seeing what the one before has committed. A head is pruned like those of events.
 */
export async function holdHead(
  { db }: Transaction,
  { city, aggregate }: { readonly city: string; readonly aggregate: string },
): Promise<void> {
  await sql`
    insert into outbox_heads as h (city_id, aggregate, position) values (${city}, ${aggregate}, 1)
    on conflict (city_id, aggregate) do update set position = h.position + 1`.execute(db);
}

const headOf = ({ city, aggregate }: NewEvent): string => `${city ?? installation}\n${aggregate}`;

// No conflict names its columns: those would have to be readable, and acts only add here.
async function insertEvent({ db, work }: Transaction, event: NewEvent): Promise<void> {
  const city = event.city ?? installation;
  const { eventId, type, aggregate, lane = null, at } = event;
  const subscribers = [...work.subscribersOf(type)];
  await sql`
    with head as (
      insert into outbox_heads as h (city_id, aggregate, position) values (${city}, ${aggregate}, 1)
      on conflict (city_id, aggregate) do update set position = h.position + 1
      returning position
    ), event as (
      insert into outbox_events (city_id, event_id, type, aggregate, position, payload, occurred_at)
      select ${city}, ${eventId}, ${type}, ${aggregate}, position, ${JSON.stringify(event.payload)}::jsonb, ${at}::timestamptz
      from head on conflict do nothing
    )
    insert into outbox_deliveries (city_id, event_id, subscriber, aggregate, position, state, due_at, lane)
    select ${city}, ${eventId}, subscriber, ${aggregate}, position, 'waiting', ${at}::timestamptz, ${lane}::text
    from head, unnest(${subscribers}::text[]) as subscriber
    on conflict do nothing`.execute(db);
}

/** What is stuck in this city (or in none), as far as the wall lets see; oldest first. */
export async function deadLetters(
  { db }: Transaction,
  city: string,
  limit = 100,
): Promise<readonly DeadLetter[]> {
  const { rows } = await sql<DeadLetter>`
    select d.city_id as city, d.event_id as "eventId", d.subscriber, e.type, e.aggregate,
      e.occurred_at as at, d.attempts, coalesce(d.last_error, '') as "lastError", d.ended_at as "diedAt"
    from outbox_deliveries d join outbox_events e
      on e.city_id = d.city_id and e.event_id = d.event_id
    where d.state = 'dead' and d.city_id = ${city}
    order by d.ended_at, d.event_id limit ${limit}`.execute(db);
  return rows;
}

/** An administrator's word on a dead letter: try it again, or go on without it. False where it is none any more. */
export async function settleDeadLetter(
  transaction: Transaction,
  letter: Pick<DeadLetter, 'city' | 'eventId' | 'subscriber'>,
  word: 'retry' | 'skip',
  now: Date,
): Promise<boolean> {
  transaction.afterCommit(() => transaction.work.wake());
  const { numAffectedRows } = await sql`
    update outbox_deliveries
    set state = ${word === 'retry' ? 'waiting' : 'skipped'}, attempts = 0, due_at = ${now},
        ended_at = ${word === 'retry' ? null : now},
        last_error = case when ${word === 'retry'} then null else last_error end
    where city_id = ${letter.city} and event_id = ${letter.eventId}
      and subscriber = ${letter.subscriber} and state = 'dead'`.execute(transaction.db);
  return numAffectedRows === 1n;
}

/**
 * What became of the deliveries of these aggregates to one subscriber. Whoever asks may see the aggregates;
 * deliveries themselves stand behind a narrower wall, so it is moved for this question alone.
 */
export async function deliveryFates(
  transaction: Transaction,
  of: {
    readonly city: string;
    readonly subscriber: string;
    readonly aggregates: readonly string[];
  },
): Promise<readonly DeliveryFate[]> {
  if (of.aggregates.length === 0) return [];
  const { rows } = await asSystem(transaction, () =>
    sql<DeliveryFate>`
      select d.aggregate, d.state, d.attempts, d.due_at as "dueAt", d.ended_at as "endedAt",
        d.last_error as "lastError"
      from outbox_events e join outbox_deliveries d
        on d.city_id = e.city_id and d.event_id = e.event_id
      where e.city_id = ${of.city} and e.aggregate = any(${[...of.aggregates]}::text[])
        and d.subscriber = ${of.subscriber}
      order by d.position`.execute(transaction.db),
  );
  return rows.map((row) => ({
    ...row,
    endedAt: row.endedAt ?? undefined,
    lastError: row.lastError ?? undefined,
  }));
}

/** Takes what has not reached its subscriber off the way, dead letters too: nobody wants it any more. */
export async function dropDeliveries(
  transaction: Transaction,
  of: {
    readonly city: string;
    readonly subscriber: string;
    readonly aggregates: readonly string[];
    readonly now: Date;
  },
): Promise<void> {
  if (of.aggregates.length === 0) return;
  await asSystem(transaction, () =>
    sql`
      update outbox_deliveries set state = 'skipped', ended_at = ${of.now}, claimed_until = null
      where city_id = ${of.city} and subscriber = ${of.subscriber} and state in ('waiting', 'dead')
        and aggregate = any(${[...of.aggregates]}::text[])`.execute(transaction.db),
  );
}

/** How many rows one transaction takes away at most. */
export const pruneAtOnce = 2_000;

/**
 * Takes away events that everybody has had since `before`, oldest first, as many as one transaction bears;
 * says how many. What is not delivered to everybody, and what is dead, stays however old it is.
 */
export async function pruneEvents({ db }: Transaction, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    with old as (
      select e.city_id, e.event_id from outbox_events e
      where e.occurred_at < ${before}
        and not exists (select from outbox_deliveries d
          where d.city_id = e.city_id and d.event_id = e.event_id
            and (d.state not in ('done', 'skipped') or d.ended_at >= ${before}))
      order by e.occurred_at, e.event_id limit ${pruneAtOnce}
    ), gone as (
      delete from outbox_deliveries d using old
      where d.city_id = old.city_id and d.event_id = old.event_id
    )
    delete from outbox_events e using old
    where e.city_id = old.city_id and e.event_id = old.event_id`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/**
 * Takes away heads that order nothing any more, as many as one transaction bears; says how many. Who announces
 * something holds its head until the commit: such a head is left alone, and who comes while one is taken away
 * makes a new one. Events are looked for after the heads are held, so that none is missed.
 */
export async function pruneHeads({ db }: Transaction): Promise<number> {
  const { rows } = await sql<{ city_id: string; aggregate: string }>`
    select h.city_id, h.aggregate from outbox_heads h
    where not exists (select from outbox_events e
      where e.city_id = h.city_id and e.aggregate = h.aggregate)
    order by h.city_id, h.aggregate limit ${pruneAtOnce} for update skip locked`.execute(db);
  if (rows.length === 0) return 0;
  const { numAffectedRows } = await sql`
    delete from outbox_heads h
    using unnest(${rows.map(({ city_id }) => city_id)}::text[],
      ${rows.map(({ aggregate }) => aggregate)}::text[]) as held (city_id, aggregate)
    where h.city_id = held.city_id and h.aggregate = held.aggregate
      and not exists (select from outbox_events e
        where e.city_id = h.city_id and e.aggregate = h.aggregate)`.execute(db);
  return Number(numAffectedRows ?? 0);
}
