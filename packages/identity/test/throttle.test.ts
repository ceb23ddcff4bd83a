import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../src/index.ts';
import { failuresWith, patience, waitMs } from '../src/throttle.ts';
import { anonymous, failureOf, makeTown, type Town } from './town.ts';

const minute = 60_000;
const { network } = patience;

describe('who guesses from one network', () => {
  /** How many tries somebody gets who pauses like this between them, and how long they took. */
  function guessing(pauses: readonly number[]) {
    let at = 0;
    let last = 0;
    let blockedUntil = 0;
    let failures = 0;
    let tries = 0;
    for (const pause of pauses) {
      at = Math.max(at + pause, blockedUntil);
      failures = failuresWith(failures, at - last, network);
      blockedUntil = at + waitMs(failures, network);
      last = at;
      tries += 1;
    }
    return { tries, at };
  }

  test('gets no more tries by pausing than by waiting the longest each time', () => {
    const pause = fc.oneof(
      fc.constant(0),
      fc.constant(network.longestMs),
      fc.integer({ min: 0, max: 30 * minute }),
      fc.integer({ min: 0, max: 30 * 60 * minute }),
    );
    fc.assert(
      fc.property(fc.array(pause, { maxLength: 400 }), (pauses) => {
        const { tries, at } = guessing(pauses);
        const untilLongest = Math.ceil(Math.log2(network.longestMs / network.firstMs));
        expect(tries).toBeLessThanOrEqual(network.free + untilLongest + 1 + at / network.longestMs);
      }),
    );
  });

  test('waits the longest in the end, whatever was forgotten meanwhile', () => {
    const { at } = guessing(Array<number>(400).fill(0));
    expect(at).toBeGreaterThan((400 - network.free - 10) * network.longestMs);
  });
});

describe('an office', () => {
  let town: Town;
  beforeAll(async () => {
    town = await makeTown();
  });
  afterAll(() => town.drop());
  let strangers = 0;
  const mistype = (from: string) =>
    failureOf(
      town.run(openSession, anonymous, {
        email: `n${++strangers}@example.lg.jp`,
        password: 'まちがえたパスワードです',
        device: '',
        network: from,
        knownDevice: false,
      }),
    );

  test('that mistypes ten times every morning is never kept out', async () => {
    for (let day = 0; day < 7; day++) {
      for (let i = 0; i < 10; i++) {
        expect(await mistype('192.0.2.33')).toBe('unauthenticated');
        town.clock.pass(minute);
      }
      // Less than the day after which all is forgotten.
      town.clock.pass(22 * 60 * minute);
    }
  });

  test('from which a machine guesses is', async () => {
    for (let i = 0; i < network.free; i++)
      expect(await mistype('192.0.2.44')).toBe('unauthenticated');
    expect(await mistype('192.0.2.45')).toBe('rate-limited');
    expect(await mistype('198.51.100.44')).toBe('unauthenticated');
  });
});
