import type { Requirement } from '@machimori/catalogue';
import { type City, indexCity } from '@machimori/city';
import type { Category } from '@machimori/kernel';
import { describe, expect, it } from 'vitest';
import { categoriesOfCity, PlaceFinder } from '../src/places.ts';
import { edition, exampleCity, planOf } from './edition.ts';
import { component, contract, flow, smallCity } from './small-city.ts';

/** A requirement of the edition that lists exactly these categories. */
function listing(...categories: readonly Category[]): Requirement {
  const found = edition.requirements.find(
    (r) =>
      r.categories.length === categories.length &&
      categories.every((c) => r.categories.includes(c)),
  );
  if (!found) throw new Error(`no requirement lists ${categories.join(' and ')} alone`);
  return found;
}

/** Where a requirement is met: `broker (stands-on)`. */
function placed(city: City, subject: string, requirement: Requirement): string[] {
  const index = indexCity(city);
  return new PlaceFinder(index, categoriesOfCity(index))
    .placesFor(subject, requirement)
    .map(({ place, placement }) => `${place} (${placement})`);
}

const ofPlatform = listing('city-os');
const ofAsset = listing('asset');
const ofGovernance = listing('governance');

const sensor = component('sensor', { kind: 'device-group', operator: 'firm' });
const manager = component('manager', { kind: 'device-management-system' });
const platform = component('platform', { kind: 'city-os' });
const service = component('service', { kind: 'service' });

describe('the categories of an element', () => {
  const categories = (city: City): ReadonlyMap<string, readonly Category[]> =>
    categoriesOfCity(indexCity(city));

  it('follow from its kind, and a platform that serves residents answers as a service too', () => {
    const found = categories(
      smallCity({
        components: [
          sensor,
          manager,
          service,
          component('p', { kind: 'city-os', servesResidents: true }),
        ],
      }),
    );
    expect(found.get('sensor')).toEqual(['asset']);
    expect(found.get('manager')).toEqual(['city-os']);
    expect(found.get('service')).toEqual(['service']);
    expect(found.get('p')).toEqual(['city-os', 'service']);
    expect(found.get('firm')).toEqual(['governance']);
  });

  it('are for a terminal those of what it administers', () => {
    const terminal = component('terminal', { kind: 'administration-terminal' });
    const city = { components: [terminal, platform, sensor] };
    expect(categories(smallCity(city)).get('terminal')).toEqual(['service']);
    const flows = [
      flow('f-1', 'terminal', 'platform', { control: true }),
      flow('f-2', 'terminal', 'sensor'),
    ];
    expect(categories(smallCity({ ...city, flows })).get('terminal')).toEqual(['city-os']);
  });

  it('are for a flow those of both its ends', () => {
    const city = smallCity({
      components: [sensor, platform],
      flows: [flow('f', 'sensor', 'platform')],
    });
    expect(categories(city).get('f')).toEqual(['asset', 'city-os']);
  });
});

