import { Worker } from 'node:worker_threads';
import type { City } from '@machimori/city';
import { Failure, type FailureCode, limits, type Text, text } from '@machimori/kernel';
import type { Seen } from '@machimori/planning';
import { catalogueFolder } from '../edition-file.ts';
import {
  type AnswerTo,
  type Described,
  type PlanKey,
  type PlanQuestion,
  planKeyOf,
} from './plan-question.ts';

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
  /** What plans are made from that are not in memory, by their keys. */
  readonly descriptions: ReadonlyMap<string, Described>;
}

export type PlanReply = {
  readonly number: number;
  /** How many plans were computed for it. */
  readonly computed: number;
} & ({ readonly answer: unknown } | { readonly needed: PlanKey } | { readonly failed: string });

interface Asked {
  readonly task: PlanTask;
  readonly resolve: (reply: PlanReply) => void;
  readonly reject: (error: Error) => void;
}

/** How long the thread stays when nobody asks: it holds the guideline and plans in memory. */
const idleMs = 60_000;

/** Of one city, how many questions wait at once; a draft is a city of its own, and costs a plan. */
const mostWaiting = { questions: 100, drafts: 4 };

/** Cost a plan of their own each time. */
const isDraft = ({ ask }: PlanQuestion): boolean => ask === 'consequences' || ask === 'trial';

/** A plan and the one before it. */
const mostDescriptions = 2;

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
  readonly #catalogue: string;
  #computed = 0;
  #thread: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #count = 0;
  #asked: Asked | undefined;
  /** By city, whose turn it is first. */
  readonly #waiting = new Map<string, Asked[]>();

  constructor(
    bounds: PlannerBounds = { longestMs: 60_000, memoryMb: 768 },
    catalogue: string = catalogueFolder,
  ) {
    this.#bounds = bounds;
    this.#catalogue = catalogue;
  }

  /** How many plans were computed so far. */
  get computed(): number {
    return this.#computed;
  }

  /** Asks about a plan; where one is not in memory that it takes, it is made from what `describe` gives. */
  async ask<Q extends PlanQuestion>(
    of: PlanKey,
    question: Q,
    describe: (of: PlanKey) => Promise<Described>,
    seen?: Seen,
  ): Promise<AnswerTo<Q>> {
    if (question.ask === 'consequences') expectPlannable(question.draft);
    if (question.ask === 'trial') expectPlannable(question.by.city);
    const descriptions = new Map<string, Described>();
    for (;;) {
      const reply = await this.#send({ of, question, seen, descriptions });
      this.#computed += reply.computed;
      if ('answer' in reply) return reply.answer as AnswerTo<Q>;
      if ('failed' in reply) throw new Error(`the planner failed: ${reply.failed}`);
      if (descriptions.size === mostDescriptions) throw new Error('the planner has a description');
      const described = await describe(reply.needed);
      expectPlannable(described.city);
      descriptions.set(planKeyOf(reply.needed), described);
    }
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
    const drafts = waiting.filter(({ task }) => isDraft(task.question)).length;
    if (
      waiting.length >= mostWaiting.questions ||
      (isDraft(given.question) && drafts >= mostWaiting.drafts)
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
      workerData: { catalogue: this.#catalogue },
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
function expectPlannable(city: City): void {
  const { organisations, contracts, components, flows } = city;
  const places = organisations.length + contracts.length + components.length + flows.length;
  if (places > limits.plannedPlaces) throw new Failure('limit-exceeded', messages.tooManyPlaces);
}
