import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type City, checkCityValues, cityWithout, controlKey, readCity } from '../src/index.ts';

const file = join(import.meta.dirname, '../../../examples/hoshigawatari/city.yaml');
const city = readCity({ name: 'city.yaml', text: readFileSync(file, 'utf8') }).city as City;
const removable = [
  ...city.components.map(({ key }) => ({ list: 'components', key })),
  ...city.dataSets.map(({ key }) => ({ list: 'dataSets', key })),
  ...city.contracts.map(({ key }) => ({ list: 'contracts', key })),
  ...city.organisations
    .filter(({ key }) => key !== city.promoter)
    .map(({ key }) => ({ list: 'organisations', key })),
];

it('is a sound city whatever is taken out of it, and nothing else goes', () => {
  fc.assert(
    fc.property(fc.subarray(removable, { minLength: 1, maxLength: 3 }), (gone) => {
      const rest = cityWithout(city, gone);
      const { diagnostics } = checkCityValues(rest);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const text = JSON.stringify({ ...rest, aliases: {} });
      for (const { key } of gone) expect(text).not.toContain(`"${key}"`);
    }),
    { numRuns: 60 },
  );
});

it('leaves what others answered where one thing and its answers go', () => {
  for (const { key } of city.components)
    expect(cityWithout(city, [{ list: 'components', key }]).controls).toEqual(
      city.controls.filter(({ subject }) => subject !== key),
    );
});

it('takes out one answer to a check item, and no other', () => {
  for (const control of city.controls) {
    const rest = cityWithout(city, [{ list: 'controls', key: controlKey(control) }]);
    expect(rest).toEqual({
      ...city,
      controls: city.controls.filter((each) => each !== control),
    });
  }
});

it('leaves a city alone of which nothing goes', () => {
  expect(cityWithout(city, [])).toEqual(city);
});
