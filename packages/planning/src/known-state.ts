import type { City, ControlFact } from '@machimori/city';
import { type EditionTables, findItem } from './edition-tables.ts';
import type { Seen } from './findings.ts';
import type { RequirementTable } from './requirements.ts';
import type { OpenLine } from './sheet-lines.ts';

/** Subject key → vulnerability → ids of the findings that confirm it there. */
export type Confirmed = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

export function confirmedBy(seen: readonly Seen[]): Confirmed {
  const confirmed = new Map<string, Map<string, readonly string[]>>();
  for (const finding of seen) {
    const at = confirmed.get(finding.subject) ?? new Map<string, readonly string[]>();
    confirmed.set(finding.subject, at);
    for (const v of finding.kind.vulnerabilities) at.set(v, [...(at.get(v) ?? []), finding.id]);
  }
  return confirmed;
}

/** What the city knows of its controls, by the id of the sheet line that they answer; the first of several counts. */
export function controlsByLine(
  tables: EditionTables,
  city: City,
): ReadonlyMap<string, ControlFact> {
  const controls = new Map<string, ControlFact>();
  for (const control of city.controls) {
    const item = findItem(tables, control.checkItem);
    const id = `${item?.id}@${control.subject}`;
    if (item && !controls.has(id)) controls.set(id, control);
  }
  return controls;
}

/**
 * Numbers of the scenarios of which every requirement is carried out, wherever it was placed. A requirement is
 * carried out when all the lines it is joined to are settled and one at least is implemented: where several
 * check items share it, one alone does not do it all.
 */
export function controlledScenarios(
  table: RequirementTable,
  lines: readonly OpenLine[],
  controls: ReadonlyMap<string, ControlFact>,
): readonly number[] {
  const begun = new Set<number>();
  const unsettled = new Set<number>();
  for (const line of lines) {
    const state = controls.get(line.id)?.state;
    for (const row of line.rows)
      if (state === 'implemented') begun.add(row);
      else if (state !== 'not-applicable') unsettled.add(row);
  }
  const carriedOut = new Set([...begun].filter((row) => !unsettled.has(row)));
  return carriedOut.size === 0 ? [] : table.answeredBy(carriedOut);
}
