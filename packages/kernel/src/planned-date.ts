import { type Day, fiscalHalfEnd, isDay, lastOfMonth } from './calendar.ts';

/** When something is planned: the wording a person used, and the last day it can mean. */
export interface PlannedDate {
  readonly raw: string;
  readonly by: Day;
}

/** What follows a date and leaves its last day as it is: （水）, 末日, 頃まで, 中を目途に, までに実施予定. */
const ending =
  /(?:\([月火水木金土日](?:曜日?)?\))?(?:の?(?:末日?|中|以内|内|頃|ごろ|いっぱい)){0,2}(?:まで|迄)?[にを]?(?:実施|実装|導入|対応|更新|完了)?(?:\(?(?:予定|目途|目処|めど|目標)\)?に?)?$/;
/** What stands before one: 〜令和8年度末. */
const beginning = /^[~〜]/;
/** A wording of this length has a sentence in it; no date is sought there. */
const mostCharacters = 100;

/** A year that depends on the day of writing: 来年度, 今年度末, 本年中, 翌年3月, 年度内. */
const relative =
  /^[~〜]?(?:(?:再来|さ来|来|今|本|当|翌々?|次)(?:年度?|月|期|四半期)|年度(?:末|内|中)|年(?:末|内|明け))/;

const year = String.raw`^(?:(?<era>令和|平成|R|H)\.?)?(?<year>元|\d{1,4})`;
const month = String.raw`(?<month>\d{1,2})(?:月|$|[./-](?=\d))(?:(?<day>\d{1,2})日?|(?<third>[上中下])旬)?`;
const part = '(?<half>[上下]半?期|[前後][期半])|第?(?<quarter>[1-4一二三四])四半期';
const fiscal = new RegExp(`${year}年?度[のー・]?(?:${part}|${month})?$`, 'i');
const calendar = new RegExp(`${year}(?:年|$|[./-](?=\\d))(?:${month})?$`, 'i');

const yearBefore: Readonly<Record<string, number>> = { 令和: 2018, R: 2018, 平成: 1988, H: 1988 };
const quarters = ['1一', '2二', '3三', '4四'];

/**
 * Reads 令和8年度上期, 令和8年度第3四半期, 令和8年度, R8年度末, 2026年度下期, 2026年9月, 2026年9月下旬, 2026/9/30,
 * 2026-09-30, 令和8年9月30日（水）までに実施, 令和8年度末頃まで, in full or half width, with or without spaces.
 * Undefined where the wording fixes no last day (未定, 令和8年度以降) or one before 1900 or after 2199;
 * the caller keeps the wording itself.
 */
export function readPlannedDate(raw: string): PlannedDate | undefined {
  if (raw.length > mostCharacters) return undefined;
  const wording = bare(raw).replace(beginning, '').replace(ending, '');
  const by =
    lastDay(fiscal.exec(wording)?.groups, true) ?? lastDay(calendar.exec(wording)?.groups, false);
  return by !== undefined && isDay(by) ? { raw, by } : undefined;
}

/** True for a wording whose year depends on the day of writing: read a year later, 来年度 would be another. */
export function isRelativeDate(raw: string): boolean {
  return relative.test(bare(raw.slice(0, mostCharacters)));
}

const bare = (raw: string): string => raw.normalize('NFKC').replace(/\s+/g, '');

type Parts = Readonly<Record<string, string | undefined>>;

function lastDay(parts: Parts | undefined, ofFiscalYear: boolean): Day | undefined {
  if (!parts) return undefined;
  const { era, half, quarter } = parts;
  const count = parts['year'] === '元' ? 1 : Number(parts['year']);
  const first = (era === undefined ? 0 : (yearBefore[era.toUpperCase()] ?? 0)) + count;
  if (first < 1900) return undefined;
  if (half !== undefined) return fiscalHalfEnd({ year: first, half: /^[上前]/.test(half) ? 1 : 2 });
  const ofYear = ofFiscalYear ? 3 : 12;
  const last =
    quarter === undefined
      ? Number(parts['month'] ?? ofYear)
      : (((quarters.findIndex((names) => names.includes(quarter)) + 1) * 3) % 12) + 3;
  if (last < 1 || last > 12) return undefined;
  return dayOfMonth(ofFiscalYear && last < 4 ? first + 1 : first, last, parts);
}

/** The day named, the end of the third of the month named (上旬, 中旬), else the end of the month. */
function dayOfMonth(of: number, month: number, { day, third }: Parts): Day {
  const end = lastOfMonth(of, month);
  const named = day ?? (third === '上' ? '10' : third === '中' ? '20' : undefined);
  return named === undefined ? end : `${end.slice(0, -2)}${named.padStart(2, '0')}`;
}
