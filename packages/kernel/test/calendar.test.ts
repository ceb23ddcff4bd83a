import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  type Day,
  dayInJapan,
  daysBetween,
  dayText,
  eraDayText,
  fiscalHalf,
  fiscalHalfEnd,
  fiscalHalfText,
  fiscalYear,
  fiscalYearText,
  isDay,
  lastOfMonth,
  nextHalf,
} from '../src/index.ts';

const anyDay: fc.Arbitrary<Day> = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2199-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a day', () => {
  it.each(['2026-11-21', '2028-02-29', '1900-01-01', '2199-12-31'])('may be %s', (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '1899-12-31',
    '2200-01-01',
    '2026-1-1',
    '2026-11-21T00:00:00Z',
    ' 2026-11-21',
    '',
  ])('is never “%s”', (value) => {
    expect(isDay(value)).toBe(false);
  });

  it('changes in Japan at 15:00 UTC', () => {
    expect(dayInJapan(new Date('2026-11-20T14:59:59.999Z'))).toBe('2026-11-20');
    expect(dayInJapan(new Date('2026-11-20T15:00:00.000Z'))).toBe('2026-11-21');
    expect(dayInJapan(new Date('2026-12-31T15:00:00.000Z'))).toBe('2027-01-01');
    expect(dayInJapan(new Date('2028-02-28T15:00:00.000Z'))).toBe('2028-02-29');
  });

  it('is the same for a whole day in Japan, whatever the hour', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 86_399_999 }), (day, ms) => {
        const midnight = Date.parse(`${day}T00:00:00+09:00`);
        expect(dayInJapan(new Date(midnight + ms))).toBe(day);
      }),
    );
  });

  it('moves by as many days as are between', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -2000, max: 2000 }), (day, days) => {
        const moved = addDays(day, days);
        expect(daysBetween(day, moved)).toBe(days);
        expect(Math.sign(days)).toBe(moved > day ? 1 : moved < day ? -1 : 0);
      }),
    );
  });

  it.each([
    ['2026-11-30', '2026年（令和8年）11月30日（月）'],
    ['2019-05-01', '2019年（令和元年）5月1日（水）'],
    ['2019-04-30', '2019年（平成31年）4月30日（火）'],
    ['1989-01-08', '1989年（平成元年）1月8日（日）'],
    ['1989-01-07', '1989年（昭和64年）1月7日（土）'],
    ['1920-01-01', '1920年1月1日（木）'],
  ])('%s is %s with its era', (day, ja) => {
    expect(eraDayText(day)).toEqual({ ja, en: dayText(day).en });
  });

  it('is written with its weekday', () => {
    expect(dayText('2026-11-30')).toEqual({
      ja: '2026年11月30日（月）',
      en: 'Monday 30 November 2026',
    });
    expect(dayText('2028-02-29')).toEqual({
      ja: '2028年2月29日（火）',
      en: 'Tuesday 29 February 2028',
    });
  });
});

describe('a month', () => {
  it.each([
    [2026, 2, '2026-02-28'],
    [2028, 2, '2028-02-29'],
    [2026, 9, '2026-09-30'],
    [2026, 12, '2026-12-31'],
  ])('%i-%i ends on %s', (year, month, end) => {
    expect(lastOfMonth(year, month)).toBe(end);
  });
});

describe('a fiscal year', () => {
  it.each([
    ['2026-03-31', 2025],
    ['2026-04-01', 2026],
    ['2026-12-31', 2026],
    ['2027-01-01', 2026],
  ])('of %s is %i', (day, year) => {
    expect(fiscalYear(day)).toBe(year);
  });

  it.each([
    [1989, '平成1年度'],
    [2018, '平成30年度'],
    [2019, '令和元年度'],
    [2020, '令和2年度'],
    [2026, '令和8年度'],
  ])('%i is %s', (year, ja) => {
    expect(fiscalYearText(year)).toEqual({ ja, en: `FY${year}` });
  });
});

describe('a half of a fiscal year', () => {
  it.each([
    ['2026-04-01', { year: 2026, half: 1 }],
    ['2026-09-30', { year: 2026, half: 1 }],
    ['2026-10-01', { year: 2026, half: 2 }],
    ['2027-03-31', { year: 2026, half: 2 }],
  ] as const)('of %s', (day, half) => {
    expect(fiscalHalf(day)).toEqual(half);
  });

  it('holds every day of it up to its end, and the next begins the day after', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const half = fiscalHalf(day);
        const end = fiscalHalfEnd(half);
        expect(day <= end).toBe(true);
        expect(daysBetween(day, end)).toBeLessThan(184);
        expect(fiscalHalf(end)).toEqual(half);
        expect(fiscalHalf(addDays(end, 1))).toEqual(nextHalf(half));
        expect(half.year).toBe(fiscalYear(day));
      }),
    );
  });

  it('is called 上期 or 下期', () => {
    expect(fiscalHalfText({ year: 2026, half: 1 })).toEqual({
      ja: '令和8年度上期',
      en: 'FY2026 first half',
    });
    expect(fiscalHalfText({ year: 2026, half: 2 }).ja).toBe('令和8年度下期');
  });
});
