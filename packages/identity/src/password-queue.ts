import { Failure, text } from '@machimori/kernel';
import { networkPrefix } from './throttle.ts';

const messages = {
  busy: text(
    'いま、パスワードの確認がこみ合っています。',
    'Too many passwords are being checked at this moment.',
  ),
  busyNext: text(
    '5秒ほど待って、もう一度お試しください。パスキーをお持ちなら、すぐにサインインできます。',
    'Wait five seconds, then try again. With a passkey you can sign in at once.',
  ),
};
const retryAfterS = 5;

/**
 * Whose turn it is. Strangers share one for their network; whoever has shown something first (a session, a
 * device known before, an invitation) has one of their own, which no stranger can fill.
 */
export interface PasswordLane {
  readonly kind: 'known' | 'stranger';
  readonly name: string;
}

export const strangersLane = (network: string): PasswordLane => ({
  kind: 'stranger',
  name: networkPrefix(network),
});
export const ownLane = (name: string): PasswordLane => ({ kind: 'known', name });

export interface PasswordQueueLimits {
  /**
   * At once. A hash keeps a thread of the pool and 19 MiB, and its act a connection: others need them, too.
   */
  readonly width: number;
  /** Waiting of each kind at most: at some 60 a second, whoever comes last waits a few seconds. */
  readonly waiting: number;
  /** Of these in one lane: an office that begins its day, one person who presses twice. */
  readonly share: Readonly<Record<PasswordLane['kind'], number>>;
}

export const passwordQueueLimits: PasswordQueueLimits = {
  width: 2,
  waiting: 300,
  share: { known: 4, stranger: 120 },
};

/**
 * Hashes of passwords, computed a few at a time and outside of any transaction; a turn lasts until the act
 * that it is for is done, so that many who sign in hold few connections then, too. Lanes take turns, and so do
 * the two kinds of them; within a lane it is first come, first served.
 *
 *   a lane over its share ──▶ refused
 *   all places taken      ──▶ the last of the longest lane makes room for a shorter one, or the newcomer is refused
 */
export class PasswordQueue {
  readonly #width: number;
  readonly #lanes: Readonly<Record<PasswordLane['kind'], Lanes>>;
  #running = 0;
  #next: PasswordLane['kind'] = 'known';

  constructor({ width, waiting, share }: PasswordQueueLimits = passwordQueueLimits) {
    this.#width = width;
    this.#lanes = {
      known: new Lanes(waiting, share.known),
      stranger: new Lanes(waiting, share.stranger),
    };
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#lanes.known.waiting + this.#lanes.stranger.waiting;
  }

  /** Does the work when its turn comes. Fails `unavailable`, with the work undone, where too many wait. */
  async run<T>(lane: PasswordLane, work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#width) this.#running += 1;
    else
      await new Promise<void>((start, refuse) => {
        this.#lanes[lane.kind].join(lane.name, { start, refuse });
      });
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** The place goes on to whoever is next, so that nobody who comes meanwhile slips in before them. */
  #leave(): void {
    const first = this.#next;
    const other = first === 'known' ? 'stranger' : 'known';
    const next = this.#lanes[first].take() ?? this.#lanes[other].take();
    this.#next = other;
    if (next === undefined) this.#running -= 1;
    else next.start();
  }
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: (failure: Failure) => void;
}

/** Lanes of one kind, in the order of their turns. None is empty. */
class Lanes {
  readonly #most: number;
  readonly #share: number;
  readonly #lanes = new Map<string, Waiting[]>();
  waiting = 0;

  constructor(most: number, share: number) {
    this.#most = most;
    this.#share = share;
  }

  join(name: string, newcomer: Waiting): void {
    const lane = this.#lanes.get(name) ?? [];
    if (lane.length >= this.#share || (this.waiting >= this.#most && !this.#makeRoom(lane))) {
      newcomer.refuse(busy());
      return;
    }
    lane.push(newcomer);
    this.#lanes.set(name, lane);
    this.waiting += 1;
  }

  take(): Waiting | undefined {
    for (const [name, lane] of this.#lanes) {
      const first = lane.shift();
      this.#lanes.delete(name);
      if (lane.length > 0) this.#lanes.set(name, lane);
      this.waiting -= 1;
      return first;
    }
    return undefined;
  }

  /** Takes one from whoever has most, where that leaves them no fewer than the lane that gets it. */
  #makeRoom(lane: readonly Waiting[]): boolean {
    let longest: Waiting[] = [];
    for (const each of this.#lanes.values()) if (each.length > longest.length) longest = each;
    if (longest.length <= lane.length + 1) return false;
    longest.pop()?.refuse(busy());
    this.waiting -= 1;
    return true;
  }
}

const busy = (): Failure =>
  new Failure('unavailable', messages.busy, { next: messages.busyNext, retryAfterS });
