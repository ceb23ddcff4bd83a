import type { Act } from '@machimori/application';
import { deliveryFates, dropDeliveries, endRest, whyOf } from '@machimori/database';
import { type Text, text } from '@machimori/kernel';
import type { WebhookMessage } from './webhook-store.ts';
import { webhookTroubleWords } from './webhook-troubles.ts';
import { testType } from './webhook-types.ts';

/** Who is told of what webhooks may want; the names by which the outbox knows them. */
export const webhookTeller = 'tell-webhooks';
export const webhookSender = 'send-webhooks';

/** A receiver is sent one message at a time, and waits for none of them where somebody asks for a test. */
export const laneOf = (webhook: string, type: string): string =>
  type === testType ? `${webhook}/test` : webhook;

/** Somebody looks whether it answers by now: however it did so far, it is asked. */
export const askAnew = ({ scope, transaction }: Act, webhook: string): Promise<void> =>
  endRest(transaction, { city: scope.inCity, lanes: [webhook, laneOf(webhook, testType)] });

const inside = text(
  '街守りの中で、思わぬ誤りが起きました。',
  'Something unexpected went wrong in the program.',
);

/**
 * What became of a message:
 *
 *   waiting ──▶ delivered         answered with success
 *      │  ▲
 *      ▼  │ another attempt
 *   put-off ──▶ given-up ──▶ dropped    an administrator let it go, or turned the webhook off
 *
 * A test that failed stays given up: there is nothing to let go.
 */
export interface MessageFate {
  readonly state: 'waiting' | 'put-off' | 'delivered' | 'given-up' | 'dropped';
  readonly attempts: number;
  /** When it was delivered, given up or dropped; while it waits, when it is tried next. */
  readonly at: Date;
  readonly why: Text | undefined;
}

/** By the message's id; nothing of what is so long ago that it is forgotten. */
export async function messageFates(
  { scope, transaction }: Act,
  messages: readonly WebhookMessage[],
): Promise<ReadonlyMap<string, MessageFate>> {
  const tests = new Set<string>(
    messages.filter(({ type }) => type === testType).map(({ message }) => message),
  );
  const fates = await deliveryFates(transaction, {
    city: scope.inCity,
    subscriber: webhookSender,
    aggregates: messages.map(({ message }) => message),
  });
  return new Map(
    fates.map(({ aggregate, state, attempts, dueAt, endedAt, lastError }) => {
      const failed = attempts > 0 && state !== 'done';
      const waiting = attempts === 0 ? 'waiting' : 'put-off';
      const waitingOrNot = state === 'waiting' ? waiting : fateOfState[state];
      return [
        aggregate,
        {
          state: failed && state === 'skipped' && tests.has(aggregate) ? 'given-up' : waitingOrNot,
          // The one that succeeds is not counted among those that failed.
          attempts: attempts + (state === 'done' ? 1 : 0),
          at: endedAt ?? dueAt,
          why: failed ? (webhookTroubleWords(whyOf(lastError)) ?? inside) : undefined,
        },
      ];
    }),
  );
}

const fateOfState = { done: 'delivered', dead: 'given-up', skipped: 'dropped' } as const;

/** What has not arrived of these is not sent any more. */
export const dropMessages = (
  { scope, transaction }: Act,
  messages: readonly WebhookMessage[],
  now: Date,
): Promise<void> =>
  dropDeliveries(transaction, {
    city: scope.inCity,
    subscriber: webhookSender,
    aggregates: messages.map(({ message }) => message),
    now,
  });
