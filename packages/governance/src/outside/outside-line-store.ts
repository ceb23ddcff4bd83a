import type { Act } from '@machimori/application';
import type { CheckGroup } from '@machimori/kernel';
import type { AnswerStage } from '../sheet/sheet-tables.ts';
import { tablesOf } from './outside-tables.ts';

/** What an organisation of the city is called. */
export async function readOrganisationName(act: Act, organisation: string): Promise<string> {
  const row = await tablesOf(act)
    .selectFrom('organisations')
    .select('name')
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', organisation)
    .executeTakeFirst();
  return row?.name ?? '';
}

/** How far the answers to these lines have come, by line; none where nobody has begun. */
export async function readStages(
  act: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, AnswerStage>> {
  if (lines.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('sheet_answers')
    .select(['line_id', 'stage'])
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', 'in', lines)
    .execute();
  return new Map(rows.flatMap(({ line_id, stage }) => (stage === null ? [] : [[line_id, stage]])));
}

/** So many statements are shown: nobody reads more on one page. */
const mostStatements = 500;

/** What the plan knows of a line, because it was accepted. */
export interface AcceptedStatement {
  readonly checkItem: string;
  readonly group: CheckGroup;
  readonly subject: string;
  readonly answeredBy: string;
  readonly state: string;
  readonly statement: string;
}

/** What stands in accepted answers, in the plan's order. */
export async function readStatements(act: Act): Promise<readonly AcceptedStatement[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_lines')
    .select(['check_item', 'check_group', 'subject', 'answered_by', 'state', 'statement'])
    .where('city_id', '=', act.scope.inCity)
    .where('in_plan', '=', true)
    .where('statement', '!=', '')
    .orderBy('priority')
    .orderBy('line_id')
    .limit(mostStatements)
    .execute();
  return rows.map((row) => ({
    checkItem: row.check_item,
    group: row.check_group as CheckGroup,
    subject: row.subject,
    answeredBy: row.answered_by,
    state: row.state,
    statement: row.statement,
  }));
}
