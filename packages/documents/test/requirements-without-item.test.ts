import type { PlacedRequirement } from '@machimori/planning';
import { describe, expect, test } from 'vitest';
import { concerns, requirementsWithoutItem } from '../src/requirements-without-item.ts';
import { edition, hoshigawatari, planOf } from './report/sample.ts';

const plan = planOf(hoshigawatari);
const found = requirementsWithoutItem(plan, edition);
const placed = (duty: Partial<PlacedRequirement['duty']>): PlacedRequirement => ({
  id: 'CPS.AC-7@sensor',
  requirement: 'CPS.AC-7',
  place: 'sensor',
  categories: ['asset'],
  basis: 'risk',
  scenarios: [],
  findings: [],
  sentFrom: [],
  level: 'high',
  lines: [],
  duty: {
    performers: [],
    verifier: undefined,
    selfCheck: false,
    answerable: [],
    state: 'gap',
    rule: 'duty-silent',
    contract: undefined,
    ...duty,
  },
});

describe('requirements that no check item asks for', () => {
  test('are all that a risk demands and that have no line', () => {
    expect(new Set(found.map((f) => f.placed.id))).toEqual(
      new Set(
        plan.requirements
          .filter((r) => r.basis === 'risk' && r.lines.length === 0)
          .map((r) => r.id),
      ),
    );
    expect(found.length).toBeGreaterThan(100);
  });

  test('carry the reasons that the edition records for the categories of their place', () => {
    for (const { placed: row, reasons } of found) {
      const recorded = edition.withoutItem
        .filter((w) => w.requirement === row.requirement && row.categories.includes(w.category))
        .map((w) => w.reason);
      if (row.categories.length > 0) expect(reasons, row.id).toEqual(recorded);
      expect(reasons.length, row.id).toBeGreaterThan(0);
    }
  });

  test('say that the items are asked elsewhere where the place has no category', () => {
    const city = found.find((f) => f.placed.categories.length === 0);
    expect(city?.reasons.map((r) => r.ja)).toEqual([
      'この対策の項目はほかの所に問うもので、ここに問う項目はありません。',
    ]);
  });

  test('come with the highest risks first', () => {
    const order = ['very-high', 'high', 'medium', 'low', undefined];
    const at = found.map((f) => order.indexOf(f.placed.level));
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  test('leave out what has a line, and what a category alone asks', () => {
    const one = placed({});
    const of = (requirements: readonly PlacedRequirement[]): number =>
      requirementsWithoutItem({ ...plan, requirements }, edition).length;
    expect(of([one])).toBe(1);
    expect(of([{ ...one, lines: ['asset-1-1@sensor'] }])).toBe(0);
    expect(of([{ ...one, basis: 'category' }])).toBe(0);
  });
});

test('each concerns who performs it, else who verifies it, else who answers for it', () => {
  const all = { performers: ['a', 'b'], verifier: 'c', answerable: ['d'] };
  const whom = (duty: Partial<PlacedRequirement['duty']>): readonly string[] =>
    ['a', 'b', 'c', 'd'].filter((key) => concerns(placed(duty), key));
  expect(whom(all)).toEqual(['a', 'b']);
  expect(whom({ ...all, performers: [] })).toEqual(['c']);
  expect(whom({ ...all, performers: [], verifier: undefined })).toEqual(['d']);
});
