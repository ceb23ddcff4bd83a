import { isDay, type Text } from '@machimori/kernel';
import { countryCodes, countryMeant, isCountry } from './countries.ts';
import type { OutsideName, ValueType } from './field.ts';
import { elementLabel } from './format.ts';
import { expectations, messages } from './messages.ts';
import { nearestWord } from './nearest-word.ts';
import { comparable, type Reading, shorten } from './reading.ts';
import type { SourceNode, SourceScalar } from './source-node.ts';
import { type WordListName, wordLabel, wordsOf } from './words.ts';

export const keyPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Characters that a text may have on one line, and on several. */
const longestLine = 500;
const longestText = 4_000;

/** What names from outside look like, where their list is not known. */
const namePatterns: Readonly<Record<OutsideName, RegExp>> = {
  facts: /^[a-z][A-Za-z0-9-]{0,62}$/,
  findingKinds: keyPattern,
  requirements: /^[A-Z]{2,5}\.[A-Z]{2}-[0-9]{1,3}$/,
  checkItems: /^\S(?:.{0,58}\S)?$/u,
};

/** Reads one value; undefined and a diagnostic where it is not what its type wants. `put` receives a reference once it is resolved. */
export function readValue(
  reading: Reading,
  node: SourceNode,
  type: ValueType,
  label: Text,
  path: string,
  put: (key: string) => void,
): unknown {
  const { found } = reading;
  const place = { ...node.at, path };
  if (node.is !== 'scalar') {
    found.error('wrong-type', place, messages.wrongType(label), { expected: expectationOf(type) });
    return undefined;
  }
  const given = node.raw.trim();
  switch (type.is) {
    case 'text':
      return readText(reading, node, type.lines ?? false, label, path);
    case 'key':
      if (keyPattern.test(given) && typeof node.value !== 'boolean') return given;
      found.error('bad-key', place, messages.badKey(shorten(given)), {
        expected: expectations.key,
        nearest: () => keyMeant(given),
      });
      return undefined;
    case 'reference':
      if (!keyPattern.test(given)) {
        found.error('bad-key', place, messages.badKey(shorten(given)), {
          expected: expectationOf(type),
          nearest: () => keyMeant(given),
        });
        return undefined;
      }
      reading.spots.uses.push({ key: given, to: type.to, label, place, put });
      return given;
    case 'word': {
      const words = wordsOf(type.list);
      if (words.includes(given) && typeof node.value !== 'boolean') return given;
      found.error('unknown-word', place, messages.unknownWord(label, shorten(given)), {
        expected: expectationOf(type),
        nearest: () => wordMeant(type.list, given),
      });
      return undefined;
    }
    case 'name': {
      const known = reading.outside[type.of];
      if (
        typeof node.value !== 'boolean' &&
        namePatterns[type.of].test(given) &&
        (known === undefined || known.includes(given))
      )
        return given;
      found.error('unknown-word', place, messages.unknownWord(label, shorten(given)), {
        ...(known === undefined || known.length > 60
          ? {}
          : { expected: expectations.oneOf(known.map((name) => ({ ja: name, en: name }))) }),
        nearest: () => nearestWord(given, known ?? []),
      });
      return undefined;
    }
    case 'country':
      if (isCountry(given)) return given;
      found.error('unknown-word', place, messages.unknownWord(label, shorten(given)), {
        expected: expectations.country,
        nearest: () =>
          (comparable(given) ? countryMeant(given) : undefined) ??
          (given.length <= 3 ? nearestWord(given, countryCodes) : undefined),
      });
      return undefined;
    case 'day':
      if (isDay(given)) return given;
      found.error('bad-date', place, messages.badDate(label, shorten(given)), {
        expected: expectations.day,
        nearest: () => dayMeant(given),
      });
      return undefined;
    case 'whole':
      return readNumber(
        reading,
        node,
        type,
        label,
        path,
        (value) => Number.isInteger(value) && value >= type.min && value <= type.max,
      );
    case 'degrees':
      return readNumber(reading, node, type, label, path, (value) => Math.abs(value) <= type.limit);
    case 'boolean':
      if (typeof node.value === 'boolean') return node.value;
      found.error('wrong-type', place, messages.wrongType(label), {
        expected: expectations.boolean,
        nearest: () => booleanMeant(given),
      });
      return undefined;
  }
}

