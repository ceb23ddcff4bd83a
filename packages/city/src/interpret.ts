import { limits, type Place } from '@machimori/kernel';
import type { DiagnosticList } from './diagnostic-list.ts';
import {
  type ElementName,
  type Field,
  type Fields,
  type ObjectsType,
  plainWord,
  type ValueType,
} from './field.ts';
import { cityFields, sections } from './format.ts';
import { readValue } from './interpret-value.ts';
import { expectations, messages } from './messages.ts';
import { nearestWord } from './nearest-word.ts';
import { type Reading, type ReadingContext, shorten } from './reading.ts';
import type { SourceMap, SourceNode, SourceScalar } from './source-node.ts';
import { Spots } from './spots.ts';

/** An object as far as it could be read: a required field may be missing. */
export type Draft = Record<string, unknown>;

/** Reads the whole file by its declared format. What could not be read is missing from the draft, and reported. */
export function interpretCity(
  node: SourceNode,
  found: DiagnosticList,
  context: ReadingContext,
): { draft: Draft; spots: Spots } | undefined {
  const reading: Reading = { found, spots: new Spots(), ...context };
  if (node.is !== 'map') {
    found.error('syntax', node.at, messages.notACity, { expected: expectations.map });
    return undefined;
  }
  if (areAnswers(node)) {
    found.error('syntax', node.at, messages.answers);
    return undefined;
  }
  return { draft: readObject(reading, node, cityFields, '', 'city'), spots: reading.spots };
}

/** The answers of a guided start: a promoter who is described, and nothing that a city's file begins with. */
function areAnswers({ entries }: SourceMap): boolean {
  const named = (name: string) => entries.find((each) => each.name === name)?.value;
  return (
    named('formatVersion') === undefined &&
    named('organisations') === undefined &&
    named('promoter')?.is === 'map' &&
    named('services')?.is === 'list'
  );
}

function readObject(
  reading: Reading,
  node: SourceMap,
  fields: Fields,
  path: string,
  element?: ElementName,
): Draft {
  const { found, spots } = reading;
  const draft: Draft = {};
  const places = new Map<string, Place>();
  const given = new Map<string, SourceNode>();
  for (const { name, nameAt, value } of node.entries) {
    const here = { ...nameAt, path: join(path, name) };
    if (!Object.hasOwn(fields, name))
      found.error('unknown-field', here, messages.unknownField(shorten(name)), {
        expected: expectations.oneOf(
          Object.keys(fields).map((field) => ({ ja: field, en: field })),
        ),
        nearest: () => nearestField(name, fields),
      });
    else if (given.has(name)) found.error('duplicate-key', here, messages.twice(name));
    else {
      given.set(name, value);
      places.set(name, { ...value.at, path: join(path, name) });
    }
  }
  spots.remember(draft, { ...node.at, path }, places);
  for (const [name, field] of Object.entries(fields)) {
    const value = given.get(name);
    if (value?.is === 'refused') continue;
    if (value === undefined || isBlank(value)) {
      if (field.presence === 'required') {
        const at = value?.at ?? node.emptyAt?.(name) ?? node.at;
        found.error(
          'missing-field',
          { ...at, path: join(path, name) },
          reading.wording === 'codes'
            ? messages.missing(field.label, name)
            : messages.cellEmpty(field.label),
        );
      } else if (field.presence === 'default') draft[name] = structuredClone(field.default);
    } else {
      const read = readField(reading, value, field, join(path, name), (key) => (draft[name] = key));
      if (read !== undefined) draft[name] = read;
      if (read !== undefined && field.type.is === 'key' && element !== undefined)
        spots.declarations.push({
          key: read as string,
          element,
          place: spots.of(draft, name),
          of: draft,
        });
    }
    if (found.isFull) break;
  }
  return draft;
}

function readField(
  reading: Reading,
  node: SourceNode,
  field: Field,
  path: string,
  put: (key: string) => void,
): unknown {
  const { type } = field;
  const place = { ...node.at, path };
  const wrong = (expected: (typeof expectations)['list']): undefined => {
    reading.found.error('wrong-type', place, messages.wrongType(field.label), { expected });
    return undefined;
  };
  switch (type.is) {
    case 'object':
      return node.is === 'map'
        ? readObject(reading, node, type.fields, path)
        : wrong(expectations.map);
    case 'objects': {
      if (node.is !== 'list') return wrong(expectations.list);
      const element = sections.find((section) => section.fields === type.fields)?.element;
      if (node.items.length > limits.elements)
        reading.found.error('too-large', place, messages.tooMany(field.label, limits.elements));
      const items: Draft[] = [];
      for (const [index, item] of node.items.slice(0, limits.elements).entries()) {
        const here = `${path}[${index}]`;
        if (item.is === 'map') items.push(readObject(reading, item, type.fields, here, element));
        else if (item.is === 'scalar' && type.plain !== undefined)
          items.push(readPlain(reading, item, type.fields, type.plain, here));
        else if (item.is !== 'refused')
          reading.found.error(
            'wrong-type',
            { ...item.at, path: here },
            messages.wrongType(field.label),
            { expected: expectations.map },
          );
        if (reading.found.isFull) break;
      }
      return type.plain === undefined ? items : plainFirst(reading, items, type, field.label);
    }
    case 'list':
      return node.is === 'list'
        ? readList(reading, node.items, type.of, field, path)
        : wrong(expectations.list);
    case 'aliases':
      return node.is === 'map' ? readAliases(reading, node, field, path) : wrong(expectations.map);
    default:
      return readValue(reading, node, type, field.label, path, put);
  }
}

