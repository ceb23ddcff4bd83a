import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clock, Ids, readId } from '../src/index.ts';

const at = (ms: number): Clock => ({ now: () => new Date(ms) });
const chance = (fill: number) => ({ bytes: (n: number) => new Uint8Array(n).fill(fill) });
const anyTime = fc.integer({ min: 0, max: 4_102_444_800_000 });

describe('ids', () => {
  it('read back as what they name, and as nothing else', () => {
    fc.assert(
      fc.property(anyTime, fc.integer({ min: 0, max: 255 }), (ms, fill) => {
        const id = new Ids(at(ms), chance(fill)).next('person');
        expect(readId('person', id)).toBe(id);
        expect(readId('city', id)).toBeUndefined();
      }),
    );
  });

  it('sort by the time they were made', () => {
    fc.assert(
      fc.property(anyTime, anyTime, (a, b) => {
        fc.pre(a < b);
        const early = new Ids(at(a), chance(255)).next('entry');
        const late = new Ids(at(b), chance(0)).next('entry');
        expect(early < late).toBe(true);
      }),
    );
  });

  it('refuse what is no id', () => {
    for (const wrong of [
      '',
      'per_',
      'per_x',
      7,
      null,
      undefined,
      'per_0193',
      `per_${'0'.repeat(32)}`,
    ])
      expect(readId('person', wrong)).toBeUndefined();
  });
});
