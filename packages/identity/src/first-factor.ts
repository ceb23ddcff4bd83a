import type { Context } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts';
import { replaceRecoveryCodes } from './second-factor-store.ts';
import { hashOf, newToken } from './secret-token.ts';
import { replaceSessionToken } from './session-rotation-store.ts';
import { closeSessions } from './session-store.ts';

/** What comes with the first second factor. All of it is shown once. */
export interface FirstFactor {
  readonly recoveryCodes: readonly string[];
  /** The session's new secret: the old one was worth a password only. */
  readonly token: string;
  /** Other sessions, which stood on a password alone, are over. */
  readonly closed: number;
}

/** From here on a password alone is not enough: recovery codes, a stronger session, and no weak ones left. */
export async function welcomeFirstFactor(
  context: Context,
  of: { readonly person: Id<'person'>; readonly session: Id<'session'>; readonly provedAt: Date },
): Promise<FirstFactor> {
  const { chance, now } = context;
  const recoveryCodes = await issueRecoveryCodes(context, of.person);
  const token = newToken(chance);
  await replaceSessionToken(context, {
    session: of.session,
    tokenHash: hashOf(token),
    awaiting: false,
    provedAt: of.provedAt,
    secondFactor: true,
  });
  const closed = await closeSessions(context, of.person, now, of.session);
  return { recoveryCodes, token, closed };
}

/** New recovery codes in place of all before. */
export async function issueRecoveryCodes(
  context: Context,
  person: Id<'person'>,
): Promise<readonly string[]> {
  const { chance, now } = context;
  const codes = newRecoveryCodes(chance);
  const hashes = codes.map((code) => recoveryCodeHash(person, code));
  await replaceRecoveryCodes(context, { person, hashes, now });
  return codes;
}
