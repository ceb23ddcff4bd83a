import { normaliseLabel } from '@machimori/catalogue';
import { otherStateWords, type Place, readPlannedDate, stateWords } from '@machimori/kernel';
import type { LabelMatcher } from './item-label.ts';
import type { LineState } from './sheet-content.ts';

/** The words of a row's three input cells, formulas and errors already set aside. */
export interface RowWords {
  readonly planned: { readonly text: string; readonly place: Place };
  readonly statement: { readonly text: string; readonly place: Place };
  readonly state: { readonly text: string; readonly place: Place };
}

/** Of words for several items, each behind its label, those for one; words without labels hold for all. */
export function onlyFor(words: RowWords, itemId: string, labels: LabelMatcher): RowWords {
  const part = (text: string): string => {
    const lines = text.split('\n');
    const heads = lines.map((line) => labels.find(line)[0]?.item.id);
    if (heads.every((id) => id === undefined)) return text;
    const own: string[] = [];
    let current: string | undefined;
    lines.forEach((line, i) => {
      const head = heads[i];
      if (head !== undefined) current = head;
      if (current === itemId || current === undefined)
        own.push(head === undefined ? line : withoutLabel(line));
    });
    return own.join('\n').trim();
  };
  return {
    planned: { ...words.planned, text: part(words.planned.text) },
    statement: { ...words.statement, text: part(words.statement.text) },
    state: words.state,
  };
}

function withoutLabel(line: string): string {
  const colon = line.search(/[:：]/);
  return colon === -1 ? line.replace(/^\S+\s*/, '') : line.slice(colon + 1).trim();
}

/** One spelling of a wording, for comparing what people write. */
export function folded(s: string): string {
  return normaliseLabel(s).replace(/\s+/g, '').toLowerCase();
}

const statesByWord = new Map<string, LineState>([
  ...Object.entries(stateWords).flatMap(([state, word]) =>
    [word.ja, word.en].map((w) => [folded(w), state as LineState] as const),
  ),
  ...Object.entries(otherStateWords),
]);

/** 済, 実施済み, 対応済 … */
const done = /(?:実施|実装|対応|対策|導入|設定|整備|適用|完了)?済み?$/;

/** A remark behind a word; one that takes the word back (一部, 予定) leaves no state. */
const remark = /[(【[].*$/s;
const takenBack = /一部|予定|未|見込|以外/;

/** The state that a word tells, with a remark behind it or without: 対象外（機器がないため）. */
export function stateOf(wording: string): LineState | undefined {
  if (wording.length > longestDate) return undefined;
  const s = folded(wording);
  const word = s.replace(remark, '');
  if (word === '' || takenBack.test(s.slice(word.length))) return undefined;
  return statesByWord.get(word) ?? (word.replace(done, '') === '' ? 'implemented' : undefined);
}

/** A cell of more says no date and no state: nobody writes either at such length. */
export const longestDate = 4_000;

/**
 * The state that people write where a date is asked: 済, 完了, 実施済（令和7年度）, 令和7年9月に実施済み, 対象外（…）.
 * Undefined for a date, and for lines that say different things.
 */
export function stateInDate(wording: string): LineState | undefined {
  if (wording.length > longestDate) return undefined;
  const states = new Set(wording.split('\n').map(stateInLine));
  const [only] = states;
  return states.size === 1 ? only : undefined;
}

function stateInLine(line: string): LineState | undefined {
  const state = stateOf(line);
  if (state !== undefined) return state;
  const s = folded(line);
  const words = s.replace(remark, '');
  if (!done.test(words) || takenBack.test(s.slice(words.length))) return undefined;
  const when = words.replace(done, '').replace(/[にで]$/, '');
  return readPlannedDate(when) === undefined ? undefined : 'implemented';
}
