import { addDays, daysBetween } from '@machimori/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SheetLine } from '../src/index.ts';
import { planOf } from './edition.ts';
import { component, smallCity } from './small-city.ts';

const city = smallCity({ components: [component('system', { operator: 'firm' })] });
const linesOn = (day: string): readonly SheetLine[] => planOf(city, day).lines;

const order = ['very-high', 'high', 'medium', 'low', undefined] as const;
/** Proposed dates by level, the most pressing first. */
const datesOn = (day: string): string[] =>
  order.flatMap((level) => {
    const line = linesOn(day).find((l) => l.level === level && l.findings.length === 0);
    return line ? [line.planned.by] : [];
  });

describe('a proposed date', () => {
  it('lies thirty days ahead at least, never before that of a more pressing line, and never moves back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_500 }), fc.nat({ max: 200 }), (start, later) => {
        const day = addDays('2026-04-01', start);
        for (const { planned } of linesOn(day))
          expect(daysBetween(day, planned.by)).toBeGreaterThanOrEqual(30);
        const dates = datesOn(day);
        expect(dates).toEqual([...dates].sort());
        const then = datesOn(addDays(day, later));
        for (const [i, by] of dates.entries()) expect((then[i] ?? '') >= by).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('is in the half that runs while thirty days of it are left, then in the next', () => {
    expect(datesOn('2026-08-31')[0]).toBe(shiftedBack(datesOn('2026-09-01')[0]));
    expect(datesOn('2026-09-01')).toEqual(datesOn('2026-10-01'));
    expect(datesOn('2027-03-01')).toEqual(datesOn('2026-10-01'));
    expect(datesOn('2027-03-02')).toEqual(datesOn('2027-04-01'));
  });
});

/** The end of the half before that which ends on a day. */
function shiftedBack(end: string | undefined): string {
  const [year = '', month = ''] = (end ?? '').split('-');
  return month === '03' ? `${Number(year) - 1}-09-30` : `${year}-03-31`;
}
