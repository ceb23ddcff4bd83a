import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkItemsBetween, type Edition, whatItemsBecame } from '../src/index.ts';
import { changed, draftEdition } from './draft-edition.ts';

const draft = draftEdition();
const ids = draft.checkItems.map(({ id }) => id);

/** The draft with items numbered otherwise, reworded and ended, as a later edition might have it. */
function later(numbers: readonly string[], reworded: number, ended: readonly number[]): Edition {
  return changed((edition) => {
    edition.id = 'mic-smart-city-security/10.0';
    edition.checkItems = edition.checkItems.flatMap((item, at) => {
      if (ended.includes(at)) return [];
      const asks = at === reworded ? { ja: '別のことば', en: 'Other words' } : item.asks;
      return [{ ...item, id: numbers[at] ?? item.id, asks }];
    });
  });
}

describe('check items between two editions', () => {
  it('are the same seen from either, whichever is the older', () => {
    const place = fc.nat({ max: ids.length - 1 });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ids, { minLength: ids.length }),
        place,
        fc.uniqueArray(place, { maxLength: 3 }),
        (numbers, reworded, ended) => {
          const next = later(numbers, reworded, ended);
          const there = checkItemsBetween(draft, next);
          const back = checkItemsBetween(next, draft);
          expect(new Set([...back].map(([id, of]) => `${of.id} ${id} ${of.reworded}`))).toEqual(
            new Set([...there].map(([id, of]) => `${id} ${of.id} ${of.reworded}`)),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('move to their new number, end, and tell of other words', () => {
    const [first = '', second = '', third = ''] = ids;
    // The second takes the number of the first, which ends; the third is worded otherwise.
    const numbers = ids.with(1, first);
    const there = checkItemsBetween(draft, later(numbers, 2, [0]));
    expect(there.get(first)).toBeUndefined();
    expect(there.get(second)).toEqual({ id: first, reworded: false });
    expect(there.get(third)).toEqual({ id: third, reworded: true });
    expect(there.size).toBe(ids.length - 1);
  });

  it('are never guessed where one became several, or several became one', () => {
    const [first] = draft.checkItems;
    if (first === undefined) throw new Error('the draft has items');
    // Neither keeps the number: both bear the heading of the first.
    const split = changed((edition) => {
      edition.id = 'mic-smart-city-security/10.0';
      edition.checkItems = edition.checkItems.flatMap((item) =>
        item.id === first.id
          ? [
              { ...item, id: 'governance-9-1' },
              { ...item, id: 'governance-9-2' },
            ]
          : [item],
      );
    });
    expect(whatItemsBecame(draft, split).get(first.id)).toEqual({
      became: 'unsure',
      ids: ['governance-9-1', 'governance-9-2'],
    });
    for (const id of ['governance-9-1', 'governance-9-2'])
      expect(whatItemsBecame(split, draft).get(id)).toEqual({ became: 'unsure', ids: [first.id] });
    const ended = later(ids, -1, [0]);
    expect(whatItemsBecame(draft, ended).get(first.id)).toEqual({ became: 'ended' });
    expect(whatItemsBecame(ended, draft).has(first.id)).toBe(false);
  });

  it('are none between frameworks, whatever their numbers', () => {
    const foreign = { ...draft, id: 'another-framework/2.0-draft' };
    expect(checkItemsBetween(foreign, draft).size).toBe(0);
    expect(whatItemsBecame(foreign, draft).size).toBe(0);
  });
});
