import type { Text } from '@machimori/kernel';
import { type Field, type Fields, isLeftOut, plainWord } from './field.ts';
import { cityFields } from './format.ts';
import type { City } from './model.ts';

/** An object in one line up to this many characters; a longer one takes a line for each field. */
const widest = 110;

/** A city as YAML: fields in the format's order, defaults left out, a comment in Japanese above each section. */
export function writeCity(city: City): string {
  const out: string[] = [
    '# 街守り（Machimori）の都市ファイルです。項目の説明は city.schema.json にあります。',
  ];
  const values = city as unknown as Readonly<Record<string, unknown>>;
  for (const [name, field] of Object.entries(cityFields)) {
    const value = values[name];
    if (isLeftOut(field, value)) continue;
    if (field.type.is === 'objects' || field.type.is === 'aliases')
      out.push('', comment(field.label, field.help));
    if (field.type.is === 'aliases') {
      out.push(`${name}:`);
      for (const [old, present] of Object.entries(value as Readonly<Record<string, string>>))
        out.push(`  ${scalar(old)}: ${scalar(present)}`);
    } else if (field.type.is === 'objects') {
      out.push(`${name}:`);
      for (const element of value as readonly Record<string, unknown>[])
        out.push(...entry(element, field.type.fields, '  ', false));
    } else out.push(...block(name, value, field, ''));
  }
  return `${out.join('\n')}\n`;
}

const comment = (label: Text, help: Text): string => `# ${label.ja}：${help.ja}`;

/** One entry of a list of objects. */
function entry(
  value: Readonly<Record<string, unknown>>,
  fields: Fields,
  indent: string,
  mayBeShort: boolean,
): string[] {
  const short = mayBeShort ? flow(value, fields) : undefined;
  if (short !== undefined && short.length + indent.length <= widest) return [`${indent}- ${short}`];
  const rows = blocks(value, fields, `${indent}  `);
  return rows.map((row, index) =>
    index === 0 ? `${indent}- ${row.slice(indent.length + 2)}` : row,
  );
}

function blocks(
  value: Readonly<Record<string, unknown>>,
  fields: Fields,
  indent: string,
): string[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    isLeftOut(field, value[name]) ? [] : block(name, value[name], field, indent),
  );
}

/** One field with its value, in as many lines as it needs. */
function block(name: string, value: unknown, field: Field, indent: string): string[] {
  const { type } = field;
  if (type.is === 'objects') {
    const items = value as readonly Record<string, unknown>[];
    const words = items.map((item) => plainWord(type, item));
    if (words.every((word) => word !== undefined))
      return [`${indent}${name}: [${words.map(scalar).join(', ')}]`];
    return [
      `${indent}${name}:`,
      ...items.flatMap((item, at) =>
        words[at] === undefined
          ? entry(item, type.fields, `${indent}  `, true)
          : [`${indent}  - ${scalar(words[at])}`],
      ),
    ];
  }
  if (type.is === 'object') {
    const object = value as Readonly<Record<string, unknown>>;
    const short = flow(object, type.fields);
    if (short !== undefined && short.length + indent.length + name.length + 2 <= widest)
      return [`${indent}${name}: ${short}`];
    return [`${indent}${name}:`, ...blocks(object, type.fields, `${indent}  `)];
  }
  if (type.is === 'list')
    return [`${indent}${name}: [${(value as readonly unknown[]).map(scalar).join(', ')}]`];
  if (typeof value === 'string' && value.includes('\n'))
    return [
      `${indent}${name}: |-`,
      ...value.split('\n').map((row) => (row === '' ? '' : `${indent}  ${row}`)),
    ];
  return [`${indent}${name}: ${scalar(value)}`];
}

/** An object in braces, where all it holds fits there. */
function flow(value: Readonly<Record<string, unknown>>, fields: Fields): string | undefined {
  const parts: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const given = value[name];
    if (isLeftOut(field, given)) continue;
    if (field.type.is === 'list')
      parts.push(`${name}: [${(given as readonly unknown[]).map(scalar).join(', ')}]`);
    else if (
      field.type.is === 'object' ||
      field.type.is === 'objects' ||
      (typeof given === 'string' && given.includes('\n'))
    )
      return undefined;
    else parts.push(`${name}: ${scalar(given)}`);
  }
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** Letters first, and no sign that YAML gives a meaning anywhere. */
const plain = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} _./()（）「」『』、。・〜～+＋…“”’−–—:-]*$/u;
/** Words that some reader of YAML takes for something else than text. */
const reserved = /^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$/i;
const numeric = /^[\d.,_]+(?:[eE][-+]?\d+)?$|^0[xob]/i;

/** A scalar as YAML reads it back: bare where that is safe in 1.1 and 1.2, otherwise in double quotes. */
function scalar(value: unknown): string {
  if (typeof value !== 'string') return String(value);
  const bare =
    plain.test(value) &&
    !reserved.test(value) &&
    !numeric.test(value) &&
    !/:(?:\s|$)|\s$|^\d+:/.test(value);
  return bare ? value : JSON.stringify(value);
}
