import type { Locale, Place, Text } from '@machimori/kernel';
import { countryMeant } from './countries.ts';
import type { FieldType, OutsideName, ValueType } from './field.ts';
import { booleanMeant, dayMeant } from './interpret-value.ts';
import type { SourceNode, SourceScalar } from './source-node.ts';
import { wordLabel, wordsOf } from './words.ts';

export type CellValue = string | number | boolean | Date | null;

/** Names from outside with what people read for them: kinds of finding from the catalogue. */
export type NamedOutside = Readonly<Partial<Record<OutsideName, readonly NamedId[]>>>;

export interface NamedId {
  readonly id: string;
  readonly name: Text;
}

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
      const word = wordMeantBy(type.list, folded) ?? raw;
      return scalar(word, word, at);
    }
    case 'name': {
      const id =
        names[type.of]?.find(({ name }) =>
          [name.ja, name.en].some((label) => fold(label) === fold(folded)),
        )?.id ?? (type.of === 'checkItems' ? raw.trim() : folded);
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
      const digits = folded.replace(/[,\s]/g, '');
      return /^-?\d{1,12}(?:\.\d{1,12})?$/.test(digits)
        ? scalar(Number(digits), digits, at)
        : scalar(raw, raw, at);
    }
    default:
      return scalar(folded, folded, at);
  }
}

const fold = (s: string): string => s.normalize('NFKC').trim().toLowerCase();

function wordMeantBy(list: Parameters<typeof wordsOf>[0], given: string): string | undefined {
  const wanted = fold(given);
  return wordsOf(list).find((word) =>
    [word, wordLabel(list, word).ja, wordLabel(list, word).en].some(
      (label) => fold(label) === wanted,
    ),
  );
}

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
