import type { Locale, Place } from '@machimori/kernel';
import { countryMeant, unknownCountry } from './countries.ts';
import { dayMeant } from './days-meant.ts';
import type { Field, FieldType, OutsideName, ValueType } from './field.ts';
import { booleanMeant, numberMeant, wordSaid } from './interpret-value.ts';
import type { NamedId, NamedOutside } from './reading.ts';
import type { SourceNode, SourceScalar } from './source-node.ts';
import { wordLabel } from './words.ts';

export type CellValue = string | number | boolean | Date | null;

/** A value of the model as a cell shows it. */
export function toCell(
  value: unknown,
  type: FieldType,
  locale: Locale,
  names: NamedOutside,
): CellValue {
  if (value === undefined || value === null) return null;
  if (type.is === 'list')
    return (value as readonly unknown[])
      .map((item) => shown(item, type.of, locale, names, true))
      .join(locale === 'ja' ? '、' : ', ');
  if (type.is === 'whole' || type.is === 'degrees') return value as number;
  return type.is === 'object' || type.is === 'objects' || type.is === 'aliases'
    ? null
    : shown(value, type, locale, names);
}

function shown(
  value: unknown,
  type: ValueType,
  locale: Locale,
  names: NamedOutside,
  inList = false,
): string {
  if (type.is === 'word') return wordLabel(type.list, String(value))[locale];
  if (type.is === 'boolean') return wordLabel('answers', value === true ? 'yes' : 'no')[locale];
  if (type.is === 'country' && value === unknownCountry)
    return wordLabel('answers', 'unknown')[locale];
  if (type.is === 'name') return shownName(String(value), names[type.of] ?? [], locale, inList);
  return escapeText(String(value));
}

/** What a cell separates entries with. */
const separator = /[、,，;；\n]/;

/** A name from outside by its label, where that leads back to it and to nothing else; otherwise by its id. */
function shownName(id: string, known: readonly NamedId[], locale: Locale, inList: boolean): string {
  const label = known.find((name) => name.id === id)?.name[locale];
  if (label === undefined || (inList && separator.test(label))) return id;
  const meant = known.filter(
    ({ name }) => fold(name.ja) === fold(label) || fold(name.en) === fold(label),
  );
  return meant.length === 1 ? label : id;
}

/** Excel reads `_x0041_` as an escaped character; a text that really says so is escaped itself. */
const escapeText = (value: string): string => value.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** A cell as the format's checker wants it: labels become words, dates days. What cannot be converted stays, to be reported. */
export function fromCell(
  value: CellValue,
  type: FieldType,
  at: Place,
  names: NamedOutside,
): SourceNode {
  if (type.is === 'list') {
    const items = (typeof value === 'string' ? value.split(separator) : [value]).filter(
      (item) => !isBlankCell(item),
    );
    return { is: 'list', at, items: items.map((item) => fromValue(item, type.of, at, names)) };
  }
  return type.is === 'object' || type.is === 'objects' || type.is === 'aliases'
    ? scalar(null, '', at)
    : fromValue(value, type, at, names);
}

/** Whether a cell says in words that there is nothing, where a cell may also stay empty. */
export function saysNothing(value: CellValue, { type, presence }: Field): boolean {
  if (presence === 'required' || typeof value !== 'string') return false;
  const mayStayEmpty = ['list', 'reference', 'name', 'day', 'whole', 'degrees'].includes(type.is);
  return mayStayEmpty && nothing.test(value.normalize('NFKC').trim());
}

const nothing = /^(?:なし|無し|無|ありません|該当なし|特になし|[-‐–—―ー])$/;

export const isBlankCell = (value: CellValue | undefined): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

function fromValue(
  value: CellValue,
  type: ValueType,
  at: Place,
  names: NamedOutside,
): SourceScalar {
  const given = value instanceof Date ? dayOf(value) : value;
  const raw = given === null ? '' : String(given);
  const folded = raw.normalize('NFKC').trim();
  switch (type.is) {
    case 'text':
      return typeof given === 'boolean'
        ? scalar(raw.toUpperCase(), raw.toUpperCase(), at)
        : scalar(given, raw, at);
    case 'word': {
      const word = wordSaid(type.list, folded) ?? raw.trim();
      return scalar(word, word, at);
    }
    case 'name': {
      const id = idNamed(names[type.of] ?? [], raw.trim(), type.of);
      return scalar(id, id, at);
    }
    case 'boolean': {
      const meant = typeof given === 'boolean' ? given : booleanMeant(folded);
      return meant === undefined
        ? scalar(raw, raw, at)
        : scalar(meant === true || meant === 'true', String(meant), at);
    }
    case 'country': {
      const code = countryMeant(folded) ?? raw;
      return scalar(code, code, at);
    }
    case 'day': {
      const day = typeof given === 'number' ? (serialDay(given) ?? raw) : (dayMeant(folded) ?? raw);
      return scalar(day, day, at);
    }
    case 'whole':
    case 'degrees': {
      if (typeof given === 'number') return scalar(given, raw, at);
      const digits = numberMeant(raw);
      return digits === undefined ? scalar(raw, raw, at) : scalar(Number(digits), digits, at);
    }
    default:
      return scalar(folded, folded, at);
  }
}

/** The id that a cell means by a label, in whatever width and with whatever dash; a label that is itself valid stays. */
function idNamed(known: readonly NamedId[], given: string, of: OutsideName): string {
  if (of === 'checkItems' && known.some(({ also }) => also?.includes(given))) return given;
  const wanted = fold(given);
  const meant = known.find(({ id, name, also = [] }) =>
    [id, name.ja, name.en, ...also].some((label) => fold(label) === wanted),
  );
  return meant?.id ?? (of === 'checkItems' ? given : given.normalize('NFKC'));
}

const fold = (s: string): string =>
  s
    .normalize('NFKC')
    .replace(/(?<=\d)[‐‑‒–—―−ー](?=\d)/g, '-')
    .replace(/\s+/g, '')
    .toLowerCase();

function scalar(value: SourceScalar['value'], raw: string, at: Place): SourceScalar {
  return { is: 'scalar', value, raw, at };
}

const dayOf = (date: Date): string =>
  Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);

/** A date that a cell in text format keeps as Excel's count of days; only what can be meant as one. */
function serialDay(serial: number): string | undefined {
  if (!Number.isInteger(serial) || serial < 20_000 || serial > 109_574) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}
