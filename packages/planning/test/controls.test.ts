import type { City, ControlFact } from '@machimori/city';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan, Scenario } from '../src/index.ts';
import { arbitraryCity } from './arbitrary-city.ts';
import { planOf } from './edition.ts';
import { component, flow, smallCity } from './small-city.ts';

const city = smallCity({
  components: [
    component('sensor', { kind: 'device-group', managedBy: 'platform' }),
    component('platform', { kind: 'city-os' }),
  ],
  flows: [flow('levels', 'sensor', 'platform')],
});

const rowsOf = (plan: Plan, scenario: Scenario) =>
  plan.requirements.filter((r) => r.scenarios.includes(scenario.id));
const linesOf = (plan: Plan, scenario: Scenario): string[] => [
  ...new Set(rowsOf(plan, scenario).flatMap((r) => r.lines)),
];
const done = (id: string): ControlFact => {
  const [checkItem = '', subject = ''] = id.split('@');
  return { checkItem, subject, state: 'implemented' };
};
const withDone = (of: City, lines: readonly string[]): Plan =>
  planOf({ ...of, controls: lines.map(done) });
const isControlled = (plan: Plan, id: string): boolean =>
  plan.scenarios.find((s) => s.id === id)?.rules.includes('likelihood-controlled') ?? false;

describe('an implemented control', () => {
  const plan = planOf(city);
  const moved = plan.scenarios.find((s) => {
    const rows = s.subject === 'sensor' ? rowsOf(plan, s) : [];
    return rows.some((r) => r.place === 'platform') && rows.every((r) => r.lines.length > 0);
  }) as Scenario;
  const shared = plan.scenarios.find((s) => {
    const rows = rowsOf(plan, s);
    return rows.some((r) => r.lines.length > 1) && rows.every((r) => r.lines.length > 0);
  }) as Scenario;

  it('counts where the requirement moved to', () => {
    expect(isControlled(plan, moved.id)).toBe(false);
    expect(isControlled(withDone(city, linesOf(plan, moved)), moved.id)).toBe(true);
    const here = linesOf(plan, moved).filter((line) => !line.endsWith('@platform'));
    expect(isControlled(withDone(city, here), moved.id)).toBe(false);
  });

  it('does not do alone what several check items share', () => {
    const lines = linesOf(plan, shared);
    expect(isControlled(withDone(city, lines), shared.id)).toBe(true);
    for (const left of lines) {
      const others = lines.filter((line) => line !== left);
      expect(isControlled(withDone(city, others), shared.id)).toBe(false);
    }
  });

  it('is enough beside what does not apply, which is not enough by itself', () => {
    const [first = '', ...rest] = linesOf(plan, shared);
    const notApplicable = (id: string): ControlFact => ({ ...done(id), state: 'not-applicable' });
    const none = planOf({ ...city, controls: [first, ...rest].map(notApplicable) });
    expect(isControlled(none, shared.id)).toBe(false);
    const alone = rowsOf(plan, shared).map((r) => r.lines[0] as string);
    const controls = [...new Set(alone)].map(done);
    const others = linesOf(plan, shared).filter((line) => !alone.includes(line));
    const both = planOf({ ...city, controls: [...controls, ...others.map(notApplicable)] });
    expect(isControlled(both, shared.id)).toBe(true);
  });

  it('lowers exactly the scenarios whose every requirement is carried out, and changes no id', () => {
    fc.assert(
      fc.property(arbitraryCity, fc.infiniteStream(fc.boolean()), (of, stream) => {
        const before = planOf(of);
        const lines = before.lines.map((l) => l.id).filter(() => stream.next().value as boolean);
        const after = withDone(of, lines);
        const implemented = new Set(lines);
        const carriedOut = new Set(
          after.requirements
            .filter((r) => r.lines.length > 0 && r.lines.every((l) => implemented.has(l)))
            .map((r) => r.id),
        );
        const open = new Set(
          after.requirements.filter((r) => !carriedOut.has(r.id)).flatMap((r) => r.scenarios),
        );
        for (const [i, s] of after.scenarios.entries()) {
          expect(s.id).toBe(before.scenarios[i]?.id);
          expect(s.likelihood).toBeLessThanOrEqual(before.scenarios[i]?.likelihood ?? 0);
          expect(s.rules.includes('likelihood-controlled')).toBe(!open.has(s.id));
        }
        expect(after.lines.map((l) => l.id).sort()).toEqual(before.lines.map((l) => l.id).sort());
      }),
      { numRuns: 30 },
    );
  });
});
