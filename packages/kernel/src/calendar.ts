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

/** The time in Japan at an instant: 14:05. */
export function timeInJapan(instant: Date): string {
  return new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(11, 16);
}

/** The day `days` after a day; before it where negative. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Days from one day to another; negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The fiscal year (April to March) that a day falls in, by its first calendar year. */
export function fiscalYear(day: Day): number {
  const year = Number(day.slice(0, 4));
  return Number(day.slice(5, 7)) >= 4 ? year : year - 1;
}

/** 2026 → 令和8年度 / FY2026. Years before 2019 are of 平成, which began in 1989; none before that is meant. */
export function fiscalYearText(year: number): Text {
  const era = year >= 2019 ? `令和${year === 2019 ? '元' : year - 2018}` : `平成${year - 1988}`;
  return text(`${era}年度`, `FY${year}`);
}

/** Half of a fiscal year: 上期 is April to September, 下期 October to March. */
export interface FiscalHalf {
  readonly year: number;
  readonly half: 1 | 2;
}

/** The half of a fiscal year that a day falls in. */
export function fiscalHalf(day: Day): FiscalHalf {
  const month = Number(day.slice(5, 7));
  return { year: fiscalYear(day), half: month >= 4 && month <= 9 ? 1 : 2 };
}

export function nextHalf({ year, half }: FiscalHalf): FiscalHalf {
  return half === 1 ? { year, half: 2 } : { year: year + 1, half: 1 };
}

/** 令和8年度上期 / FY2026 first half. */
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

/** Eras by their first day, the latest first. */
const eras = [
  ['2019-05-01', '令和'],
  ['1989-01-08', '平成'],
  ['1926-12-25', '昭和'],
] as const;

/** 2026-11-30 → 2026年（令和8年）11月30日（月）, as letters say it; English as `dayText`. Before 昭和 no era is given. */
export function eraDayText(day: Day): Text {
  const { ja, en } = dayText(day);
  const era = eras.find(([first]) => day >= first);
  if (era === undefined) return text(ja, en);
  const count = Number(day.slice(0, 4)) - Number(era[0].slice(0, 4)) + 1;
  return text(ja.replace('年', `年（${era[1]}${count === 1 ? '元' : count}年）`), en);
}

/** Last day of a month of the calendar; `month` counts from 1 to 12. */
export function lastOfMonth(year: number, month: number): Day {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
