import { readFileSync } from 'node:fs';
import { checkCityValues, type GuidedAnswers, guidedCity, readCity } from '@machimori/city';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdits, type Edit, editsBetween } from '../src/edit.ts';
import { cityOf, type Element, elementsOf } from '../src/element.ts';
import { fitEdits } from '../src/fit-edits.ts';

const example = (file: string): string =>
  readFileSync(new URL(`../../../examples/${file}`, import.meta.url), 'utf8');
const townOf = (domain: string) => {
  const { city } = readCity({ name: domain, text: example(`templates/${domain}.yaml`) });
  if (city === undefined) throw new Error(`${domain} cannot be read`);
  return city;
};
const templates = new Map(
  (['disaster', 'medical', 'transport'] as const).map((domain) => [domain, townOf(domain)]),
);
const konohashiAnswers = JSON.parse(example('konohashi/answers.json')) as GuidedAnswers;

/** A town with some of the templates, some of their parts, two suppliers for whatever there is. */
const likelyAnswers: fc.Arbitrary<GuidedAnswers> = fc
  .record({
    domains: fc.subarray([...templates.keys()]),
    left: fc.array(fc.nat(9), { maxLength: 6 }),
    platform: fc.constantFrom('own' as const, 'hosted' as const, 'none' as const),
    by: fc.array(fc.constantFrom('supplier-1', 'supplier-2', 'own', 'unknown'), { minLength: 1 }),
    suppliers: fc.subarray(['supplier-1', 'supplier-2']),
    name: fc.constantFrom('', '水位お知らせ', '川のみはり'),
  })
  .map(({ domains, left, platform, by, suppliers, name }) => {
    const parts = domains.flatMap((domain) => {
      const city = templates.get(domain);
      const service = city?.components.find(({ kind }) => kind === 'service');
      return city && service ? [{ domain, city, service }] : [];
    });
    const devices = parts.flatMap(({ city, service }) =>
      city.components
        .filter(({ device }) => device !== undefined)
        .map((each) => ({ key: each.key, name: each.name, service: service.key })),
    );
    const dataSets = parts.flatMap(({ city, service }) =>
      city.dataSets.map((each) => ({ key: each.key, name: each.name, service: service.key })),
    );
    return {
      ...konohashiAnswers,
      services: parts.map(({ domain, service }) => ({ key: service.key, domain, name })),
      platform: { kind: platform, name: '' },
      devices: devices
        .filter((_, index) => !left.includes(index))
        .map((each) => ({
          ...each,
          place: 'unknown',
          moves: 'unknown',
          factoryPassword: 'some',
          foundOn: '2026-11-20',
        })),
      dataSets: dataSets
        .filter((_, index) => !left.includes(index + 3))
        .map((each) => ({ ...each, disclosure: 'unknown', contains: 'unknown' })),
      suppliers: suppliers.map((key) => ({
        key,
        name: key,
        inJapan: 'yes',
        contract: 'yes',
        renewal: 'unknown',
      })),
      supplied: [...parts.map(({ service }) => service.key), 'toshi-os', 'suii-sensor'].map(
        (component, index) => ({
          component,
          by: by[index % by.length] ?? 'own',
          boundary: 'supplier',
        }),
      ),
    } satisfies GuidedAnswers;
  });

const madeOf = (answers: typeof konohashiAnswers) => elementsOf(guidedCity(answers, templates));
const errorsOf = (elements: Parameters<typeof cityOf>[0]) =>
  checkCityValues(cityOf(elements)).diagnostics.filter(({ severity }) => severity === 'error');

/** Somebody elsewhere: writes notes, renames, adds a system, takes something out with all that hangs on it. */
const elsewhere = (elements: readonly Element[], at: readonly number[]) => {
  const edits: Edit[] = at.flatMap((number, index): Edit[] => {
    const { kind, key, body } = elements[number % elements.length] ?? {};
    if (kind === undefined || key === undefined || body === undefined) return [];
    if (index % 3 === 0 && ['flows', 'weaknesses', 'contracts'].includes(kind))
      return [{ change: 'remove', kind, key, was: body }];
    if (kind === 'city' || body['name'] === undefined) return [];
    const name = `ほかで付けた名前${index}`;
    return [{ change: 'set', kind, key, was: { name: body['name'] }, now: { name } }];
  });
  return elementsOf(cityOf(applyEdits(elements, edits).elements) as never);
};

it('answers given again keep what was changed elsewhere, and always leave a sound city', async () => {
  await fc.assert(
    fc.asyncProperty(
      likelyAnswers,
      likelyAnswers,
      fc.array(fc.nat(), { maxLength: 8 }),
      async (first, second, at) => {
        const made = madeOf(first);
        const now = elsewhere(made, at);
        fc.pre(errorsOf(now).length === 0);
        const { city } = fitEdits(now, editsBetween(made, madeOf(second)), {});
        expect(errorsOf(elementsOf(city))).toEqual([]);
        const after = new Map(elementsOf(city).map((each) => [`${each.kind}/${each.key}`, each]));
        const was = new Map(made.map((each) => [`${each.kind}/${each.key}`, each]));
        for (const { kind, key, body } of now) {
          if (body['name'] === was.get(`${kind}/${key}`)?.body['name']) continue;
          expect(after.get(`${kind}/${key}`)?.body['name']).toBe(body['name']);
        }
      },
    ),
    { numRuns: 150 },
  );
});

it('makes what the answers say where nobody else changed anything', async () => {
  await fc.assert(
    fc.asyncProperty(likelyAnswers, likelyAnswers, async (first, second) => {
      const [before, after] = [madeOf(first), madeOf(second)];
      const { city, kept } = fitEdits(before, editsBetween(before, after), {});
      const sorted = (of: readonly Element[]) =>
        of
          .map(({ kind, key, body }) => [`${kind}/${key}`, body] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1));
      expect(sorted(elementsOf(city))).toEqual(sorted(after));
      expect(kept).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

it('leaves a flow away whose device somebody has taken out, and says so', async () => {
  const made = madeOf({ ...konohashiAnswers, dataSets: [] });
  const without = made.filter(({ key }) => !['suii-sensor', 'w-suii-sensor'].includes(key));
  const now = without.map((each) =>
    each.kind === 'contracts'
      ? { ...each, body: { ...each.body, covers: { components: ['hinan-annai'], dataSets: [] } } }
      : each,
  );
  const { city, kept } = fitEdits(now, editsBetween(made, madeOf(konohashiAnswers)), {});
  expect(city.components.map(({ key }) => key)).toEqual(['hinan-annai']);
  expect(city.dataSets.map(({ key }) => key)).toEqual(['suii']);
  expect(city.flows).toEqual([]);
  expect(kept).toContainEqual({ kind: 'flows', key: 'f-suii-sensor' });
});
