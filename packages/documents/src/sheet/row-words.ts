import { normaliseLabel } from '@machimori/catalogue';
import type { Place } from '@machimori/kernel';
import type { LabelMatcher } from './item-label.ts';
import { type LineState, stateWords } from './sheet-content.ts';

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

const statesByWord = new Map<string, LineState>(
  Object.entries(stateWords).flatMap(([state, word]) =>
    [word.ja, word.en].map((w) => [folded(w), state as LineState] as const),
  ),
);
const otherStateWords: Readonly<Record<string, LineState>> = {
  未実施: 'not-started',
  未対応: 'not-started',
  未: 'not-started',
  計画済: 'planned',
  計画済み: 'planned',
  予定: 'planned',
  計画中: 'planned',
  対応中: 'in-progress',
  着手済み: 'in-progress',
  着手: 'in-progress',
  一部実施: 'in-progress',
  実施済: 'implemented',
  済: 'implemented',
  完了: 'implemented',
  対応済み: 'implemented',
  対応済: 'implemented',
  実装済み: 'implemented',
  実装済: 'implemented',
  該当なし: 'not-applicable',
  非該当: 'not-applicable',
};

export function stateOf(word: string): LineState | undefined {
  const s = folded(word);
  return statesByWord.get(s) ?? otherStateWords[s];
}
