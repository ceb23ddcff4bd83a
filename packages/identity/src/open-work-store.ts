import type { Act } from '@machimori/application';
import { tablesOf } from './tables.ts';

/** What a person has begun for an organisation and that still works. */
export interface OpenWork {
  readonly invitations: readonly string[];
  readonly tokens: readonly string[];
}

export async function openWorkOf(
  act: Act,
  of: {
    readonly person: string;
    readonly organisation: string;
    /** Invitations into all organisations of the city, not into this one alone. */
    readonly everywhere: boolean;
    readonly now: Date;
  },
): Promise<OpenWork> {
  const city = act.scope.inCity;
  const invitations = await tablesOf(act)
    .selectFrom('invitations')
    .select('invitation_id')
    .where('city_id', '=', city)
    .$if(!of.everywhere, (query) => query.where('organisation_id', '=', of.organisation))
    .where('invited_by', '=', of.person)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', of.now)
    .execute();
  const tokens = await tablesOf(act)
    .selectFrom('api_tokens')
    .select('token_id')
    .where('city_id', '=', city)
    .where('organisation_id', '=', of.organisation)
    .where('created_by', '=', of.person)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', of.now)
    .execute();
  return {
    invitations: invitations.map((row) => row.invitation_id),
    tokens: tokens.map((row) => row.token_id),
  };
}

/** The work has a new owner from now on. */
export async function giveWork(act: Act, work: OpenWork, person: string): Promise<void> {
  const city = act.scope.inCity;
  if (work.invitations.length > 0)
    await tablesOf(act)
      .updateTable('invitations')
      .set({ invited_by: person })
      .where('city_id', '=', city)
      .where('invitation_id', 'in', [...work.invitations])
      .execute();
  if (work.tokens.length > 0)
    await tablesOf(act)
      .updateTable('api_tokens')
      .set({ created_by: person })
      .where('city_id', '=', city)
      .where('token_id', 'in', [...work.tokens])
      .execute();
}

/** The work is over: invitations withdrawn, tokens revoked. */
export async function stopWork(act: Act, work: OpenWork, now: Date): Promise<void> {
  const city = act.scope.inCity;
  if (work.invitations.length > 0)
    await tablesOf(act)
      .updateTable('invitations')
      .set({ withdrawn_at: now })
      .where('city_id', '=', city)
      .where('invitation_id', 'in', [...work.invitations])
      .execute();
  if (work.tokens.length > 0)
    await tablesOf(act)
      .updateTable('api_tokens')
      .set({ revoked_at: now })
      .where('city_id', '=', city)
      .where('token_id', 'in', [...work.tokens])
      .execute();
}
