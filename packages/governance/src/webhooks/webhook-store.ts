import { type Act, nameOf } from '@machimori/application';
import type { Transaction } from '@machimori/database';
import type { Id } from '@machimori/kernel';
import { sql } from 'kysely';

/** Why an address is told nothing any more. */
export type StopReason = 'person' | 'gone' | 'failing';

/** Tables of packages/database/migrations/0041-webhooks.sql; meanings stand there. */
interface WebhookTables {
  readonly webhooks: {
    city_id: string;
    webhook_id: string;
    address: string;
    types: string[];
    secret: Buffer;
    former_secret: Buffer | null;
    former_until: Date | null;
    made_at: Date;
    made_by: string;
    stopped_at: Date | null;
    stopped_why: StopReason | null;
    version: number;
  };
  readonly webhook_messages: {
    city_id: string;
    message_id: string;
    webhook_id: string;
    event_id: string;
    type: string;
    body: string;
    made_at: Date;
  };
  /** Of the outbox. */
  readonly outbox_events: { city_id: string; aggregate: string };
}

const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) => transaction.tables<WebhookTables>();

/** An address outside that is told of the check sheet. Its secrets are no part of it. */
export interface Webhook {
  readonly webhook: Id<'webhook'>;
  readonly address: string;
  readonly types: readonly string[];
  readonly madeAt: Date;
  readonly stopped: { readonly at: Date; readonly why: StopReason } | undefined;
  /** Until when the secret before this one signs too. */
  readonly formerUntil: Date | undefined;
  readonly version: number;
}

const shown = (act: Act) =>
  tablesOf(act)
    .selectFrom('webhooks')
    .select([
      'webhook_id',
      'address',
      'types',
      'made_at',
      'stopped_at',
      'stopped_why',
      'former_until',
      'version',
    ])
    .where('city_id', '=', act.scope.inCity);

const webhookOf = (
  row: Awaited<ReturnType<ReturnType<typeof shown>['executeTakeFirstOrThrow']>>,
): Webhook => ({
  webhook: row.webhook_id as Id<'webhook'>,
  address: row.address,
  types: row.types,
  madeAt: row.made_at,
  stopped:
    row.stopped_at === null || row.stopped_why === null
      ? undefined
      : { at: row.stopped_at, why: row.stopped_why },
  formerUntil: row.former_until ?? undefined,
  version: row.version,
});

/** In the order in which they were made. */
export const readWebhooks = async (act: Act): Promise<readonly Webhook[]> =>
  (await shown(act).orderBy('made_at').orderBy('webhook_id').execute()).map(webhookOf);

export async function readWebhook(act: Act, webhook: string): Promise<Webhook | undefined> {
  const row = await shown(act).where('webhook_id', '=', webhook).executeTakeFirst();
  return row && webhookOf(row);
}

export async function insertWebhook(
  act: Act,
  of: Pick<Webhook, 'webhook' | 'address' | 'types' | 'madeAt'> & { readonly sealed: Uint8Array },
): Promise<void> {
  await tablesOf(act)
    .insertInto('webhooks')
    .values({
      city_id: act.scope.inCity,
      webhook_id: of.webhook,
      address: of.address,
      types: [...of.types],
      secret: Buffer.from(of.sealed),
      former_secret: null,
      former_until: null,
      made_at: of.madeAt,
      made_by: nameOf(act.scope.actor),
      stopped_at: null,
      stopped_why: null,
      version: 1,
    })
    .execute();
}

