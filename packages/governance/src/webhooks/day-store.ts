import type { Act } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import { sql } from 'kysely';

/** What the day alone makes, by the names of events. */
export type DayNews = 'evidence.expired' | 'answer.stale';

/** Tables of packages/database/migrations/0050-told-by-day.sql; meanings stand there. */
interface DayTables {
  readonly told_days: { city_id: string; looked_on: string };
  readonly told_by_day: { city_id: string; what: DayNews; thing: string; since: string };
  /** Of evidence. */
  readonly evidence: {
    city_id: string;
    evidence_id: string;
    revision: number;
    removed_at: Date | null;
  };
  readonly evidence_revisions: {
    city_id: string;
    evidence_id: string;
    number: number;
    expires_on: string | null;
  };
}

const tablesOf = ({ transaction }: Act) => transaction.tables<DayTables>();

/** Notes that it was looked, and holds it: two who look at once go one after another. False for the first time of all. */
export async function noteLook(act: Act, today: Day): Promise<boolean> {
  const { rows } = await sql<{ before: boolean }>`
    insert into told_days as t (city_id, looked_on) values (${act.scope.inCity}, ${today})
    on conflict (city_id) do update set looked_on = excluded.looked_on
    returning (xmax <> 0) as before`.execute(tablesOf(act));
  return rows[0]?.before === true;
}

/** When it was last looked; undefined where it never was. */
export async function readLook(act: Act): Promise<Day | undefined> {
  const row = await tablesOf(act)
    .selectFrom('told_days')
    .select('looked_on')
    .where('city_id', '=', act.scope.inCity)
    .executeTakeFirst();
  return row?.looked_on as Day | undefined;
}

/** Pieces that are over, and that nobody removed. */
export async function readExpired(act: Act, today: Day): Promise<readonly string[]> {
  const rows = await tablesOf(act)
    .selectFrom('evidence as e')
    .innerJoin('evidence_revisions as r', (join) =>
      join
        .onRef('r.city_id', '=', 'e.city_id')
        .onRef('r.evidence_id', '=', 'e.evidence_id')
        .onRef('r.number', '=', 'e.revision'),
    )
    .select('e.evidence_id')
    .where('e.city_id', '=', act.scope.inCity)
    .where('e.removed_at', 'is', null)
    .where('r.expires_on', '<', today)
    .orderBy('e.evidence_id')
    .execute();
  return rows.map(({ evidence_id }) => evidence_id);
}

/** What was so when it was last looked. */
export async function readToldThings(act: Act, what: DayNews): Promise<readonly string[]> {
  const rows = await tablesOf(act)
    .selectFrom('told_by_day')
    .select('thing')
    .where('city_id', '=', act.scope.inCity)
    .where('what', '=', what)
    .execute();
  return rows.map(({ thing }) => thing);
}

/** Keeps what is so from now on, and forgets what is not. */
export async function keepToldThings(
  act: Act,
  of: {
    readonly what: DayNews;
    readonly begun: readonly string[];
    readonly over: readonly string[];
    readonly today: Day;
  },
): Promise<void> {
  const city = act.scope.inCity;
  const db = tablesOf(act);
  if (of.over.length > 0)
    await sql`delete from told_by_day where city_id = ${city} and what = ${of.what}
      and thing = any(${[...of.over]}::text[])`.execute(db);
  if (of.begun.length > 0)
    await sql`insert into told_by_day (city_id, what, thing, since)
      select ${city}, ${of.what}, thing, ${of.today}::date from unnest(${[...of.begun]}::text[]) as thing
      on conflict do nothing`.execute(db);
}
