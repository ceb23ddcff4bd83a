import { type Text, text } from './text.ts';

/** A calendar day in Japan, `YYYY-MM-DD`. Days compare as strings. */
export type Day = string;

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that exists between 1900 and 2199. */
export function isDay(value: string): boolean {
  const m = dayPattern.exec(value);
  if (!m) return false;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  if (year < 1900 || year > 2199) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The day in Japan (UTC+9, no summer time) at an instant. */
export function dayInJapan(instant: Date): Day {
  return new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The fiscal year (April to March) that a day falls in, by its first calendar year. */
export function fiscalYear(day: Day): number {
  const year = Number(day.slice(0, 4));
  return Number(day.slice(5, 7)) >= 4 ? year : year - 1;
}

/** 2026 → 令和8年度 / FY2026. Years before 2019 use 平成. */
export function fiscalYearText(year: number): Text {
  const era = year >= 2019 ? `令和${year === 2019 ? '元' : year - 2018}` : `平成${year - 1988}`;
  return text(`${era}年度`, `FY${year}`);
}

/** Half of a fiscal year: 上期 is April to September, 下期 October to March. */
export interface FiscalHalf {
  readonly year: number;
  readonly half: 1 | 2;
}

export function fiscalHalf(day: Day): FiscalHalf {
  const month = Number(day.slice(5, 7));
  return { year: fiscalYear(day), half: month >= 4 && month <= 9 ? 1 : 2 };
}

export function nextHalf({ year, half }: FiscalHalf): FiscalHalf {
  return half === 1 ? { year, half: 2 } : { year: year + 1, half: 1 };
}

export function fiscalHalfText({ year, half }: FiscalHalf): Text {
  const whole = fiscalYearText(year);
  return text(
    `${whole.ja}${half === 1 ? '上期' : '下期'}`,
    `${whole.en} ${half === 1 ? 'first' : 'second'} half`,
  );
}

/** Last day of a fiscal half. */
export function fiscalHalfEnd({ year, half }: FiscalHalf): Day {
  return half === 1 ? `${year}-09-30` : `${year + 1}-03-31`;
}

const weekdays = [
  ['日', 'Sunday'],
  ['月', 'Monday'],
  ['火', 'Tuesday'],
  ['水', 'Wednesday'],
  ['木', 'Thursday'],
  ['金', 'Friday'],
  ['土', 'Saturday'],
] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** 2026-11-30 → 2026年11月30日（月） / Monday 30 November 2026. */
export function dayText(day: Day): Text {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const weekday = weekdays[new Date(Date.UTC(year, month - 1, date)).getUTCDay()] ?? ['', ''];
  return text(
    `${year}年${month}月${date}日（${weekday[0]}）`,
    `${weekday[1]} ${date} ${months[month - 1]} ${year}`,
  );
}

/** When something is planned: the wording a person used, and the last day it can mean. */
export interface PlannedDate {
  readonly raw: string;
  readonly by: Day;
}

const toAscii = (s: string): string => s.normalize('NFKC').replace(/\s+/g, '');
const eraStart: Readonly<Record<string, number>> = {
  令和: 2018,
  R: 2018,
  r: 2018,
  平成: 1988,
  H: 1988,
  h: 1988,
};

/**
 * Reads 令和8年度上期, 令和8年度第3四半期, 令和8年度, R8年度末, 2026年度下期, 2026年9月, 2026/9/30, 2026-09-30, 令和8年9月30日.
 * Returns undefined where the wording fixes no day; the wording itself is kept by the caller.
 */
export function readPlannedDate(raw: string): PlannedDate | undefined {
  const s = toAscii(raw);
  const m = /^(?:(令和|平成|[RrHh])\.?)?(元|\d{1,4})(?:年|[./-])?(.*)$/.exec(s);
  if (!m) return undefined;
  const number = m[2] === '元' ? 1 : Number(m[2]);
  const start = m[1] === undefined ? 0 : (eraStart[m[1]] ?? 0);
  if (m[1] === undefined && number < 1900) return undefined;
  const year = start + number;
  const rest = m[3] ?? '';
  const quarterEnds: readonly Day[] = [
    `${year}-06-30`,
    `${year}-09-30`,
    `${year}-12-31`,
    `${year + 1}-03-31`,
  ];
  const by = ((): Day | undefined => {
    if (rest.startsWith('度')) {
      const part = rest.slice(1).replace(/^[のー]/, '');
      if (/^(上期|上半期|前期)/.test(part)) return `${year}-09-30`;
      if (/^(下期|下半期|後期|末|中|内|$)/.test(part)) return `${year + 1}-03-31`;
      const quarter = /^第?([1-4一二三四])四半期/.exec(part);
      if (quarter)
        return quarterEnds[
          '1234'.includes(quarter[1] ?? '')
            ? Number(quarter[1]) - 1
            : '一二三四'.indexOf(quarter[1] ?? '')
        ];
      const month = /^(\d{1,2})月/.exec(part);
      if (month) return lastOfMonth(Number(month[1]) >= 4 ? year : year + 1, Number(month[1]));
      return undefined;
    }
    const date = /^(\d{1,2})(?:月|[./-])(\d{1,2})日?/.exec(rest);
    if (date) {
      const day = `${year}-${String(date[1]).padStart(2, '0')}-${String(date[2]).padStart(2, '0')}`;
      return isDay(day) ? day : undefined;
    }
    const month = /^(\d{1,2})月?(末|中|頃)?$/.exec(rest);
    if (month) return lastOfMonth(year, Number(month[1]));
    return rest === '' || /^(末|中|内)/.test(rest) ? `${year}-12-31` : undefined;
  })();
  return by === undefined ? undefined : { raw, by };
}

function lastOfMonth(year: number, month: number): Day | undefined {
  if (month < 1 || month > 12) return undefined;
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
