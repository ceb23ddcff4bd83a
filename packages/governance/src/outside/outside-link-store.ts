import type { Act } from '@machimori/application';
import { type LinkActor, policyOf, type Standing } from '@machimori/authorisation';
import type { Transaction } from '@machimori/database';
import type { Id } from '@machimori/kernel';
import { nobody, standingOfMaker } from '../link-makers/index.ts';
import { type OutsideKind, tablesOf } from './outside-tables.ts';

/** A link to somebody outside, as it is kept: never its secret. */
export interface OutsideLinkRow {
  readonly link: Id<'outsideLink'>;
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
  readonly kind: OutsideKind;
  /** Who it is for; empty once that is forgotten. */
  readonly name: string;
  readonly office: string;
  readonly email: string;
  readonly withCode: boolean;
  readonly message: string;
  readonly withStatements: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | undefined;
  readonly openedAt: Date | undefined;
  readonly openings: number;
  readonly handedBackAt: Date | undefined;
  /** What whoever handed it back wrote. */
  readonly note: string;
  readonly notedAt: Date | undefined;
  readonly forgottenAt: Date | undefined;
}

/** A line that a link names, and who answered it when it was made. */
export interface NamedLine {
  readonly place: number;
  readonly line: string;
  readonly checkItem: string;
  readonly answeredBy: string;
}

/**
 * Where a link stands:
 *
 *   sent ──▶ opened ──▶ handed-back ──▶ sent   by being sent again
 *     └────────┴────────────┴──▶ revoked, expired
 */
export type OutsideState = 'sent' | 'opened' | 'handed-back' | 'expired' | 'revoked';

export function stateOf(link: OutsideLinkRow, now: Date): OutsideState {
  if (link.revokedAt !== undefined) return 'revoked';
  if (link.handedBackAt !== undefined) return 'handed-back';
  if (now >= link.expiresAt) return 'expired';
  return link.openedAt === undefined ? 'sent' : 'opened';
}

/** Whether anybody gets anywhere by it. */
export const isOpen = (
  { revokedAt, expiresAt }: Pick<OutsideLinkRow, 'revokedAt' | 'expiresAt'>,
  now: Date,
): boolean => revokedAt === undefined && now < expiresAt;

export type NewLink = Pick<
  OutsideLinkRow,
  | 'link'
  | 'organisation'
  | 'kind'
  | 'name'
  | 'office'
  | 'email'
  | 'withCode'
  | 'message'
  | 'withStatements'
  | 'createdBy'
  | 'createdAt'
  | 'expiresAt'
> & { readonly tokenHash: Buffer };

export async function insertOutsideLink(act: Act, of: NewLink): Promise<void> {
  await tablesOf(act)
    .insertInto('outside_links')
    .values({
      city_id: act.scope.inCity,
      link_id: of.link,
      kind: of.kind,
      organisation_id: of.organisation,
      token_hash: of.tokenHash,
      name: of.name,
      office: of.office,
      email: of.email,
      with_code: of.withCode,
      message: of.message,
      with_statements: of.withStatements,
      created_by: of.createdBy,
      created_at: of.createdAt,
      sent_at: of.createdAt,
      expires_at: of.expiresAt,
    })
    .execute();
}

export async function insertNamedLines(
  act: Act,
  link: string,
  lines: readonly NamedLine[],
  by: { readonly writer: string; readonly mailboxHash: Buffer },
): Promise<void> {
  await tablesOf(act)
    .insertInto('outside_link_lines')
    .values(
      lines.map(({ place, line, checkItem, answeredBy }) => ({
        city_id: act.scope.inCity,
        link_id: link,
        place,
        line_id: line,
        check_item: checkItem,
        answered_by: answeredBy,
        writer: by.writer,
        mailbox_hash: by.mailboxHash,
      })),
    )
    .execute();
}

/** A link by the digest of its secret, whatever has become of it. Needs the wall of whoever is nobody yet. */
export async function findOutsideLinkByToken(
  act: Pick<Act, 'transaction'>,
  tokenHash: Buffer,
): Promise<OutsideLinkRow | undefined> {
  const row = await links(act).where('token_hash', '=', tokenHash).executeTakeFirst();
  return row && rowOf(row);
}

