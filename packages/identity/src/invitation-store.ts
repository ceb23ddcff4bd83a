import { type Act, dropLetters } from '@machimori/application';
import { isRole, type Role } from '@machimori/authorisation';
import type { Id } from '@machimori/kernel';
import { type EmailAddress, readEmailAddress } from './email-address.ts';
import { tablesOf } from './tables.ts';

export interface InvitationRow {
  readonly invitation: Id<'invitation'>;
  readonly city: Id<'city'>;
  readonly cityName: string;
  /** The city is the sample. */
  readonly sample: boolean;
  readonly organisation: Id<'organisation'>;
  readonly organisationName: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly invitedBy: Id<'person'>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | undefined;
  readonly withdrawnAt: Date | undefined;
}

export async function insertInvitation(
  act: Act,
  of: {
    readonly invitation: Id<'invitation'>;
    readonly organisation: string;
    readonly email: string;
    readonly roles: readonly Role[];
    readonly tokenHash: Buffer;
    readonly invitedBy: Id<'person'>;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('invitations')
    .values({
      city_id: act.scope.inCity,
      invitation_id: of.invitation,
      organisation_id: of.organisation,
      email: of.email,
      roles: [...of.roles],
      token_hash: of.tokenHash,
      invited_by: of.invitedBy,
      created_at: of.now,
      expires_at: of.expiresAt,
      accepted_at: null,
      withdrawn_at: null,
    })
    .execute();
}

const invitations = (act: Act) =>
  tablesOf(act)
    .selectFrom('invitations as i')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'i.city_id')
        .onRef('o.organisation_id', '=', 'i.organisation_id'),
    )
    .innerJoin('cities as c', 'c.city_id', 'i.city_id')
    .select([
      'i.invitation_id',
      'i.city_id',
      'c.name as city_name',
      'c.sample',
      'i.organisation_id',
      'o.name as organisation_name',
      'i.email',
      'i.roles',
      'i.invited_by',
      'i.created_at',
      'i.expires_at',
      'i.accepted_at',
      'i.withdrawn_at',
    ]);

/** Invitations of the act's city that were neither accepted nor withdrawn, newest first. */
export async function listOpenInvitations(act: Act): Promise<readonly InvitationRow[]> {
  const rows = await invitations(act)
    .where('i.city_id', '=', act.scope.inCity)
    .where('i.accepted_at', 'is', null)
    .where('i.withdrawn_at', 'is', null)
    // Row-level security says the same; this is the first wall.
    .$if(act.scope.reach === 'organisation', (query) =>
      query.where('i.organisation_id', '=', act.scope.organisation ?? ''),
    )
    .orderBy('i.created_at', 'desc')
    .execute();
  return rows.map(rowOf);
}

/** An invitation that can still be accepted, by its secret's digest; locked until the act is over. */
export async function findInvitation(
  act: Act,
  tokenHash: Buffer,
  now: Date,
): Promise<InvitationRow | undefined> {
  const row = await invitations(act)
    .where('i.token_hash', '=', tokenHash)
    .where('i.accepted_at', 'is', null)
    .where('i.withdrawn_at', 'is', null)
    .where('i.expires_at', '>', now)
    .where('c.removed_at', 'is', null)
    .executeTakeFirst();
  return row && rowOf(row);
}

/** Invitations of one organisation that can still be accepted, newest first. */
export async function openInvitationsOf(
  act: Act,
  of: { readonly city: string; readonly organisation: string; readonly now: Date },
): Promise<readonly InvitationRow[]> {
  const rows = await invitations(act)
    .where('i.city_id', '=', of.city)
    .where('i.organisation_id', '=', of.organisation)
    .where('i.accepted_at', 'is', null)
    .where('i.withdrawn_at', 'is', null)
    .where('i.expires_at', '>', of.now)
    .orderBy('i.created_at', 'desc')
    .execute();
  return rows.map(rowOf);
}

/**
 * Invitations into one organisation of the act's city to this address that were neither accepted nor
 * withdrawn, those that have run out too.
 */
export async function invitationsTo(
  act: Act,
  of: { readonly organisation: string; readonly email: EmailAddress },
): Promise<readonly InvitationRow[]> {
  const { organisation, email } = of;
  return (await listOpenInvitations(act)).filter(
    (each) => each.organisation === organisation && readEmailAddress(each.email).key === email.key,
  );
}

/** Marks it accepted; false where somebody was faster or it was withdrawn in between. */
export async function acceptInvitationRow(
  act: Act,
  { city, invitation }: InvitationRow,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('invitations')
    .set({ accepted_at: now })
    .where('city_id', '=', city)
    .where('invitation_id', '=', invitation)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) return false;
  await dropLetters(act, { kind: 'invitation', city, about: [invitation], now });
  return true;
}

/** Says whether there was an open one that the scope reaches. */
export async function withdrawInvitationRow(
  act: Act,
  invitation: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('invitations')
    .set({ withdrawn_at: now })
    .where('city_id', '=', act.scope.inCity)
    .where('invitation_id', '=', invitation)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .$if(act.scope.reach === 'organisation', (query) =>
      query.where('organisation_id', '=', act.scope.organisation ?? ''),
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) return false;
  const city = act.scope.inCity;
  await dropLetters(act, { kind: 'invitation', city, about: [invitation], now });
  return true;
}

const rowOf = (
  row: Awaited<ReturnType<ReturnType<typeof invitations>['executeTakeFirstOrThrow']>>,
): InvitationRow => ({
  invitation: row.invitation_id as Id<'invitation'>,
  city: row.city_id as Id<'city'>,
  cityName: row.city_name,
  sample: row.sample,
  organisation: row.organisation_id as Id<'organisation'>,
  organisationName: row.organisation_name,
  email: row.email,
  roles: row.roles.filter(isRole),
  invitedBy: row.invited_by as Id<'person'>,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  acceptedAt: row.accepted_at ?? undefined,
  withdrawnAt: row.withdrawn_at ?? undefined,
});
