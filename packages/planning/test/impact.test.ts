import { type City, type DataSet, indexCity } from '@machimori/city';
import { describe, expect, it } from 'vitest';
import { rateImpacts } from '../src/impact.ts';
import type { Impact } from '../src/index.ts';
import { edition } from './edition.ts';
import { component, contract, flow, smallCity } from './small-city.ts';

const levels = (given: Partial<DataSet> = {}): DataSet => ({
  key: 'levels',
  name: '水位',
  owner: 'town',
  informationAssets: ['content'],
  disclosure: 'open',
  personalData: [],
  consent: 'not-needed',
  ...given,
});
const sensor = component('sensor', { kind: 'device-group' });
const platform = component('platform', { kind: 'supporting-system' });
const warning = component('warning', {
  kind: 'service',
  service: { domain: 'disaster', audience: ['residents'], channels: ['web'], safety: 'direct' },
});
const guide = component('guide', {
  kind: 'service',
  service: { domain: 'tourism', audience: ['visitors'], channels: ['web'], safety: 'none' },
});

const impactsOf = (given: Partial<City>): ReadonlyMap<string, Impact> =>
  rateImpacts(indexCity(smallCity(given)), edition.criteria);
const values = (impact: Impact | undefined): number[] =>
  [impact?.confidentiality, impact?.integrity, impact?.availability].map((s) => s?.value ?? 0);

const river: Partial<City> = {
  components: [sensor, platform, warning, guide],
  dataSets: [levels(), levels({ key: 'sights' })],
  flows: [
    flow('f-1', 'sensor', 'platform', { dataSets: ['levels'] }),
    flow('f-2', 'platform', 'warning', { dataSets: ['levels'] }),
    flow('f-3', 'platform', 'guide', { dataSets: ['sights'] }),
  ],
};

describe('impact', () => {
  it('flows upstream from a service to what its data comes from, with the way', () => {
    const impacts = impactsOf(river);
    expect(values(impacts.get('sensor'))).toEqual([1, 5, 5]);
    expect(impacts.get('sensor')?.integrity).toMatchObject({
      from: 'warning',
      via: ['f-1', 'platform', 'f-2', 'warning'],
    });
    expect(values(impacts.get('f-1'))).toEqual([1, 5, 5]);
  });

  it('follows data as itself: one platform does not join what passes it apart', () => {
    const quiet = impactsOf({
      ...river,
      flows: [
        flow('f-1', 'sensor', 'platform', { dataSets: ['sights'] }),
        flow('f-2', 'platform', 'warning', { dataSets: ['levels'] }),
        flow('f-3', 'platform', 'guide', { dataSets: ['sights'] }),
      ],
    });
    expect(values(quiet.get('sensor'))).toEqual([1, 2, 2]);
    expect(values(quiet.get('platform'))).toEqual([1, 5, 5]);
  });

  it('is not lowered by openness, except for confidentiality', () => {
    const closed = impactsOf({ ...river, dataSets: [levels({ disclosure: 'closed' })] });
    const open = impactsOf({ ...river, dataSets: [levels()] });
    expect(values(closed.get('sensor'))).toEqual([4, 5, 5]);
    expect(values(open.get('sensor'))).toEqual([1, 5, 5]);
  });

  it('reaches what a service stands on whole, its secrets included', () => {
    const impacts = impactsOf({
      components: [platform, { ...guide, standsOn: ['platform'], dataSets: ['levels'] }],
      dataSets: [levels({ personalData: ['special-care'] })],
    });
    expect(values(impacts.get('platform'))).toEqual([5, 4, 2]);
    expect(impacts.get('platform')?.confidentiality).toMatchObject({
      rule: 'impact-special-care',
      from: 'levels',
    });
  });

  it('reaches from what is controlled to who controls it', () => {
    const gate = component('gate', {
      kind: 'device-group',
      device: { ...sensor.device, moves: 'things' } as never,
    });
    const impacts = impactsOf({
      components: [gate, platform],
      flows: [flow('f', 'platform', 'gate', { control: true })],
    });
    expect(values(impacts.get('platform'))).toEqual([1, 4, 3]);
    expect(values(impacts.get('f'))).toEqual([1, 4, 3]);
  });

  it('of a contract, an organisation and the city is the highest of what is theirs', () => {
    const impacts = impactsOf({
      ...river,
      contracts: [contract('k', 'firm', ['guide']), contract('k-2', 'firm', ['warning'])],
    });
    expect(values(impacts.get('k'))).toEqual([1, 2, 2]);
    expect(values(impacts.get('k-2'))).toEqual([1, 5, 5]);
    expect(values(impacts.get('firm'))).toEqual([1, 5, 5]);
    expect(values(impacts.get('other-firm'))).toEqual([1, 1, 1]);
    expect(values(impacts.get('the-city'))).toEqual([1, 5, 5]);
  });

  it('names for every side a rule of the criteria and an element of the city', () => {
    const rules = new Set(edition.criteria.impact.map((rule) => rule.id));
    for (const [key, impact] of impactsOf(river))
      for (const side of Object.values(impact)) {
        if (side.value === 1 && side.rule === 'impact-none') continue;
        expect(rules, key).toContain(side.rule);
        expect(side.from, key).not.toBe('');
      }
  });
});
