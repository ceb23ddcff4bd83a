import { isDay, readPlannedDate } from '@machimori/kernel';
import { comparable } from './reading.ts';

/** 2027/3/31, 2027年3月31日 and 令和9年3月31日（水） as a day, where it exists. */
export function dayMeant(given: string): string | undefined {
  if (!comparable(given)) return undefined;
  const m =
    /^(令和|平成|R|H)?\.?\s*(元|\d{1,4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?\s*(?:\([日月火水木金土]\))?$/i.exec(
      given.normalize('NFKC').trim(),
    );
  if (!m) return undefined;
  const era = m[1] === undefined ? 0 : /^(令和|R)$/i.test(m[1]) ? 2018 : 1988;
  const year = era + (m[2] === '元' ? 1 : Number(m[2]));
  const day = `${String(year).padStart(4, '0')}-${String(m[3]).padStart(2, '0')}-${String(m[4]).padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** The last day that a looser wording can mean, to suggest it: 令和9年3月末, 令和8年度. */
export const lastDayMeant = (given: string): string | undefined =>
  comparable(given) ? readPlannedDate(given)?.by : undefined;
