import type {
  City,
  Component,
  ComponentKind,
  Contract,
  DataSet,
  Flow,
  Organisation,
} from '@machimori/city';

export interface CitySize {
  readonly services: number;
  readonly deviceGroups: number;
  readonly devicesPerGroup: number;
  readonly organisations: number;
  readonly contracts: number;
  readonly flows: number;
}

/** The size that the goals are stated for: a large designated city with everything in it. */
export const largeCity: CitySize = {
  services: 500,
  deviceGroups: 1_000,
  devicesPerGroup: 100,
  organisations: 200,
  contracts: 400,
  flows: 2_000,
};

/** A city that has `times` as much of everything but devices in a group. */
export const scaled = (size: CitySize, times: number): CitySize => ({
  services: Math.round(size.services * times),
  deviceGroups: Math.round(size.deviceGroups * times),
  devicesPerGroup: size.devicesPerGroup,
  organisations: Math.round(size.organisations * times),
  contracts: Math.round(size.contracts * times),
  flows: Math.round(size.flows * times),
});

/** Times the large city that has some 80,000 scenarios. */
export const eightyThousand = 1.4;

/** A small generator of its own, so that the same size gives the same city everywhere. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const pad = (n: number): string => String(n).padStart(4, '0');

/** A city of the given size in which data of every class flows from devices through platforms to services: exposed nearly everywhere, so that most risk rows apply. */
export function generateCity(size: CitySize): City {
  const next = random(20_261_121);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const organisations: Organisation[] = Array.from({ length: size.organisations }, (_, i) => ({
    key: `org-${pad(i)}`,
    name: `組織${i}`,
    roles:
      i === 0
        ? ['promoter']
        : [pick(['serviceProvider', 'cityOsVendor', 'dataProvider', 'iotVendor'] as const)],
    legalForm: i === 0 ? 'public-body' : 'business',
    seat: { country: i % 40 === 39 ? 'US' : 'JP', law: i % 40 === 39 ? 'unknown' : 'JP' },
    contacts: [],
  }));
  const org = (): string => `org-${pad(1 + Math.floor(next() * (size.organisations - 1)))}`;
  const dataSets: DataSet[] = Array.from({ length: size.services }, (_, i) => ({
    key: `data-${pad(i)}`,
    name: `データ${i}`,
    owner: pick([`org-${pad(0)}`, org()]),
    informationAssets: ['content'],
    disclosure: pick(['open', 'limited', 'closed', 'closed'] as const),
    personalData: pick([
      [],
      ['personal'],
      ['personal', 'special-care'],
      ['personal', 'financial'],
    ] as const),
    consent: 'opt-in',
  }));
  const base = (
    key: string,
    name: string,
    kind: ComponentKind,
  ): Omit<Component, 'key'> & { key: string } => ({
    key,
    name,
    kind,
    owner: 'org-0000',
    operator: org(),
    standsOn: [],
    stage: 'in-operation',
    servesResidents: false,
    internetFacing: false,
    remoteMaintenance: false,
    processes: kind === 'service',
    dataSets: [],
  });
  const platforms = Math.max(1, Math.floor(size.services / 50));
  const components: Component[] = [];
  for (let i = 0; i < platforms; i += 1)
    components.push({
      ...base(`os-${pad(i)}`, `都市OS${i}`, 'city-os'),
      linkage: i % 2 === 0 ? 'accumulating' : 'distributed',
      hosting: { model: 'iaas', country: 'JP', multipleRegions: false },
    });
  const os = (): string => `os-${pad(Math.floor(next() * platforms))}`;
  for (let i = 0; i < size.services; i += 1)
    components.push({
      ...base(`service-${pad(i)}`, `サービス${i}`, 'service'),
      standsOn: [os()],
      dataSets: i % 5 !== 4 ? [`data-${pad(i)}`] : [],
      service: {
        domain: pick(['disaster', 'medical', 'payment', 'transport', 'tourism'] as const),
        audience: ['residents'],
        channels: ['web'],
        safety: i % 3 === 0 ? 'direct' : 'none',
      },
    });
  for (let i = 0; i < size.deviceGroups; i += 1)
    components.push({
      ...base(`device-${pad(i)}`, `機器${i}`, 'device-group'),
      supplier: org(),
      remoteMaintenance: i % 2 === 0,
      device: {
        count: size.devicesPerGroup,
        place: pick(['public', 'public', 'public', 'vehicle', 'restricted'] as const),
        moves: i % 3 === 0 ? 'things' : 'nothing',
        measures: true,
        radio: i % 10 !== 9 ? ['lte'] : [],
        labels: [],
        update: 'remote',
        managedByUsers: false,
      },
    });
  const flows: Flow[] = Array.from({ length: size.flows }, (_, i) => {
    const n = i % size.services;
    const [from, to] =
      i < size.deviceGroups ? [`device-${pad(i)}`, os()] : [os(), `service-${pad(n)}`];
    return {
      key: `flow-${pad(i)}`,
      from,
      to,
      dataSets: [`data-${pad(n)}`],
      purpose: '提供',
      protocol: 'https',
      encrypted: 'yes',
      authenticated: 'yes',
      control: false,
      overInternet: i % 2 === 0,
    };
  });
  const contracts: Contract[] = Array.from({ length: size.contracts }, (_, i) => {
    const covered = components[(i * 7) % components.length] as Component;
    const contractor = covered.operator ?? org();
    return {
      key: `contract-${pad(i)}`,
      name: `契約${i}`,
      kind: 'outsourcing',
      principal: 'org-0000',
      contractor,
      covers: { components: [covered.key], dataSets: [] },
      term: { end: '2027-03-31', renewal: 'yearly-renewed' },
      boundaries:
        i % 5 === 0
          ? []
          : [{ aspect: 'system', subject: covered.key, performs: contractor, requirements: [] }],
      clauses: [{ clause: 'incident-notification' as const, requirements: [] }],
      subcontracting: 'with-consent',
    };
  });
  return {
    formatVersion: 1,
    key: 'generated',
    name: '生成した都市',
    promoter: 'org-0000',
    facts: [],
    organisations,
    contracts,
    components,
    externalSystems: [],
    dataSets,
    flows,
    accounts: [],
    weaknesses: [],
    controls: [],
    aliases: {},
  };
}
