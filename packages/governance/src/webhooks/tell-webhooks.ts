import { type Context, defineUseCase, type Event, type JsonObject } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { found } from './keep-webhooks.ts';
import { askAnew, dropMessages, laneOf } from './webhook-fates.ts';
import { insertMessage, readMessages, readWanting } from './webhook-store.ts';
import { dataOf, testType, type WebhookTypeName } from './webhook-types.ts';

const messages = {
  stopped: text('この送り先への知らせは、止まっています。', 'This webhook is turned off.'),
  stoppedNext: text('先に、知らせを始めてください。', 'Turn it on first.'),
};

/** Something that has happened, as the outbox hands it over. */
export interface Happened {
  readonly event: string;
  readonly type: WebhookTypeName;
  readonly payload: unknown;
  readonly at: Date;
}

/** Whether any address wants to be told of such events: where none does, nothing is done, and nothing written down. */
export const isAnyoneTold = defineUseCase<{ readonly type: WebhookTypeName }, boolean>({
  name: 'is-anyone-told',
  action: 'webhook:tell',
  kind: 'query',
  handle: async (context, { type }) => ({ output: (await readWanting(context, type)).length > 0 }),
});

/**
 * Writes a message to each address that wants to be told of this event; done by the program. An event that is handed
 * over twice is told once. Each message is sent by an event of its own, so that none waits behind another.
 */
export const tellWebhooks = defineUseCase<Happened, null>({
  name: 'tell-webhooks',
  action: 'webhook:tell',
  kind: 'command',
  async handle(context, { event, type, payload, at }) {
    const webhooks = await readWanting(context, type);
    const data = dataOf(type, payload);
    const events: Event[] = [];
    for (const webhook of webhooks)
      events.push(...(await addMessage(context, { webhook, type, at, data, event })));
    return { output: null, subjects: webhooks, content: { type }, events };
  },
});

/**
 * Sends a message that says nothing, to see whether it arrives and verifies. It is tried once; the one before that did
 * not arrive is let go.
 */
export const testWebhook = defineUseCase<{ readonly webhook: string }, null>({
  name: 'test-webhook',
  action: 'webhook:test',
  kind: 'command',
  async handle(context, { webhook: id }) {
    const { now } = context;
    const { webhook, stopped } = await found(context, id);
    if (stopped !== undefined)
      throw new Failure('conflict', messages.stopped, { next: messages.stoppedNext });
    await dropMessages(context, await readMessages(context, { webhook, type: testType }), now);
    const events = await addMessage(context, { webhook, type: testType, at: now, data: {} });
    await askAnew(context, webhook);
    return { output: null, subjects: [webhook], events };
  },
});

/** The event that sends it; none where this address was told already. */
async function addMessage(
  context: Context,
  of: {
    readonly webhook: Id<'webhook'>;
    readonly type: string;
    readonly at: Date;
    readonly data: JsonObject;
    readonly event?: string;
  },
): Promise<readonly Event[]> {
  const { webhook, type, at, data } = of;
  const message = context.ids.next('webhookMessage');
  const body = JSON.stringify({
    type,
    timestamp: at.toISOString(),
    data: { city: context.scope.inCity, ...data },
  });
  const isNew = await insertMessage(context, {
    message,
    webhook,
    type,
    body,
    madeAt: context.now,
    event: of.event ?? message,
  });
  return isNew
    ? [
        {
          type: 'webhook.due',
          aggregate: message,
          lane: laneOf(webhook, type),
          payload: { message },
        },
      ]
    : [];
}
