import { type City, readCity } from '@machimori/city';
import { expect, it } from 'vitest';
import { catalogueFolder, currentEdition, loadEdition } from '../src/edition-file.ts';
import { KeptPlans, type PlanKey, planKeyOf } from '../src/serve/plan-question.ts';
import { markedCity } from './routes/marked-city.ts';

const text = markedCity({ city: 'small', one: 'one', two: 'two' });
const city = readCity({ name: 'city.yaml', text }).city as City;
const edition = await loadEdition(currentEdition, catalogueFolder);
const of = (revision: number): PlanKey => ({
  city: 'small',
  revision,
  yardstick: 0,
  asOf: '2026-11-21',
});

/** Rows that one plan of it has. */
function rowsOfOne(): number {
  const { counts } = new KeptPlans(() => edition).answer(
    of(1),
    undefined,
    { ask: 'summary' },
    new Map([[planKeyOf(of(1)), { city }]]),
  );
  return counts.scenarios + counts.requirements + counts.lines;
}

it('keeps the plan before for the comparison with the next, where there is room for two', () => {
  const plans = new KeptPlans(() => edition, rowsOfOne() * 2.5);
  for (let revision = 1; revision <= 5; revision++) {
    const described = new Map([[planKeyOf(of(revision)), { city }]]);
    plans.answer(of(revision), undefined, { ask: 'summary' }, described);
    if (revision > 1)
      // Without a description: what is not kept could not be made again.
      plans.answer(of(revision), undefined, { ask: 'change', before: of(revision - 1) });
  }
  expect(plans.computed).toBe(5);
});
