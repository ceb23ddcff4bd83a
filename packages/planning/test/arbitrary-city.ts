import {
  type City,
  type Component,
  type Contract,
  cloudModels,
  componentKinds,
  contractKinds,
  type DataSet,
  devicePlaces,
  disclosures,
  type Flow,
  legalForms,
  type Organisation,
  personalDataKinds,
  safetyRelevances,
  serviceDomains,
  stages,
} from '@machimori/city';
import fc from 'fast-check';

const key = (prefix: string, n: number): string => `${prefix}-${n}`;

/** A small city in which anything may stand beside anything; keys are fixed, everything else is drawn. */
export const arbitraryCity: fc.Arbitrary<City> = fc
  .record({
    organisations: fc.integer({ min: 1, max: 5 }),
    components: fc.integer({ min: 1, max: 7 }),
    dataSets: fc.integer({ min: 0, max: 4 }),
    flows: fc.integer({ min: 0, max: 7 }),
    contracts: fc.integer({ min: 0, max: 5 }),
  })
  .chain((size) => {
    const org = fc.integer({ min: 0, max: size.organisations - 1 }).map((n) => key('org', n));
    const component = fc.integer({ min: 0, max: size.components - 1 }).map((n) => key('comp', n));
    const data =
      size.dataSets === 0
        ? fc.constant([] as string[])
        : fc.uniqueArray(
            fc.integer({ min: 0, max: size.dataSets - 1 }).map((n) => key('data', n)),
            { maxLength: 2 },
          );
    const many = <T>(
      n: number,
      prefix: string,
      of: (own: string, i: number) => fc.Arbitrary<T>,
    ): fc.Arbitrary<T[]> => fc.tuple(...Array.from({ length: n }, (_, i) => of(key(prefix, i), i)));
    const end = fc.oneof(
      { arbitrary: component, weight: 5 },
      { arbitrary: fc.constant('outside'), weight: 1 },
    );
    return fc.record({
      organisations: many<Organisation>(size.organisations, 'org', (own, i) =>
        fc.record({
          key: fc.constant(own),
          name: fc.constant(`組織${i}`),
          roles: fc.constant(i === 0 ? (['promoter'] as const) : (['serviceProvider'] as const)),
          legalForm: fc.constantFrom(...legalForms),
          seat: fc.constantFrom(
            { country: 'JP', law: 'JP' },
            { country: 'unknown', law: 'unknown' },
          ),
          contacts: fc.constant([]),
        }),
      ),
      dataSets: many<DataSet>(size.dataSets, 'data', (own, i) =>
        fc.record({
          key: fc.constant(own),
          name: fc.constant(`データ${i}`),
          owner: org,
          informationAssets: fc.constant(['content'] as const),
          disclosure: fc.constantFrom(...disclosures),
          personalData: fc.uniqueArray(fc.constantFrom(...personalDataKinds), { maxLength: 2 }),
          consent: fc.constant('opt-in' as const),
        }),
      ),
      components: many<Component>(size.components, 'comp', (own, i) =>
        fc
          .record({
            kind: fc.constantFrom(...componentKinds),
            owner: org,
            operator: fc.option(org, { nil: undefined }),
            supplier: fc.option(org, { nil: undefined }),
            standsOn:
              i === 0
                ? fc.constant([])
                : fc.uniqueArray(
                    fc.integer({ min: 0, max: i - 1 }).map((n) => key('comp', n)),
                    { maxLength: 2 },
                  ),
            stage: fc.constantFrom(...stages),
            servesResidents: fc.boolean(),
            internetFacing: fc.boolean(),
            remoteMaintenance: fc.boolean(),
            processes: fc.boolean(),
            dataSets: data,
            place: fc.constantFrom(...devicePlaces),
            moves: fc.constantFrom('nothing', 'things', 'vehicle'),
            measures: fc.boolean(),
            radio: fc.constantFrom([], ['lte'] as const),
            domain: fc.constantFrom(...serviceDomains),
            safety: fc.constantFrom(...safetyRelevances),
            hosting: fc.constantFrom(...cloudModels),
            country: fc.constantFrom('JP', 'US', undefined),
            linkage: fc.constantFrom('accumulating', 'distributed', undefined),
          })
          .map(
            ({
              kind,
              operator,
              supplier,
              place,
              moves,
              measures,
              radio,
              domain,
              safety,
              hosting,
              country,
              linkage,
              ...rest
            }): Component => ({
              key: own,
              name: `しくみ${i}`,
              kind,
              ...rest,
              ...(operator === undefined ? {} : { operator }),
              ...(supplier === undefined ? {} : { supplier }),
              ...(kind === 'service'
                ? { service: { domain, audience: ['residents'], channels: ['counter'], safety } }
                : {}),
              ...(kind === 'device-group'
                ? {
                    device: {
                      count: 3,
                      place,
                      moves: moves as 'nothing',
                      measures,
                      radio,
                      labels: [],
                      update: 'unknown',
                      managedByUsers: place === 'indoor',
                    },
                  }
                : {}),
              ...(kind === 'city-os'
                ? {
                    hosting: {
                      model: hosting,
                      ...(country === undefined ? {} : { country }),
                      multipleRegions: false,
                    },
                    ...(linkage === undefined ? {} : { linkage }),
                  }
                : {}),
            }),
          ),
      ),
      flows: many<Flow>(size.flows, 'flow', (own) =>
        fc.record({
          key: fc.constant(own),
          from: component,
          to: end,
          dataSets: data,
          purpose: fc.constant('提供'),
          protocol: fc.constant('https' as const),
          encrypted: fc.constantFrom('yes', 'no', 'unknown'),
          authenticated: fc.constantFrom('yes', 'no', 'unknown'),
          control: fc.boolean(),
          overInternet: fc.boolean(),
        }),
      ),
      contracts: many<Contract>(size.contracts, 'contract', (own, i) =>
        fc.record({
          key: fc.constant(own),
          name: fc.constant(`契約${i}`),
          kind: fc.constantFrom(...contractKinds),
          principal: org,
          contractor: org,
          covers: fc.record({
            components: fc.uniqueArray(component, { maxLength: 3 }),
            dataSets: data,
          }),
          term: fc.constantFrom(
            { renewal: 'indefinite' as const },
            { end: '2027-03-31', renewal: 'multi-year' as const },
          ),
          boundaries: fc.array(
            fc.record({
              aspect: fc.constantFrom('system', 'data'),
              subject: fc.oneof(
                component,
                data.map((d) => d[0] ?? 'comp-0'),
              ),
              performs: org,
              requirements: fc.constantFrom([], ['CPS.AC-1']),
            }),
            { maxLength: 3 },
          ),
          clauses: fc.array(
            fc.record(
              {
                clause: fc.constantFrom('incident-notification', 'vulnerability-notification'),
                performs: org,
                requirements: fc.constantFrom([], ['CPS.AC-1'], ['CPS.DS-1']),
              },
              { requiredKeys: ['clause', 'requirements'] },
            ),
            { maxLength: 2 },
          ),
          subcontracting: fc.constant('unstated' as const),
        }),
      ),
    });
  })
  .map(
    (parts): City => ({
      formatVersion: 1,
      key: 'the-city',
      name: '試みの市',
      promoter: 'org-0',
      facts: [],
      externalSystems: [{ key: 'outside', name: '外の基盤', kind: 'platform' }],
      accounts: [],
      weaknesses: [],
      controls: [],
      aliases: {},
      ...parts,
    }),
  );
