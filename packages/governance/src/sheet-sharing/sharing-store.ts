import { type Act, nameOf } from '@machimori/application';
import type { Anchor } from '@machimori/kernel';
import type { SheetLine } from '@machimori/planning';
import { sql } from 'kysely';
import { tablesOf } from './sharing-tables.ts';

/** What an organisation shares; `line` empty: all its accepted answers. */
export interface Sharing {
  readonly line: string;
  /** Others see whose it is. */
  readonly named: boolean;
}

/** An accepted answer that another organisation of the same role shares. */
export interface SharedAnswer {
  readonly share: string;
  /** Empty where it is shared without the name. */
  readonly organisationName: string;
  readonly state: SheetLine['state'];
  readonly statement: string;
  readonly acceptedAt: Date;
}

/** What one's own organisation shares: of this line, and of all. */
export async function readSharings(
  act: Act,
  organisation: string,
  line: string,
): Promise<readonly Sharing[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_sharings')
    .select(['line_id', 'named'])
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', organisation)
    .where('line_id', 'in', [line, ''])
    .execute();
  return rows.map(({ line_id, named }) => ({ line: line_id, named }));
}

export async function writeSharing(
  act: Act,
  organisation: string,
  { line, named }: Sharing,
  now: Date,
): Promise<void> {
  const values = { named, shared_at: now, shared_by: nameOf(act.scope.actor) };
  await tablesOf(act)
    .insertInto('sheet_sharings')
    .values({ city_id: act.scope.inCity, organisation_id: organisation, line_id: line, ...values })
    .onConflict((conflict) =>
      conflict.columns(['city_id', 'organisation_id', 'line_id']).doUpdateSet(values),
    )
    .execute();
}

/** Returns false where nothing was shared. */
export async function removeSharing(
  act: Act,
  organisation: string,
  line: string,
): Promise<boolean> {
  const { numDeletedRows } = await tablesOf(act)
    .deleteFrom('sheet_sharings')
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', organisation)
    .where('line_id', '=', line)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/**
 * Copies of what is shared, brought up to date, as far as one reaches: what is no longer shared, or no longer theirs to
 * answer, goes; what others have accepted meanwhile takes the place of what was. An answer that is open again stays as
 * it was accepted. Nothing but the answer is copied.
 */
export async function refreshShared(act: Act): Promise<void> {
  const city = act.scope.inCity;
  const db = tablesOf(act);
  await sql`delete from sheet_shared_answers h where h.city_id = ${city} and not exists (
    select from sheet_lines l join sheet_sharings s on s.city_id = l.city_id
      and s.organisation_id = l.answerer_id and s.line_id in (l.line_id, '')
    where l.city_id = h.city_id and l.line_id = h.line_id and l.in_plan
      and l.answerer_id = h.organisation_id)`.execute(db);
  await sql`insert into sheet_shared_answers (city_id, share_id, organisation_id, line_id, check_item,
      per, roles, organisation_name, state, statement, accepted_at)
    select l.city_id, 'shr_' || replace(gen_random_uuid()::text, '-', ''), l.answerer_id, l.line_id,
      l.check_item, l.per,
      coalesce(array(select jsonb_path_query(e.body, '$.roles[*]') #>> '{}' from elements e
        where e.city_id = l.city_id and e.kind = 'organisations' and e.element_key = l.answered_by), '{}'),
      case when s.named then o.name else '' end,
      case when cs.as_described is not false then l.state else coalesce(nullif(cs.value, ''), 'not-started') end,
      case when ct.as_described is not false then l.statement else coalesce(ct.value, '') end,
      a.decided_at
    from sheet_lines l
    join sheet_answers a on a.city_id = l.city_id and a.line_id = l.line_id
      and a.stage = 'accepted' and not a.self_checked and a.decided_at is not null
    join lateral (select named from sheet_sharings s where s.city_id = l.city_id
      and s.organisation_id = l.answerer_id and s.line_id in (l.line_id, '')
      order by s.line_id desc limit 1) s on true
    join organisations o on o.organisation_id = l.answerer_id
    left join lateral (select c.as_described, c.value from sheet_cells c where c.city_id = l.city_id
      and c.line_id = l.line_id and c.field = 'state' order by c.version desc limit 1) cs on true
    left join lateral (select c.as_described, c.value from sheet_cells c where c.city_id = l.city_id
      and c.line_id = l.line_id and c.field = 'statement' order by c.version desc limit 1) ct on true
    where l.city_id = ${city} and l.in_plan
      and l.answerer_id in (select organisation_id from sheet_sharings where city_id = ${city})
    on conflict (city_id, line_id) do update set organisation_id = excluded.organisation_id,
      check_item = excluded.check_item, per = excluded.per, roles = excluded.roles,
      organisation_name = excluded.organisation_name, state = excluded.state,
      statement = excluded.statement, accepted_at = excluded.accepted_at`.execute(db);
  // Whether a name is given holds at once, for answers that are open again too.
  await sql`update sheet_shared_answers h
    set organisation_name = case when s.named then o.name else '' end
    from sheet_sharings s, organisations o
    where h.city_id = ${city} and o.organisation_id = h.organisation_id
      and s.city_id = h.city_id and s.organisation_id = h.organisation_id
      and s.line_id = (select max(x.line_id) from sheet_sharings x where x.city_id = h.city_id
        and x.organisation_id = h.organisation_id and x.line_id in (h.line_id, ''))
      and h.organisation_name <> case when s.named then o.name else '' end`.execute(db);
}

/** What others of a role of this organisation share of the same question, the latest first. */
export async function readShared(
  act: Act,
  of: {
    readonly organisation: string;
    readonly checkItem: string;
    readonly per: Anchor | undefined;
    readonly share?: string;
  },
): Promise<readonly SharedAnswer[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_shared_answers as h')
    .select(['h.share_id', 'h.organisation_name', 'h.state', 'h.statement', 'h.accepted_at'])
    .where('h.city_id', '=', act.scope.inCity)
    .where('h.check_item', '=', of.checkItem)
    .where(sql<boolean>`h.per is not distinct from ${of.per ?? null}`)
    .where('h.organisation_id', '!=', of.organisation)
    .where('h.statement', '!=', '')
    .$if(of.share !== undefined, (query) => query.where('h.share_id', '=', of.share ?? ''))
    .where(
      sql<boolean>`h.roles && array(select jsonb_path_query(e.body, '$.roles[*]') #>> '{}'
        from elements e join organisations o on o.city_id = e.city_id
          and o.element_key = e.element_key
        where e.city_id = h.city_id and e.kind = 'organisations'
          and o.organisation_id = ${of.organisation})`,
    )
    .orderBy('h.accepted_at', 'desc')
    .orderBy('h.share_id')
    .limit(20)
    .execute();
  return rows.map((row) => ({
    share: row.share_id,
    organisationName: row.organisation_name,
    state: row.state as SheetLine['state'],
    statement: row.statement,
    acceptedAt: row.accepted_at,
  }));
}
