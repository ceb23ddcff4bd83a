import { Worker } from 'node:worker_threads';
import type { City } from '@machimori/city';
import type { Day } from '@machimori/kernel';
import type { Action, PlanCounts } from '@machimori/planning';

export interface PlanTask {
  readonly number: number;
  readonly city: City;
  readonly asOf: Day;
}

export interface PlanMade {
  readonly actions: readonly Action[];
  readonly counts: PlanCounts;
  readonly edition: string;
}

type Reply = { readonly number: number } & (
  | { readonly made: PlanMade }
  | { readonly failed: string }
);

interface Waiting {
  readonly resolve: (made: PlanMade) => void;
  readonly reject: (error: Error) => void;
}

/** How long the thread stays when nobody asks: it holds the guideline in memory. */
const idleMs = 60_000;

/** Makes plans in a thread of their own, which goes when it is not needed. */
export class Planner {
  #thread: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #count = 0;
  readonly #waiting = new Map<number, Waiting>();

  plan(city: City, asOf: Day): Promise<PlanMade> {
    clearTimeout(this.#idle);
    const thread = this.#thread ?? this.#start();
    const number = this.#count++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      thread.postMessage({ number, city, asOf } satisfies PlanTask);
    });
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const thread = new Worker(new URL('./plan-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    this.#thread = thread;
    thread.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.number);
      this.#waiting.delete(reply.number);
      if ('made' in reply) waiting?.resolve(reply.made);
      else waiting?.reject(new Error(`the planner failed: ${reply.failed}`));
      if (this.#waiting.size === 0)
        this.#idle = setTimeout(() => void thread.terminate(), idleMs).unref();
    });
    const lose = (): void => {
      if (this.#thread !== thread) return;
      this.#thread = undefined;
      for (const { reject } of this.#waiting.values()) reject(new Error('the planner has ended'));
      this.#waiting.clear();
    };
    thread.on('error', lose);
    thread.on('exit', lose);
    return thread;
  }
}
