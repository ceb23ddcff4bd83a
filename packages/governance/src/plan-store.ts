import type { Act } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import type { Action, PlanCounts } from '@machimori/planning';

/** Tables of packages/database/migrations/0005-plans.sql; meanings stand there. */
interface PlanTables {
  readonly plans: {
    city_id: string;
    revision: number;
    /** 0018. */
    yardstick: number;
    as_of: string;
    edition: string;
    /** Written as JSON text, read as what it says. */
    counts: unknown;
    computed_at: Date;
  };
  readonly plan_actions: {
    city_id: string;
    action_id: string;
    rank: number;
    organisation_key: string;
    body: unknown;
  };
}

/** An action as it is kept: with the name of who is to do it. */
export interface FirstAction extends Action {
  readonly organisationName: string;
  /** Where it is another one. */
  readonly organisationNameEn?: string;
}

export interface KeptPlan {
  readonly revision: number;
  /** By which edition and criteria, as the city's adoptions are numbered. */
  readonly yardstick: number;
  readonly asOf: Day;
  readonly edition: string;
  readonly counts: PlanCounts;
}

const tablesOf = ({ transaction }: Act) => transaction.tables<PlanTables>();

export async function readPlan(act: Act): Promise<KeptPlan | undefined> {
  const row = await tablesOf(act)
    .selectFrom('plans')
    .select(['revision', 'yardstick', 'as_of', 'edition', 'counts'])
    .where('city_id', '=', act.scope.inCity)
    .executeTakeFirst();
  return (
    row && {
      revision: row.revision,
      yardstick: row.yardstick,
      asOf: row.as_of,
      edition: row.edition,
      counts: row.counts as PlanCounts,
    }
  );
}

/** The first actions that the scope lets one see, in their order. */
export async function readActions(act: Act): Promise<readonly FirstAction[]> {
  const rows = await tablesOf(act)
    .selectFrom('plan_actions')
    .select('body')
    .where('city_id', '=', act.scope.inCity)
    .orderBy('rank')
    .execute();
  return rows.map(({ body }) => body as FirstAction);
}

/** Puts a plan in the place of the one before. */
export async function writePlan(
  act: Act,
  plan: KeptPlan,
  actions: readonly FirstAction[],
  now: Date,
): Promise<void> {
  const city = act.scope.inCity;
  const tables = tablesOf(act);
  const values = {
    revision: plan.revision,
    yardstick: plan.yardstick,
    as_of: plan.asOf,
    edition: plan.edition,
    counts: JSON.stringify(plan.counts),
    computed_at: now,
  };
  await tables
    .insertInto('plans')
    .values({ city_id: city, ...values })
    .onConflict((conflict) => conflict.column('city_id').doUpdateSet(values))
    .execute();
  await tables.deleteFrom('plan_actions').where('city_id', '=', city).execute();
  if (actions.length === 0) return;
  await tables
    .insertInto('plan_actions')
    .values(
      actions.map((action) => ({
        city_id: city,
        action_id: action.id,
        rank: action.rank,
        organisation_key: action.organisation,
        body: JSON.stringify(action),
      })),
    )
    .execute();
}
