import type { createOutbound } from '@machimori/application';
import { Worker } from '@machimori/database';
import { onTestFinished } from 'vitest';
import {
  webhookEvents,
  webhookOutbound,
  webhookSending,
  webhookTelling,
} from '../../src/serve/webhook-tasks.ts';
import { makeTown, type Town } from '../routes/town.ts';
import { WebhookReceiver } from '../webhook-receiver.ts';

export const administrator = 'promoter/cityAdministrator';
const hourMs = 3_600_000;

/** What the page shows of a message. */
export interface ShownMessage {
  readonly message: string;
  readonly type: string;
  readonly state: string;
  readonly attempts: number;
  readonly why?: { readonly ja: string };
}

/** A town whose events are told outside, and a receiver that it may visit. */
export class WebhookTown {
  readonly receiver: WebhookReceiver;
  readonly #made: Awaited<ReturnType<typeof makeTown>>;

  private constructor(receiver: WebhookReceiver, made: Awaited<ReturnType<typeof makeTown>>) {
    this.receiver = receiver;
    this.#made = made;
  }

  static async make(): Promise<WebhookTown> {
    const receiver = new WebhookReceiver();
    await receiver.start();
    return new WebhookTown(receiver, await makeTown());
  }

  /** A copy of the town for one test. */
  async fresh(): Promise<Town> {
    this.receiver.forget();
    const town = await this.copyForAll();
    onTestFinished(() => town.close());
    return town;
  }

  /** A copy that whoever asked for it closes. */
  copyForAll(): Promise<Town> {
    return this.#made.copy({
      environment: { MACHIMORI_ALLOWED_HOSTS: this.receiver.host },
      subscribers: webhookEvents,
    });
  }

  async drop(): Promise<void> {
    await this.receiver.stop();
    await this.#made.drop();
  }
}

export async function makeHook(
  town: Town,
  address: string,
  types: readonly string[] = ['answer.submitted'],
): Promise<{ readonly webhook: string; readonly secret: string }> {
  const made = await town.done(administrator, 'POST', '/webhooks', { body: { address, types } });
  return { webhook: String(made['webhook']), secret: String(made['secret']) };
}

export const askTest = (town: Town, webhook: string) =>
  town.done(administrator, 'POST', '/webhooks/:webhook/tests', { params: { webhook } });

export async function shownMessages(town: Town, webhook: string): Promise<readonly ShownMessage[]> {
  const { messages } = await town.done(administrator, 'GET', '/webhooks/:webhook/messages', {
    params: { webhook },
  });
  return messages as ShownMessage[];
}

export interface ShownWebhook {
  readonly webhook: string;
  readonly address: string;
  readonly types: readonly string[];
  readonly version: number;
  readonly stopped?: { readonly why: string };
}

export async function shownWebhooks(town: Town): Promise<readonly ShownWebhook[]> {
  const { webhooks } = await town.done(administrator, 'GET', '/webhooks', {});
  return webhooks as ShownWebhook[];
}

/** The workers of the program by a clock of the test's own. */
export function workersOf(
  town: Town,
  outbound: ReturnType<typeof createOutbound> = webhookOutbound(town.world),
): {
  readonly runDue: () => Promise<unknown>;
  readonly pass: (ms: number) => void;
  readonly untilGivenUp: () => Promise<void>;
} {
  // A moment ahead: what was announced just now is due.
  let aheadMs = 1_000;
  const worker = new Worker({
    database: town.database.database,
    clock: { now: () => new Date(Date.now() + aheadMs) },
    subscribers: [webhookTelling(town.world), webhookSending(town.world, outbound)],
  });
  return {
    runDue: () => worker.runDue(),
    pass(ms) {
      aheadMs += ms;
    },
    /** As if the days went by in which it is tried again and again. */
    async untilGivenUp() {
      for (const end = aheadMs + 60 * hourMs; aheadMs < end; aheadMs += hourMs)
        await worker.runDue();
    },
  };
}
