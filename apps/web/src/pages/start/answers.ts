import type { Answer, Routes } from '../../api/routes.ts';

export type Guided = Answer<'GET /guided'>;
export type Answers = Routes['PUT /guided']['body']['answers'];
export type Step = Guided['finished'][number];
export type Template = Guided['templates'][number];
export type Service = Answers['services'][number];
export type Device = Answers['devices'][number];
export type DataSet = Answers['dataSets'][number];
export type Supplier = Answers['suppliers'][number];

export const steps = [
  'promoter',
  'services',
  'platform',
  'devices',
  'data',
  'suppliers',
  'contacts',
] as const satisfies readonly Step[];

/** Key of the platform, as the server makes it. */
const platformKey = 'toshi-os';

export const begin = (cityName: string, organisationName: string): Answers => ({
  promoter: { cityName, organisationName, legalForm: 'public-body' },
  services: [],
  platform: { kind: 'unknown', name: '' },
  devices: [],
  dataSets: [],
  suppliers: [],
  supplied: [],
  contacts: [],
});

/** A key that no other has: `device-1`, `device-2`, … */
export function nextKey(prefix: string, list: readonly { readonly key: string }[]): string {
  const taken = new Set(list.map(({ key }) => key));
  let number = 1;
  while (taken.has(`${prefix}-${number}`)) number += 1;
  return `${prefix}-${number}`;
}

/** A whole number as people type it; none for anything else. */
export function numberIn(given: string): number | undefined {
  const digits = given.normalize('NFKC').replace(/[,\s]|[人台]$/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/** The list with this entry in place of the one with its key. */
export const withEntry = <Of extends { readonly key: string }>(
  list: readonly Of[],
  entry: Of,
): Of[] => list.map((each) => (each.key === entry.key ? entry : each));

/** Without a service, nor what is only there for it. */
export const withoutService = (answers: Answers, key: string): Answers => ({
  ...answers,
  services: answers.services.filter((each) => each.key !== key),
  devices: answers.devices.filter(({ service }) => service !== key),
  dataSets: answers.dataSets.filter(({ service }) => service !== key),
});

export const withoutSupplier = (answers: Answers, key: string): Answers => ({
  ...answers,
  suppliers: answers.suppliers.filter((each) => each.key !== key),
  supplied: answers.supplied.filter(({ by }) => by !== key),
  contacts: answers.contacts.filter(({ of }) => of !== key),
});

export const newDevice = (key: string, service: string, more: Partial<Device>): Device => ({
  key,
  service,
  name: '',
  place: 'unknown',
  moves: 'unknown',
  factoryPassword: 'unknown',
  ...more,
});

export const newDataSet = (key: string, service: string, more: Partial<DataSet>): DataSet => ({
  key,
  service,
  name: '',
  disclosure: 'unknown',
  contains: 'unknown',
  ...more,
});

export const newSupplier = (key: string): Supplier => ({
  key,
  name: '',
  inJapan: 'yes',
  contract: 'unknown',
  renewal: 'unknown',
});

/** Templates of the services that were chosen, in the order of the answers. */
export const chosenTemplates = (
  { services }: Answers,
  templates: readonly Template[],
): readonly Template[] =>
  services.flatMap(({ key }) => templates.find(({ service }) => service.key === key) ?? []);

/** Devices that the chosen services typically have, each once. */
export function typicalDevices(answers: Answers, templates: readonly Template[]) {
  const seen = new Set<string>();
  return chosenTemplates(answers, templates).flatMap(({ service, devices }) =>
    devices
      .filter(({ key }) => !seen.has(key) && seen.add(key))
      .map((device) => ({ ...device, service: service.key })),
  );
}

/** Data that the chosen services have, and that the chosen devices send. */
export function typicalDataSets(answers: Answers, templates: readonly Template[]) {
  const devices = new Set(answers.devices.map(({ key }) => key));
  return chosenTemplates(answers, templates).flatMap(({ service, dataSets }) =>
    dataSets
      .filter(({ from }) => from.length === 0 || from.some((key) => devices.has(key)))
      .map((data) => ({ ...data, service: service.key })),
  );
}

/** Everything that somebody may be asked about. */
export function suppliedParts(
  answers: Answers,
  platformName: string,
): readonly { readonly key: string; readonly name: string }[] {
  const { services, platform, devices } = answers;
  const hasPlatform = platform.kind === 'own' || platform.kind === 'hosted';
  return [
    ...services.map(({ key, name }) => ({ key, name })),
    ...(hasPlatform ? [{ key: platformKey, name: platform.name || platformName }] : []),
    ...devices.map(({ key, name }) => ({ key, name })),
  ];
}
