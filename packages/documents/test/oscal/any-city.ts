import {
  type City,
  type Component,
  clauses,
  cloudModels,
  componentKinds,
  confidentialityClasses,
  consentBases,
  contractKinds,
  controlStates,
  deviceMovements,
  devicePlaces,
  disclosures,
  informationAssetKinds,
  legalForms,
  personalDataKinds,
  protocols,
  radios,
  renewals,
  roleIds,
  safetyRelevances,
  serviceDomains,
  stages,
  subcontractings,
  updateWays,
} from '@machimori/city';
import fc from 'fast-check';
import { edition } from './sample-plans.ts';

/** Names as people and machines write them: full-width spaces, line breaks, markup, half a character, nothing. */
const words = fc.oneof(
  fc.constantFrom(
    '川みまもり',
    '　全角の空白　',
    '改行\nあり',
    '<script>alert(1)</script>',
    '*太字*と[リンク](javascript:1)',
    '{{ insert: param, x }}',
    '\u0000\u001f',
    '',
    ' ',
    '\ud800',
    '🚒',
    'a'.repeat(500),
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const someOf = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
  fc.subarray([...items], { maxLength: Math.min(3, items.length) });
const day = fc.constantFrom('2024-02-29', '2026-03-31', '2026-11-21', '2027-03-31', '2031-09-30');
const country = fc.constantFrom('JP', 'US', 'unknown');
const keys = (prefix: string, most: number, least = 0): fc.Arbitrary<string[]> =>
  fc
    .integer({ min: least, max: most })
    .map((count) => Array.from({ length: count }, (_, i) => `${prefix}-${i}`));

/** Drops what is undefined, as a city read from a file has it. */
const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;

/** Any small city whose references hold. */
export const anyCity: fc.Arbitrary<City> = fc
  .record({
    orgs: keys('org', 4, 1),
    parts: keys('part', 5),
    data: keys('data', 3),
    outside: keys('out', 2),
    deals: keys('deal', 3),
  })
  .chain(({ orgs, parts, data, outside, deals }) => {
    const org = fc.constantFrom(...orgs);
    const ends = [...parts, ...outside];
    const manyOf = (list: readonly string[]): fc.Arbitrary<string[]> =>
      fc.subarray([...list], { maxLength: Math.min(2, list.length) });
    const all = <T>(
      names: readonly string[],
      make: (key: string, i: number) => fc.Arbitrary<T>,
    ): fc.Arbitrary<T[]> => fc.tuple(...names.map(make)) as fc.Arbitrary<T[]>;
    const organisation = (key: string) =>
      fc.record({
        key: fc.constant(key),
        name: words,
        nameEn: maybe(words),
        roles: someOf(roleIds),
        legalForm: fc.constantFrom(...legalForms),
        seat: fc.record({ country, law: fc.constantFrom('JP', 'unknown') }),
        contacts: fc.array(
          fc.record({
            purpose: fc.constantFrom('incident' as const, 'general' as const),
            post: words,
            phone: words,
            mail: fc.oneof(words, fc.constant('soc@example.jp')),
          }),
          { maxLength: 2 },
        ),
        note: maybe(words),
      });
    const component = (key: string, i: number): fc.Arbitrary<Component> =>
      fc
        .record({
          key: fc.constant(key),
          name: words,
          nameEn: maybe(words),
          kind: fc.constantFrom(...componentKinds),
          owner: org,
          operator: maybe(org),
          supplier: maybe(org),
          standsOn: manyOf(parts.slice(0, i)),
          stage: fc.constantFrom(...stages),
          plannedUntil: maybe(day),
          servesResidents: fc.boolean(),
          internetFacing: fc.boolean(),
          remoteMaintenance: fc.boolean(),
          processes: fc.boolean(),
          dataSets: manyOf(data),
          hosting: maybe(
            fc.record({
              model: fc.constantFrom(...cloudModels),
              country,
              multipleRegions: fc.boolean(),
            }),
          ),
          service: maybe(
            fc.record({
              domain: fc.constantFrom(...serviceDomains),
              audience: fc.constant(['residents' as const]),
              channels: fc.constant(['web' as const]),
              safety: fc.constantFrom(...safetyRelevances),
            }),
          ),
          device: maybe(
            fc
              .record({
                count: fc.nat(500),
                model: maybe(words),
                version: maybe(words),
                supportEnd: maybe(day),
                place: fc.constantFrom(...devicePlaces),
                moves: fc.constantFrom(...deviceMovements),
                measures: fc.boolean(),
                radio: someOf(radios),
                labels: fc.array(
                  fc.record({
                    scheme: fc.constantFrom('JC-STAR' as const, 'CCDS' as const),
                    stars: maybe(fc.constantFrom(1, 2)),
                    count: fc.nat(9),
                  }),
                  { maxLength: 1 },
                ),
                update: fc.constantFrom(...updateWays),
                managedByUsers: fc.boolean(),
              })
              .map(present),
          ),
          note: maybe(words),
        })
        .map((c) => present(c) as unknown as Component);
    const subjects = ['the-city', ...orgs, ...parts, ...deals];
    return fc
      .record({
        formatVersion: fc.constant(1 as const),
        key: fc.constant('the-city'),
        name: words,
        nameEn: maybe(words),
        population: maybe(fc.nat(2_000_000)),
        promoter: org,
        facts: fc.constant([] as string[]),
        organisations: all(orgs, organisation).map((list) => list.map(present)),
        components: all(parts, component),
        externalSystems: all(outside, (key) =>
          fc
            .record({
              key: fc.constant(key),
              name: words,
              kind: fc.constantFrom('city' as const, 'platform' as const),
              organisation: maybe(org),
            })
            .map(present),
        ),
        dataSets: all(data, (key) =>
          fc
            .record({
              key: fc.constant(key),
              name: words,
              owner: org,
              informationAssets: someOf(informationAssetKinds),
              disclosure: fc.constantFrom(...disclosures),
              personalData: someOf(personalDataKinds),
              confidentiality: maybe(fc.constantFrom(...confidentialityClasses)),
              subjects: maybe(fc.record({ who: words, count: maybe(fc.nat(999)) }).map(present)),
              consent: fc.constantFrom(...consentBases),
              note: maybe(words),
            })
            .map(present),
        ),
        contracts: all(deals, (key) =>
          fc
            .record({
              key: fc.constant(key),
              name: words,
              kind: fc.constantFrom(...contractKinds),
              principal: org,
              contractor: org,
              covers: fc.record({ components: manyOf(parts), dataSets: manyOf(data) }),
              term: fc
                .record({
                  start: maybe(day),
                  end: maybe(day),
                  renewal: fc.constantFrom(...renewals),
                })
                .map(present),
              boundaries:
                parts.length === 0
                  ? fc.constant([])
                  : fc.array(
                      fc.record({
                        aspect: fc.constantFrom('system' as const, 'data' as const),
                        subject: fc.constantFrom(...parts),
                        performs: org,
                        requirements: fc.constant([] as string[]),
                      }),
                      { maxLength: 2 },
                    ),
              clauses: someOf(clauses).map((all) =>
                all.map((clause) => ({ clause, requirements: [] })),
              ),
              subcontracting: fc.constantFrom(...subcontractings),
              note: maybe(words),
            })
            .map(present),
        ),
        flows:
          ends.length < 2
            ? fc.constant([])
            : fc
                .array(
                  fc.record({
                    from: fc.constantFrom(...ends),
                    to: fc.constantFrom(...ends),
                    name: maybe(words),
                    dataSets: manyOf(data),
                    purpose: words,
                    protocol: fc.constantFrom(...protocols),
                    encrypted: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
                    authenticated: fc.constantFrom('yes' as const, 'no' as const),
                    control: fc.boolean(),
                    overInternet: fc.boolean(),
                  }),
                  { maxLength: 4 },
                )
                .map((list) => list.map((f, i) => present({ key: `flow-${i}`, ...f }))),
        accounts:
          parts.length === 0
            ? fc.constant([])
            : fc
                .array(
                  fc.record({
                    component: fc.constantFrom(...parts),
                    kind: fc.constantFrom(
                      'staff' as const,
                      'administrator' as const,
                      'all' as const,
                    ),
                    total: fc.nat(50),
                    orphaned: fc.nat(3),
                    dormant: fc.nat(3),
                    withoutSecondFactor: fc.nat(3),
                    reviewedOn: maybe(day),
                  }),
                  { maxLength: 2 },
                )
                .map((list) => list.map((a, i) => present({ key: `account-${i}`, ...a }))),
        weaknesses: fc
          .array(
            fc.record({
              kind: fc.constantFrom(...edition.findingKinds.map((k) => k.id)),
              subject: fc.constantFrom(...subjects, ...data),
              affected: maybe(fc.nat(9)),
              total: maybe(fc.nat(99)),
              foundOn: day,
            }),
            { maxLength: 3 },
          )
          .map((list) => list.map((w, i) => present({ key: `weak-${i}`, ...w }))),
        controls: fc
          .array(
            fc.record({
              checkItem: fc.constantFrom(...edition.checkItems.map((i) => i.id)),
              subject: fc.constantFrom(...subjects),
              state: fc.constantFrom(...controlStates),
              planned: maybe(fc.oneof(words, fc.constant('令和8年度上期'))),
              statement: maybe(words),
            }),
            { maxLength: 8 },
          )
          .map((list) => list.map(present)),
        aliases: fc.constant({}),
      })
      .map((city) => present(city) as unknown as City);
  });
