import type { RiskLevel } from '@machimori/catalogue';
import type { ControlFact } from '@machimori/city';
import {
  type Day,
  daysBetween,
  fiscalHalf,
  fiscalHalfEnd,
  fiscalHalfText,
  nextHalf,
  type PlannedDate,
  readPlannedDate,
} from '@machimori/kernel';
import type { SheetLine } from './plan.ts';
import type { DraftLine } from './sheet-lines.ts';

/** Halves of a fiscal year that may pass first. What no risk demands waits as long as a low one. */
const halvesToWait: Readonly<Record<RiskLevel, number>> = {
  'very-high': 0,
  high: 1,
  medium: 2,
  low: 4,
};

/** With fewer days left in a half, nothing that is not begun is done in it, and the next one is the first. */
const leastDays = 30;

/** A date proposed from urgency and level, in halves of the Japanese fiscal year: 令和8年度上期. */
function proposeDate(asOf: Day, level: RiskLevel | undefined, hasFinding: boolean): PlannedDate {
  const present = fiscalHalf(asOf);
  let half = daysBetween(asOf, fiscalHalfEnd(present)) < leastDays ? nextHalf(present) : present;
  const wait = hasFinding ? 0 : halvesToWait[level ?? 'low'];
  for (let i = 0; i < wait; i += 1) half = nextHalf(half);
  return { raw: fiscalHalfText(half).ja, by: fiscalHalfEnd(half) };
}

/** A line with its date: the one that the city states, else one that is proposed. `priority` counts from 1. */
export function dateLine(
  draft: DraftLine,
  priority: number,
  fact: ControlFact | undefined,
  asOf: Day,
): SheetLine {
  const proposed = proposeDate(asOf, draft.level, draft.findings.length > 0);
  const stated =
    fact?.planned === undefined
      ? undefined
      : (readPlannedDate(fact.planned) ?? { raw: fact.planned, by: proposed.by });
  return {
    id: draft.id,
    checkItem: draft.item.id,
    group: draft.item.group,
    subject: draft.subject,
    per: draft.per,
    answeredBy: draft.answeredBy,
    duty: draft.duty,
    requirements: draft.requirements,
    findings: draft.findings,
    level: draft.level,
    reach: draft.reach,
    basis: draft.level !== undefined || draft.findings.length > 0 ? 'risk' : 'category',
    priority,
    planned: stated ? { ...stated, origin: 'stated' } : { ...proposed, origin: 'proposed' },
    state: fact?.state ?? 'not-started',
    ...(fact?.statement === undefined ? {} : { statement: fact.statement }),
  };
}
