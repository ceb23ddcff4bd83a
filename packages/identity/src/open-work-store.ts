import { type Act, dropLetters } from '@machimori/application';
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
export const giveWork = (act: Act, work: OpenWork, person: string): Promise<void> =>
  changeWork(act, work, { invited_by: person }, { created_by: person });

/** The work is over: invitations withdrawn, tokens revoked. */
export async function stopWork(act: Act, work: OpenWork, now: Date): Promise<void> {
  await changeWork(act, work, { withdrawn_at: now }, { revoked_at: now });
  const city = act.scope.inCity;
  await dropLetters(act, { kind: 'invitation', city, about: work.invitations, now });
}

async function changeWork(
  act: Act,
  { invitations, tokens }: OpenWork,
  invitation: { readonly invited_by: string } | { readonly withdrawn_at: Date },
  token: { readonly created_by: string } | { readonly revoked_at: Date },
): Promise<void> {
  const city = act.scope.inCity;
  if (invitations.length > 0)
    await tablesOf(act)
      .updateTable('invitations')
      .set(invitation)
      .where('city_id', '=', city)
      .where('invitation_id', 'in', [...invitations])
      .execute();
  if (tokens.length > 0)
    await tablesOf(act)
      .updateTable('api_tokens')
      .set(token)
      .where('city_id', '=', city)
      .where('token_id', 'in', [...tokens])
      .execute();
}
