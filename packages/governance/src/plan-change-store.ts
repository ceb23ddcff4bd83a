import type { Act } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import type { PlanChange } from '@machimori/planning';

/** Table of packages/database/migrations/0018-plan-changes.sql, with 0024; meanings stand there. */
interface PlanChangeTables {
  readonly plan_changes: {
    city_id: string;
    revision: number;
    yardstick: number;
    organisation_id: string;
    from_revision: number;
    from_yardstick: number;
    as_of: string;
    from_as_of: string | null;
    planned_at: Date;
    /** Written as JSON text, read as what it says. */
    body: unknown;
  };
  /** Of identity: who has a seat in which organisation. */
  readonly memberships: { city_id: string; organisation_id: string };
}

/** A plan as it is numbered: of which description, by which edition and criteria. */
export interface PlanNumber {
  readonly revision: number;
  readonly yardstick: number;
}

/** A plan of the city on one day. */
export interface PlanOfDay extends PlanNumber {
  readonly asOf: Day;
}

/** Two plans of a city that follow each other, still to be compared. */
export interface OwedChange extends PlanOfDay {
  readonly from: PlanOfDay;
  readonly plannedAt: Date;
}

export interface KeptChange extends OwedChange {
  readonly change: PlanChange;
}

/** Which change: that to a plan's first day, or, where a day is given, that which the calendar alone brought on it. */
export interface ChangeName extends PlanNumber {
  readonly asOf?: Day | undefined;
}

/** Nothing was described anew, nor is the city planned by anything else: only the day has moved. */
export const isOfCalendar = ({
  revision,
  yardstick,
  from,
}: Omit<OwedChange, 'plannedAt'>): boolean =>
  from.revision === revision && from.yardstick === yardstick;

export const changeName = (of: Omit<OwedChange, 'plannedAt'>): ChangeName => {
  const { revision, yardstick, asOf } = of;
  return { revision, yardstick, ...(isOfCalendar(of) ? { asOf } : {}) };
};

/** How many plans back one can see what changed. */
const keptChanges = 200;

const tablesOf = ({ transaction }: Act) => transaction.tables<PlanChangeTables>();

