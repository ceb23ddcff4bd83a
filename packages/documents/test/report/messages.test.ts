import { describe, expect, it } from 'vitest';
import { messages } from '../../src/report/messages.ts';

interface Found {
  readonly path: string;
  readonly ja: string;
  readonly en: string;
}

function collect(value: unknown, path: string): Found[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('ja' in value && 'en' in value) return [{ path, ja: String(value.ja), en: String(value.en) }];
  return Object.entries(value).flatMap(([name, part]) => collect(part, `${path}.${name}`));
}

const all = collect(messages, 'messages');
/** Words that readers without training do not know. */
const refused = [
  'ギャップ',
  'オーバーラップ',
  '失効',
  'ステイル',
  'リスクアクセプト',
  '残存リスクスコア',
  'N/A',
  'エビデンス',
  'コンポーネント',
  'ゲートウェイ',
  'シナリオ',
  'オプトイン',
];

describe('the words of the report', () => {
  it('are there in both languages', () => {
    expect(all.length).toBeGreaterThan(150);
    for (const m of all) expect(m.ja !== '' || m.path.includes('sentenceGap'), m.path).toBe(true);
  });

  it('use no word that is refused', () => {
    for (const m of all) for (const word of refused) expect(m.ja, m.path).not.toContain(word);
  });

  it('keep each sentence within 60 characters', () => {
    for (const m of all)
      for (const sentence of m.ja.split('。'))
        expect([...sentence].length, `${m.path}: ${sentence}`).toBeLessThanOrEqual(60);
  });

  it('name the same values in both languages', () => {
    const names = (s: string): string[] =>
      [...s.matchAll(/\{([a-zA-Z]+)\}/g)].map((x) => x[1] ?? '').sort();
    for (const m of all) expect(names(m.en), m.path).toEqual(names(m.ja));
  });
});
