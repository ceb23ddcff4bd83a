import { plainLine } from '../interpret-value.ts';
import type { Component, DataSet } from '../model.ts';
import type { GuidedAnswers } from './answers.ts';
import { platformKey, promoterKey, type Values } from './guided-words.ts';
import { type DomainTemplates, type TemplateParts, templateParts } from './template-parts.ts';

type Device = GuidedAnswers['devices'][number];
type Data = GuidedAnswers['dataSets'][number];

/** Every part of the templates of the services that were chosen, by its key. */
interface Known {
  readonly byService: ReadonlyMap<string, TemplateParts>;
  readonly components: ReadonlyMap<string, Component>;
  readonly dataSets: ReadonlyMap<string, DataSet>;
}

function knownParts({ services }: GuidedAnswers, templates: DomainTemplates): Known {
  const byService = new Map<string, TemplateParts>();
  for (const { key, domain } of services) {
    const parts = templateParts(templates, domain);
    // A further service of the same domain has its own key, and nothing of the template.
    if (parts?.service.key === key) byService.set(key, parts);
  }
  const parts = [...byService.values()];
  return {
    byService,
    components: new Map(
      parts.flatMap(({ service, devices, platform }) =>
        [service, ...devices, ...(platform === undefined ? [] : [platform])].map((each) => [
          each.key,
          each,
        ]),
      ),
    ),
    dataSets: new Map(parts.flatMap(({ dataSets }) => dataSets.map((each) => [each.key, each]))),
  };
}

const named = (given: string, typical: { readonly name: string } | undefined): string =>
  plainLine(given) || (typical?.name ?? '名前を決めていないもの');

/** The English name of a template's part, as long as it is called what the template calls it. */
const englishOf = (
  name: string,
  typical: { readonly name: string; readonly nameEn?: string } | undefined,
): string | undefined => (name === typical?.name ? typical.nameEn : undefined);

/** Services, their platform and devices, with who supplies each. */
export function guidedComponents(
  answers: GuidedAnswers,
  templates: DomainTemplates,
): readonly Values[] {
  const known = knownParts(answers, templates);
  const { suppliers, supplied } = answers;
  const supplierOf = (component: string): string | undefined => {
    const by = supplied.find((each) => each.component === component)?.by;
    return suppliers.some(({ key }) => key === by) ? by : undefined;
  };
  const platform = platformOf(answers);
  const gateways = answers.devices.filter(({ key }) => isGateway(known, key));
  const at = dataPlaces(answers, known);
  const services = answers.services.map(({ key, domain, name: given }) => {
    const typical = known.byService.get(key)?.service;
    const supplier = supplierOf(key);
    const name = named(given, typical);
    return {
      key,
      name,
      nameEn: englishOf(name, typical),
      kind: 'service',
      owner: promoterKey,
      operator: supplier,
      supplier,
      standsOn: platform === undefined ? [] : [platformKey],
      internetFacing: typical?.internetFacing ?? true,
      processes: platform === undefined,
      dataSets: at.get(key) ?? [],
      hosting: supplier === undefined ? undefined : { model: 'saas', provider: supplier },
      service: typical?.service ?? {
        domain,
        audience: ['residents'],
        channels: ['web'],
        safety: 'none',
      },
    };
  });
  const devices = answers.devices.map((device) => {
    const typical = known.components.get(device.key);
    const name = named(device.name, typical);
    return {
      key: device.key,
      name,
      nameEn: englishOf(name, typical),
      kind: typical?.kind ?? 'device-group',
      owner: promoterKey,
      supplier: supplierOf(device.key),
      standsOn: isGateway(known, device.key) ? [] : gateways.slice(0, 1).map(({ key }) => key),
      remoteMaintenance: typical?.remoteMaintenance ?? false,
      device: detailsOf(device, typical),
    };
  });
  return [...services, ...(platform === undefined ? [] : [platform]), ...devices];

  function platformOf({ platform: asked }: GuidedAnswers): Values | undefined {
    if (asked.kind !== 'own' && asked.kind !== 'hosted') return undefined;
    const typical = known.components.get(platformKey);
    const supplier = supplierOf(platformKey);
    const name = plainLine(asked.name) || typical?.name || '都市OS';
    return {
      key: platformKey,
      name,
      nameEn: englishOf(name, typical),
      kind: 'city-os',
      owner: promoterKey,
      operator: supplier,
      supplier,
      internetFacing: typical?.internetFacing ?? true,
      remoteMaintenance: typical?.remoteMaintenance ?? false,
      processes: true,
      dataSets: [...new Set(answers.dataSets.map(({ key }) => key))],
      hosting: { model: asked.kind === 'hosted' ? 'saas' : 'own', provider: supplier },
      linkage: typical?.linkage,
    };
  }
}

const isGateway = ({ components }: Known, key: string): boolean =>
  components.get(key)?.kind === 'gateway';

function detailsOf(
  { count, place, moves }: Device,
  typical: Component | undefined,
): NonNullable<Values> {
  const { device } = typical ?? {};
  return {
    // A group that is there is at least one.
    count: Math.max(1, count ?? 1),
    place: place === 'unknown' ? (device?.place ?? 'public') : place,
    moves: moves === 'unknown' ? (device?.moves ?? 'nothing') : moves,
    measures: device?.measures ?? true,
    radio: device?.radio ?? [],
    update: 'unknown',
    managedByUsers: device?.managedByUsers ?? false,
  };
}

