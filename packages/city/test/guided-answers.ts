import fc from 'fast-check';
import type { DomainTemplates, GuidedAnswers } from '../src/guided/index.ts';
import {
  deviceMovements,
  devicePlaces,
  disclosures,
  legalForms,
  renewals,
  serviceDomains,
} from '../src/vocabulary.ts';
import { exampleCity, exampleText } from './example-files.ts';

/** The templates that the program offers. */
export const templates: DomainTemplates = new Map(
  (['disaster', 'medical', 'payment', 'transport', 'tourism'] as const).map((domain) => [
    domain,
    exampleCity(`templates/${domain}.yaml`),
  ]),
);

/** What the officer of 木の端町 answers: the file beside it has the same town, written by hand. */
export const konohashiAnswers = JSON.parse(exampleText('konohashi/answers.json')) as GuidedAnswers;

const templateKeys = [...templates.values()].flatMap(({ components, dataSets }) => [
  ...components.map(({ key }) => key),
  ...dataSets.map(({ key }) => key),
]);
const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...templateKeys) },
  { weight: 4, arbitrary: fc.constantFrom('service-1', 'device-1', 'data-1', 'supplier-1') },
  { weight: 1, arbitrary: fc.string({ maxLength: 80 }) },
  { weight: 1, arbitrary: fc.constantFrom('machi', 'promoter', 'own', 'f-suii-sensor', 'k-x') },
);
const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('水位お知らせ', '', '#REF!', ' 町\n\u0000の', '=1+1') },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 600 }) },
);
const orUnknown = <Word>(list: readonly Word[]) => fc.constantFrom(...list, 'unknown' as const);
const day = fc.constantFrom('2026-04-01' as const, '2027-03-31' as const);
const some = <Of>(of: fc.Arbitrary<Of>) => fc.array(of, { maxLength: 6 });
const count = fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined });
const yesNo = orUnknown(['yes', 'no'] as const);

/** Whatever a program could send: keys that name nothing, keys twice, words that nobody can write down. */
export const anyAnswers: fc.Arbitrary<GuidedAnswers> = fc.record({
  promoter: fc.record({
    cityName: words,
    organisationName: words,
    legalForm: fc.constantFrom(...legalForms),
    population: count,
  }),
  services: some(fc.record({ key, domain: fc.constantFrom(...serviceDomains), name: words })),
  platform: fc.record({ kind: orUnknown(['own', 'hosted', 'none'] as const), name: words }),
  devices: some(
    fc.record({
      key,
      service: key,
      name: words,
      count,
      place: orUnknown(devicePlaces),
      moves: orUnknown(deviceMovements),
      factoryPassword: orUnknown(['none', 'some'] as const),
      withFactoryPassword: count,
      foundOn: fc.option(day, { nil: undefined }),
    }),
  ),
  dataSets: some(
    fc.record({
      key,
      service: key,
      name: words,
      disclosure: orUnknown(disclosures),
      contains: orUnknown(['nothing', 'personal', 'special-care', 'financial'] as const),
      people: count,
    }),
  ),
  suppliers: some(
    fc.record({
      key,
      name: words,
      inJapan: yesNo,
      contract: yesNo,
      until: fc.option(day, { nil: undefined }),
      renewal: orUnknown(renewals),
    }),
  ),
  supplied: some(
    fc.record({
      component: key,
      by: fc.oneof(key, fc.constantFrom('own', 'unknown')),
      boundary: orUnknown(['supplier', 'own', 'unwritten'] as const),
    }),
  ),
  contacts: some(fc.record({ of: key, post: words, phone: words, mail: words, outOfHours: words })),
});

/** Answers that begin with the services and parts of the templates, as pages ask them. */
export const likelyAnswers: fc.Arbitrary<GuidedAnswers> = fc
  .tuple(anyAnswers, fc.subarray([...templates.keys()], { minLength: 1 }), fc.infiniteStream(key))
  .map(([answers, domains]) => {
    const chosen = domains.map((domain) => ({ domain, city: templates.get(domain) }));
    const services = chosen.flatMap(({ domain, city }) =>
      (city?.components ?? [])
        .filter(({ kind }) => kind === 'service')
        .map(({ key: own, name }) => ({ key: own, domain, name })),
    );
    const parts = chosen.flatMap(({ city }, index) =>
      (city?.components ?? [])
        .filter(({ kind }) => kind === 'device-group' || kind === 'gateway')
        .map(({ key: own, name }) => ({ own, name, service: services[index]?.key ?? '' })),
    );
    const data = chosen.flatMap(({ city }, index) =>
      (city?.dataSets ?? []).map(({ key: own, name }) => ({
        own,
        name,
        service: services[index]?.key ?? '',
      })),
    );
    return {
      ...answers,
      services,
      devices: answers.devices.flatMap((each, index) => {
        const part = parts[index];
        return part ? [{ ...each, key: part.own, service: part.service }] : [];
      }),
      dataSets: answers.dataSets.flatMap((each, index) => {
        const part = data[index];
        return part ? [{ ...each, key: part.own, service: part.service }] : [];
      }),
      suppliers: answers.suppliers.slice(0, 2).map((each, index) => ({
        ...each,
        key: `supplier-${index + 1}`,
      })),
      supplied: answers.supplied.map((each, index) => ({
        ...each,
        component: [...services.map((service) => service.key), 'toshi-os'][index] ?? each.component,
        by: ['supplier-1', 'supplier-2', each.by][index % 3] ?? 'unknown',
      })),
    };
  });
