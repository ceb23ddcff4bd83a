import { type Act, nameOf } from '@machimori/application';
import { tablesOf as evidenceTablesOf } from '../evidence/evidence-tables.ts';
import { letLookAnew, momentOfChange } from '../sheet/answer-store.ts';
import type { ControlRow } from './control-store.ts';
import { tablesOf } from './control-tables.ts';

/** Ids of what proves a control. */
export async function readControlEvidence(act: Act, control: string): Promise<readonly string[]> {
  const rows = await tablesOf(act)
    .selectFrom('applied_control_evidence')
    .select('evidence_id')
    .where('city_id', '=', act.scope.inCity)
    .where('control_id', '=', control)
    .orderBy('evidence_id')
    .execute();
  return rows.map(({ evidence_id }) => evidence_id);
}

/** Puts pieces to a control; says which were not there. */
export async function insertControlEvidence(
  act: Act,
  { control, organisation }: Pick<ControlRow, 'control' | 'organisation'>,
  evidence: string,
  now: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tablesOf(act)
    .insertInto('applied_control_evidence')
    .values({
      city_id: act.scope.inCity,
      control_id: control,
      evidence_id: evidence,
      organisation_id: organisation,
      linked_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** Takes a piece away from a control; false where it was not there. */
export async function deleteControlEvidence(
  act: Act,
  control: string,
  evidence: string,
): Promise<boolean> {
  const { numDeletedRows } = await tablesOf(act)
    .deleteFrom('applied_control_evidence')
    .where('city_id', '=', act.scope.inCity)
    .where('control_id', '=', control)
    .where('evidence_id', '=', evidence)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ends what proves lines through a control: of these lines, or of this piece, or all of it. */
export async function endProofs(
  act: Act,
  control: string,
  of: {
    readonly lines?: readonly string[];
    readonly evidence?: string;
    readonly now: Date;
  },
): Promise<void> {
  if (of.lines?.length === 0) return;
  const proved = evidenceTablesOf(act)
    .selectFrom('evidence_lines')
    .select('line_id')
    .distinct()
    .where('city_id', '=', act.scope.inCity)
    .where('via', '=', control)
    .where('ended_at', 'is', null)
    .$if(of.lines !== undefined, (query) => query.where('line_id', 'in', of.lines ?? []))
    .$if(of.evidence !== undefined, (query) => query.where('evidence_id', '=', of.evidence ?? ''));
  const lines = (await proved.execute()).map(({ line_id }) => line_id);
  if (lines.length === 0) return;
  const at = await momentOfChange(act, lines, of.now);
  const ended = await evidenceTablesOf(act)
    .updateTable('evidence_lines')
    .set({ ended_at: at, ended_by: nameOf(act.scope.actor) })
    .where('city_id', '=', act.scope.inCity)
    .where('via', '=', control)
    .where('ended_at', 'is', null)
    .where('line_id', 'in', lines)
    .$if(of.evidence !== undefined, (query) => query.where('evidence_id', '=', of.evidence ?? ''))
    .returning('line_id')
    .execute();
  await letLookAnew(
    act,
    ended.map(({ line_id }) => line_id),
  );
}
