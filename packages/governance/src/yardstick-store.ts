import { type Act, nameOf } from '@machimori/application';
import type { Criteria } from '@machimori/catalogue';

/** Tables of packages/database/migrations/0018-plan-changes.sql; meanings stand there. */
interface YardstickTables {
  readonly yardsticks: {
    city_id: string;
    yardstick: number;
    edition: string;
    /** Written as JSON text, read as what it says. */
    criteria: unknown;
    revision: number;
    adopted_at: Date;
    adopted_by: string;
  };
  /** Of identity. */
  readonly persons: { person_id: string; name: string };
}

const tablesOf = ({ transaction }: Act) => transaction.tables<YardstickTables>();

/** What a city plans by: an edition of the guideline, and criteria in place of the edition's own. */
export interface Yardstick {
  /** Each adoption has the next; 0 is what the first plan was made by. */
  readonly number: number;
  /** None: nothing was planned yet, so it is what the program goes by. */
  readonly edition: string | undefined;
  readonly criteria: Criteria | undefined;
}

export interface AdoptedYardstick extends Yardstick {
  readonly edition: string;
  /** Of the description that it was adopted with. */
  readonly revision: number;
  readonly adoptedAt: Date;
  /** Empty where nobody chose it, or the person is not known here. */
  readonly adoptedByName: string;
}

/** What the city plans by, or planned by under that number. */
export async function readYardstick(act: Act, number?: number): Promise<Yardstick> {
  const row = await tablesOf(act)
    .selectFrom('yardsticks')
    .select(['yardstick', 'edition', 'criteria'])
    .where('city_id', '=', act.scope.inCity)
    .$if(number !== undefined, (query) => query.where('yardstick', '=', number ?? 0))
    .orderBy('yardstick', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    number: row?.yardstick ?? 0,
    edition: row?.edition,
    criteria: (row?.criteria as Criteria | null | undefined) ?? undefined,
  };
}

/** All that the city has planned by, the latest first. */
export async function listYardsticks(act: Act): Promise<readonly AdoptedYardstick[]> {
  const rows = await tablesOf(act)
    .selectFrom('yardsticks as y')
    .leftJoin('persons as p', 'p.person_id', 'y.adopted_by')
    .select(['y.yardstick', 'y.edition', 'y.criteria', 'y.revision', 'y.adopted_at', 'p.name'])
    .where('y.city_id', '=', act.scope.inCity)
    .orderBy('y.yardstick', 'desc')
    .execute();
  return rows.map((row) => ({
    number: row.yardstick,
    edition: row.edition,
    criteria: (row.criteria as Criteria | null) ?? undefined,
    revision: row.revision,
    adoptedAt: row.adopted_at,
    adoptedByName: row.name ?? '',
  }));
}

/** From now on the city plans by this. Nothing is written where that number is taken: what was adopted stays. */
export async function insertYardstick(
  act: Act,
  { number, edition, criteria }: Yardstick & { readonly edition: string },
  of: { readonly revision: number; readonly at: Date; readonly chosen: boolean },
): Promise<void> {
  await tablesOf(act)
    .insertInto('yardsticks')
    .values({
      city_id: act.scope.inCity,
      yardstick: number,
      edition,
      criteria: criteria === undefined ? null : JSON.stringify(criteria),
      revision: of.revision,
      adopted_at: of.at,
      adopted_by: of.chosen ? nameOf(act.scope.actor) : '',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
