import { isDay, type Text } from '@machimori/kernel';
import { countryCodes, countryMeant, isCountry } from './countries.ts';
import { dayMeant, lastDayMeant } from './days-meant.ts';
import { everydayMeaning, likelyWords, looseWord, sameWords } from './everyday-words.ts';
import { keyPattern, type OutsideName, type ValueType } from './field.ts';
import { elementLabel } from './format.ts';
import { expectations, messages } from './messages.ts';
import { nearestWord } from './nearest-word.ts';
import { comparable, type Reading, shorten, type Wording, writesCodes } from './reading.ts';
import type { SourceNode, SourceScalar } from './source-node.ts';
import { type WordListName, wordLabel, wordsOf } from './words.ts';

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
    if (node.is !== 'refused')
      found.error('wrong-type', place, messages.wrongType(label), {
        expected: expectationOf(type, reading),
      });
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
        found.error('bad-key', place, messages.notAKey(label, shorten(given)), {
          expected: expectationOf(type, reading),
          nearest: () => reading.spots.keyNamed(given, type.to) ?? keyMeant(given),
        });
        return undefined;
      }
      reading.spots.uses.push({ key: given, to: type.to, label, place, put });
      return given;
    case 'word': {
      const words = wordsOf(type.list);
      if (words.includes(given) && typeof node.value !== 'boolean') return given;
      found.error('unknown-word', place, messages.unknownWord(label, shorten(given)), {
        expected: expectationOf(type, reading),
        nearest: () => wordMeant(type.list, given, reading.wording),
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
          : {
              expected: expectations.oneOf(known.map((name) => nameLabel(reading, type.of, name))),
            }),
        nearest: () => nameMeant(reading, type.of, given),
      });
      return undefined;
    }
    case 'country':
      if (isCountry(given)) return given;
      found.error('unknown-word', place, messages.unknownWord(label, shorten(given)), {
        expected: expectationOf(type, reading),
        nearest: () =>
          (comparable(given) ? countryMeant(given) : undefined) ??
          (given.length <= 3 ? nearestWord(given, countryCodes) : undefined),
      });
      return undefined;
    case 'day':
      if (isDay(given)) return given;
      found.error('bad-date', place, messages.badDate(label, shorten(given)), {
        expected: expectationOf(type, reading),
        nearest: () => dayMeant(given) ?? lastDayMeant(given),
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
      found.error('wrong-type', place, messages.unknownWord(label, shorten(given)), {
        expected: expectationOf(type, reading),
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
  const fault = textFault(value, several, label);
  if (fault === undefined) return value;
  found.error(fault.code, place, fault.message);
  return undefined;
}

/** What keeps a text, cleaned already, out of a city's description; undefined where nothing does. */
export function textFault(
  value: string,
  several: boolean,
  label: Text,
): { readonly code: 'too-large' | 'wrong-type' | 'encoding'; readonly message: Text } | undefined {
  const most = several ? longestText : longestLine;
  if (value.length > most) return { code: 'too-large', message: messages.tooLong(label, most) };
  if (!several && value.includes('\n'))
    return { code: 'wrong-type', message: messages.oneLine(label) };
  if (spreadsheetError.test(value)) return { code: 'wrong-type', message: messages.errorCell };
  if (!value.isWellFormed() || forbidden.test(value))
    return { code: 'encoding', message: messages.controlCharacter };
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

/** A line as it may stand in a city: what cannot be kept is left away, nothing is left of what nobody means. */
export function plainLine(given: string): string {
  const kept = cleanText(
    given
      .toWellFormed()
      .replace(/[\r\n\t]/g, ' ')
      .replace(new RegExp(forbidden, 'g'), ''),
  )
    .slice(0, longestLine)
    .toWellFormed()
    .trim();
  return spreadsheetError.test(kept) ? '' : kept;
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
  const expected = expectationOf(type, reading);
  if (typeof node.value === 'number' && fits(node.value)) return node.value === 0 ? 0 : node.value;
  if (typeof node.value === 'number')
    reading.found.error('bad-number', place, messages.badNumber(label, shorten(node.raw)), {
      expected,
    });
  else {
    const digits = numberMeant(node.raw);
    const nearest = (): string | undefined =>
      digits !== undefined && fits(Number(digits)) ? digits : undefined;
    reading.found.error('wrong-type', place, messages.notANumber(label, shorten(node.raw.trim())), {
      expected,
      nearest,
    });
  }
  return undefined;
}

/** What a type wants, in words: as a file writes them, or as a workbook shows them. */
function expectationOf(type: ValueType, { wording }: Reading): Text {
  const inFile = wording === 'codes';
  switch (type.is) {
    case 'text':
      return expectations.text;
    case 'key':
      return expectations.key;
    case 'reference':
      return expectations[writesCodes(wording) ? 'keyOf' : 'keyInSheet'](type.to.map(elementLabel));
    case 'word':
      return expectations.oneOf(
        wordsOf(type.list).map((word) =>
          inFile ? labelledWord(type.list, word) : wordLabel(type.list, word),
        ),
      );
    case 'name':
      return expectations.text;
    case 'country':
      return inFile ? expectations.country : expectations.countryInCell;
    case 'day':
      return inFile ? expectations.day : expectations.dayInCell;
    case 'whole':
      return expectations.whole(type.min, type.max);
    case 'degrees':
      return expectations.degrees(type.limit);
    case 'boolean':
      return inFile ? expectations.boolean : expectations.yesOrNo;
  }
}

function labelledWord(list: WordListName, word: string): Text {
  const label = wordLabel(list, word);
  return { ja: label.ja === word ? word : `${word}（${label.ja}）`, en: word };
}

/** The word that somebody means who does not write it as it stands; only where nothing else can be meant. */
export function wordSaid(list: WordListName, given: string): string | undefined {
  if (!comparable(given)) return undefined;
  const wanted = looseWord(given);
  return (
    wordsOf(list).find((word) =>
      [word, wordLabel(list, word).ja, wordLabel(list, word).en].some(
        (label) => looseWord(label) === wanted,
      ),
    ) ?? everydayMeaning(sameWords, list, given)[0]
  );
}

/** What to suggest for a word outside its list: one word or a few, as the input writes them. */
function wordMeant(list: WordListName, given: string, wording: Wording): string | undefined {
  if (!comparable(given)) return undefined;
  const said = wordSaid(list, given);
  const meant = said === undefined ? everydayMeaning(likelyWords, list, given) : [said];
  const shown = (word: string): string =>
    writesCodes(wording) ? word : wordLabel(list, word)[wording];
  if (meant.length > 0) return meant.map(shown).join(wording === 'en' ? ' / ' : '／');
  if (wordsOf(list).includes('yes') && booleanMeant(given) !== undefined)
    return shown(booleanMeant(given) === 'true' ? 'yes' : 'no');
  const labels = writesCodes(wording) ? [] : wordsOf(list).map(shown);
  const nearest = nearestWord(given, labels) ?? nearestWord(given, wordsOf(list));
  return nearest === undefined || labels.includes(nearest) ? nearest : shown(nearest);
}

/** What people read for a name from outside, where the input writes it so. */
function nameLabel({ names, wording }: Reading, of: OutsideName, id: string): Text {
  const label = wording === 'codes' ? undefined : names[of]?.find((known) => known.id === id)?.name;
  return label ?? { ja: id, en: id };
}

function nameMeant(reading: Reading, of: OutsideName, given: string): string | undefined {
  const { wording, names, outside } = reading;
  if (!writesCodes(wording)) {
    const label = labelMeant(
      given,
      (names[of] ?? []).map(({ name }) => name[wording]),
    );
    if (label !== undefined) return label;
  }
  const known = outside[of] ?? [];
  const wanted = looseWord(given);
  const id = known.find((name) => looseWord(name) === wanted) ?? nearestWord(given, known);
  return id === undefined || writesCodes(wording) ? id : nameLabel(reading, of, id)[wording];
}

/** The label that a shorter or slightly different wording means: near it, without its brackets, or holding it. */
function labelMeant(given: string, labels: readonly string[]): string | undefined {
  if (!comparable(given)) return undefined;
  const wanted = looseWord(given);
  const plain = (label: string): string => looseWord(label.replace(/[（(][^）)]*[）)]/g, ''));
  return (
    nearestWord(given, labels) ??
    labels.find((label) => plain(label) === wanted) ??
    (wanted.length < 2 ? undefined : labels.find((label) => looseWord(label).includes(wanted)))
  );
}

/** Digits that people write with commas, in full width, with what is counted: 1,200人, 約８００台 or 1万2千人. */
export function numberMeant(given: string): string | undefined {
  if (!comparable(given)) return undefined;
  const digits = given
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/(?<=\d)[,、](?=\d{3}(?!\d))/g, '')
    .replace(/^−/, '-')
    .replace(/^(?:約|およそ|北緯|東経)/, '')
    .replace(
      /(?:人|名|台|件|個|つ|基|か所|箇所|カ所|世帯|アカウント|度|°)(?:ほど|くらい|程度)?$/,
      '',
    );
  const myriads = /^(\d{1,5}(?:\.\d{1,4})?)万(?:(\d)千)?(\d{1,4})?$/.exec(digits);
  if (myriads) {
    const [, tens, thousands = '0', rest = '0'] = myriads;
    return String(Math.round(Number(tens) * 10_000) + Number(thousands) * 1_000 + Number(rest));
  }
  return /^-?\d{1,12}(?:\.\d{1,12})?$/.test(digits) ? digits : undefined;
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
  const folded = given.normalize('NFKC').trim().toLowerCase();
  if (['true', '1', 'on'].includes(folded)) return 'true';
  if (['false', '0', 'off'].includes(folded)) return 'false';
  const said = wordSaid('answers', given);
  return said === 'yes' ? 'true' : said === 'no' ? 'false' : undefined;
}
