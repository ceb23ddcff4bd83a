import { beforeAll, describe, expect, it } from 'vitest';
import {
  type City,
  type CityTraits,
  deriveTraits,
  indexCity,
  readCity,
  readCityWorkbook,
  writeCity,
  writeCityWorkbook,
} from '../src/index.ts';
import { exampleCity, exampleFiles, exampleText } from './example-files.ts';

describe('every example', () => {
  it.each(exampleFiles)('%s is read without a word', (file) => {
    expect(readCity({ name: file, text: exampleText(file) }).diagnostics).toEqual([]);
  });

  it.each(exampleFiles)('%s survives YAML and the workbook', async (file) => {
    const city = exampleCity(file);
    expect(readCity({ name: file, text: writeCity(city) }).city).toEqual(city);
    for (const locale of ['ja', 'en'] as const)
      expect((await readCityWorkbook(await writeCityWorkbook(city, { locale }))).city).toEqual(
        city,
      );
  });
});

describe('星ヶ渡市', () => {
  let city: City;
  let traits: CityTraits;
  const of = (key: string): string[] => [...(traits.get(key)?.keys() ?? [])];
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

  beforeAll(() => {
    city = exampleCity('hoshigawatari/city.yaml');
    traits = deriveTraits(indexCity(city), '2026-11-30');
  });

  it('has the numbers of the story', () => {
    expect(city.population).toBe(48_200);
    expect(city.components.find((c) => c.key === 'kawa-sensor')?.device?.count).toBe(62);
    const camera = city.components.find((c) => c.key === 'kawa-camera')?.device;
    expect([camera?.count, sum(camera?.labels.map((l) => l.count) ?? [])]).toEqual([24, 22]);
    expect(sum(city.accounts.map((a) => a.total))).toBe(140);
    expect(sum(city.accounts.map((a) => a.orphaned))).toBe(9);
    expect(city.weaknesses.map((w) => [w.kind, w.affected, w.total])).toEqual([
      ['default-password', 3, 62],
      ['end-of-support', 8, 62],
      ['missing-label', 2, 24],
      ['orphaned-accounts', 9, 140],
    ]);
    expect(
      city.components.filter((c) => c.kind === 'service').map((c) => c.service?.domain),
    ).toEqual(['disaster', 'medical', 'payment', 'transport', 'tourism']);
    expect(city.components.filter((c) => c.kind === 'administration-terminal')).toHaveLength(2);
  });

  it('has the chains of suppliers', () => {
    const behind = (key: string): string[] =>
      city.contracts.filter((k) => k.principal === key).map((k) => k.contractor);
    expect(behind('shimase')).toEqual(['kumoi']);
    expect(behind('kumoi')).toEqual(['vantika']);
    expect(behind('mizuoto')).toEqual(['kaze']);
    expect(behind('hiyori')).toEqual(['tomari']);
    expect(behind('hinata')).toEqual(['tokipay']);
  });

  it('has one silent contract, and one that really ends before its service', () => {
    expect(city.contracts.filter((k) => k.boundaries.length === 0).map((k) => k.key)).toEqual([
      'k-bus',
    ]);
    const early = city.contracts.filter(
      (k) =>
        k.term.renewal !== 'yearly-renewed' &&
        city.components.some(
          (c) =>
            k.covers.components.includes(c.key) && (c.plannedUntil ?? '') > (k.term.end ?? '9999'),
        ),
    );
    expect(early.map((k) => k.key)).toEqual(['k-coin']);
  });

  it('gives its elements the traits they should have', () => {
    expect(of('kawa-sensor')).toEqual(
      expect.arrayContaining([
        'publicPlace',
        'wireless',
        'sensor',
        'safetyRelevant',
        'remoteMaintenance',
        'remotelyManaged',
        'endOfSupport',
        'suppliedProduct',
      ]),
    );
    expect(of('kawa-sensor')).not.toContain('personalData');
    expect(of('kenko-techo')).toEqual(
      expect.arrayContaining([
        'specialCareData',
        'closedData',
        'outsourced',
        'subcontracted',
        'cloudHosted',
      ]),
    );
    expect(of('hoshi-coin')).toEqual(expect.arrayContaining(['financialData', 'subcontracted']));
    expect(of('hoshi-os')).toEqual(
      expect.arrayContaining(['accumulates', 'subcontracted', 'unknownLaw', 'foreignSupplier']),
    );
    expect(of('api-gateway')).toEqual(expect.arrayContaining(['internetFacing', 'crossCity']));
    expect(of('api-gateway')).not.toContain('accumulates');
    expect(of('kenko-techo')).not.toContain('unknownLaw');
    expect(of('k-kanshi-kaigai')).toEqual(
      expect.arrayContaining(['unknownLaw', 'foreignSupplier']),
    );
    expect(of('k-bus')).toContain('boundarySilent');
    expect(of('k-sensor')).not.toContain('boundarySilent');
    expect(of('f-api-konohashi')).toContain('crossCity');
    expect(of('hoshigawatari')).toEqual(
      expect.arrayContaining([
        'manyOrganisations',
        'crossCity',
        'specialCareData',
        'hasContractors',
      ]),
    );
  });
});

describe('木の端町', () => {
  it('is as small as a useful city can be', () => {
    const city = exampleCity('konohashi/city.yaml');
    expect([
      city.population,
      city.organisations.length,
      city.contracts.length,
      city.components.length,
    ]).toEqual([6_900, 2, 1, 2]);
  });
});

describe('a template of a domain', () => {
  it.each(['disaster', 'medical', 'payment', 'transport', 'tourism'] as const)(
    '%s has the places R1 to R4',
    (domain) => {
      const city = exampleCity(`templates/${domain}.yaml`);
      const traits = deriveTraits(indexCity(city), '2026-11-30');
      const service = city.components.find((c) => c.kind === 'service');
      expect(service?.service?.domain).toBe(domain);
      expect([...(traits.get('toshi-os')?.keys() ?? [])]).toEqual(
        expect.arrayContaining(['collectsData', 'accumulates', 'processesData', 'holdsData']),
      );
      const devices = city.components.filter((c) => c.kind === 'device-group');
      expect(devices.length).toBeGreaterThan(0);
      for (const { key } of devices)
        expect([...(traits.get(key)?.keys() ?? [])]).toEqual(
          expect.arrayContaining(['sensor', 'wireless']),
        );
      expect(
        city.flows.some((f) => f.from === 'uketorikuchi' && f.to === 'toshi-os' && f.overInternet),
      ).toBe(true);
      expect(city.flows.some((f) => f.from === 'toshi-os' && f.to === service?.key)).toBe(true);
    },
  );
});