function readText(
  reading: Reading,
  node: SourceScalar,
  several: boolean,
  label: Text,
  path: string,
): string | undefined {
  const place = { ...node.at, path };
  const { found } = reading;
  if (typeof node.value === 'boolean') {
    found.error('wrong-type', place, messages.wrongType(label), { expected: expectations.text });
    return undefined;
  }
  const value = cleanText(node.raw);
  const most = several ? longestText : longestLine;
  if (value.length > most) found.error('too-large', place, messages.tooLong(label, most));
  else if (!several && value.includes('\n'))
    found.error('wrong-type', place, messages.oneLine(label));
  else if (spreadsheetError.test(value)) found.error('wrong-type', place, messages.errorCell);
  else if (!value.isWellFormed() || forbidden.test(value))
    found.error('encoding', place, messages.controlCharacter);
  else return value;
  return undefined;
}

/** What a spreadsheet shows for a broken formula; nobody means it as a text. */
const spreadsheetError =
  /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/;

/** What no document can carry: control characters and code points that XML excludes. */
const forbidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

/** A text as it is kept: tabs as spaces, one kind of line end, nothing around it nor at the end of its lines. */
export function cleanText(given: string): string {
  return given
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .split('\n')
    .map((row) => row.trimEnd())
    .join('\n')
    .trim();
}

function readNumber(
  reading: Reading,
  node: SourceScalar,
  type: ValueType,
  label: Text,
  path: string,
  fits: (value: number) => boolean,
): number | undefined {
  const place = { ...node.at, path };
  const expected = expectationOf(type);
  if (typeof node.value === 'number' && fits(node.value)) return node.value === 0 ? 0 : node.value;
  if (typeof node.value === 'number')
    reading.found.error('bad-number', place, messages.badNumber(label, shorten(node.raw)), {
      expected,
    });
  else {
    const digits = comparable(node.raw) ? node.raw.normalize('NFKC').replace(/[,\s]/g, '') : '';
    const nearest = (): string | undefined =>
      /^-?\d{1,12}(\.\d{1,9})?$/.test(digits) && fits(Number(digits)) ? digits : undefined;
    reading.found.error('wrong-type', place, messages.wrongType(label), { expected, nearest });
  }
  return undefined;
}

/** What a type wants, in words. */
export function expectationOf(type: ValueType): Text {
  switch (type.is) {
    case 'text':
      return expectations.text;
    case 'key':
      return expectations.key;
    case 'reference':
      return expectations.keyOf(type.to.map(elementLabel));
    case 'word':
      return expectations.oneOf(wordsOf(type.list).map((word) => labelledWord(type.list, word)));
    case 'name':
      return expectations.text;
    case 'country':
      return expectations.country;
    case 'day':
      return expectations.day;
    case 'whole':
      return expectations.whole(type.min, type.max);
    case 'degrees':
      return expectations.degrees(type.limit);
    case 'boolean':
      return expectations.boolean;
  }
}

function labelledWord(list: WordListName, word: string): Text {
  const label = wordLabel(list, word);
  return { ja: label.ja === word ? word : `${word}（${label.ja}）`, en: word };
}

function wordMeant(list: WordListName, given: string): string | undefined {
  if (!comparable(given)) return undefined;
  const folded = given.normalize('NFKC').toLowerCase();
  const words = wordsOf(list);
  const byLabel = words.find((word) =>
    [word, wordLabel(list, word).ja, wordLabel(list, word).en].some(
      (s) => s.normalize('NFKC').toLowerCase() === folded,
    ),
  );
  if (byLabel !== undefined) return byLabel;
  if (words.includes('yes') && booleanMeant(given) !== undefined)
    return booleanMeant(given) === 'true' ? 'yes' : 'no';
  return nearestWord(given, words);
}

function keyMeant(given: string): string | undefined {
  if (!comparable(given)) return undefined;
  const key = given
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
  return keyPattern.test(key) ? key : undefined;
}

export function booleanMeant(given: string): 'true' | 'false' | undefined {
  if (!comparable(given)) return undefined;
  const folded = given.normalize('NFKC').toLowerCase();
  if (['true', 'yes', 'はい', '○', '〇', '1', 'on', 'あり'].includes(folded)) return 'true';
  if (['false', 'no', 'いいえ', '×', '0', 'off', 'なし'].includes(folded)) return 'false';
  return undefined;
}

/** 2027/3/31, 2027年3月31日 and 令和9年3月31日 as a day, where it exists. */
export function dayMeant(given: string): string | undefined {
  if (!comparable(given)) return undefined;
  const m =
    /^(令和|平成|R|H)?\s*(元|\d{1,4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?$/i.exec(
      given.normalize('NFKC').trim(),
    );
  if (!m) return undefined;
  const era = m[1] === undefined ? 0 : /^(令和|R)$/i.test(m[1]) ? 2018 : 1988;
  const year = era + (m[2] === '元' ? 1 : Number(m[2]));
  const day = `${String(year).padStart(4, '0')}-${String(m[3]).padStart(2, '0')}-${String(m[4]).padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
