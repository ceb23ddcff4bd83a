import type { Text } from '@machimori/kernel';
import { countryCodes, unknownCountry } from './countries.ts';
import {
  type Field,
  type Fields,
  type FieldType,
  type OutsideName,
  plainType,
  type ValueType,
} from './field.ts';
import { cityFields, formatVersion, sections } from './format.ts';
import { wordLabel, wordsOf } from './words.ts';

export type JsonSchema = { readonly [name: string]: unknown };

/** The JSON Schema (draft 2020-12) of a city file, from the declared format: editors complete and check with it. */
export function citySchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:machimori:city:${formatVersion}`,
    title: '街守り（Machimori）の都市ファイル',
    description: '街のかたちを書くファイルです。 / The description of a city.',
    ...objectSchema(cityFields, (name, field) => {
      const section = sections.find((s) => s.list === name);
      return section
        ? { ...described(field), type: 'array', items: { $ref: `#/$defs/${name}` } }
        : fieldSchema(field);
    }),
    $defs: {
      key: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
      day: { type: 'string', format: 'date', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
      country: { enum: [...countryCodes, unknownCountry] },
      ...Object.fromEntries(
        sections.map((s) => [
          s.list,
          {
            title: both(s.label),
            ...objectSchema(s.fields, (_, field) => fieldSchema(field)),
            ...conditions(s.list),
          },
        ]),
      ),
    },
  };
}

function objectSchema(
  fields: Fields,
  schemaOf: (name: string, field: Field) => JsonSchema,
): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.entries(fields).flatMap(([name, field]) =>
      field.presence === 'required' ? [name] : [],
    ),
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, schemaOf(name, field)]),
    ),
  };
}

const fieldSchema = (field: Field): JsonSchema => ({
  ...described(field),
  ...typeSchema(field.type),
});

function described(field: Field): JsonSchema {
  const { type } = field;
  const of =
    type.is === 'list' ? type.of : type.is === 'objects' ? (plainType(type) ?? type) : type;
  const words = of.is === 'word' ? of : undefined;
  const labels =
    words === undefined
      ? ''
      : `\n${wordsOf(words.list)
          .map((word) => `${word}：${wordLabel(words.list, word).ja}`)
          .join('、')}`;
  return {
    title: both(field.label),
    description: `${field.help.ja} / ${field.help.en}${labels}`,
    ...(field.presence === 'default' ? { default: field.default } : {}),
  };
}

const both = (text: Text): string => (text.ja === text.en ? text.ja : `${text.ja} / ${text.en}`);

function typeSchema(type: FieldType): JsonSchema {
  switch (type.is) {
    case 'list':
      return { type: 'array', uniqueItems: true, items: valueSchema(type.of) };
    case 'object':
      return objectSchema(type.fields, (_, field) => fieldSchema(field));
    case 'objects': {
      const plain = plainType(type);
      const items = objectSchema(type.fields, (_, field) => fieldSchema(field));
      return {
        type: 'array',
        ...(plain === undefined
          ? { items }
          : { uniqueItems: true, items: { anyOf: [valueSchema(plain), items] } }),
      };
    }
    case 'aliases':
      return {
        type: 'object',
        propertyNames: { $ref: '#/$defs/key' },
        additionalProperties: { $ref: '#/$defs/key' },
      };
    default:
      return valueSchema(type);
  }
}

function valueSchema(type: ValueType): JsonSchema {
  switch (type.is) {
    case 'text':
      return { type: 'string', minLength: 1, maxLength: type.lines ? 4_000 : 500 };
    case 'key':
    case 'reference':
      return { $ref: '#/$defs/key' };
    case 'word':
      return { enum: wordsOf(type.list) };
    case 'name':
      return nameSchemas[type.of];
    case 'country':
      return { $ref: '#/$defs/country' };
    case 'day':
      return { $ref: '#/$defs/day' };
    case 'whole':
      return type.min === type.max
        ? { const: type.min }
        : { type: 'integer', minimum: type.min, maximum: type.max };
    case 'degrees':
      return { type: 'number', minimum: -type.limit, maximum: type.limit };
    case 'boolean':
      return { type: 'boolean' };
  }
}

/** What a kind of component calls for. */
function conditions(list: string): JsonSchema {
  if (list !== 'components') return {};
  const when = (kind: string, field: string): JsonSchema => ({
    if: { properties: { kind: { const: kind } }, required: ['kind'] },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: { properties: { [field]: true }, required: [field] },
  });
  return { allOf: [when('service', 'service'), when('device-group', 'device')] };
}

/** Names of things that stand outside the city file: in the catalogue. */
const nameSchemas: Readonly<Record<OutsideName, JsonSchema>> = {
  requirements: { type: 'string', pattern: '^[A-Z]{2,5}\\.[A-Z]{2}-[0-9]{1,3}$' },
  checkItems: { type: 'string', minLength: 1, maxLength: 60 },
  facts: { type: 'string', pattern: '^[a-z][A-Za-z0-9-]{0,62}$' },
  findingKinds: { $ref: '#/$defs/key' },
};
