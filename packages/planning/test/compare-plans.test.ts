import type { City } from '@machimori/city';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedLists, comparePlans, type Plan } from '../src/index.ts';
import { arbitraryCity } from './arbitrary-city.ts';
import { exampleCity, planOf } from './edition.ts';
import { component, contract, smallCity } from './small-city.ts';

const runs = { numRuns: 30 };

const idsOf = (
  plan: Plan,
): Readonly<Record<(typeof comparedLists)[number], readonly string[]>> => ({
  subjects: plan.subjects.map((s) => s.key),
  findings: plan.findings.map((f) => f.id),
  scenarios: plan.scenarios.map((s) => s.id),
  requirements: plan.requirements.map((r) => r.id),
  withoutItem: plan.withoutItem.map((w) => w.id),
  lines: plan.lines.map((l) => l.id),
  contractNotes: plan.contractNotes.map((n) => n.id),
  laws: plan.laws.map((l) => l.reference),
  measures: plan.measures.map((m) => m.measure),
  actions: plan.actions.map((a) => a.id),
});

describe('the comparison of two plans', () => {
  it('of a plan with itself is empty, also after it was written and read', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const plan = planOf(city);
        const read = JSON.parse(JSON.stringify(plan)) as Plan;
        for (const list of Object.values(comparePlans(read, plan).lists))
          expect(list).toEqual({ appeared: [], fellAway: [], changed: [] });
      }),
      runs,
    );
  });

  it('leads from the ids of the old plan to those of the new one', () => {
    fc.assert(
      fc.property(arbitraryCity, arbitraryCity, (a, b) => {
        const [older, newer] = [planOf(a), planOf(b)];
        const [before, after] = [idsOf(older), idsOf(newer)];
        const { lists } = comparePlans(older, newer);
        for (const list of comparedLists) {
          const { appeared, fellAway, changed } = lists[list];
          const applied = before[list].filter((id) => !fellAway.includes(id)).concat(appeared);
          expect([...applied].sort()).toEqual([...after[list]].sort());
          for (const { id } of changed) {
            expect(before[list]).toContain(id);
            expect(after[list]).toContain(id);
          }
        }
      }),
      runs,
    );
  });

  it('read backwards says the opposite', () => {
    fc.assert(
      fc.property(arbitraryCity, arbitraryCity, (a, b) => {
        const [there, back] = [
          comparePlans(planOf(a), planOf(b)),
          comparePlans(planOf(b), planOf(a)),
        ];
        for (const list of comparedLists) {
          expect([...back.lists[list].appeared].sort()).toEqual(
            [...there.lists[list].fellAway].sort(),
          );
          const turned = back.lists[list].changed.map(({ id, fields }) => ({
            id,
            fields: fields.map(({ field, from, to }) => ({ field, from: to, to: from })),
          }));
          const byId = (x: { id: string }, y: { id: string }): number => (x.id < y.id ? -1 : 1);
          expect(turned.sort(byId)).toEqual([...there.lists[list].changed].sort(byId));
        }
      }),
      runs,
    );
  });

  const town = (given: Partial<City> = {}): City =>
    smallCity({
      components: [component('system', { operator: 'firm' })],
      contracts: [contract('k', 'firm', ['system'])],
      ...given,
    });

  it('tells what changed in a row, with what it was', () => {
    const line = planOf(town()).lines.find((l) => l.subject === 'system');
    const control = {
      checkItem: line?.checkItem ?? '',
      subject: 'system',
      state: 'implemented',
    } as const;
    const { lists } = comparePlans(planOf(town()), planOf(town({ controls: [control] })));
    expect(lists.lines.changed.find(({ id }) => id === line?.id)?.fields).toContainEqual({
      field: 'state',
      from: 'not-started',
      to: 'implemented',
    });
    expect(lists.lines.appeared).toEqual([]);
  });

  it('is empty where only time has passed, though what is proposed is due later', () => {
    const [spring, autumn] = [planOf(town(), '2026-04-01'), planOf(town(), '2026-11-21')];
    expect(autumn.lines.map((l) => l.planned.by)).not.toEqual(
      spring.lines.map((l) => l.planned.by),
    );
    const { from, to, lists } = comparePlans(spring, autumn);
    expect([from.asOf, to.asOf]).toEqual(['2026-04-01', '2026-11-21']);
    for (const list of comparedLists)
      expect([list, lists[list]]).toEqual([list, { appeared: [], fellAway: [], changed: [] }]);
  });

  it('takes a list for the same in another order, and not for one that says a thing twice', () => {
    const plan = planOf(exampleCity('hoshigawatari/city.yaml'));
    const [first] = plan.lines;
    const changed = (a: readonly string[], b: readonly string[]): number => {
      const withList = (requirements: readonly string[]): Plan => ({
        ...plan,
        lines: plan.lines.map((l) => (l === first ? { ...l, requirements } : l)),
      });
      return comparePlans(withList(a), withList(b)).lists.lines.changed.length;
    };
    expect(changed(['a', 'b'], ['b', 'a'])).toBe(0);
    expect(changed(['a', 'a'], ['a', 'b'])).toBe(1);
    expect(changed(['a', 'b'], ['a', 'a'])).toBe(1);
  });

  it('sees the same line under a new operator, with another who performs', () => {
    const other = town({
      components: [component('system', { operator: 'other-firm' })],
      contracts: [contract('k', 'other-firm', ['system'])],
    });
    const { lists } = comparePlans(planOf(town()), planOf(other));
    expect(lists.lines.fellAway.filter((id) => id.endsWith('@system'))).toEqual([]);
    const fields = lists.lines.changed.flatMap((c) => c.fields);
    expect(fields).toContainEqual({ field: 'answeredBy', from: 'firm', to: 'other-firm' });
  });

  it('takes a key that was renamed for the same element', () => {
    const renamed = town({
      components: [component('platform', { name: 'system', operator: 'firm' })],
      contracts: [contract('k', 'firm', ['platform'])],
      aliases: { system: 'platform' },
    });
    const { lists } = comparePlans(planOf(town()), planOf(renamed));
    for (const list of comparedLists)
      expect([list, lists[list].appeared, lists[list].fellAway]).toEqual([list, [], []]);
    expect(lists.lines.changed).toEqual([]);
  });

  it('carries the aliases of the sample city in the plan itself', () => {
    expect(planOf(exampleCity('hoshigawatari/city.yaml')).city.aliases).toEqual({
      'toshi-os': 'hoshi-os',
    });
  });
});

describe('a requirement that no check item asks for', () => {
  it('stands once for its category, with every place where no line asks for it', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const plan = planOf(city);
        const told = new Set(plan.withoutItem.flatMap((w) => w.requirements));
        for (const w of plan.withoutItem)
          for (const id of w.requirements) {
            const placed = plan.requirements.find((r) => r.id === id);
            expect(placed?.requirement).toBe(w.requirement);
            expect(placed?.categories).toContain(w.category);
            expect(placed?.lines).toEqual([]);
          }
        for (const r of plan.requirements)
          if (r.lines.length === 0 && r.categories.length > 0) expect(told).toContain(r.id);
      }),
      runs,
    );
  });
});
