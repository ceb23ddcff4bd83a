import type { City } from '@machimori/city';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changedLists,
  type PlanChange,
  PlanView,
  planChange,
  type Seen,
  type SeenBoth,
  seenCity,
  seenPlan,
  sharedChanges,
} from '../../src/index.ts';
import { arbitraryCity } from '../arbitrary-city.ts';
import { edition, exampleCity, planOf } from '../edition.ts';
import { component, contract, smallCity } from '../small-city.ts';

const viewOf = (city: City): PlanView => new PlanView(planOf(city), edition, city);
const keysOf = (city: City): readonly string[] => [...viewOf(city).keys];

/** What an organisation is told where everything it sees is planned and compared anew. */
function plainly(before: PlanView, after: PlanView, seen: SeenBoth): PlanChange {
  const share = ({ plan, city }: PlanView, of: Seen): PlanView =>
    new PlanView(seenPlan(plan, city, edition, of), edition, seenCity(city, of));
  const { aliases } = seenCity(after.city, seen.after);
  return planChange(share(before, seen.before), share(after, seen.after), { aliases });
}

describe('what an organisation is told of a change', () => {
  it('is what its two shares differ in, whatever it sees', () => {
    fc.assert(
      fc.property(
        arbitraryCity,
        arbitraryCity,
        fc.array(fc.nat(30), { maxLength: 12 }),
        fc.array(fc.nat(30), { maxLength: 2 }),
        (a, b, some, more) => {
          const [before, after] = [viewOf(a), viewOf(b)];
          const all = [...new Set([...before.keys, ...after.keys])];
          const chosen = (numbers: readonly number[]): string[] =>
            numbers.flatMap((n) => all[n % all.length] ?? []);
          const kept = chosen(some);
          const seen = {
            before: { own: 'org-0', keys: new Set(kept.filter((key) => before.keys.has(key))) },
            after: {
              own: 'org-0',
              keys: new Set([...kept, ...chosen(more)].filter((key) => after.keys.has(key))),
            },
          };
          expect(sharedChanges(before, after)(seen)).toEqual(plainly(before, after, seen));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('names nothing that it sees neither before nor after', () => {
    fc.assert(
      fc.property(arbitraryCity, arbitraryCity, fc.nat(30), (a, b, n) => {
        const marked = (city: City): City =>
          JSON.parse(JSON.stringify(city), (_, value: unknown) =>
            value !== null && typeof value === 'object' && 'key' in value
              ? { ...value, name: `秘${String(value.key)}`, nameEn: `SECRET ${String(value.key)}` }
              : value,
          ) as City;
        const [before, after] = [viewOf(marked(a)), viewOf(marked(b))];
        const key = keysOf(b)[n % keysOf(b).length] ?? '';
        const seen = { own: undefined, keys: new Set([key]) };
        const text = JSON.stringify(sharedChanges(before, after)({ before: seen, after: seen }));
        for (const other of new Set([...before.keys, ...after.keys]))
          if (other !== key)
            expect([other, text.includes(`秘${other}`), text.includes(`@${other}"`)]).toEqual([
              other,
              false,
              false,
            ]);
      }),
      { numRuns: 25 },
    );
  });

  it('says nothing of who else does what, where one of them follows another', () => {
    const town = (operator: string): City =>
      smallCity({
        components: [component('system', { operator })],
        contracts: [contract('k', 'firm', ['system']), contract('l', 'other', ['system'])],
      });
    const [before, after] = [viewOf(town('firm')), viewOf(town('other'))];
    const seen = { own: undefined, keys: new Set(['system']) };
    const share = sharedChanges(before, after)({ before: seen, after: seen });
    expect(planChange(before, after).counts.lines.changed).toBeGreaterThan(0);
    expect(share.counts.lines.changed).toBe(0);
  });
});

describe('a change elsewhere', () => {
  const sample = exampleCity('hoshigawatari/city.yaml');
  const before = viewOf(sample);

  it('keeps the ids of all lines, and what was answered to them', () => {
    const components = sample.components.map(({ key }) => key);
    const answered = new Map(before.plan.lines.map(({ id, state }) => [id, state]));
    fc.assert(
      fc.property(fc.constantFrom(...components), fc.boolean(), (key, added) => {
        const noted = sample.components.map((each) =>
          each.key === key ? { ...each, note: '点検した' } : each,
        );
        const template = sample.components.find((each) => each.key === key);
        const copy = template && { ...template, key: `${key}-sono-2`, standsOn: [] };
        const city = {
          ...sample,
          components: [...noted, ...(added && copy !== undefined ? [copy] : [])],
        };
        const after = new Map(planOf(city).lines.map(({ id, state }) => [id, state]));
        for (const [id, state] of answered) expect([id, after.get(id)]).toEqual([id, state]);
      }),
      { numRuns: 12 },
    );
  });

  it('is told in the rows that it touches, at most fifty of each, with the number of all', () => {
    const [first, ...others] = sample.components;
    const change = planChange(
      before,
      viewOf({ ...sample, components: [...others, first as never] }),
    );
    for (const list of changedLists)
      expect(change.counts[list]).toEqual({ appeared: 0, changed: 0, fellAway: 0 });
    const nothing = viewOf({ ...sample, controls: [], weaknesses: [] });
    const gone = planChange(before, nothing);
    expect(gone.counts.findings.fellAway).toBeGreaterThan(0);
    for (const list of changedLists)
      for (const what of ['appeared', 'changed', 'fellAway'] as const) {
        const { length } = gone.rows[list][what];
        expect(length).toBe(Math.min(50, gone.counts[list][what]));
      }
    const lines = gone.groups.reduce((sum, each) => sum + each.changed, 0);
    expect(lines).toBe(gone.counts.lines.changed);
  });
});
