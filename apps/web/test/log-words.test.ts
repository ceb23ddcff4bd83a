import { fillText } from '@machimori/kernel';
import { describe, expect, test } from 'vitest';
import type { Say } from '../src/language.tsx';
import { contentLines, tellingLines } from '../src/pages/log-words.ts';

const say: Say = (text, values) => (values === undefined ? text : fillText(text, values)).ja;
const linesOf = (content: unknown) => contentLines(JSON.stringify(content), say);

describe('what an entry of the log says', () => {
  test('of a decision begins with what was decided, about what and by whom', () => {
    const lines = tellingLines(
      linesOf({
        subject: 'revision/2',
        digest: 'a'.repeat(64),
        verdict: 'approve',
        way: 'link',
        sentTo: { name: '外の 長', office: '副町長', email: 'soto@example.lg.jp' },
        delivery: 'by-hand',
      }),
    );
    expect(lines.slice(0, 4)).toEqual([
      ['決定', '承認'],
      ['承認の対象', 'まちの内容（版2）'],
      ['承認の受けかた', '外の人・リンク'],
      ['リンクを渡した相手: 名前', '外の 長'],
    ]);
    expect(lines).toContainEqual(['リンクを渡した相手: 職名', '副町長']);
  });

  test('of what a plan changed counts its lines, not people', () => {
    expect(linesOf({ lines: { appeared: 3, changed: 1, fellAway: 0 }, changed: 2 })).toEqual([
      ['行の数: 増えた', '3'],
      ['行の数: 変わった', '1'],
      ['行の数: なくなった', '0'],
      ['変えた人の数', '2'],
    ]);
  });

  test('names moments in Japan’s time', () => {
    expect(linesOf({ madeAt: '2026-11-20T15:30:00.000Z', program: '0.4.0' })).toEqual([
      ['いつのバックアップか', '2026年11月21日（土） 00:30'],
      ['街守りの版', '0.4.0'],
    ]);
    expect(linesOf({ signedBy: { on: '2026-11-20' } })[0]?.[1]).toBe('2026年11月20日（金）');
  });

  test('names an edition of the guideline as people do', () => {
    const told = ['2.0-draft', '3.0'].map(
      (edition) => linesOf({ edition: `mic-smart-city-security/${edition}` })[0]?.[1],
    );
    expect(told).toEqual(['第2.0版（案）', '第3.0版']);
  });

  test('tells apart what was done to a member', () => {
    const told = ['role-change', 'suspension', 'resumption', 'departure'].map(
      (deed) => linesOf({ roles: ['contributor'], deed })[0],
    );
    expect(told.map((line) => line?.[0])).toEqual(Array.from(told, () => 'したこと'));
    expect(new Set(told.map((line) => line?.[1])).size).toBe(4);
    expect(told.some((line) => /^[a-z-]+$/.test(line?.[1] ?? ''))).toBe(false);
  });
});