describe('a requirement is met', () => {
  it('at the element, where its category lists it', () => {
    expect(placed(smallCity({ components: [sensor] }), 'sensor', ofAsset)).toEqual([
      'sensor (here)',
    ]);
  });

  it('by the system that manages a device, before any other that it reports to', () => {
    const managed = { ...sensor, managedBy: 'manager' };
    const city = smallCity({
      components: [managed, manager, platform],
      flows: [flow('f', 'sensor', 'platform')],
    });
    expect(placed(city, 'sensor', ofPlatform)).toEqual(['manager (stands-on)']);
  });

  it('by what a device reports to, platforms before services', () => {
    const city = smallCity({
      components: [sensor, service, platform],
      flows: [flow('f-1', 'sensor', 'service'), flow('f-2', 'sensor', 'platform')],
    });
    expect(placed(city, 'sensor', ofPlatform)).toEqual(['platform (stands-on)']);
  });

  it('further down, where what it stands on does not list it either', () => {
    const city = smallCity({
      components: [
        { ...sensor, standsOn: ['middle'] },
        component('middle', { kind: 'supporting-system', standsOn: ['platform'] }),
        platform,
      ],
    });
    expect(placed(city, 'sensor', ofPlatform)).toEqual(['platform (stands-on)']);
  });

  it('by the operator as an organisation, where nothing beneath lists it', () => {
    const city = smallCity({ components: [sensor, { ...platform, stage: 'retired' }] });
    expect(placed(city, 'sensor', ofPlatform)).toEqual(['firm (operator)']);
    expect(placed(city, 'sensor', ofGovernance)).toEqual(['firm (operator)']);
    const retired = smallCity({
      components: [
        { ...sensor, standsOn: ['platform'] },
        { ...platform, stage: 'retired' },
      ],
    });
    expect(placed(retired, 'sensor', ofPlatform)).toEqual(['firm (operator)']);
  });

  it('for a flow at each end that lists it, or beneath that end', () => {
    const city = smallCity({
      components: [sensor, platform],
      flows: [flow('f', 'sensor', 'platform')],
    });
    expect(placed(city, 'f', ofAsset)).toEqual(['sensor (end)', 'town (operator)']);
    expect(placed(city, 'f', ofPlatform)).toEqual(['platform (end)']);
  });

  it('for a contract by it, by what it covers, or by its principal', () => {
    const city = smallCity({
      components: [sensor, { ...platform, stage: 'retired' }],
      contracts: [contract('k', 'firm', ['sensor', 'platform'])],
    });
    expect(placed(city, 'k', ofGovernance)).toEqual(['k (here)']);
    expect(placed(city, 'k', ofAsset)).toEqual(['sensor (here)']);
    expect(placed(city, 'k', ofPlatform)).toEqual(['town (principal)']);
  });

  it('for an organisation by it, by what it operates, or by it after all', () => {
    const city = smallCity({ components: [sensor] });
    expect(placed(city, 'firm', ofGovernance)).toEqual(['firm (here)']);
    expect(placed(city, 'firm', ofAsset)).toEqual(['sensor (here)']);
    expect(placed(city, 'firm', ofPlatform)).toEqual(['firm (operator)']);
  });

  it('for the whole city there, or by the promoter', () => {
    expect(placed(smallCity({}), 'the-city', ofGovernance)).toEqual(['the-city (here)']);
    expect(placed(smallCity({}), 'the-city', ofPlatform)).toEqual(['town (operator)']);
  });

  it('by the promoter for a flow between two systems outside', () => {
    const city = smallCity({
      externalSystems: [
        { key: 'outside', name: '外', kind: 'platform' },
        { key: 'beyond', name: 'そのまた外', kind: 'city' },
      ],
      flows: [flow('f', 'outside', 'beyond')],
    });
    expect(placed(city, 'f', ofPlatform)).toEqual(['town (operator)']);
    const plan = planOf(city);
    const demanded = new Set(plan.requirements.flatMap((r) => r.scenarios));
    const ofFlow = plan.scenarios.filter((s) => s.subject === 'f');
    expect(ofFlow.length).toBeGreaterThan(0);
    for (const { id } of ofFlow) expect(demanded).toContain(id);
  });
});

describe('what is retired', () => {
  const river = component('river', { kind: 'service', stage: 'retired' });
  const city = smallCity({
    components: [
      { ...sensor, device: { ...(sensor.device as object), supportEnd: '2020-01-01' } as never },
      { ...river, service: { ...(river.service as object), safety: 'direct' } as never },
    ],
    flows: [flow('f', 'sensor', 'river', { encrypted: 'no' })],
  });

  it('has no scenarios, no flows and no findings, and lends nothing its importance', () => {
    const plan = planOf(city);
    expect(plan.scenarios.filter((s) => s.subject === 'river' || s.subject === 'f')).toEqual([]);
    expect(plan.findings.map((f) => f.subject)).toEqual(['sensor']);
    const traits = plan.subjects.find((s) => s.key === 'sensor')?.traits.map((t) => t.trait);
    expect(traits).not.toContain('safetyRelevant');
  });

  it('counts again once it serves', () => {
    const serving: City = {
      ...city,
      components: city.components.map((c) => ({ ...c, stage: 'in-operation' as const })),
    };
    const plan = planOf(serving);
    expect(plan.scenarios.some((s) => s.subject === 'river')).toBe(true);
    expect(plan.findings.map((f) => f.subject).sort()).toEqual(['f', 'sensor']);
    const traits = plan.subjects.find((s) => s.key === 'sensor')?.traits.map((t) => t.trait);
    expect(traits).toContain('safetyRelevant');
  });
});

describe('an element that sends a requirement on', () => {
  it('is named once there, though a scenario and a finding of it both demand it', () => {
    for (const { id, sentFrom } of planOf(exampleCity('hoshigawatari/city.yaml')).requirements) {
      const subjects = sentFrom.map((sent) => sent.subject);
      expect([id, subjects]).toEqual([id, [...new Set(subjects)]]);
    }
  });
});
