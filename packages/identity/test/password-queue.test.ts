import { Failure } from '@machimori/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ownLane,
  PasswordQueue,
  type PasswordQueueLimits,
  strangersLane,
} from '../src/password-queue.ts';

interface Asked {
  readonly kind: 'known' | 'stranger';
  readonly lane: number;
}
const laneOf = ({ kind, lane }: Asked) =>
  kind === 'known' ? ownLane(`person ${lane}`) : strangersLane(`192.0.${lane}.7`);
const limits = (of: Partial<PasswordQueueLimits> = {}): PasswordQueueLimits => ({
  width: 1,
  waiting: 6,
  share: { known: 2, stranger: 4 },
  ...of,
});

/** Everybody asks at once, behind works that end only when the test says so. */
async function asking(asked: readonly Asked[], of: PasswordQueueLimits) {
  const queue = new PasswordQueue(of);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const holding = Array.from({ length: of.width }, () => queue.run(ownLane('held'), () => held));
  const started: number[] = [];
  const refused: number[] = [];
  let running = 0;
  let most = 0;
  const all = asked.map((each, index) =>
    queue
      .run(laneOf(each), async () => {
        started.push(index);
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
      })
      .catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        expect(error).toMatchObject({ code: 'unavailable', retryAfterS: 5 });
        refused.push(index);
      }),
  );
  await Promise.resolve();
  const before = { started: [...started], waiting: queue.waiting };
  release();
  await Promise.all([...all, ...holding]);
  return { started, refused, before, most, after: queue.waiting };
}

const everybody = fc.array(
  fc.record({
    kind: fc.constantFrom('known' as const, 'stranger' as const),
    lane: fc.integer({ min: 0, max: 4 }),
  }),
  { maxLength: 30 },
);
const anyLimits = fc
  .record({
    width: fc.integer({ min: 1, max: 3 }),
    waiting: fc.integer({ min: 1, max: 8 }),
    known: fc.integer({ min: 1, max: 4 }),
    stranger: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ width, waiting, ...share }) => ({ width, waiting, share }));
const sameLane = (a: Asked, b: Asked): boolean => a.kind === b.kind && a.lane === b.lane;

describe('the queue of passwords', () => {
  test('does each work once or refuses it, a few at a time, in the order of its lane', async () => {
    await fc.assert(
      fc.asyncProperty(everybody, anyLimits, async (asked, of) => {
        const { started, refused, before, most, after } = await asking(asked, of);
        expect(before.started).toEqual([]);
        expect([...started, ...refused].sort((a, b) => a - b)).toEqual(asked.map((_, at) => at));
        expect(most).toBeLessThanOrEqual(of.width);
        expect(after).toBe(0);
        for (const kind of ['known', 'stranger'] as const)
          expect(started.filter((at) => asked[at]?.kind === kind).length).toBeLessThanOrEqual(
            of.waiting,
          );
        for (const [place, at] of started.entries())
          for (const later of started.slice(place + 1))
            if (sameLane(asked[at] as Asked, asked[later] as Asked)) expect(at).toBeLessThan(later);
      }),
    );
  });

  test('refuses nobody whose lane is alone, whatever others ask: neither strangers nor the known can fill it', async () => {
    await fc.assert(
      fc.asyncProperty(everybody, async (others) => {
        const of = limits({ waiting: 12, share: { known: 2, stranger: 12 } });
        // Of one network, as many as it likes; lanes 0 to 4 are taken, 9 is nobody's.
        const flood: Asked[] = Array.from({ length: 40 }, () => ({ kind: 'stranger', lane: 1 }));
        const me: Asked = { kind: 'stranger', lane: 9 };
        const asked = [...flood, ...others, me];
        const { refused } = await asking(asked, of);
        expect(refused).not.toContain(asked.length - 1);
      }),
    );
  });

  test('a flood of strangers, of however many networks, refuses nobody who is known, nor makes them last', async () => {
    const flood: Asked[] = Array.from({ length: 200 }, (_, lane) => ({ kind: 'stranger', lane }));
    const me: Asked = { kind: 'known', lane: 1 };
    const asked = [...flood, me];
    const { started, refused } = await asking(asked, limits());
    expect(refused).not.toContain(200);
    expect(started.indexOf(200)).toBeLessThanOrEqual(1);
  });

  test('lanes take turns: one that has few does not wait for one that has many', async () => {
    const many: Asked[] = Array.from({ length: 4 }, () => ({ kind: 'stranger', lane: 1 }));
    const { started } = await asking([...many, { kind: 'stranger', lane: 2 }], limits());
    expect(started).toEqual([0, 4, 1, 2, 3]);
  });

  test('a work that fails gives its place on', async () => {
    const queue = new PasswordQueue(limits());
    const lane = ownLane('person');
    const all = ['first', 'second'].map((word) =>
      queue.run(lane, async () => {
        throw new Error(word);
      }),
    );
    const [first, second] = await Promise.allSettled(all);
    expect([first, second]).toMatchObject([
      { reason: { message: 'first' } },
      { reason: { message: 'second' } },
    ]);
    expect(await queue.run(lane, async () => 'third')).toBe('third');
  });
});
