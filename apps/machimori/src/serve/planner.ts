import { Worker } from 'node:worker_threads';
import type { City } from '@machimori/city';
import type { Seen } from '@machimori/planning';
import type { AnswerTo, PlanKey, PlanQuestion } from './plan-question.ts';

export interface PlanTask {
  readonly number: number;
  readonly of: PlanKey;
  readonly seen: Seen | undefined;
  readonly question: PlanQuestion;
  readonly description: City | undefined;
}

export type PlanReply = { readonly number: number } & (
  | { readonly answer: unknown }
  | { readonly descriptionNeeded: true }
  | { readonly failed: string }
);

interface Waiting {
  readonly resolve: (reply: PlanReply) => void;
  readonly reject: (error: Error) => void;
}

/** How long the thread stays when nobody asks: it holds the guideline and plans in memory. */
const idleMs = 60_000;

/** Makes plans and answers what is asked about them, in a thread of its own, which goes when it is not needed. */
export class Planner {
  #thread: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #count = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** Asks about a plan; where it is not in memory, it is made from what `describe` gives. */
  async ask<Q extends PlanQuestion>(
    of: PlanKey,
    question: Q,
    describe: () => Promise<City>,
    seen?: Seen,
  ): Promise<AnswerTo<Q>> {
    const reply = await this.#send({ of, question, seen, description: undefined });
    const answered =
      'descriptionNeeded' in reply
        ? await this.#send({ of, question, seen, description: await describe() })
        : reply;
    if ('answer' in answered) return answered.answer as AnswerTo<Q>;
    const why = 'failed' in answered ? answered.failed : 'it has no description';
    throw new Error(`the planner failed: ${why}`);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#thread?.terminate();
  }

  #send(task: Omit<PlanTask, 'number'>): Promise<PlanReply> {
    clearTimeout(this.#idle);
    const thread = this.#thread ?? this.#start();
    const number = this.#count++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      thread.postMessage({ number, ...task } satisfies PlanTask);
    });
  }

  #start(): Worker {
    const thread = new Worker(new URL('./plan-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 768 },
    });
    this.#thread = thread;
    thread.on('message', (reply: PlanReply) => {
      const waiting = this.#waiting.get(reply.number);
      this.#waiting.delete(reply.number);
      waiting?.resolve(reply);
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