/** Notes that two plans are to be compared; the note stands with the promoting body's seat. */
export async function insertOwedChange(
  act: Act,
  promoter: string,
  { revision, yardstick, from, asOf, plannedAt }: OwedChange,
): Promise<void> {
  await tablesOf(act)
    .insertInto('plan_changes')
    .values({
      city_id: act.scope.inCity,
      revision,
      yardstick,
      organisation_id: promoter,
      from_revision: from.revision,
      from_yardstick: from.yardstick,
      as_of: asOf,
      from_as_of: from.asOf,
      planned_at: plannedAt,
      body: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What is still to be compared, in the order of the plans; nothing for who sees only a share. */
export async function readOwedChanges(act: Act): Promise<readonly OwedChange[]> {
  const rows = await tablesOf(act)
    .selectFrom('plan_changes')
    .select(headColumns)
    .where('city_id', '=', act.scope.inCity)
    .where('body', 'is', null)
    .orderBy('revision')
    .orderBy('yardstick')
    .orderBy('as_of')
    .execute();
  return rows.map(owedOf);
}

/** Organisations of the city in which somebody has a seat, or had. */
export async function readPeopled(act: Act): Promise<ReadonlySet<string>> {
  const rows = await tablesOf(act)
    .selectFrom('memberships')
    .select('organisation_id')
    .distinct()
    .where('city_id', '=', act.scope.inCity)
    .execute();
  return new Set(rows.map(({ organisation_id }) => organisation_id));
}

/** Puts down what differs, in the whole and in each share; false where somebody has done so already. */
export async function writeChange(
  act: Act,
  owed: OwedChange,
  whole: PlanChange,
  shares: readonly { readonly organisation: string; readonly change: PlanChange }[],
): Promise<boolean> {
  const city = act.scope.inCity;
  const tables = tablesOf(act);
  const { numUpdatedRows } = await tables
    .updateTable('plan_changes')
    .set({ body: JSON.stringify(whole) })
    .where('city_id', '=', city)
    .where('revision', '=', owed.revision)
    .where('yardstick', '=', owed.yardstick)
    .where('as_of', '=', owed.asOf)
    .where('body', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  for (const { organisation, change } of shares)
    await tables
      .insertInto('plan_changes')
      .values({
        city_id: city,
        revision: owed.revision,
        yardstick: owed.yardstick,
        organisation_id: organisation,
        from_revision: owed.from.revision,
        from_yardstick: owed.from.yardstick,
        as_of: owed.asOf,
        from_as_of: owed.from.asOf,
        planned_at: owed.plannedAt,
        body: JSON.stringify(change),
      })
      .execute();
  await dropOldest(act);
  return true;
}

/** Takes back the note that two plans are to be compared: the day alone moved, and changed nothing for anybody. */
export async function dropOwed(act: Act, owed: OwedChange): Promise<void> {
  await tablesOf(act)
    .deleteFrom('plan_changes')
    .where('city_id', '=', act.scope.inCity)
    .where('revision', '=', owed.revision)
    .where('yardstick', '=', owed.yardstick)
    .where('as_of', '=', owed.asOf)
    .where('body', 'is', null)
    .execute();
}

async function dropOldest(act: Act): Promise<void> {
  const city = act.scope.inCity;
  const [oldest] = await tablesOf(act)
    .selectFrom('plan_changes')
    .select(['revision', 'yardstick', 'as_of'])
    .distinct()
    .where('city_id', '=', city)
    .orderBy('revision', 'desc')
    .orderBy('yardstick', 'desc')
    .orderBy('as_of', 'desc')
    .offset(keptChanges)
    .limit(1)
    .execute();
  if (oldest === undefined) return;
  const { revision, yardstick, as_of } = oldest;
  await tablesOf(act)
    .deleteFrom('plan_changes')
    .where('city_id', '=', city)
    .where((eb) =>
      eb.or([
        eb('revision', '<', revision),
        eb.and([eb('revision', '=', revision), eb('yardstick', '<', yardstick)]),
        eb.and([
          eb('revision', '=', revision),
          eb('yardstick', '=', yardstick),
          eb('as_of', '<=', as_of),
        ]),
      ]),
    )
    .execute();
}

/** What differed, the latest first, as the organisation that one acts for is told; none before it was compared. */
export async function readChanges(
  act: Act,
  organisation: string,
  of: { readonly before?: ChangeName | undefined; readonly most: number },
): Promise<readonly KeptChange[]> {
  const { before } = of;
  const rows = await tablesOf(act)
    .selectFrom('plan_changes')
    .select([...headColumns, 'body'])
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', organisation)
    .where('body', 'is not', null)
    .$if(before !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('revision', '<', before?.revision ?? 0),
          eb.and([
            eb('revision', '=', before?.revision ?? 0),
            eb('yardstick', '<', before?.yardstick ?? 0),
          ]),
          // What the calendar brought is younger than the first plan of its number.
          ...(before?.asOf === undefined
            ? []
            : [
                eb.and([
                  eb('revision', '=', before.revision),
                  eb('yardstick', '=', before.yardstick),
                  eb('as_of', '<', before.asOf),
                ]),
              ]),
        ]),
      ),
    )
    .orderBy('revision', 'desc')
    .orderBy('yardstick', 'desc')
    .orderBy('as_of', 'desc')
    .limit(of.most)
    .execute();
  return rows.map(keptOf);
}

/** What differed of one plan. */
export async function readChange(
  act: Act,
  organisation: string,
  { revision, yardstick, asOf }: ChangeName,
): Promise<KeptChange | undefined> {
  const row = await tablesOf(act)
    .selectFrom('plan_changes')
    .select([...headColumns, 'body'])
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', organisation)
    .where('revision', '=', revision)
    .where('yardstick', '=', yardstick)
    .where((eb) => {
      const ofCalendar = eb.and([
        eb('from_revision', '=', revision),
        eb('from_yardstick', '=', yardstick),
      ]);
      return asOf === undefined ? eb.not(ofCalendar) : eb.and([ofCalendar, eb('as_of', '=', asOf)]);
    })
    .where('body', 'is not', null)
    .executeTakeFirst();
  return row && keptOf(row);
}

const headColumns = [
  'revision',
  'yardstick',
  'from_revision',
  'from_yardstick',
  'as_of',
  'from_as_of',
  'planned_at',
] as const;

type Head = Pick<PlanChangeTables['plan_changes'], (typeof headColumns)[number]>;

const owedOf = (row: Head): OwedChange => ({
  revision: row.revision,
  yardstick: row.yardstick,
  asOf: row.as_of,
  from: {
    revision: row.from_revision,
    yardstick: row.from_yardstick,
    asOf: row.from_as_of ?? row.as_of,
  },
  plannedAt: row.planned_at,
});

const keptOf = (row: Head & { readonly body: unknown }): KeptChange => ({
  ...owedOf(row),
  change: row.body as PlanChange,
});
