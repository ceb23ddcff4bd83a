import { setImmediate as breathe } from 'node:timers/promises';
import type { Act } from '@machimori/application';
import type { Text } from '@machimori/kernel';
import { type AnswerValues, valuesOf } from '../sheet/answer-cells.ts';
import { type LatestCells, readLatestCells } from '../sheet/answer-store.ts';
import { type KeptLine, readLineRows, readNamesOf } from '../sheet/line-store.ts';
import { type AnswerStage, oneOf, tablesOf } from '../sheet/sheet-tables.ts';

/** A line with what it says now, for a row of a book. */
export interface LineNow {
  readonly kept: KeptLine;
  readonly values: AnswerValues;
  readonly cells: LatestCells;
  readonly stage: AnswerStage | undefined;
}

/** So many lines are asked for in one statement: requests of others come in between. */
const atOnce = 1_000;

/** Ids of lines of the plan that one sees, in its order: of one answerer and of some check items, or of all. */
export async function readLineIds(
  act: Act,
  of: { readonly answeredBy?: string; readonly checkItems?: readonly string[] },
): Promise<readonly { readonly line: string; readonly checkItem: string }[]> {
  const { answeredBy, checkItems } = of;
  if (checkItems?.length === 0) return [];
  const rows = await tablesOf(act)
    .selectFrom('sheet_lines')
    .select(['line_id', 'check_item'])
    .where('city_id', '=', act.scope.inCity)
    .where('in_plan', '=', true)
    .$if(answeredBy !== undefined, (query) => query.where('answered_by', '=', answeredBy ?? ''))
    .$if(checkItems !== undefined, (query) => query.where('check_item', 'in', checkItems ?? []))
    .orderBy('priority')
    .orderBy('line_id')
    .execute();
  return rows.map(({ line_id, check_item }) => ({ line: line_id, checkItem: check_item }));
}

async function readStages(
  act: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, AnswerStage>> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_answers')
    .select(['line_id', 'stage'])
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', 'in', oneOf(lines))
    .execute();
  return new Map(rows.flatMap(({ line_id, stage }) => (stage === null ? [] : [[line_id, stage]])));
}

/** How lines stand now, by id; of those that one does not see, nothing. */
export async function readLinesNow(
  act: Act,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LineNow>> {
  const found = new Map<string, LineNow>();
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = ids.slice(at, at + atOnce);
    const lines = await readLineRows(act, some);
    const cells = await readLatestCells(act, some);
    const stages = await readStages(act, some);
    for (const id of some) {
      const kept = lines.get(id);
      if (kept === undefined) continue;
      const latest = cells.get(id) ?? {};
      found.set(id, {
        kept,
        values: valuesOf(kept, latest),
        cells: latest,
        stage: stages.get(id),
      });
    }
    await breathe();
  }
  return found;
}

/** What people call what these lines are asked of and who answers, as far as one sees them. */
export async function namesOfLines(
  act: Act,
  lines: readonly LineNow[],
): Promise<ReadonlyMap<string, Text>> {
  const names = new Map<string, Text>();
  for (let at = 0; at < lines.length; at += atOnce)
    for (const [key, name] of await readNamesOf(
      act,
      lines.slice(at, at + atOnce).map(({ kept }) => kept),
    ))
      names.set(key, name);
  return names;
}