/** An entry that is the word of one of its fields, and nothing else. */
function readPlain(
  reading: Reading,
  node: SourceScalar,
  fields: Fields,
  plain: string,
  path: string,
): Draft {
  const draft: Draft = {};
  const place = { ...node.at, path };
  reading.spots.remember(draft, place, new Map([[plain, place]]));
  for (const [name, field] of Object.entries(fields)) {
    const value =
      name === plain
        ? readField(reading, node, field, path, () => undefined)
        : field.presence === 'default'
          ? structuredClone(field.default)
          : undefined;
    if (value !== undefined) draft[name] = value;
  }
  return draft;
}

/** Entries that are a word alone stand before the others, each word once: so every way of writing them is one model. */
function plainFirst(
  reading: Reading,
  items: readonly Draft[],
  type: ObjectsType,
  label: Field['label'],
): Draft[] {
  const alone = new Set<string>();
  const [plain, detailed]: [Draft[], Draft[]] = [[], []];
  for (const item of items) {
    const word = plainWord(type, item);
    if (word === undefined) detailed.push(item);
    else if (alone.has(word))
      reading.found.warn('inconsistent', reading.spots.of(item), messages.repeated(label, word));
    else {
      alone.add(word);
      plain.push(item);
    }
  }
  return [...plain, ...detailed];
}

function readList(
  reading: Reading,
  nodes: readonly SourceNode[],
  of: ValueType,
  field: Field,
  path: string,
): unknown[] {
  const items: unknown[] = [];
  const seen = new Set<unknown>();
  if (nodes.length > limits.elements)
    reading.found.error(
      'too-large',
      { ...nodes[0]?.at, path },
      messages.tooMany(field.label, limits.elements),
    );
  for (const [index, node] of nodes.slice(0, limits.elements).entries()) {
    const slot = items.length;
    const here = `${path}[${index}]`;
    const item = readValue(reading, node, of, field.label, here, (key) => (items[slot] = key));
    if (seen.has(item) && item !== undefined) {
      if (of.is === 'reference') reading.spots.uses.pop();
      reading.found.warn(
        'inconsistent',
        { ...node.at, path: here },
        messages.repeated(field.label, String(item)),
      );
    } else if (item !== undefined) {
      seen.add(item);
      items.push(item);
    }
    if (reading.found.isFull) break;
  }
  return items;
}

/** Former keys: each entry's name is a key that was, its value one that is. */
function readAliases(
  reading: Reading,
  node: SourceMap,
  field: Field,
  path: string,
): Record<string, string> {
  const aliases: Record<string, string> = {};
  for (const { name, nameAt, value } of node.entries) {
    const here = join(path, name);
    const old = readValue(
      reading,
      { is: 'scalar', value: name, raw: name, at: nameAt },
      { is: 'key' },
      field.label,
      here,
      () => undefined,
    );
    if (typeof old !== 'string') continue;
    if (Object.hasOwn(aliases, old))
      reading.found.error('duplicate-key', { ...nameAt, path: here }, messages.twice(old));
    const present = readValue(reading, value, { is: 'key' }, field.label, here, () => undefined);
    if (typeof present !== 'string') continue;
    aliases[old] = present;
    reading.spots.aliases.push({
      old,
      present,
      oldAt: { ...nameAt, path: here },
      presentAt: { ...value.at, path: here },
      label: field.label,
    });
  }
  return aliases;
}

/** Nothing written: an empty value counts as left out. */
const isBlank = (node: SourceNode): boolean =>
  node.is === 'scalar' &&
  (node.value === null || (typeof node.value === 'string' && node.value.trim() === ''));

const join = (path: string, name: string): string =>
  path === '' ? shorten(name) : `${path}.${shorten(name)}`;

function nearestField(name: string, fields: Fields): string | undefined {
  for (const [field, { label }] of Object.entries(fields))
    if (label.ja === name || label.en.toLowerCase() === name.toLowerCase()) return field;
  return nearestWord(name, Object.keys(fields));
}
