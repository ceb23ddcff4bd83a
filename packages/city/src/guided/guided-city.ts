import { checkCityValues } from '../check-values.ts';
import { keyPattern } from '../field.ts';
import { formatVersion } from '../format.ts';
import { plainLine } from '../interpret-value.ts';
import type { City } from '../model.ts';
import type { GuidedAnswers } from './answers.ts';
import { guidedComponents, guidedDataSets } from './guided-parts.ts';
import { cityKey, platformKey, promoterKey, type Values } from './guided-words.ts';
import type { DomainTemplates } from './template-parts.ts';

/**
 * The city that answers describe: always a sound one, whatever was answered. What is not known is left out, and
 * nothing is claimed that nobody was asked: of a template its parts and what it typically carries, not its habits.
 */
export function guidedCity(answers: GuidedAnswers, templates: DomainTemplates): City {
  const kept = soundAnswers(answers);
  const components = guidedComponents(kept, templates);
  const { dataSets, flows } = guidedDataSets(kept, templates, components);
  const values: Values = {
    formatVersion,
    key: cityKey,
    name: plainLine(kept.promoter.cityName) || '名前を決めていないまち',
    population: kept.promoter.population,
    promoter: promoterKey,
    organisations: organisationsOf(kept, components),
    contracts: contractsOf(kept, components),
    components,
    dataSets,
    flows,
    weaknesses: weaknessesOf(kept, components),
  };
  const { city, diagnostics } = checkCityValues(values);
  if (city === undefined)
    throw new TypeError(`answers became no city: ${JSON.stringify(diagnostics.slice(0, 3))}`);
  return city;
}

/** Answers as far as they fit together: nothing twice, nothing for what is not there, keys that can be keys. */
function soundAnswers(answers: GuidedAnswers): GuidedAnswers {
  const taken = new Set<string>([cityKey, promoterKey, platformKey, 'promoter', 'own', 'unknown']);
  const fresh = ({ key }: { readonly key: string }): boolean => {
    if (!keyPattern.test(key) || taken.has(key) || /^(f|k|w)-/.test(key)) return false;
    taken.add(key);
    return true;
  };
  const services = answers.services.filter(fresh);
  const known = new Set(services.map(({ key }) => key));
  const ofService = ({ service }: { readonly service: string }): boolean => known.has(service);
  const onlyFirst = <Of>(list: readonly Of[], name: (of: Of) => string): readonly Of[] => [
    ...new Map(list.toReversed().map((each) => [name(each), each])).values(),
  ];
  return {
    ...answers,
    services,
    devices: answers.devices.filter(ofService).filter(fresh),
    dataSets: answers.dataSets.filter(ofService).filter(fresh),
    suppliers: answers.suppliers.filter(fresh),
    supplied: onlyFirst(answers.supplied, ({ component }) => component),
    contacts: onlyFirst(answers.contacts, ({ of }) => of),
  };
}

const roleBy: Readonly<Record<string, string>> = {
  service: 'serviceProvider',
  'city-os': 'cityOsVendor',
  'device-group': 'iotVendor',
  gateway: 'iotVendor',
};

function organisationsOf(answers: GuidedAnswers, components: readonly Values[]): readonly Values[] {
  const { promoter, suppliers, services, dataSets } = answers;
  const rolesOf = (key: string): readonly string[] => [
    ...new Set(
      components
        .filter(({ supplier }) => supplier === key)
        .map(({ kind }) => roleBy[String(kind)] ?? 'serviceProvider'),
    ),
  ];
  return [
    {
      key: promoterKey,
      name: plainLine(promoter.organisationName) || '推進主体',
      roles: [
        'promoter',
        ...(services.length > 0 ? ['serviceProvider'] : []),
        ...(dataSets.length > 0 ? ['dataProvider'] : []),
      ],
      legalForm: promoter.legalForm,
      seat: { country: 'JP' },
      contacts: contactsOf(answers, 'promoter'),
    },
    ...suppliers.map(({ key, name, inJapan }) => ({
      key,
      name: plainLine(name) || '名前を確かめていない業者',
      roles: rolesOf(key),
      legalForm: 'business',
      seat: { country: inJapan === 'yes' ? 'JP' : 'unknown' },
      contacts: contactsOf(answers, key),
    })),
  ];
}

function contactsOf({ contacts }: GuidedAnswers, of: string): readonly Values[] {
  const given = contacts.find((each) => each.of === of);
  if (given === undefined) return [];
  const [post, phone, mail, night] = [given.post, given.phone, given.mail, given.outOfHours].map(
    (word) => plainLine(word) || undefined,
  );
  const called = post ?? '受付';
  const reached = phone !== undefined || mail !== undefined || post !== undefined;
  return [
    ...(reached ? [{ purpose: 'incident', post: called, phone, mail }] : []),
    ...(night === undefined ? [] : [{ purpose: 'out-of-hours', post: called, phone: night }]),
  ];
}

/** One contract with each supplier with whom there is one, with who does what where that is written. */
function contractsOf(answers: GuidedAnswers, components: readonly Values[]): readonly Values[] {
  return answers.suppliers
    .filter(({ contract }) => contract === 'yes')
    .flatMap(({ key, name, until, renewal }) => {
      const covered = components.filter(({ supplier }) => supplier === key);
      if (covered.length === 0) return [];
      const boundaries = covered.flatMap((component) => {
        const said = answers.supplied.find((each) => each.component === component['key']);
        const performs =
          said?.boundary === 'supplier' ? key : said?.boundary === 'own' ? promoterKey : undefined;
        return performs === undefined
          ? []
          : [{ aspect: 'system', subject: component['key'], performs }];
      });
      return [
        {
          key: `k-${key}`,
          name: plainLine(`${name}との契約`),
          kind: covered.every(({ kind }) => kind === 'service') ? 'saas' : 'outsourcing',
          principal: promoterKey,
          contractor: key,
          covers: {
            components: covered.map((component) => component['key']),
            dataSets: [...new Set(covered.flatMap(({ dataSets }) => (dataSets as string[]) ?? []))],
          },
          // What ends and is not said to go on is taken to end.
          term: { end: until, renewal: renewal === 'unknown' ? 'single' : renewal },
          boundaries,
        },
      ];
    });
}

function weaknessesOf(answers: GuidedAnswers, components: readonly Values[]): readonly Values[] {
  const there = new Set(components.map(({ key }) => key));
  return answers.devices.flatMap(
    ({ key, count, factoryPassword, withFactoryPassword, foundOn }) => {
      if (factoryPassword !== 'some' || foundOn === undefined || !there.has(key)) return [];
      const affected =
        withFactoryPassword === undefined || count === undefined
          ? withFactoryPassword
          : Math.min(withFactoryPassword, count);
      return [
        {
          key: `w-${key}`,
          kind: 'default-password',
          subject: key,
          affected,
          total: count,
          foundOn,
        },
      ];
    },
  );
}
