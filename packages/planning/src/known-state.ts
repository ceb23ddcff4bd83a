import type { City, ControlFact } from '@machimori/city';
import { type EditionTables, findItem } from './edition-tables.ts';
import type { RequirementTable } from './requirements.ts';
import type { OpenLine } from './sheet-lines.ts';

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
  const stateOf = ({ id }: OpenLine) => controls.get(id)?.state;
  const implemented = lines.filter((line) => stateOf(line) === 'implemented');
  if (implemented.length === 0) return [];
  const carriedOut = new Set(implemented.flatMap(({ rows }) => rows));
  for (const line of lines) {
    const state = stateOf(line);
    if (state === 'implemented' || state === 'not-applicable') continue;
    for (const row of line.rows) carriedOut.delete(row);
  }
  return carriedOut.size === 0 ? [] : table.answeredBy(carriedOut);
}
