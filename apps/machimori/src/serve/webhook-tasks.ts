import { createOutbound, type Outbound, OutboundFailure, runUseCase } from '@machimori/application';
import {
  type Delivery,
  type JobRunner,
  retryDelayMs,
  type Subscriber,
  Undeliverable,
  Worker,
  type WorkerOptions,
} from '@machimori/database';
import {
  isAnyoneTold,
  isDayNew,
  isWebhookType,
  readWebhookAttempt,
  stopWebhook,
  tellDay,
  tellWebhooks,
  type WebhookTrouble,
  webhookSender,
  webhookTeller,
  webhookTypeNames,
} from '@machimori/governance';
import type { Id } from '@machimori/kernel';
import { dailyJob, eachCity, runToday } from './daily-job.ts';
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

const dayKind = 'tell-day';
/** In the night in Japan, when the plan of the day is there and what was checked is known. */
const dayHour = 5;

/** What the day has brought though nobody did anything, city by city. */
export const tellDayNow = (world: ServerWorld): Promise<void> =>
  eachCity(world, async (city) => {
    const actor = actorFor(city);
    if (await runUseCase(world, isDayNew, actor, null))
      await runUseCase(world, tellDay, actor, null);
  });

export const tellDayJob = (world: ServerWorld): JobRunner =>
  dailyJob(world, dayKind, dayHour, () => tellDayNow(world));

/** At the start of the program: what a night brought in which nobody was there. */
export const beginTellingDays = (world: ServerWorld): Promise<boolean> => runToday(world, dayKind);

/** Standard Webhooks leaves a receiver 15 to 30 seconds. */
const timeoutMs = 15_000;
const longestAnswer = 64 * 1024;
/** An attempt and what follows it fit well within; whoever is killed meanwhile is followed soon. */
const leaseMs = 30_000;

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
 *
 * A test is tried once, and waits for nobody's word: whoever asked for it sees in the log of the webhook how it went.
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
      const { address, headers, body, webhook, isTest, isStopped, arrivedSince } = attempt;
      if (isStopped) throw new Undeliverable('receiver-stopped', { final: true, settled: isTest });
      const now = world.clock.now();
      const wrong = await post(outbound, address, { headers, body, signal, now });
      if (wrong === undefined) return;
      const { why } = wrong;
      const isGone = why === 'receiver-gone';
      const isGivenUp = isLast(delivery) && !isTest && !arrivedSince;
      if (isGone || isGivenUp)
        await runUseCase(world, stopWebhook, actor, { webhook, why: isGone ? 'gone' : 'failing' });
      throw new Undeliverable(why, { ...wrong, final: isGone || isTest, settled: isTest });
    },
  };
}

/**
 * Workers of their own, and more than one: a receiver that does not answer keeps neither the program nor others
 * waiting. The first is there for those that answered last.
 */
export const webhookSenders = (
  world: ServerWorld,
  options: Pick<WorkerOptions, 'pollMs' | 'onFailure'>,
): readonly Worker[] =>
  [true, false, false].map(
    (answering) =>
      new Worker({
        ...options,
        database: world.database,
        clock: world.clock,
        subscribers: [webhookSending(world)],
        answering,
        leaseMs,
      }),
  );

const isLast = ({ attempts }: Delivery): boolean => retryDelayMs(attempts + 1) === undefined;

/** Longest that a receiver may put messages off. */
const longestRestMs = 86_400_000;

/** Until when whoever answered 429 or 503 wants to be left alone (RFC 9110, 10.2.3: seconds, or a date). */
export function restAsked(
  answer: Pick<Response, 'status' | 'headers'>,
  now: Date,
): Date | undefined {
  if (answer.status !== 429 && answer.status !== 503) return undefined;
  const asked = answer.headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - now.getTime();
  return ms > 0 ? new Date(now.getTime() + Math.min(ms, longestRestMs)) : undefined;
}

/** Why a message did not arrive, and how the receiver is to be asked from now on. */
interface Wrong {
  readonly why: WebhookTrouble;
  readonly silent?: boolean;
  readonly restUntil?: Date | undefined;
}

/** What went wrong; nothing of what the receiver said is kept. */
async function post(
  outbound: Outbound,
  address: string,
  of: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly signal: AbortSignal;
    readonly now: Date;
  },
): Promise<Wrong | undefined> {
  try {
    const answer = await outbound(address, {
      method: 'POST',
      headers: {
        ...of.headers,
        'content-type': 'application/json',
        'user-agent': 'Machimori-Webhooks',
      },
      body: of.body,
      signal: of.signal,
    });
    const { ok, status } = answer;
    if (ok) return undefined;
    const restUntil = restAsked(answer, of.now);
    return { why: status === 410 ? 'receiver-gone' : `receiver-answered-${status}`, restUntil };
  } catch (error) {
    if (error instanceof OutboundFailure)
      return { why: troubleOfFailure[error.reason], silent: error.reason === 'unreachable' };
    throw error;
  }
}
