import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { tablesOf } from './tables.ts';

export interface TokenRow {
  readonly token: Id<'apiToken'>;
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
  readonly name: string;
  readonly actions: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | undefined;
  /** Day in UTC, `YYYY-MM-DD`. */
  readonly lastUsedOn: string | undefined;
}

/** A token that is still good, by the digest of what a machine shows. */
export async function findToken(
  act: Pick<Act, 'transaction'>,
  hash: Buffer,
  now: Date,
): Promise<TokenRow | undefined> {
  const row = await tokens(act)
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && rowOf(row);
}

export async function touchToken(
  act: Pick<Act, 'transaction'>,
  { city, token }: TokenRow,
  now: Date,
): Promise<void> {
  await tablesOf(act)
    .updateTable('api_tokens')
    .set({ last_used_on: now.toISOString().slice(0, 10) })
    .where('city_id', '=', city)
    .where('token_id', '=', token)
    .execute();
}

export async function listTokens(act: Act): Promise<readonly TokenRow[]> {
  const rows = await tokens(act)
    .where('city_id', '=', act.scope.inCity)
    // Row-level security says the same; this is the first wall.
    .$if(act.scope.reach !== 'city', (query) =>
      query.where('organisation_id', '=', act.scope.organisation ?? ''),
    )
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(rowOf);
}

export async function insertToken(
  act: Act,
  of: Omit<TokenRow, 'city' | 'revokedAt' | 'lastUsedOn'> & { readonly hash: Buffer },
): Promise<void> {
  await tablesOf(act)
    .insertInto('api_tokens')
    .values({
      city_id: act.scope.inCity,
      token_id: of.token,
      organisation_id: of.organisation,
      name: of.name,
      token_hash: of.hash,
      actions: [...of.actions],
      created_by: of.createdBy,
      created_at: of.createdAt,
      expires_at: of.expiresAt,
      revoked_at: null,
      last_used_on: null,
    })
    .execute();
}

/** Says whether there was one to revoke. */
export async function revokeToken(act: Act, token: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('city_id', '=', act.scope.inCity)
    .where('token_id', '=', token)
    .where('revoked_at', 'is', null)
    .$if(act.scope.reach !== 'city', (query) =>
      query.where('organisation_id', '=', act.scope.organisation ?? ''),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const tokens = (act: Pick<Act, 'transaction'>) =>
  tablesOf(act).selectFrom('api_tokens').selectAll();

const rowOf = (
  row: Awaited<ReturnType<ReturnType<typeof tokens>['executeTakeFirstOrThrow']>>,
): TokenRow => ({
  token: row.token_id as Id<'apiToken'>,
  city: row.city_id as Id<'city'>,
  organisation: row.organisation_id as Id<'organisation'>,
  name: row.name,
  actions: row.actions,
  createdBy: row.created_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at ?? undefined,
  lastUsedOn: row.last_used_on ?? undefined,
});
