import type { Act } from '@machimori/application';
import type { Text } from '@machimori/kernel';
import { readControlEvidence } from '../applied-controls/control-evidence-store.ts';
import { type ControlRow, findControl } from '../applied-controls/control-store.ts';
import { readTiesOf } from '../applied-controls/tie-store.ts';
import { readNames } from '../sheet/line-store.ts';
import type { ListedLine } from '../sheet/list-lines.ts';

/** An applied control as a report tells of it; of what proves it, ids alone. */
export interface AnsweringControl
  extends Omit<ControlRow, 'owner' | 'ownerName' | 'organisationName' | 'lines' | 'accepted'> {
  /** The component that carries it out, where one sees it. */
  readonly elementName: Text | undefined;
  readonly evidence: readonly string[];
}

/** What answers these lines, by line and by control, as far as one may know what their answers come from. */
export async function readAnsweringControls(
  act: Act,
  lines: readonly ListedLine[],
): Promise<{
  readonly controlOf: ReadonlyMap<string, string>;
  readonly controls: readonly AnsweringControl[];
}> {
  const ties = await readTiesOf(
    act,
    lines.flatMap(({ id, byControl }) => (byControl ? [id] : [])),
  );
  const controlOf = new Map([...ties].map(([line, { control }]) => [line, control]));
  const rows: ControlRow[] = [];
  for (const id of [...new Set(controlOf.values())].sort()) {
    const row = await findControl(act, id);
    if (row !== undefined) rows.push(row);
  }
  const names = await readNames(
    act,
    rows.flatMap(({ element }) => element ?? []),
  );
  const controls: AnsweringControl[] = [];
  for (const {
    owner: _,
    ownerName: _n,
    organisationName: _o,
    lines: _l,
    accepted: _a,
    ...row
  } of rows)
    controls.push({
      ...row,
      elementName: names.get(row.element ?? ''),
      evidence: await readControlEvidence(act, row.control),
    });
  return { controlOf, controls };
}
