import type { Act } from '@machimori/application';
import type { Transaction } from '@machimori/database';
import type { Id } from '@machimori/kernel';
import { tablesOf } from './outside-tables.ts';

/** A code that went to the address of a link, or was told by hand. */
export interface CodeRow {
  readonly code: string;
  readonly codeHash: Buffer;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly tries: number;
  readonly usedAt: Date | undefined;
  readonly byHand: boolean;
}

/** When codes of a link were asked for since that moment. */
export async function codesSince(
  act: Act,
  link: string,
  since: Date,
): Promise<readonly Pick<CodeRow, 'askedAt'>[]> {
  const rows = await tablesOf(act)
    .selectFrom('outside_codes')
    .select('asked_at')
    .where('city_id', '=', act.scope.inCity)
    .where('link_id', '=', link)
    .where('asked_at', '>', since)
    .execute();
  return rows.map(({ asked_at }) => ({ askedAt: asked_at }));
}

export async function insertCode(
  act: Act,
  of: {
    readonly link: string;
    readonly code: Id<'outsideCode'>;
    /** Undefined: told by hand, to whichever browser comes first. */
    readonly askHash: Buffer | undefined;
    readonly codeHash: Buffer;
    readonly askedAt: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('outside_codes')
    .values({
      city_id: act.scope.inCity,
      link_id: of.link,
      code_id: of.code,
      ask_hash: of.askHash ?? null,
      by_hand: of.askHash === undefined,
      code_hash: of.codeHash,
      asked_at: of.askedAt,
      expires_at: of.expiresAt,
    })
    .execute();
}

/** The code that this browser asked for, held: of two who try at once, the second waits. */
export async function holdCode(
  act: Act,
  link: string,
  askHash: Buffer,
): Promise<CodeRow | undefined> {
  const row = await heldCodes(act, link)
    .where('ask_hash', '=', askHash)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && codeOf(row);
}

/** The code that was told by hand and that no browser has come for yet, while it is good; held. */
export async function holdToldCode(
  act: Act,
  link: string,
  now: Date,
): Promise<CodeRow | undefined> {
  const row = await heldCodes(act, link)
    .where('by_hand', '=', true)
    .where('ask_hash', 'is', null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && codeOf(row);
}

/** From now on the code is good in this browser alone. */
export async function bindCode(
  act: Act,
  link: string,
  code: string,
  askHash: Buffer,
): Promise<void> {
  await tablesOf(act)
    .updateTable('outside_codes')
    .set({ ask_hash: askHash })
    .where('city_id', '=', act.scope.inCity)
    .where('link_id', '=', link)
    .where('code_id', '=', code)
    .execute();
}

/** Codes of this link that were told by hand are good no more. */
export async function endToldCodes(act: Act, link: string, now: Date): Promise<void> {
  await tablesOf(act)
    .updateTable('outside_codes')
    .set({ used_at: now })
    .where('city_id', '=', act.scope.inCity)
    .where('link_id', '=', link)
    .where('by_hand', '=', true)
    .where('used_at', 'is', null)
    .execute();
}

const heldCodes = (act: Act, link: string) =>
  tablesOf(act)
    .selectFrom('outside_codes')
    .select(['code_id', 'code_hash', 'asked_at', 'expires_at', 'tries', 'used_at', 'by_hand'])
    .where('city_id', '=', act.scope.inCity)
    .where('link_id', '=', link)
    .forUpdate();

const codeOf = (
  row: Awaited<ReturnType<ReturnType<typeof heldCodes>['executeTakeFirstOrThrow']>>,
): CodeRow => ({
  code: row.code_id,
  codeHash: row.code_hash,
  askedAt: row.asked_at,
  expiresAt: row.expires_at,
  tries: row.tries,
  usedAt: row.used_at ?? undefined,
  byHand: row.by_hand,
});

export async function changeCode(
  act: Act,
  link: string,
  code: string,
  to: { readonly tries: number; readonly usedAt?: Date },
): Promise<void> {
  await tablesOf(act)
    .updateTable('outside_codes')
    .set({ tries: to.tries, ...(to.usedAt === undefined ? {} : { used_at: to.usedAt }) })
    .where('city_id', '=', act.scope.inCity)
    .where('link_id', '=', link)
    .where('code_id', '=', code)
    .execute();
}

export async function insertOutsideSession(
  act: Act,
  of: {
    readonly link: string;
    readonly sessionHash: Buffer;
    readonly openedAt: Date;
    readonly endsAt: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('outside_sessions')
    .values({
      city_id: act.scope.inCity,
      link_id: of.link,
      session_hash: of.sessionHash,
      opened_at: of.openedAt,
      ends_at: of.endsAt,
    })
    .execute();
}

/** Whoever has this link starts anew: codes and sessions of before are worth nothing. */
export async function dropEntries(act: Act, link: string): Promise<void> {
  for (const table of ['outside_codes', 'outside_sessions'] as const)
    await tablesOf(act)
      .deleteFrom(table)
      .where('city_id', '=', act.scope.inCity)
      .where('link_id', '=', link)
      .execute();
}

const dayMs = 86_400_000;
/** A session that is over may still ask for a code while its link is good: none is good for longer. */
const keptSessionsMs = 70 * dayMs;

/** Takes away codes that nothing is counted by any more, and sessions of links that are long over. Says how many. */
export async function pruneOutsideEntries(transaction: Transaction, now: Date): Promise<number> {
  const tables = tablesOf({ transaction });
  const gone = [
    tables.deleteFrom('outside_codes').where('asked_at', '<', new Date(now.getTime() - dayMs)),
    tables
      .deleteFrom('outside_sessions')
      .where('ends_at', '<', new Date(now.getTime() - keptSessionsMs)),
  ];
  let count = 0;
  for (const each of gone) count += Number((await each.executeTakeFirstOrThrow()).numDeletedRows);
  return count;
}
