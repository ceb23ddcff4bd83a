import { isDone, type ReportLine } from './report-line.ts';

/** What is counted of lines. */
export interface ReportFigures {
  readonly total: number;
  readonly done: number;
  readonly overdue: number;
  readonly stale: number;
  readonly submitted: number;
  /** Nobody has begun to answer. */
  readonly none: number;
}

export const figureNames = ['total', 'done', 'overdue', 'stale', 'submitted', 'none'] as const;

export function figuresOf(lines: readonly ReportLine[]): ReportFigures {
  const figures = { total: lines.length, done: 0, overdue: 0, stale: 0, submitted: 0, none: 0 };
  for (const line of lines) {
    if (isDone(line)) figures.done += 1;
    if (line.overdue) figures.overdue += 1;
    if (line.stale.length > 0) figures.stale += 1;
    if (line.stage === 'submitted') figures.submitted += 1;
    if (line.stage === 'none') figures.none += 1;
  }
  return figures;
}

/** Lines by what is the same in them, in the order in which each came first. */
export function heaps(
  lines: readonly ReportLine[],
  keyOf: (line: ReportLine) => string,
): ReadonlyMap<string, readonly ReportLine[]> {
  const found = new Map<string, ReportLine[]>();
  for (const line of lines) {
    const key = keyOf(line);
    const known = found.get(key);
    if (known === undefined) found.set(key, [line]);
    else known.push(line);
  }
  return found;
}
