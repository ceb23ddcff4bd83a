import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelMatcher } from '../../src/sheet/item-label.ts';
import { edition } from './plan-fixture.ts';

const labels = labelMatcher(edition);
const idOf = (s: string): string | undefined => labels.itemOf(s)?.id;

describe('labels in many spellings', () => {
  test.each([
    ['都市 OS①-1', 'city-os-1-1'],
    ['都市OS①−1', 'city-os-1-1'],
    ['都市ＯＳ①ー１：', 'city-os-1-1'],
    ['都市\nOS ① ‐ 1 アクセス制御', 'city-os-1-1'],
    ['都市ｏｓ（１）－（２）', 'city-os-1-2'],
    ['【都市OS①-4】セキュリティ監視', 'city-os-1-4'],
    ['ｻｰﾋﾞｽ②-3:認証', 'service-2-3'],
    ['サービス2-3 認証', 'service-2-3'],
    ['サービス❷–❸', 'service-2-3'],
    ['サービス②\u200b-\ufeff3', 'service-2-3'],
    ['No. サービス②-3', 'service-2-3'],
    ['サプライチェーン①', 'supply-chain-1'],
    ['サプライ・チェーン①：', 'supply-chain-1'],
    ['インシデント対応２：連絡窓口', 'incident-response-2'],
    ['データ連携⑥', 'data-exchange-6'],
    ['ガバナンス①-8', 'governance-1-8'],
  ])('%j names %s', (spelling, id) => expect(idOf(spelling)).toBe(id));

  test.each([
    '① サービス個別でのリスクアセスメントの実施',
    'カテゴリ2 サービス',
    'サービス',
    'サービス②',
    'サービス②-9',
    'サービス②-31',
    '独自③-4：',
    '1 適切なサプライチェーン管理',
    'サプライチェーン④',
    '（サービス③-1と同様に記入する）',
    '',
  ])('%j names nothing', (spelling) => expect(idOf(spelling)).toBeUndefined());

  test('a heading with its items in one cell names each of them, and a mention names none', () => {
    const cell =
      '② 外部からの攻撃等を防ぐ サービス②-1: アクセス制御を実装する サービス②-2: 権限設定を管理する\n（サービス②-4を参照）';
    expect(labels.find(cell).map((f) => f.item.id)).toEqual(['service-2-1', 'service-2-2']);
  });
});

const dash = fc.constantFrom('-', '−', '－', '‐', '‑', '–', '—', '―', 'ー', '─', ' - ', '－ ');
const digit = (n: number): fc.Arbitrary<string> =>
  fc.constantFrom(String(n), String.fromCodePoint(0xff10 + n));
const circled = (n: number): fc.Arbitrary<string> =>
  fc.constantFrom(
    String.fromCodePoint(0x245f + n),
    String.fromCodePoint(0x2473 + n),
    String.fromCodePoint(0x2775 + n),
    `(${n})`,
    `（${n}）`,
    `（${String.fromCodePoint(0xff10 + n)}）`,
  );
const widen = (s: string): string =>
  s.replace(/[!-~]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0));
const halfWidth: Readonly<Record<string, string>> = {
  サービス: 'ｻｰﾋﾞｽ',
  アセット: 'ｱｾｯﾄ',
  ガバナンス: 'ｶﾞﾊﾞﾅﾝｽ',
  サプライチェーン: 'ｻﾌﾟﾗｲﾁｪｰﾝ',
};
const ending = fc.constantFrom(
  '',
  ':',
  '：',
  ' ',
  '　',
  '\n',
  ': 見出し',
  '：見出しと説明',
  '　見出し',
  '\n見出し\n説明',
  '\u200b：見出し',
);
const opening = fc.constantFrom('', ' ', '　', '・', '■', '\n');

/** Any spelling of one item's label. */
const spelt = fc.constantFrom(...edition.checkItems).chain((item) => {
  const match = /^(.+?)([①-⑳])(?:-(\d+))?$/.exec(item.label);
  const word = match?.[1] ?? '';
  const section = (match?.[2]?.codePointAt(0) ?? 0) - 0x245f;
  const words = fc.constantFrom(
    word,
    widen(word),
    halfWidth[word] ?? word,
    [...word].join(' '),
    word.toLowerCase(),
    word.normalize('NFD'),
  );
  const number =
    match?.[3] === undefined
      ? fc.constant('')
      : fc.tuple(dash, digit(Number(match[3]))).map((parts) => parts.join(''));
  return fc
    .tuple(opening, words, fc.constantFrom('', ' ', '　'), circled(section), number, ending)
    .map((parts) => ({ id: item.id, text: parts.join('') }));
});

describe('properties of labels', () => {
  test('every spelling of a label names its item', () => {
    fc.assert(
      fc.property(spelt, ({ id, text }) => idOf(text) === id),
      { numRuns: 3_000 },
    );
  });

  test('two spellings are the same label only where they name the same item', () => {
    fc.assert(
      fc.property(spelt, spelt, (a, b) => (idOf(a.text) === idOf(b.text)) === (a.id === b.id)),
    );
  });

  test('no text makes it fail or linger', () => {
    const noise = fc.array(
      fc.constantFrom('サ', 'サービス', '①', '-', '1', ' ', '\n', '：', '都', '市', 'O', 'S', 'と'),
      { maxLength: 400 },
    );
    fc.assert(fc.property(noise, (parts) => Array.isArray(labels.find(parts.join('')))));
  });
});
