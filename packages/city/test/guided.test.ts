import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCityValues,
  datedAnswers,
  firstAnswers,
  guidedCity,
  guidedSteps,
  toCheck,
  toFindOut,
} from '../src/index.ts';
import { anyAnswers, konohashiAnswers, likelyAnswers, templates } from './guided-answers.ts';

const errorsOf = (city: unknown) =>
  checkCityValues(city).diagnostics.filter(({ severity }) => severity === 'error');

describe('the guided start', () => {
  it('makes a sound city of whatever is answered', () => {
    fc.assert(
      fc.property(fc.oneof(anyAnswers, likelyAnswers), (answers) => {
        const city = guidedCity(answers, templates);
        expect(errorsOf(city)).toEqual([]);
        expect(guidedCity(answers, templates)).toEqual(city);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps an element’s key whatever else is answered, so that what hangs on it stays', () => {
    fc.assert(
      fc.property(likelyAnswers, fc.string(), (answers, name) => {
        const city = guidedCity(answers, templates);
        const services = answers.services.map((each) => ({ ...each, name }));
        const renamed = guidedCity({ ...answers, services }, templates);
        expect(renamed.components.map(({ key }) => key)).toEqual(
          city.components.map(({ key }) => key),
        );
        expect(renamed.flows.map(({ key }) => key)).toEqual(city.flows.map(({ key }) => key));
      }),
    );
  });

  it('describes a town after its first question', () => {
    const city = guidedCity(firstAnswers('木の端町', '木の端町役場'), templates);
    expect(city).toMatchObject({
      name: '木の端町',
      organisations: [{ name: '木の端町役場', roles: ['promoter'] }],
      components: [],
    });
  });

  it('describes 木の端町 as its file does, as far as it was asked', () => {
    const city = guidedCity(konohashiAnswers, templates);
    expect(city).toMatchObject({
      population: 6_900,
      organisations: [
        { name: '木の端町', roles: ['promoter', 'serviceProvider', 'dataProvider'] },
        { name: '沢音電機株式会社', roles: ['serviceProvider', 'iotVendor'] },
      ],
      contracts: [
        {
          contractor: 'supplier-1',
          covers: { components: ['hinan-annai', 'suii-sensor'], dataSets: ['suii'] },
          term: { end: '2027-03-31', renewal: 'yearly-renewed' },
          boundaries: [{ subject: 'hinan-annai', performs: 'supplier-1' }],
          subcontracting: 'unstated',
        },
      ],
      components: [
        { key: 'hinan-annai', operator: 'supplier-1', hosting: { model: 'saas' } },
        { key: 'suii-sensor', supplier: 'supplier-1', device: { count: 4, place: 'public' } },
      ],
      dataSets: [{ name: '川の水位', disclosure: 'open', confidentiality: '1', personalData: [] }],
      flows: [{ from: 'suii-sensor', to: 'hinan-annai', dataSets: ['suii'], encrypted: 'unknown' }],
      weaknesses: [{ kind: 'default-password', affected: 1, total: 4, foundOn: '2026-11-20' }],
    });
    expect(toFindOut(konohashiAnswers, guidedSteps)).toEqual([]);
  });

  it.each([...templates.keys()])('leads what devices of %s measure to its service', (domain) => {
    const template = templates.get(domain);
    if (template === undefined) throw new Error('no template');
    const service = template.components.find(({ kind }) => kind === 'service');
    const devices = template.components.filter((each) => each.device !== undefined);
    const answers = {
      ...firstAnswers('町', '町役場'),
      services: [{ key: service?.key ?? '', domain, name: service?.name ?? '' }],
      platform: { kind: 'own', name: '都市OS' } as const,
      devices: devices.map(({ key, name }) => ({
        key,
        name,
        service: service?.key ?? '',
        place: 'unknown' as const,
        moves: 'unknown' as const,
        factoryPassword: 'unknown' as const,
      })),
      dataSets: template.dataSets.map(({ key, name }) => ({
        key,
        name,
        service: service?.key ?? '',
        disclosure: 'unknown' as const,
        contains: 'unknown' as const,
      })),
    };
    const city = guidedCity(answers, templates);
    const ends = (of: typeof city) =>
      of.flows.map(({ from, to, dataSets }) => [from, to, dataSets]);
    expect(ends(city)).toEqual(ends(template));
    expect(city.dataSets.map(({ personalData, consent }) => [personalData, consent])).toEqual(
      template.dataSets.map(({ personalData, consent }) => [personalData, consent]),
    );
  });

  it('joins templates on one platform', () => {
    const services = [...templates].map(([domain, { components }]) => {
      const { key = '', name = '' } = components.find(({ kind }) => kind === 'service') ?? {};
      return { key, domain, name };
    });
    const city = guidedCity(
      { ...firstAnswers('町', '町役場'), services, platform: { kind: 'hosted', name: '' } },
      templates,
    );
    expect(city.components).toHaveLength(6);
    expect(city.components.slice(0, 5).map(({ standsOn }) => standsOn)).toEqual(
      Array(5).fill(['toshi-os']),
    );
  });

  it('dates what was found when it was answered, and lists what was not', () => {
    const [device] = konohashiAnswers.devices;
    if (device === undefined) throw new Error('no device');
    const { foundOn: _, count: __, ...rest } = device;
    const answers = datedAnswers(
      { ...konohashiAnswers, devices: [{ ...rest, moves: 'unknown' }], contacts: [] },
      '2026-11-21',
    );
    expect(answers.devices[0]?.foundOn).toBe('2026-11-21');
    expect(datedAnswers(answers, '2026-12-01')).toEqual(answers);
    expect(toFindOut(answers, guidedSteps).map(({ question, about }) => [question, about])).toEqual(
      [
        ['count', '水位センサー'],
        ['moves', '水位センサー'],
        ['contact', '木の端町'],
        ['contact', '沢音電機株式会社'],
      ],
    );
    expect(toFindOut(answers, ['promoter'])).toEqual([]);
  });

  it('lists what it filled in without asking, until somebody changes it', () => {
    const { components, contracts, dataSets, flows } = guidedCity(konohashiAnswers, templates);
    const entries = Object.entries({ components, contracts, dataSets, flows }).flatMap(
      ([kind, list]) => list.map((body) => ({ kind, key: body.key, body: { ...body } })),
    );
    const said = (of: ReturnType<typeof toCheck>, asked: string) =>
      of
        .find(({ key }) => key === asked)
        ?.fields.map(({ label, value }) => `${label.ja}：${value.ja}`);
    const all = toCheck(entries, entries);
    expect(said(all, 'suii-sensor')).toEqual([
      '遠隔保守：はい',
      '無線：LPWA',
      '計測する：はい',
      '利用者が管理：いいえ',
    ]);
    expect(said(all, 'hinan-annai')).toContain('インターネットから届く：はい');
    const mended = entries.map((entry) =>
      entry.key === 'suii-sensor' && 'remoteMaintenance' in entry.body
        ? { ...entry, body: { ...entry.body, remoteMaintenance: false } }
        : entry,
    );
    expect(said(toCheck(entries, mended), 'suii-sensor')).toHaveLength(3);
    expect(toCheck(entries, [])).toEqual([]);
  });
});
