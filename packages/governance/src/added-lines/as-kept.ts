import { dayInJapan, fiscalHalf, fiscalHalfEnd, fiscalHalfText, nextHalf } from '@machimori/kernel';
import type { KeptLine } from '../sheet/line-store.ts';
import type { AddedLine } from './added-line-store.ts';

/** Behind all that the plan asks, in the order in which they were added: seconds fit, until the year 2055. */
const secondsFrom = Date.UTC(2026, 0, 1);
const behind = 1_000_000;

/**
 * A line added by hand as it stands among the plan's: proposed for the end of the half-year after that in which it
 * was added, said to be begun by nobody, and bearing on no risk. `before`: as it stood; what was accepted of it stays.
 */
export function asKept(
  line: AddedLine,
  seatOf: (key: string | undefined) => string | undefined,
  promoter: string | undefined,
  before?: KeptLine,
): KeptLine {
  const half = nextHalf(fiscalHalf(dayInJapan(line.addedAt)));
  // Nobody evaluates what they did themselves.
  const wanted = line.verifier ?? promoter;
  const isSelf = wanted === line.answeredBy || wanted === line.performer;
  return {
    id: line.line,
    checkItem: line.checkItem,
    group: line.group,
    subject: line.subject,
    per: line.per,
    answeredBy: line.answeredBy,
    answerer: seatOf(line.answeredBy),
    verifier: isSelf ? undefined : seatOf(wanted),
    level: undefined,
    priority: behind + Math.max(0, Math.floor((line.addedAt.getTime() - secondsFrom) / 1_000)),
    state: 'not-started',
    planned: { raw: fiscalHalfText(half).ja, by: fiscalHalfEnd(half), origin: 'proposed' },
    statement: '',
    ...(before?.added === true
      ? { state: before.state, planned: before.planned, statement: before.statement }
      : {}),
    control: undefined,
    inPlan: true,
    added: true,
  };
}