/** Says whether it was still of that version. */
export async function updateWebhook(
  act: Act,
  of: Pick<Webhook, 'webhook' | 'address' | 'types' | 'stopped' | 'version'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('webhooks')
    .set({
      address: of.address,
      types: [...of.types],
      stopped_at: of.stopped?.at ?? null,
      stopped_why: of.stopped?.why ?? null,
      version: of.version + 1,
    })
    .where('city_id', '=', act.scope.inCity)
    .where('webhook_id', '=', of.webhook)
    .where('version', '=', of.version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Puts another secret in the place of the present one, which signs beside it until then. False: there is no such. */
export async function exchangeSecret(
  act: Act,
  of: { readonly webhook: string; readonly sealed: Uint8Array; readonly formerUntil: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('webhooks')
    .set((eb) => ({
      former_secret: eb.ref('secret'),
      former_until: of.formerUntil,
      secret: Buffer.from(of.sealed),
      version: eb('version', '+', 1),
    }))
    .where('city_id', '=', act.scope.inCity)
    .where('webhook_id', '=', of.webhook)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Stops it unless it is stopped; says whether it did. */
export async function stopRow(
  act: Act,
  of: { readonly webhook: string; readonly why: StopReason; readonly now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('webhooks')
    .set((eb) => ({
      stopped_at: of.now,
      stopped_why: of.why,
      version: eb('version', '+', 1),
    }))
    .where('city_id', '=', act.scope.inCity)
    .where('webhook_id', '=', of.webhook)
    .where('stopped_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** With all that it was told; false where there is none. */
export async function deleteWebhook(act: Act, webhook: string): Promise<boolean> {
  const city = act.scope.inCity;
  await tablesOf(act)
    .deleteFrom('webhook_messages')
    .where('city_id', '=', city)
    .where('webhook_id', '=', webhook)
    .execute();
  const { numDeletedRows } = await tablesOf(act)
    .deleteFrom('webhooks')
    .where('city_id', '=', city)
    .where('webhook_id', '=', webhook)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** Those that are told of events of this type. */
export async function readWanting(act: Act, type: string): Promise<readonly Id<'webhook'>[]> {
  const rows = await tablesOf(act)
    .selectFrom('webhooks')
    .select('webhook_id')
    .where('city_id', '=', act.scope.inCity)
    .where('stopped_at', 'is', null)
    .where(sql<boolean>`${type} = any(types)`)
    .orderBy('webhook_id')
    .execute();
  return rows.map(({ webhook_id }) => webhook_id as Id<'webhook'>);
}

/** What one address was told once. */
export interface WebhookMessage {
  readonly message: Id<'webhookMessage'>;
  readonly webhook: Id<'webhook'>;
  readonly type: string;
  readonly madeAt: Date;
}

/** False where this address was told of the event already. */
export async function insertMessage(
  act: Act,
  of: WebhookMessage & { readonly event: string; readonly body: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tablesOf(act)
    .insertInto('webhook_messages')
    .values({
      city_id: act.scope.inCity,
      message_id: of.message,
      webhook_id: of.webhook,
      event_id: of.event,
      type: of.type,
      body: of.body,
      made_at: of.madeAt,
    })
    .onConflict((conflict) => conflict.columns(['city_id', 'webhook_id', 'event_id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** What an address was told, the latest first. */
export async function readMessages(
  act: Act,
  { webhook, most, type }: { webhook: string; most?: number; type?: string },
): Promise<readonly WebhookMessage[]> {
  let rows = tablesOf(act)
    .selectFrom('webhook_messages')
    .select(['message_id', 'webhook_id', 'type', 'made_at'])
    .where('city_id', '=', act.scope.inCity)
    .where('webhook_id', '=', webhook)
    .orderBy('made_at', 'desc')
    .orderBy('message_id', 'desc');
  if (type !== undefined) rows = rows.where('type', '=', type);
  if (most !== undefined) rows = rows.limit(most);
  return (await rows.execute()).map((row) => ({
    message: row.message_id as Id<'webhookMessage'>,
    webhook: row.webhook_id as Id<'webhook'>,
    type: row.type,
    madeAt: row.made_at,
  }));
}

/** A message with where it goes and what signs it, sealed. */
export interface MessageToSend extends WebhookMessage {
  readonly body: string;
  readonly address: string;
  readonly isStopped: boolean;
  readonly sealed: readonly Uint8Array[];
}

export async function readMessageToSend(
  act: Act,
  message: string,
  now: Date,
): Promise<MessageToSend | undefined> {
  const row = await tablesOf(act)
    .selectFrom('webhook_messages as m')
    .innerJoin('webhooks as w', (join) =>
      join.onRef('w.city_id', '=', 'm.city_id').onRef('w.webhook_id', '=', 'm.webhook_id'),
    )
    .select([
      'm.webhook_id',
      'm.type',
      'm.body',
      'm.made_at',
      'w.address',
      'w.secret',
      'w.former_secret',
      'w.former_until',
      'w.stopped_at',
    ])
    .where('m.city_id', '=', act.scope.inCity)
    .where('m.message_id', '=', message)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { former_secret: former, former_until: until } = row;
  return {
    message: message as Id<'webhookMessage'>,
    webhook: row.webhook_id as Id<'webhook'>,
    type: row.type,
    madeAt: row.made_at,
    body: row.body,
    address: row.address,
    isStopped: row.stopped_at !== null,
    sealed: [row.secret, ...(former !== null && until !== null && until > now ? [former] : [])],
  };
}

/**
 * Takes away secrets that sign no more, and messages from before that moment of which the outbox knows nothing any
 * more, in every city.
 */
export async function pruneWebhooks(
  transaction: Transaction,
  { now, before }: { readonly now: Date; readonly before: Date },
): Promise<void> {
  const tables = tablesOf({ transaction });
  await tables
    .updateTable('webhooks')
    .set({ former_secret: null, former_until: null })
    .where('former_until', '<=', now)
    .execute();
  await tables
    .deleteFrom('webhook_messages as m')
    .where('m.made_at', '<', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox_events as e')
            .select('e.aggregate')
            .whereRef('e.city_id', '=', 'm.city_id')
            .whereRef('e.aggregate', '=', 'm.message_id'),
        ),
      ),
    )
    .execute();
}
