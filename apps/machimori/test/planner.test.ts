import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type City, type Component, readCity } from '@machimori/city';
import { Failure } from '@machimori/kernel';
import { afterEach, expect, it } from 'vitest';
import { Planner } from '../src/serve/planner.ts';
import { markedCity } from './routes/marked-city.ts';

const cityFrom = (text: string): City => readCity({ name: 'city.yaml', text }).city as City;
const small = cityFrom(markedCity({ city: 'small', one: 'one', two: 'two' }));
const sample = cityFrom(
  readFileSync(join(import.meta.dirname, '../../../examples/hoshigawatari/city.yaml'), 'utf8'),
);
const asOf = '2026-11-21';
const of = (city: string) => ({ city, revision: 1, yardstick: 0, asOf });
const summary = { ask: 'summary' } as const;
const draft = { ask: 'consequences', draft: small } as const;
const describe = async () => ({ city: small });

let planner: Planner;
afterEach(() => planner.stop());

const codeOf = async (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );

/** The sample city so often beside itself that no plan of it fits into little memory. */
function manyTimes(times: number): City {
  const copies = Array.from({ length: times }, (_, copy) =>
    sample.components.map(
      (each): Component => ({ ...each, key: `${each.key}-${copy}`, standsOn: [] }),
    ),
  );
  return { ...sample, components: [...sample.components, ...copies.flat()] };
}

it('gives each city its turn, however much another asks', async () => {
  planner = new Planner();
  const order: string[] = [];
  const asking = (city: string) =>
    planner.ask(of(city), summary, describe).then(() => order.push(city));
  const all = [...Array.from({ length: 40 }, () => asking('loud')), asking('quiet')];
  await Promise.all(all);
  expect(order.indexOf('quiet')).toBeLessThan(5);
}, 480_000);

it('refuses what one city asks beyond measure, and answers the others', async () => {
  planner = new Planner();
  const many = Array.from({ length: 200 }, () =>
    codeOf(planner.ask(of('loud'), summary, describe)),
  );
  const drafts = Array.from({ length: 12 }, () => codeOf(planner.ask(of('bold'), draft, describe)));
  const other = codeOf(planner.ask(of('quiet'), draft, describe));
  const answered = await Promise.all(many);
  expect(new Set(answered)).toEqual(new Set(['answered', 'unavailable']));
  expect(answered.filter((each) => each === 'answered').length).toBeGreaterThanOrEqual(100);
  expect(new Set(await Promise.all(drafts))).toEqual(new Set(['answered', 'unavailable']));
  expect(await other).toBe('answered');
}, 480_000);

it('loses the question that brings the thread down, and no other', async () => {
  planner = new Planner({ longestMs: 60_000, memoryMb: 48 });
  const heavy = codeOf(planner.ask(of('heavy'), summary, async () => ({ city: manyTimes(200) })));
  const others = ['one', 'two', 'three'].map((city) =>
    codeOf(planner.ask(of(city), summary, describe)),
  );
  expect(await Promise.all(others)).toEqual(['answered', 'answered', 'answered']);
  expect(await heavy).toBe('unavailable');
  expect(await codeOf(planner.ask(of('heavy'), summary, describe))).toBe('answered');
}, 480_000);

it('gives up what takes too long, and says so', async () => {
  planner = new Planner({ longestMs: 1, memoryMb: 768 });
  expect(await codeOf(planner.ask(of('slow'), summary, describe))).toBe('unavailable');
}, 480_000);

it('loses nothing to a question that cannot be sent', async () => {
  planner = new Planner();
  const odd = { ...small, name: () => 'odd' } as unknown as City;
  const refused = codeOf(planner.ask(of('odd'), summary, async () => ({ city: odd })));
  expect(await codeOf(planner.ask(of('town'), summary, describe))).toBe('answered');
  expect(await refused).toContain('DataCloneError');
  expect(await codeOf(planner.ask(of('town'), summary, describe))).toBe('answered');
}, 480_000);

it('refuses a city that is too large to be planned before it is tried', async () => {
  planner = new Planner();
  const [first] = small.components as [Component];
  const components = Array.from({ length: 6_001 }, (_, i) => ({ ...first, key: `s-${i}` }));
  const tooMany = { ask: 'consequences', draft: { ...small, components } } as const;
  expect(await codeOf(planner.ask(of('town'), tooMany, describe))).toBe('limit-exceeded');
});
