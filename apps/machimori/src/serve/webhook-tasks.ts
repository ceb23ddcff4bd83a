import { createOutbound, type Outbound, OutboundFailure, runUseCase } from '@machimori/application';
import { type Delivery, retryDelayMs, type Subscriber, Undeliverable } from '@machimori/database';
import {
  isAnyoneTold,
  isWebhookType,
  readWebhookAttempt,
  stopWebhook,
  tellWebhooks,
  type WebhookTrouble,
  webhookSender,
  webhookTeller,
  webhookTypeNames,
} from '@machimori/governance';
import type { Id } from '@machimori/kernel';
import type { ServerWorld } from './server-world.ts';

export const webhookEvents: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(webhookTypeNames.map((type) => [type, [webhookTeller]])),
  'webhook.due': [webhookSender],
};

const actorFor = (city: string) =>
  ({ kind: 'system', name: 'worker', city: city as Id<'city'> }) as const;

/** Events that addresses outside are told of: a message for each address that wants it. */
export const webhookTelling = (world: ServerWorld): Subscriber => ({
  name: webhookTeller,
  async runOutside({ city, eventId, type, payload, at }) {
    if (!isWebhookType(type)) return;
    const actor = actorFor(city);
    if (!(await runUseCase(world, isAnyoneTold, actor, { type }))) return;
    await runUseCase(world, tellWebhooks, actor, { event: eventId, type, payload, at });
  },
});

/** Standard Webhooks leaves a receiver 15 to 30 seconds. */
const timeoutMs = 15_000;
const longestAnswer = 64 * 1024;
/** An attempt and what follows it fit well within; whoever is killed meanwhile is followed soon. */
export const webhookLeaseMs = 30_000;

/** The guarded way out, for what webhooks send. */
export const webhookOutbound = ({ settings }: Pick<ServerWorld, 'settings'>): Outbound =>
  createOutbound({ allowedHosts: settings.allowedHosts ?? [], timeoutMs, longestAnswer });

const troubleOfFailure = {
  'not-allowed': 'receiver-not-allowed',
  unreachable: 'receiver-unreachable',
  redirected: 'receiver-redirects',
  'too-large': 'receiver-too-long',
} as const satisfies Record<OutboundFailure['reason'], WebhookTrouble>;

/**
 * Sends messages, one after another, each under its own id however often it is tried:
 *
 *   webhook.due ──▶ signed now ──▶ sent ──▶ 2xx: done
 *                                   ├──▶ 410: the webhook is turned off
 *                                   └──▶ else: again later; where patience ends and nothing else arrived
 *                                        meanwhile, the webhook is turned off
 */
export function webhookSending(
  world: ServerWorld,
  outbound: Outbound = webhookOutbound(world),
): Subscriber {
  return {
    name: webhookSender,
    async runOutside(delivery, signal) {
      const actor = actorFor(delivery.city);
      const { message } = delivery.payload as { readonly message: string };
      const attempt = await runUseCase(world, readWebhookAttempt, actor, { message });
      if (attempt === undefined) return;
      if (attempt.isStopped) throw trouble('receiver-stopped', true);
      const { address, headers, body, webhook, isTest, arrivedSince } = attempt;
      const wrong = await post(outbound, address, { headers, body, signal });
      if (wrong === undefined) return;
      const isGone = wrong === 'receiver-gone';
      const isGivenUp = isLast(delivery) && !isTest && !arrivedSince;
      if (isGone || isGivenUp)
        await runUseCase(world, stopWebhook, actor, { webhook, why: isGone ? 'gone' : 'failing' });
      throw trouble(wrong, isGone || isTest);
    },
  };
}

const isLast = ({ attempts }: Delivery): boolean => retryDelayMs(attempts + 1) === undefined;

const trouble = (why: WebhookTrouble, final: boolean): Undeliverable =>
  new Undeliverable(why, { final });

/** What went wrong; nothing of what the receiver said is kept. */
async function post(
  outbound: Outbound,
  address: string,
  of: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly signal: AbortSignal;
  },
): Promise<WebhookTrouble | undefined> {
  try {
    const { ok, status } = await outbound(address, {
      method: 'POST',
      headers: {
        ...of.headers,
        'content-type': 'application/json',
        'user-agent': 'Machimori-Webhooks',
      },
      body: of.body,
      signal: of.signal,
    });
    if (ok) return undefined;
    return status === 410 ? 'receiver-gone' : `receiver-answered-${status}`;
  } catch (error) {
    if (error instanceof OutboundFailure) return troubleOfFailure[error.reason];
    throw error;
  }
}
