import { Worker } from 'node:worker_threads';
import type { City } from '@machimori/city';
import { Failure, type FailureCode, limits, type Text, text } from '@machimori/kernel';
import type { Seen } from '@machimori/planning';
import type { AnswerTo, PlanKey, PlanQuestion } from './plan-question.ts';

const messages = {
  busy: text(
    'このまちの計画への問い合わせが、いま多すぎます。',
    'Too much is being asked about this city’s plan at this moment.',
  ),
  tooLong: text(
    '計画の計算に時間がかかりすぎたので、やめました。',
    'Computing the plan took too long, and was given up.',
  ),
  ended: text('計画の計算が途中で終わりました。', 'Computing the plan ended halfway.'),
  tooManyPlaces: text(
    '組織・契約・構成要素・データの流れが多すぎて、計画をつくれません。',
    'There are too many organisations, contracts, components and flows to make a plan.',
  ),
  next: text('少し待って、もう一度お試しください。', 'Wait a moment and try again.'),
};

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

interface Asked {
  readonly task: PlanTask;
  readonly resolve: (reply: PlanReply) => void;
  readonly reject: (error: Error) => void;
}

/** How long the thread stays when nobody asks: it holds the guideline and plans in memory. */
const idleMs = 60_000;

/** Of one city, how many questions wait at once; a draft is a city of its own, and costs a plan. */
const mostWaiting = { questions: 100, drafts: 4 };

export interface PlannerBounds {
  /** The largest city that can be planned takes a tenth of it. */
  readonly longestMs: number;
  readonly memoryMb: number;
}

/**
 * Makes plans and answers what is asked about them, in a thread of its own, which goes when it is not needed. It is
 * given one question at a time, of each city in turn: none keeps the others waiting, and where a question brings the
 * thread down, that question alone is lost.
 */
export class Planner {
  readonly #bounds: PlannerBounds;
  #thread: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #count = 0;
  #asked: Asked | undefined;
  /** By city, whose turn it is first. */
  readonly #waiting = new Map<string, Asked[]>();

  constructor(bounds: PlannerBounds = { longestMs: 60_000, memoryMb: 768 }) {
    this.#bounds = bounds;
  }

  /** Asks about a plan; where it is not in memory, it is made from what `describe` gives. */
  async ask<Q extends PlanQuestion>(
    of: PlanKey,
    question: Q,
    describe: () => Promise<City>,
    seen?: Seen,
  ): Promise<AnswerTo<Q>> {
    if (question.ask === 'consequences') expectPlannable(question.draft);
    const reply = await this.#send({ of, question, seen, description: undefined });
    const answered =
      'descriptionNeeded' in reply
        ? await this.#send({ of, question, seen, description: expectPlannable(await describe()) })
        : reply;
    if ('answer' in answered) return answered.answer as AnswerTo<Q>;
    const why = 'failed' in answered ? answered.failed : 'it has no description';
    throw new Error(`the planner failed: ${why}`);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    for (const { reject } of [...this.#waiting.values()].flat())
      reject(failure('unavailable', messages.ended));
    this.#waiting.clear();
    await this.#thread?.terminate();
  }

  async #send(given: Omit<PlanTask, 'number'>): Promise<PlanReply> {
    const { city } = given.of;
    const waiting = this.#waiting.get(city) ?? [];
    const drafts = waiting.filter(({ task }) => task.question.ask === 'consequences').length;
    if (
      waiting.length >= mostWaiting.questions ||
      (given.question.ask === 'consequences' && drafts >= mostWaiting.drafts)
    )
      throw failure('unavailable', messages.busy);
    const task = { number: this.#count++, ...given };
    return new Promise((resolve, reject) => {
      waiting.push({ task, resolve, reject });
      this.#waiting.set(city, waiting);
      this.#goOn();
    });
  }

  /** Gives the thread the next question, where it has none. */
  #goOn(): void {
    if (this.#asked !== undefined) return;
    clearTimeout(this.#timer);
    const [turn] = this.#waiting;
    const thread = this.#thread;
    if (turn === undefined) {
      if (thread !== undefined) this.#timer = setTimeout(() => this.#leave(thread), idleMs).unref();
      return;
    }
    const [city, waiting] = turn;
    this.#asked = waiting.shift();
    this.#waiting.delete(city);
    if (waiting.length > 0) this.#waiting.set(city, waiting);
    if (this.#asked === undefined) return;
    const asked = thread ?? this.#start();
    this.#timer = setTimeout(
      () => this.#leave(asked, failure('unavailable', messages.tooLong)),
      this.#bounds.longestMs,
    ).unref();
    try {
      asked.postMessage(this.#asked.task);
    } catch (error) {
      this.#asked.reject(error as Error);
      this.#asked = undefined;
      this.#goOn();
    }
  }

  #start(): Worker {
    const thread = new Worker(new URL('./plan-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#bounds.memoryMb },
    });
    this.#thread = thread;
    thread.on('message', (reply: PlanReply) => {
      const asked = this.#asked;
      if (this.#thread !== thread || asked?.task.number !== reply.number) return;
      this.#asked = undefined;
      asked.resolve(reply);
      this.#goOn();
    });
    const lost = (): void => this.#leave(thread, failure('unavailable', messages.ended));
    thread.on('error', lost);
    thread.on('exit', lost);
    return thread;
  }

  /** Ends a thread; the question that it was at is lost, those that wait are for the next. */
  #leave(thread: Worker, why = failure('unavailable', messages.ended)): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    void thread.terminate();
    const asked = this.#asked;
    this.#asked = undefined;
    asked?.reject(why);
    this.#goOn();
  }
}

const failure = (code: FailureCode, what: Text): Failure =>
  new Failure(code, what, { next: messages.next });

/** A city with more places than there is memory for is refused before it is tried. */
function expectPlannable(city: City): City {
  const { organisations, contracts, components, flows } = city;
  const places = organisations.length + contracts.length + components.length + flows.length;
  if (places > limits.plannedPlaces) throw new Failure('limit-exceeded', messages.tooManyPlaces);
  return city;
}
