import type { Act } from '@machimori/application';
import { type LinkActor, policyOf, type Standing } from '@machimori/authorisation';
import type { Transaction } from '@machimori/database';
import type { Id } from '@machimori/kernel';
import { nobody, standingOfMaker } from '../link-makers/index.ts';
import { tablesOf } from './approval-tables.ts';

/** By mail: the program sent it. By hand: whoever asked for it passed it on, and could have read it. */
export type LinkDelivery = 'mail' | 'by-hand';

export interface ApprovalLinkRow {
  readonly link: Id<'approvalLink'>;
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
  readonly approval: Id<'approval'>;
  /** Who it is for. */
  readonly name: string;
  readonly office: string;
  readonly email: string;
  readonly delivery: LinkDelivery;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | undefined;
  readonly usedAt: Date | undefined;
}

/** How long a used link still shows what was decided by it, after it would have ended. */
const readableMs = 30 * 86_400_000;

export async function insertLink(
  act: Act,
  of: Omit<ApprovalLinkRow, 'city' | 'revokedAt' | 'usedAt'> & { readonly tokenHash: Buffer },
): Promise<void> {
  await tablesOf(act)
    .insertInto('approval_links')
    .values({
      city_id: act.scope.inCity,
      link_id: of.link,
      approval_id: of.approval,
      organisation_id: of.organisation,
      token_hash: of.tokenHash,
      name: of.name,
      office: of.office,
      email: of.email,
      delivery: of.delivery,
      created_by: of.createdBy,
      created_at: of.createdAt,
      expires_at: of.expiresAt,
      revoked_at: null,
      used_at: null,
    })
    .execute();
}

/** A link that still opens, by the digest of its secret. */
export async function findLinkByToken(
  act: Pick<Act, 'transaction'>,
  tokenHash: Buffer,
  now: Date,
): Promise<ApprovalLinkRow | undefined> {
  const row = await links(act)
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  const found = row && rowOf(row);
  return found !== undefined && opens(found, now) ? found : undefined;
}

export const opens = (
  { revokedAt, usedAt, expiresAt }: Pick<ApprovalLinkRow, 'revokedAt' | 'usedAt' | 'expiresAt'>,
  now: Date,
): boolean =>
  revokedAt === undefined &&
  now.getTime() < expiresAt.getTime() + (usedAt === undefined ? 0 : readableMs);

export async function findLink(act: Act, link: string): Promise<ApprovalLinkRow | undefined> {
  const row = await links(act)
    .where('city_id', '=', act.scope.inCity)
    .where('link_id', '=', link)
    .executeTakeFirst();
  return row && rowOf(row);
}

/** Newest first. */
export async function linksOf(
  act: Act,
  approvals: readonly string[],
): Promise<readonly ApprovalLinkRow[]> {
  if (approvals.length === 0) return [];
  const rows = await links(act)
    .where('city_id', '=', act.scope.inCity)
    .where('approval_id', 'in', [...approvals])
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(rowOf);
}

/** False where it was used, revoked or is over: a link decides once. */
export async function useLink(act: Act, link: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('approval_links')
    .set({ used_at: now })
    .where('city_id', '=', act.scope.inCity)
    .where('link_id', '=', link)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Says whether there was an unused one of this request. */
export async function revokeLinkRow(
  act: Act,
  of: { readonly approval: string; readonly link: string; readonly now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('approval_links')
    .set({ revoked_at: of.now })
    .where('city_id', '=', act.scope.inCity)
    .where('approval_id', '=', of.approval)
    .where('link_id', '=', of.link)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    // Row-level security says the same; this is the first wall.
    .$if(act.scope.reach !== 'city', (query) =>
      query.where('organisation_id', '=', act.scope.organisation ?? ''),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Roles of those who may send links. */
export const senders = Object.keys(policyOf('approval:send-link').roles ?? {});

/**
 * What a link is at the moment of the act: the share of the organisation it was made for, or nothing where
 * it is over, or whoever sent it could not send it today.
 */
export async function standingOfLink(
  transaction: Transaction,
  actor: LinkActor,
  now: Date,
): Promise<Standing> {
  const row = await links({ transaction })
    .where('city_id', '=', actor.city)
    .where('link_id', '=', actor.link)
    .executeTakeFirst();
  const link = row && rowOf(row);
  if (link === undefined || !opens(link, now)) return nobody;
  return standingOfMaker(transaction, { ...link, roles: senders });
}

const links = (act: Pick<Act, 'transaction'>) =>
  tablesOf(act).selectFrom('approval_links').selectAll();

const rowOf = (
  row: Awaited<ReturnType<ReturnType<typeof links>['executeTakeFirstOrThrow']>>,
): ApprovalLinkRow => ({
  link: row.link_id as Id<'approvalLink'>,
  city: row.city_id as Id<'city'>,
  organisation: row.organisation_id as Id<'organisation'>,
  approval: row.approval_id as Id<'approval'>,
  name: row.name,
  office: row.office,
  email: row.email,
  delivery: row.delivery === 'mail' ? 'mail' : 'by-hand',
  createdBy: row.created_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at ?? undefined,
  usedAt: row.used_at ?? undefined,
});
