import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import { type City, readCity } from '@machimori/city';
import { expect, it } from 'vitest';
import {
  changedLists,
  type PlanList,
  type PlanListFilter,
  PlanView,
  planCity,
  planList,
  standingOf,
  whyView,
} from '../../src/index.ts';

const root = join(import.meta.dirname, '../../../..');
const edition = JSON.parse(
  readFileSync(join(root, 'catalogue/mic-smart-city-security/2.0-draft/edition.json'), 'utf8'),
) as Edition;
const city = readCity({
  name: 'city.yaml',
  text: readFileSync(join(root, 'examples/hoshigawatari/city.yaml'), 'utf8'),
}).city as City;
// Long after the sample's day, so that lines are overdue.
const plan = planCity({ city, edition, asOf: '2029-11-21', version: 'test' });
const view = new PlanView(plan, edition, city);

function wholeList(list: PlanList['list'], filter: PlanListFilter = {}): PlanList['rows'] {
  const rows = [];
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page: PlanList = planList(view, list, filter, from);
    rows.push(...page.rows);
    from = page.next;
    if (from === undefined) expect(page.total).toBe(rows.length);
  }
  return rows;
}

it('gives each list whole, page after page, and only what is demanded of measures', () => {
  for (const list of changedLists) {
    const ids = wholeList(list).map(({ id }) => id);
    const all = list === 'requirements' ? plan[list].filter((r) => r.basis === 'risk') : plan[list];
    expect([list, ids.toSorted()]).toEqual([list, all.map(({ id }) => id).sort()]);
  }
});

it('holds what home counts', () => {
  const { organisations } = standingOf(view, city.promoter);
  expect(organisations.length).toBeGreaterThan(1);
  for (const { organisation, findings } of organisations)
    expect(planList(view, 'findings', { organisation: organisation.key }, 0).total).toBe(findings);
  expect(planList(view, 'requirements', { duty: 'gap' }, 0).total).toBe(plan.counts.gaps);
  expect(planList(view, 'scenarios', {}, 0).total).toBe(plan.counts.scenarios);
});

it('calls every row as its reasons call it, and leads there', () => {
  for (const list of changedLists)
    for (const { id, name } of planList(view, list, {}, 0).rows) {
      expect(whyView(view, id)?.node).toMatchObject({ id, name });
    }
});

it('ends where a list ends', () => {
  const { rows, next, total } = planList(view, 'findings', {}, 1_000_000);
  expect([rows, next, total > 0]).toEqual([[], undefined, true]);
});