/** Which data each sending device has, by the template; what no template knows has all that its service has anew. */
function sentBy(device: Device, answers: GuidedAnswers, known: Known): readonly string[] {
  const ofService = answers.dataSets.filter(({ service }) => service === device.service);
  const typical = known.byService.get(device.service)?.sends.get(device.key);
  if (typical !== undefined)
    return ofService.filter(({ key }) => typical.includes(key)).map(({ key }) => key);
  const ownWords = ofService.filter(({ key }) => !known.dataSets.has(key));
  return ownWords.map(({ key }) => key);
}

/** Data by service: what it shows; and where nothing stands between, all that reaches it. */
function dataPlaces(answers: GuidedAnswers, known: Known): ReadonlyMap<string, readonly string[]> {
  const alone = answers.platform.kind !== 'own' && answers.platform.kind !== 'hosted';
  return new Map(
    answers.services.map(({ key }) => [
      key,
      answers.dataSets
        .filter((data) => data.service === key)
        .filter((data) => {
          const typical = known.byService.get(key)?.service.dataSets;
          return (
            alone ||
            typical === undefined ||
            typical.includes(data.key) ||
            !known.dataSets.has(data.key)
          );
        })
        .map((data) => data.key),
    ]),
  );
}

/** Data sets, and how they get from devices to services. */
export function guidedDataSets(
  answers: GuidedAnswers,
  templates: DomainTemplates,
  components: readonly Values[],
): { readonly dataSets: readonly Values[]; readonly flows: readonly Values[] } {
  const known = knownParts(answers, templates);
  const dataSets = answers.dataSets.map((data) => dataSetOf(data, known.dataSets.get(data.key)));
  return { dataSets, flows: flowsOf(answers, known, components) };
}

const kindsOf = {
  nothing: [],
  personal: ['personal'],
  'special-care': ['personal', 'special-care'],
  financial: ['personal', 'financial'],
} as const;
const classOf = {
  nothing: undefined,
  personal: undefined,
  'special-care': '3A',
  financial: '3B',
} as const;

function dataSetOf(data: Data, typical: DataSet | undefined): Values {
  const name = named(data.name, typical);
  const { contains, people } = data;
  const disclosure =
    data.disclosure === 'unknown' ? (typical?.disclosure ?? 'closed') : data.disclosure;
  const shared = {
    key: data.key,
    name,
    nameEn: englishOf(name, typical),
    owner: promoterKey,
    disclosure,
  };
  const kinds = contains === 'unknown' ? typical?.personalData : kindsOf[contains];
  // As its template says it: then what the template says about it holds as well.
  if (typical !== undefined && String(kinds) === String(typical.personalData)) {
    const { informationAssets, personalData, confidentiality, consent, subjects } = typical;
    const who = subjects && { who: subjects.who, count: people };
    return { ...shared, informationAssets, personalData, confidentiality, consent, subjects: who };
  }
  const about = contains === 'nothing' || contains === 'unknown' ? undefined : contains;
  return {
    ...shared,
    informationAssets: about === undefined ? ['content'] : ['user-information'],
    personalData: kinds ?? [],
    confidentiality:
      contains === 'nothing' && disclosure === 'open'
        ? '1'
        : about === undefined
          ? undefined
          : classOf[about],
    subjects: about === undefined ? undefined : { who: '住民など', count: people },
    consent: contains === 'nothing' ? 'not-needed' : 'unknown',
  };
}

function flowsOf(
  answers: GuidedAnswers,
  known: Known,
  components: readonly Values[],
): readonly Values[] {
  const nameOf = new Map(components.map(({ key, name }) => [String(key), String(name)]));
  const hasPlatform = nameOf.has(platformKey);
  const gateway = answers.devices.find(({ key }) => isGateway(known, key))?.key;
  const flow = (
    key: string,
    from: string,
    to: string,
    data: readonly string[],
    purpose: string,
  ): readonly Values[] =>
    data.length === 0 || from === to
      ? []
      : [
          {
            key: `f-${key}`,
            name: plainLine(`${nameOf.get(from)}から${nameOf.get(to)}へ`),
            from,
            to,
            dataSets: [...new Set(data)],
            purpose,
            // Nobody was asked how it is carried.
            protocol: 'other',
            encrypted: 'unknown',
            authenticated: 'unknown',
            overInternet: to !== gateway,
          },
        ];
  const sending = answers.devices.filter(({ key }) => !isGateway(known, key));
  const purposeOf = (service: string, from: string, otherwise: string): string =>
    known.byService.get(service)?.purposes.get(from) ?? otherwise;
  const fromDevices = sending.flatMap((device) => {
    const { key, service } = device;
    const to = gateway ?? (hasPlatform ? platformKey : service);
    const purpose = purposeOf(service, key, 'ようすを集める');
    return flow(key, key, to, sentBy(device, answers, known), purpose);
  });
  const carried = (service?: string): readonly string[] =>
    sending
      .filter((device) => service === undefined || device.service === service)
      .flatMap((device) => sentBy(device, answers, known));
  const fromGateway =
    gateway === undefined
      ? []
      : hasPlatform
        ? flow(gateway, gateway, platformKey, carried(), '集めたデータを都市OSへ送る')
        : answers.services.flatMap(({ key }) =>
            flow(`${gateway}-${key}`, gateway, key, carried(key), '集めたデータをサービスへ送る'),
          );
  const fromPlatform = hasPlatform
    ? answers.services.flatMap(({ key }) => {
        const shown = dataPlaces(answers, known).get(key) ?? [];
        const data = shown.length > 0 ? shown : carried(key);
        const purpose = purposeOf(key, platformKey, 'サービスに使う');
        return flow(key, platformKey, key, data, purpose);
      })
    : [];
  return [...fromDevices, ...fromGateway, ...fromPlatform];
}
