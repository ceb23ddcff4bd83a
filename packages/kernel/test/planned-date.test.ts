import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  fiscalHalf,
  fiscalHalfEnd,
  fiscalHalfText,
  isRelativeDate,
  lastOfMonth,
  readPlannedDate,
} from '../src/index.ts';

/** Ways to write one year, by its number in the common era. */
const yearSpellings = (year: number): readonly string[] => {
  const count = year - 2018;
  return [
    `${year}`,
    `令和${count}`,
    `R${count}`,
    `r${count}`,
    `R.${count}`,
    `㋿${count}`,
    ...(count === 1 ? ['令和元'] : []),
  ];
};

/** What a person may do to a wording without changing what it says. */
const worn = (wording: string): fc.Arbitrary<string> =>
  fc
    .record({
      wide: fc.boolean(),
      spaced: fc.boolean(),
      tail: fc.constantFrom('', 'まで', '（予定）', 'に実施予定', 'までに完了'),
    })
    .map(({ wide, spaced, tail }) => {
      const digits = wide
        ? wording.replace(/[0-9]/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
        : wording;
      return `${spaced ? digits.replace(/(年度?)/g, '$1　') : digits}${tail}`;
    });

const reads = (wordings: readonly string[], by: string): void => {
  fc.assert(
    fc.property(fc.constantFrom(...wordings).chain(worn), (raw) => {
      expect(readPlannedDate(raw)).toEqual({ raw, by });
    }),
    { numRuns: 30 },
  );
};

const years = fc.integer({ min: 2019, max: 2060 });
const few = { numRuns: 40 };

describe('a planned date', () => {
  it('may be a fiscal year, which ends in March', () => {
    fc.assert(
      fc.property(years, (year) => {
        reads(
          yearSpellings(year).flatMap((y) => [
            `${y}年度`,
            `${y}年度末`,
            `${y}年度中`,
            `${y}年度内`,
          ]),
          `${year + 1}-03-31`,
        );
      }),
      few,
    );
  });

  it('may be a half of one, in each of its names', () => {
    fc.assert(
      fc.property(years, (year) => {
        const named = (...halves: readonly string[]): string[] =>
          yearSpellings(year).flatMap((y) => halves.map((half) => `${y}年度${half}`));
        reads(named('上期', '上半期', '前期', 'の上期', '上期中'), `${year}-09-30`);
        reads(named('下期', '下半期', '後期', 'の下期', '下期末'), `${year + 1}-03-31`);
      }),
      few,
    );
  });

  it('may be a quarter, counted in any digits', () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 1, max: 4 }), (year, n) => {
        const ends = [`${year}-06-30`, `${year}-09-30`, `${year}-12-31`, `${year + 1}-03-31`];
        reads(
          yearSpellings(year).flatMap((y) => [
            `${y}年度第${n}四半期`,
            `${y}年度${n}四半期`,
            `${y}年度第${'一二三四'[n - 1]}四半期`,
          ]),
          ends[n - 1] ?? '',
        );
      }),
      few,
    );
  });

  it('may be a month, whose year is a calendar year unless 年度 says otherwise', () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 1, max: 12 }), (year, month) => {
        const end = lastOfMonth(year, month);
        const padded = String(month).padStart(2, '0');
        reads(
          yearSpellings(year).flatMap((y) => [
            `${y}年${month}月`,
            `${y}年${month}月末`,
            `${y}年${month}月下旬`,
            `${y}/${month}`,
            `${y}-${padded}`,
            `${y}.${padded}`,
          ]),
          end,
        );
        reads([`令和${year - 2018}年${month}月上旬`], `${end.slice(0, -2)}10`);
        reads([`令和${year - 2018}年${month}月中旬`], `${end.slice(0, -2)}20`);
        reads(
          yearSpellings(year).map((y) => `${y}年度${month}月`),
          lastOfMonth(month < 4 ? year + 1 : year, month),
        );
      }),
      few,
    );
  });

  it('may be a day, with its weekday or without', () => {
    const first = '2019-01-01';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15_000 }), (n) => {
        const day = addDays(first, n);
        const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
        reads(
          [
            day,
            ...yearSpellings(year).flatMap((y) => [
              `${y}年${month}月${date}日`,
              `${y}年${month}月${date}日（水）`,
              `${y}/${month}/${date}`,
              `${y}.${month}.${date}`,
            ]),
          ],
          day,
        );
      }),
      few,
    );
  });

  it('is read back from the words in which the planner proposes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2190 }), fc.constantFrom(1, 2), (year, half) => {
        const text = fiscalHalfText({ year, half }).ja;
        const read = readPlannedDate(text);
        expect(read).toEqual({ raw: text, by: fiscalHalfEnd({ year, half }) });
        expect(fiscalHalf(read?.by ?? '')).toEqual({ year, half });
      }),
    );
  });

  it.each([
    ['令和8年度上期', '2026-09-30'],
    ['令和８年度 第３四半期', '2026-12-31'],
    ['R8年度末', '2027-03-31'],
    ['2026年9月', '2026-09-30'],
    ['令和9年3月末', '2027-03-31'],
    ['令和元年度', '2020-03-31'],
    ['平成30年度下半期', '2019-03-31'],
    ['H31.4.30', '2019-04-30'],
    ['令和10年2月末', '2028-02-29'],
    ['令和8年末', '2026-12-31'],
    ['2026', '2026-12-31'],
    ['R8年度末まで', '2027-03-31'],
    ['令和８年度末日', '2027-03-31'],
    ['令和8年度末頃まで', '2027-03-31'],
    ['令和8年度内を目途に', '2027-03-31'],
    ['令和8年度いっぱい', '2027-03-31'],
    ['〜令和8年度末', '2027-03-31'],
    ['～R8年度上期', '2026-09-30'],
    ['2027年3月末', '2027-03-31'],
    ['2027年3月末日まで', '2027-03-31'],
    ['令和9年3月31日迄', '2027-03-31'],
    ['令和8年度末迄に完了予定', '2027-03-31'],
  ])('%s means %s at the latest', (raw, by) => {
    expect(readPlannedDate(raw)).toEqual({ raw, by });
  });

  it.each([
    '',
    '未定',
    '実施済み',
    '令和8年度以降',
    '令和8年9月30日以降',
    '令和8年度から',
    '令和8年度上期に着手',
    '令和8年度上期〜下期',
    '令和8年度上期または下期',
    '令和8年度第5四半期',
    '令和8年度13月',
    '2026年0月',
    '2026-02-30',
    '令和8年2月29日',
    '令和2026年度',
    '8年度',
    '20269',
    '上期',
    'R',
    '来年度',
    '今年度末まで',
    '令和8年度下期～',
    `令和8年度${'末'.repeat(50_000)}`,
  ])('“%s” fixes no last day', (raw) => {
    expect(readPlannedDate(raw)).toBeUndefined();
  });

  it.each([
    '来年度',
    '来年度末まで',
    '今年度中',
    '本年度内',
    '翌年３月',
    '年度 末',
    '年内',
    '〜来年度',
  ])('“%s” depends on the day of writing', (raw) => {
    expect(isRelativeDate(raw)).toBe(true);
    expect(readPlannedDate(raw)).toBeUndefined();
  });

  it.each(['令和8年度末', '2026年内', '未定', '', '令和9年3月末'])('“%s” does not', (raw) => {
    expect(isRelativeDate(raw)).toBe(false);
  });

  it('is never anything but a day, whatever is written', () => {
    const pieces = [
      '令和',
      'R',
      '8',
      '2026',
      '元',
      '年',
      '度',
      '月',
      '日',
      '末',
      '/',
      '-',
      '第',
      '3',
      '四半期',
      '上期',
      '99',
      '　',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (parts) => {
        const read = readPlannedDate(parts.join(''));
        if (read) expect(read.by).toMatch(/^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
      }),
      { numRuns: 2000 },
    );
  });
});
