import { describe, expect, it } from 'vitest';
import type { Call } from '../src/command.ts';
import { asOfDay } from '../src/commands/plan.ts';

const asOf = (given: string): string =>
  asOfDay({ option: (name: string) => (name === 'as-of' ? given : undefined) } as Call);

describe('--as-of', () => {
  it.each([
    '2026-04-01',
    '2026/4/1',
    '2026年4月1日',
    '令和8年4月1日',
    '令和８年４月１日（水）',
    'R8.4.1',
  ])('takes %s as the first of April 2026', (given) => {
    expect(asOf(given)).toBe('2026-04-01');
  });

  it.each([
    '令和8年度',
    '令和8年4月',
    '2026年4月',
    '2026/4',
    '令和8年2月30日',
    '4月1日',
    '明日',
    '',
  ])('refuses %j, which names no day', (given) => {
    expect(() => asOf(given)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
