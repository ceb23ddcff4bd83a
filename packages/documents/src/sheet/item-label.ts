import { type CheckItem, type Edition, normaliseLabel } from '@machimori/catalogue';
import { fill } from '@machimori/kernel';
import { tooLarge } from '@machimori/workbook';
import { sheetMessages as m } from './messages.ts';

/** How the bands between the tables begin, in 別紙1 and in our own books. */
const bands = ['カテゴリ', 'スマートシティ特有', 'CATEGORY', m.viewsBand.en].map((s) => bare(s));

/** Labels head a cell: what stands further down is an answer, not a label. */
const mostCharacters = 1_000;
const mostTexts = 4_000;

export interface FoundLabel {
  readonly item: CheckItem;
  /** Where the label stands in the normalised text, and where what follows it begins. */
  readonly start: number;
  readonly end: number;
}

export interface LabelMatcher {
  /** Every label that heads a cell or a part of it, in order; mentions such as 「サービス①-1と同様」 are not labels. */
  find(cellText: string): readonly FoundLabel[];
  /** The one item that a label names, or undefined. */
  itemOf(label: string): CheckItem | undefined;
  /** True for the headings and bands between the items. */
  isHeading(cellText: string): boolean;
}

export function labelMatcher(
  edition: Pick<Edition, 'checkItems' | 'sections' | 'categories'>,
): LabelMatcher {
  const byLabel = new Map<string, CheckItem>();
  const words = new Set<string>();
  for (const item of edition.checkItems) {
    const { word, key } = splitLabel(item.label);
    words.add(word);
    byLabel.set(key, item);
  }
  // Longer words first, so that none hides another; blanks and middle dots may stand between any two characters.
  const group = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => [...word].map(escapePattern).join('[ \\n・･.]?'))
    .join('|');
  const pattern = new RegExp(
    `(${group})[ \\n・-]?(?:\\((\\d{1,2})\\)|(\\d{1,2}))(?:[ \\n]?-?[ \\n]?\\(?(\\d{1,2})\\)?)?`,
    'g',
  );
  const headings = new Set(
    [...edition.sections, ...edition.categories]
      .flatMap((s) => ('heading' in s ? [s.heading.ja, s.heading.en] : [s.name.ja, s.name.en]))
      .map(bare),
  );

  const known = new Map<string, readonly FoundLabel[]>();
  const find = (cellText: string): readonly FoundLabel[] => {
    const before = known.get(cellText);
    if (before) return before;
    // The same items come again line after line; a book in which every row says something new is no check sheet.
    if (known.size >= mostTexts) throw tooLarge(fill(m.largeTexts, { n: mostTexts }));
    const found = search(cellText);
    known.set(cellText, found);
    return found;
  };
  const search = (cellText: string): readonly FoundLabel[] => {
    const s = normaliseLabel(cellText.slice(0, mostCharacters));
    const found: FoundLabel[] = [];
    for (const match of s.matchAll(pattern)) {
      const word = bare(match[1] ?? '');
      const section = Number(match[2] ?? match[3]);
      const whole = resolveMatch(byLabel, word, section, match[4], match[0]);
      if (!whole) continue;
      const end = match.index + whole.length;
      if (heads(s, match.index, end)) found.push({ item: whole.item, start: match.index, end });
    }
    return found;
  };
  return {
    find,
    itemOf: (label) => {
      const [first, ...others] = find(label);
      return others.length === 0 ? first?.item : undefined;
    },
    isHeading: (cellText) => {
      const s = bare(
        normaliseLabel(cellText.slice(0, 200)).replace(/^(?:\(\d+\)|\d+[.)]?)\s*/, ''),
      );
      return bands.some((band) => s.startsWith(band)) || headings.has(s);
    },
  };
}

/** A label of the edition, taken apart: サービス②-3 → サービス, サービス(2)-3. */
function splitLabel(label: string): { word: string; key: string } {
  const s = normaliseLabel(label).replace(/\s/g, '');
  const match = /^(.+?)\((\d+)\)(?:-(\d+))?$/.exec(s);
  const word = match?.[1] ?? s;
  return {
    word,
    key: keyOf(word, Number(match?.[2]), match?.[3] === undefined ? undefined : Number(match[3])),
  };
}

const keyOf = (word: string, section: number, number: number | undefined): string =>
  `${word}(${section})${number === undefined ? '' : `-${number}`}`;

/** Groups such as サプライチェーン number their items once; a second number there belongs to the text that follows. */
function resolveMatch(
  byLabel: ReadonlyMap<string, CheckItem>,
  word: string,
  section: number,
  number: string | undefined,
  matched: string,
): { item: CheckItem; length: number } | undefined {
  if (number !== undefined) {
    const item = byLabel.get(keyOf(word, section, Number(number)));
    if (item) return { item, length: matched.length };
  }
  const item = byLabel.get(keyOf(word, section, undefined));
  if (!item) return undefined;
  const length =
    number === undefined
      ? matched.length
      : matched.replace(/[ \n]?-?[ \n]?\(?\d{1,2}\)?$/, '').length;
  return { item, length };
}

/** True where a label begins a line, or stands within one with a colon after it. */
function heads(s: string, start: number, end: number): boolean {
  const lineStart = s.lastIndexOf('\n', start - 1) + 1;
  const before = s.slice(Math.max(lineStart, start - 40), start);
  const next = s.slice(end, end + 40);
  if (/^\d/.test(next)) return false;
  const after = next.replace(/^[\])}】」』〕>]+/, '').trimStart();
  if (
    /^[ \-・*■□●○◆◇▼▲【「『〔[(<#]*$/.test(before) ||
    /(?:^|[ (])(?:NO|項目)[.: ]*$/.test(before)
  ) {
    return !/^(?:と同|と共|を参照|参照|に準|及び|および|から|のとおり|の通り)/.test(after);
  }
  return after.startsWith(':') && /[ 。)」】]$/.test(before);
}

function bare(s: string): string {
  return s
    .normalize('NFKC')
    .replace(/[\s・･.]/g, '')
    .toUpperCase();
}

function escapePattern(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
