import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type City, writeCity, writeCityWorkbook } from '@machimori/city';
import { expect, it } from 'vitest';
import { namesFor, outsideOf, readCityApart, readCityBytes } from '../src/city-file.ts';
import { loadEdition } from '../src/edition-file.ts';
import { readTextGuarded } from '../src/guarded-reading.ts';
import { root } from './run-program.ts';

// The process that reads files from others: as large as they may be they are read, however busy the machine is,
// and what computes for longer than it may is cut off.

const edition = await loadEdition();

/** As large as a designated city with everything in it: the sample's systems many times, a megabyte of text. */
async function largeCity(): Promise<City> {
  const sample = readFileSync(join(root, 'examples/hoshigawatari/city.yaml'));
  const { city } = await readCityBytes('city.yaml', sample, edition);
  if (city === undefined) throw new Error('the sample is broken');
  const { components, dataSets, flows } = city;
  const own = new Set([...components, ...dataSets, ...flows].map(({ key }) => key));
  const times = 45;
  const all = <Element>(elements: readonly Element[]): readonly Element[] =>
    Array.from({ length: times }, (_, i) =>
      JSON.parse(JSON.stringify(elements), (_key, value: unknown) =>
        typeof value === 'string' && i > 0 && own.has(value) ? `${value}-${i}` : value,
      ),
    ).flat() as Element[];
  const repeated = { components: all(components), dataSets: all(dataSets), flows: all(flows) };
  return { ...city, ...repeated };
}

it('reads the largest city, as text and as a workbook', { timeout: 480_000 }, async () => {
  const city = await largeCity();
  const text = Buffer.from(writeCity(city));
  expect(text.length).toBeGreaterThan(900_000);
  const book = await writeCityWorkbook(city, { names: namesFor(edition) });
  // All of them at once: two are opened, the others wait in line.
  const read = await Promise.all(
    [
      ['city.yaml', text] as const,
      ['city.json', Buffer.from(JSON.stringify(city))] as const,
      ['city.xlsx', book] as const,
      ['city.yaml', text] as const,
    ].map(([name, bytes]) => readCityApart(name, bytes, edition)),
  );
  for (const { city: there, diagnostics } of read)
    expect(there?.flows.length, JSON.stringify(diagnostics[0])).toBe(city.flows.length);
});

it('cuts off what computes for longer than it may, and says so', { timeout: 480_000 }, async () => {
  const text = Buffer.from(writeCity(await largeCity()));
  const cut = readTextGuarded(text, 'city.yaml', outsideOf(edition), 100);
  await expect(cut).rejects.toMatchObject({ code: 'limit-exceeded' });
  // Whoever comes next is not kept waiting.
  const next = await readTextGuarded(Buffer.from('name: x'), 'city.yaml', outsideOf(edition));
  expect(next.diagnostics.length).toBeGreaterThan(0);
});
