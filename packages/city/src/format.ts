import { type Text, text } from '@machimori/kernel';
import {
  defaulted,
  type ElementName,
  type Field,
  type Fields,
  type FieldsOf,
  keyField,
  listOf,
  nameEnField,
  nameField,
  optional,
  reference,
  required,
} from './field.ts';
import { componentFields, externalSystemFields } from './format-components.ts';
import {
  accountFields,
  controlFields,
  dataSetFields,
  flowFields,
  weaknessFields,
} from './format-data.ts';
import { contractFields, organisationFields } from './format-parties.ts';
import { cityLabel, kindWords } from './kinds.ts';
import type { City } from './model.ts';

/** The version of the format that this program reads and writes. */
export const formatVersion = 1;

/** A list of elements in a city file. */
export interface Section {
  /** Field of the city that holds the list. */
  readonly list: SectionName;
  /** What one entry is called in references; entries without a key have none. */
  readonly element: ElementName | undefined;
  readonly label: Text;
  readonly help: Text;
  readonly fields: Fields;
}

export type SectionName =
  | 'organisations'
  | 'contracts'
  | 'components'
  | 'externalSystems'
  | 'dataSets'
  | 'flows'
  | 'accounts'
  | 'weaknesses'
  | 'controls';

/** The lists of a city file in the order in which they are written. */
export const sections: readonly Section[] = [
  {
    list: 'organisations',
    element: 'organisation',
    fields: organisationFields,
    ...kindWords.organisations,
  },
  { list: 'contracts', element: 'contract', fields: contractFields, ...kindWords.contracts },
  { list: 'components', element: 'component', fields: componentFields, ...kindWords.components },
  {
    list: 'externalSystems',
    element: 'externalSystem',
    fields: externalSystemFields,
    ...kindWords.externalSystems,
  },
  { list: 'dataSets', element: 'dataSet', fields: dataSetFields, ...kindWords.dataSets },
  { list: 'flows', element: 'flow', fields: flowFields, ...kindWords.flows },
  { list: 'accounts', element: 'account', fields: accountFields, ...kindWords.accounts },
  { list: 'weaknesses', element: 'weakness', fields: weaknessFields, ...kindWords.weaknesses },
  { list: 'controls', element: undefined, fields: controlFields, ...kindWords.controls },
];

export const sectionOf = (list: SectionName): Section =>
  sections.find((s) => s.list === list) as Section;

const entries = (section: Section): Field =>
  defaulted(
    { is: 'objects', fields: section.fields },
    [],
    section.label,
    section.help,
    section.label,
  );

/** The whole file. */
export const cityFields: FieldsOf<City> & Fields = {
  formatVersion: required(
    { is: 'whole', min: formatVersion, max: formatVersion },
    text('様式の版', 'Format version'),
    text('今は1です。', 'At present 1.'),
  ),
  key: keyField,
  name: nameField,
  nameEn: nameEnField,
  population: optional(
    { is: 'whole', min: 0, max: 1_000_000_000 },
    text('人口', 'Population'),
    text('およその人口です。', 'Roughly how many people.'),
  ),
  promoter: required(
    reference('organisation'),
    text('推進主体', 'Promoting body'),
    text(
      '街全体に責任を持つ組織のキーです。',
      'Key of the organisation that answers for the whole.',
    ),
  ),
  facts: defaulted(
    listOf({ is: 'name', of: 'facts' }),
    [],
    text('当てはまる事情', 'Facts'),
    text(
      '法律が関わるかを決める事情です。なければ空けます。',
      'What makes a law apply and only the city knows; empty for none.',
    ),
  ),
  organisations: entries(sectionOf('organisations')),
  contracts: entries(sectionOf('contracts')),
  components: entries(sectionOf('components')),
  externalSystems: entries(sectionOf('externalSystems')),
  dataSets: entries(sectionOf('dataSets')),
  flows: entries(sectionOf('flows')),
  accounts: entries(sectionOf('accounts')),
  weaknesses: entries(sectionOf('weaknesses')),
  controls: entries(sectionOf('controls')),
  aliases: defaulted(
    { is: 'aliases' },
    {},
    text('旧キー', 'Former keys'),
    text(
      'キーを変えたとき、前のキーと今のキーを並べます。',
      'After a rename: the former key and the present one.',
    ),
    text('旧キー', 'Former keys'),
  ),
};

/** What a kind of element is called. */
export function elementLabel(element: ElementName): Text {
  if (element === 'city') return cityLabel;
  return sections.find((s) => s.element === element)?.label ?? text(element, element);
}
