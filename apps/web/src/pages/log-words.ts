import { isDay, type Text, text } from '@machimori/kernel';
import { dateText } from '../design/date-text.tsx';
import type { Say } from '../language.tsx';
import { contentNames, contentValues, logWords } from '../messages/log.ts';
import { roleWords } from '../messages/shell.ts';
import { signs } from '../messages/signs.ts';

const names: Readonly<Record<string, Text>> = contentNames;
const values: Readonly<Record<string, Text>> = { ...contentValues, ...roleWords };

/** One thing that a content says: what it is called, and what it is. */
export type ContentLine = readonly [name: string, value: string];

const own = (table: Readonly<Record<string, Text>>, key: string): Text | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** What the log keeps in a machine's form and people read otherwise: instants of UTC, days, editions, what was approved. */
function saidOtherwise(value: string, say: Say): string | undefined {
  if (instant.test(value) || isDay(value)) return say(text(...inBoth(value)));
  const [, edition, draft] = /^mic-smart-city-security\/([\d.]+)(-draft)?$/.exec(value) ?? [];
  if (edition !== undefined)
    return say(draft === undefined ? logWords.ofEdition : logWords.ofDraft, { edition });
  const [, revision] = /^revision\/(\d+)$/.exec(value) ?? [];
  return revision === undefined ? undefined : say(logWords.ofRevision, { revision });
}

const inBoth = (value: string): readonly [ja: string, en: string] => [
  dateText(value, 'ja', true),
  dateText(value, 'en', true),
];

function valueText(value: unknown, say: Say): string {
  if (typeof value === 'boolean') return say(value ? logWords.yes : logWords.no);
  if (typeof value === 'string') {
    const words = own(values, value);
    return words === undefined ? (saidOtherwise(value, say) ?? value) : say(words);
  }
  if (Array.isArray(value)) return value.map((each) => valueText(each, say)).join(say(signs.comma));
  return value === null ? '' : String(value);
}

/** What a reader wants first, whatever the order in which an act wrote it: what was decided, and by whom. */
const first: readonly string[] = ['deed', 'verdict', 'subject', 'way', 'signedBy', 'sentTo'];
const rankOf = (key: string): number => (first.includes(key) ? first.indexOf(key) : first.length);

/** What an entry's content says, line by line; what lies deeper is named by its way. */
export function contentLines(content: string | undefined, say: Say): readonly ContentLine[] {
  if (content === undefined) return [];
  const lines: ContentLine[] = [];
  const collect = (given: unknown, way: string, whole?: string): void => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      const words = valueText(given, say);
      if (words !== '') lines.push([way, words]);
      return;
    }
    const entries = Object.entries(given).sort(([a], [b]) => rankOf(a) - rankOf(b));
    for (const [key, value] of entries) {
      const words = own(names, `${whole}.${key}`) ?? own(names, key);
      const name = words === undefined ? key : say(words);
      collect(value, way === '' ? name : `${way}: ${name}`, key);
    }
  };
  try {
    collect(JSON.parse(content), '');
  } catch {
    return [];
  }
  return lines;
}

/** What tells a reader of the list something; ids and fingerprints stand in the details alone. */
export const tellingLines = (lines: readonly ContentLine[]): readonly ContentLine[] =>
  lines.filter(([, value]) => !/^[0-9a-f]{64}$|\b[a-z]{3}_[0-9a-f]{32}\b/.test(value));

const longest = 36;

/** A value in a list: a hash, a key or an address that nobody reads to its end is cut; all of it is in the details. */
export const shortValue = (value: string): string =>
  value.replace(/[!-~]+/g, (run) =>
    run.length <= longest ? run : `${run.slice(0, 16)}…${run.slice(-6)}`,
  );
