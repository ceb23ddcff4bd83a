import type { RiskLevel } from '@machimori/catalogue';
import {
  type Day,
  fiscalHalf,
  fiscalHalfEnd,
  fiscalHalfText,
  nextHalf,
  type PlannedDate,
} from '@machimori/kernel';

/** A date proposed from urgency and level, in halves of the Japanese fiscal year: 令和8年度上期. */
export function proposeDate(
  asOf: Day,
  level: RiskLevel | undefined,
  hasFinding: boolean,
): PlannedDate {
  let half = fiscalHalf(asOf);
  const steps =
    hasFinding || level === 'very-high' ? 0 : level === 'high' ? 1 : level === 'medium' ? 2 : 4;
  for (let i = 0; i < steps; i += 1) half = nextHalf(half);
  return { raw: fiscalHalfText(half).ja, by: fiscalHalfEnd(half) };
}
