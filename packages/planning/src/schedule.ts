import type { RiskLevel } from '@machimori/catalogue';
import type { ControlFact } from '@machimori/city';
import {
  type Day,
  daysBetween,
  fiscalHalf,
  fiscalHalfEnd,
  fiscalHalfText,
  nextHalf,
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

type Planned = SheetLine['planned'];

/** A date proposed from urgency and level, in halves of the Japanese fiscal year: 令和8年度上期. */
function proposeDate(asOf: Day, level: RiskLevel | undefined, hasFinding: boolean): Planned {
  const present = fiscalHalf(asOf);
  let half = daysBetween(asOf, fiscalHalfEnd(present)) < leastDays ? nextHalf(present) : present;
  const wait = hasFinding ? 0 : halvesToWait[level ?? 'low'];
  for (let i = 0; i < wait; i += 1) half = nextHalf(half);
  return { raw: fiscalHalfText(half).ja, by: fiscalHalfEnd(half), origin: 'proposed' };
}

/** Dates of the lines of one plan. What is equally urgent is proposed for one and the same date. */
export class Schedule {
  readonly #asOf: Day;
  readonly #proposed = new Map<RiskLevel | undefined, Planned>();
  readonly #withFinding: Planned;

  constructor(asOf: Day) {
    this.#asOf = asOf;
    this.#withFinding = proposeDate(asOf, undefined, true);
  }

  /** A line with its date: the one that the city states, else one that is proposed. `priority` counts from 1. */
  dateLine(draft: DraftLine, priority: number, fact: ControlFact | undefined): SheetLine {
    const proposed = draft.findings.length > 0 ? this.#withFinding : this.#proposedFor(draft.level);
    const line: SheetLine = {
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
      planned: fact?.planned === undefined ? proposed : stated(fact.planned, proposed.by),
      state: fact?.state ?? 'not-started',
    };
    return fact?.statement === undefined ? line : { ...line, statement: fact.statement };
  }

  #proposedFor(level: RiskLevel | undefined): Planned {
    let proposed = this.#proposed.get(level);
    if (!proposed) {
      proposed = proposeDate(this.#asOf, level, false);
      this.#proposed.set(level, proposed);
    }
    return proposed;
  }
}

/** A date as the city states it; where it cannot be read as one, its words with the day that is proposed. */
function stated(planned: string, otherwise: Day): Planned {
  const { raw, by } = readPlannedDate(planned) ?? { raw: planned, by: otherwise };
  return { raw, by, origin: 'stated' };
}
