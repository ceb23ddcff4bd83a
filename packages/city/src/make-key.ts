import { keyPattern } from './field.ts';

const longest = 40;

/**
 * A key for a new element, from what people call it: Latin letters as they are, kana as they sound, anything else
 * left out; the kind's own word and a number where nothing is left. Never one that is taken.
 */
export function makeKey(
  kind: string,
  names: readonly (string | undefined)[],
  taken: ReadonlySet<string>,
  within?: string,
): string {
  const said = names.map((name) => slugOf(name ?? '')).find((slug) => slug.length >= 3);
  const word = said ?? kindStems[kind] ?? 'item';
  const stem = within === undefined || word.startsWith(`${within}-`) ? word : `${within}-${word}`;
  const numbered = said === undefined ? 1 : 2;
  if (said !== undefined && !taken.has(stem) && keyPattern.test(stem)) return stem;
  for (let number = numbered; ; number += 1) {
    const key = `${stem}-${number}`;
    if (!taken.has(key)) return key;
  }
}

const kindStems: Readonly<Record<string, string>> = {
  organisations: 'organisation',
  contracts: 'contract',
  components: 'component',
  externalSystems: 'external',
  dataSets: 'data',
  flows: 'flow',
  accounts: 'account',
  weaknesses: 'weakness',
};

const slugOf = (name: string): string =>
  romanised(name.normalize('NFKC').toLowerCase())
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');

/** Kana as they sound, in Hepburn's way without long marks; everything else stays. */
function romanised(name: string): string {
  const hiragana = name.replace(/[\u30a1-\u30f6]/g, (kana) =>
    String.fromCharCode(kana.charCodeAt(0) - 0x60),
  );
  return hiragana
    .replace(/ー/g, '')
    .replace(/([きしちにひみりぎじぢびぴ])([ゃゅょ])/g, (_, first: string, small: string) => {
      const stem = (sounds[first] ?? '').slice(0, -1);
      const vowel = { ゃ: 'a', ゅ: 'u', ょ: 'o' }[small] ?? '';
      return ['sh', 'ch', 'j'].includes(stem) ? stem + vowel : `${stem}y${vowel}`;
    })
    .replace(/[ぁ-ゖ]/g, (kana) => sounds[kana] ?? '')
    .replace(/っ([a-z])/g, '$1$1')
    .replace(/っ/g, '');
}

const rows: readonly (readonly [kana: string, onset: string])[] = [
  ['あいうえお', ''],
  ['かきくけこ', 'k'],
  ['がぎぐげご', 'g'],
  ['さしすせそ', 's'],
  ['ざじずぜぞ', 'z'],
  ['たちつてと', 't'],
  ['だぢづでど', 'd'],
  ['なにぬねの', 'n'],
  ['はひふへほ', 'h'],
  ['ばびぶべぼ', 'b'],
  ['ぱぴぷぺぽ', 'p'],
  ['まみむめも', 'm'],
  ['らりるれろ', 'r'],
];
const sounds: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    rows.flatMap(([kana, onset]) => [...kana].map((each, i) => [each, onset + 'aiueo'[i]])),
  ),
  ...{ し: 'shi', ち: 'chi', つ: 'tsu', ふ: 'fu', じ: 'ji', ぢ: 'ji', づ: 'zu', っ: 'っ' },
  ...{ や: 'ya', ゆ: 'yu', よ: 'yo', わ: 'wa', を: 'o', ん: 'n', ゔ: 'vu' },
  ...{ ゃ: 'ya', ゅ: 'yu', ょ: 'yo', ぁ: 'a', ぃ: 'i', ぅ: 'u', ぇ: 'e', ぉ: 'o' },
};