/** The link of a browser that has entered a code, by the digest of its secret; and whether the session is over. */
export async function findOutsideSession(
  act: Pick<Act, 'transaction'>,
  of: { readonly link: string; readonly sessionHash: Buffer },
): Promise<{ readonly link: OutsideLinkRow; readonly endsAt: Date } | undefined> {
  const session = await tablesOf(act)
    .selectFrom('outside_sessions')
    .select(['city_id', 'ends_at'])
    .where('session_hash', '=', of.sessionHash)
    .where('link_id', '=', of.link)
    .executeTakeFirst();
  if (session === undefined) return undefined;
  const row = await links(act)
    .where('city_id', '=', session.city_id)
    .where('link_id', '=', of.link)
    .executeTakeFirst();
  return row && { link: rowOf(row), endsAt: session.ends_at };
}

/** One link that the act sees; `hold`: whoever else changes it or writes by it waits. */
export async function findOutsideLink(
  act: Act,
  link: string,
  hold = false,
): Promise<OutsideLinkRow | undefined> {
  const row = await ownLinks(act)
    .where('link_id', '=', link)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && rowOf(row);
}

/** So many are listed; whoever has more revokes or waits. */
const mostListed = 500;

/** Links that one’s organisation made, or all of the city; the latest first. */
export async function listOutsideLinkRows(
  act: Act,
  { line }: { readonly line?: string | undefined },
): Promise<readonly OutsideLinkRow[]> {
  const rows = await ownLinks(act)
    .$if(line !== undefined, (query) =>
      query.where('link_id', 'in', ({ selectFrom }) =>
        selectFrom('outside_link_lines as n')
          .select('n.link_id')
          .where('n.city_id', '=', act.scope.inCity)
          .where('n.line_id', '=', line ?? ''),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('link_id')
    .limit(mostListed)
    .execute();
  return rows.map(rowOf);
}

/** Links that were handed back and of which nobody here has taken note. */
export async function listHandedBack(act: Act): Promise<readonly OutsideLinkRow[]> {
  const rows = await ownLinks(act)
    .where('handed_back_at', 'is not', null)
    .where('noted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('handed_back_at')
    .limit(mostListed)
    .execute();
  return rows.map(rowOf);
}

/** How many links of the organisation anybody still gets anywhere by. */
export async function countOpenLinks(act: Act, organisation: string, now: Date): Promise<number> {
  const { count } = await tablesOf(act)
    .selectFrom('outside_links')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', organisation)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What a link names, in its order. */
export async function namedLines(act: Act, link: string): Promise<readonly NamedLine[]> {
  const rows = await tablesOf(act)
    .selectFrom('outside_link_lines')
    .select(['place', 'line_id', 'check_item', 'answered_by'])
    .where('city_id', '=', act.scope.inCity)
    .where('link_id', '=', link)
    .orderBy('place')
    .execute();
  return rows.map((row) => ({
    place: row.place,
    line: row.line_id,
    checkItem: row.check_item,
    answeredBy: row.answered_by,
  }));
}

/** Of each of these links, how many lines it names and into how many of them something was written by it. */
export async function countNamed(
  act: Act,
  of: readonly string[],
): Promise<ReadonlyMap<string, { readonly lines: number; readonly answered: number }>> {
  if (of.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('outside_link_lines as n')
    .select(({ fn, exists, selectFrom }) => [
      'n.link_id',
      fn.countAll<string>().as('lines'),
      fn
        .countAll<string>()
        .filterWhere(
          exists(
            selectFrom('sheet_cells as c')
              .select('c.field')
              .whereRef('c.city_id', '=', 'n.city_id')
              .whereRef('c.line_id', '=', 'n.line_id')
              .whereRef('c.written_by', '=', 'n.link_id'),
          ),
        )
        .as('answered'),
    ])
    .where('n.city_id', '=', act.scope.inCity)
    .where('n.link_id', 'in', [...of])
    .groupBy('n.link_id')
    .execute();
  return new Map(
    rows.map(({ link_id, lines, answered }) => [
      link_id,
      { lines: Number(lines), answered: Number(answered) },
    ]),
  );
}

export type LinkChange = Partial<
  Pick<
    OutsideLinkRow,
    'message' | 'sentAt' | 'expiresAt' | 'revokedAt' | 'openedAt' | 'openings' | 'note'
  >
> & {
  readonly tokenHash?: Buffer;
  /** Null: open again. */
  readonly handedBackAt?: Date | null;
  readonly notedAt?: Date | null;
};

/** Changes a link that is held. */
export async function changeOutsideLink(
  act: Act,
  link: string,
  { tokenHash, sentAt, expiresAt, revokedAt, openedAt, handedBackAt, notedAt, ...same }: LinkChange,
): Promise<void> {
  await tablesOf(act)
    .updateTable('outside_links')
    .set({
      ...same,
      ...(tokenHash === undefined ? {} : { token_hash: tokenHash }),
      ...(sentAt === undefined ? {} : { sent_at: sentAt }),
      ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
      ...(revokedAt === undefined ? {} : { revoked_at: revokedAt }),
      ...(openedAt === undefined ? {} : { opened_at: openedAt }),
      ...(handedBackAt === undefined ? {} : { handed_back_at: handedBackAt }),
      ...(notedAt === undefined ? {} : { noted_at: notedAt }),
    })
    .where('city_id', '=', act.scope.inCity)
    .where('link_id', '=', link)
    .execute();
}

/** Keeps who told a code of this link by hand: they could have come in by it. */
export async function noteTeller(act: Act, link: string, person: string): Promise<void> {
  await tablesOf(act)
    .updateTable('outside_links')
    .set(({ fn, ref, val }) => ({
      told_by: fn('array_append', [fn('array_remove', [ref('told_by'), val(person)]), val(person)]),
    }))
    .where('city_id', '=', act.scope.inCity)
    .where('link_id', '=', link)
    .execute();
}

/** Roles of those who may make links of each kind. */
export const makers = {
  answers: Object.keys(policyOf('sheet:send-link').roles ?? {}),
  progress: Object.keys(policyOf('sheet:share-progress').roles ?? {}),
} as const satisfies Readonly<Record<OutsideKind, readonly string[]>>;

/**
 * What a link is at the moment of the act: the share of the organisation it was made for, or nothing where it is
 * over, or whoever made it could not make it today.
 */
export async function standingOfOutsideLink(
  transaction: Transaction,
  actor: LinkActor,
  now: Date,
): Promise<Standing> {
  const row = await links({ transaction })
    .where('city_id', '=', actor.city)
    .where('link_id', '=', actor.link)
    .executeTakeFirst();
  if (row === undefined) return nobody;
  const link = rowOf(row);
  const isDoor = actor.door === 'code' || actor.door === link.kind;
  if (!isDoor || !isOpen(link, now)) return nobody;
  return standingOfMaker(transaction, { ...link, roles: makers[link.kind] });
}

/** Links of this city that ended before that moment and still say whom they were for. */
const toForget = (act: Act, endedBefore: Date) =>
  tablesOf(act)
    .selectFrom('outside_links')
    .select('link_id')
    .where('city_id', '=', act.scope.inCity)
    .where('forgotten_at', 'is', null)
    .where(({ eb, fn }) =>
      eb(fn('least', ['expires_at', fn.coalesce('revoked_at', 'expires_at')]), '<', endedBefore),
    );

export async function anyToForget(act: Act, endedBefore: Date): Promise<boolean> {
  return (await toForget(act, endedBefore).limit(1).executeTakeFirst()) !== undefined;
}

/** Takes names, addresses and words of people outside from links that ended long ago. Says of how many. */
export async function forgetPeople(act: Act, endedBefore: Date, now: Date): Promise<number> {
  const city = act.scope.inCity;
  await tablesOf(act)
    .updateTable('outside_link_lines')
    .set({ writer: '', mailbox_hash: null })
    .where('city_id', '=', city)
    .where('link_id', 'in', toForget(act, endedBefore))
    .execute();
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('outside_links')
    .set({ name: '', office: '', email: '', message: '', note: '', forgotten_at: now })
    .where('city_id', '=', city)
    .where('link_id', 'in', toForget(act, endedBefore))
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

const links = (act: Pick<Act, 'transaction'>) =>
  tablesOf(act).selectFrom('outside_links').selectAll();

/** Row-level security says the same; this is the first wall. */
const ownLinks = (act: Act) =>
  links(act)
    .where('city_id', '=', act.scope.inCity)
    .$if(act.scope.reach !== 'city', (query) =>
      query.where('organisation_id', '=', act.scope.organisation ?? ''),
    );

const rowOf = (
  row: Awaited<ReturnType<ReturnType<typeof links>['executeTakeFirstOrThrow']>>,
): OutsideLinkRow => ({
  link: row.link_id as Id<'outsideLink'>,
  city: row.city_id as Id<'city'>,
  organisation: row.organisation_id as Id<'organisation'>,
  kind: row.kind,
  name: row.name,
  office: row.office,
  email: row.email,
  withCode: row.with_code,
  message: row.message,
  withStatements: row.with_statements,
  createdBy: row.created_by,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at ?? undefined,
  openedAt: row.opened_at ?? undefined,
  openings: row.openings,
  handedBackAt: row.handed_back_at ?? undefined,
  note: row.note,
  notedAt: row.noted_at ?? undefined,
  forgottenAt: row.forgotten_at ?? undefined,
});
