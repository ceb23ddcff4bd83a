import type { Context } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { activeRoles } from './member-store.ts';
import { passwordOrOtherSeats } from './own-sign-in-store.ts';
import {
  findReset,
  type PasswordResetRow,
  putReset,
  type ResetMaker,
  type ResetWay,
  shutOutOfOwnSignIn,
} from './password-reset-store.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';
import { hashOf, newToken } from './secret-token.ts';

/** How long a link that sets a new password works. */
export const resetMs = 30 * 60_000;

export const resetMessages = {
  none: text(
    'このリンクは使えません。期限（30分）が過ぎたか、もう使われたか、新しいリンクに替わっています。',
    'This link cannot be used: its 30 minutes are over, it was used, or a newer one has taken its place.',
  ),
  noneNext: text(
    'サインインの画面の「パスワードを忘れたとき」から、やり直してください。',
    'Begin again at “I forgot my password” on the sign-in page.',
  ),
  provider: text(
    'この人は、組織の認証基盤でサインインします。決め直すパスワードはありません。',
    'This person signs in by their organisation’s provider: there is no password to set.',
  ),
  providerNext: text(
    'パスワードは、組織の認証基盤のほうで決め直してもらってください。',
    'Ask them to set it at the organisation’s provider.',
  ),
};

export const noReset = (): Failure =>
  new Failure('not-found', resetMessages.none, { next: resetMessages.noneNext });

/** What a link is worth, to whoever is handed it. Shown once. */
export interface MadeReset {
  readonly reset: Id<'passwordReset'>;
  readonly link: string;
  readonly expiresAt: Date;
}

/** Makes the link that works from now on; the one before it does no more. */
export async function makeReset(
  context: Context<IdentityPorts>,
  of: {
    readonly person: Id<'person'>;
    readonly way: ResetWay;
    readonly maker?: ResetMaker;
    readonly reset?: Id<'passwordReset'>;
  },
): Promise<MadeReset> {
  const { chance, ids, now, ports } = context;
  const token = newToken(chance);
  const reset = of.reset ?? ids.next('passwordReset');
  const expiresAt = new Date(now.getTime() + resetMs);
  await putReset(context, {
    person: of.person,
    reset,
    tokenHash: hashOf(token),
    way: of.way,
    maker: of.maker,
    now,
    expiresAt,
  });
  // Behind the #, so that neither a server's log nor a referrer ever has it.
  return { reset, link: `${ports.origin}/new-password#${token}`, expiresAt };
}

/**
 * Whether a password of their own opens anything for this person. Whom only a provider signs in gets none by
 * a letter: their organisation decides how they come in. Moves the wall to the person.
 */
export async function hasOwnPassword(context: Context, person: Id<'person'>): Promise<boolean> {
  await context.transaction.wall({ reach: 'sign-in', person });
  const { password, host } = await passwordOrOtherSeats(context, person);
  return password && (host || !(await shutOutOfOwnSignIn(context, person)));
}

/**
 * Whether all that this person acts for is the one organisation, suspended seats too, and they do not run the
 * installation: otherwise being invited there would give its administrator an account that is others' as well.
 * Moves the wall to the person.
 */
export async function actsForNobodyElse(
  context: Context,
  { person, city, organisation }: ResetMaker,
): Promise<boolean> {
  await context.transaction.wall({ reach: 'sign-in', person });
  const { host, organisations } = await passwordOrOtherSeats(context, person);
  return (
    !host && organisations.every((each) => each.city === city && each.organisation === organisation)
  );
}

/**
 * The link that this secret opens, as long as it may be used; the person is locked until the act is over where
 * it is to be used. What was made by hand is judged anew: by what its maker may do today, and whom it is for.
 */
export async function openReset(
  context: Context,
  token: string,
  use: 'look' | 'use',
): Promise<PasswordResetRow> {
  const { now, transaction } = context;
  const found = await findReset(context, hashOf(token), now);
  if (found === undefined) throw noReset();
  const { person, maker } = found;
  if (use === 'use') await lockPerson(context, person);
  if (maker !== undefined) {
    if (!(await mayHandOver(context, maker))) throw noReset();
    if (!(await actsForNobodyElse(context, { ...maker, person }))) throw noReset();
  }
  if (!(await hasOwnPassword(context, person))) throw noReset();
  await transaction.wall({ reach: 'sign-in', person });
  return found;
}

/** Whether whoever handed the link over could do so today. */
async function mayHandOver(
  context: Context,
  { person, city, organisation }: ResetMaker,
): Promise<boolean> {
  await context.transaction.wall({ reach: 'sign-in', person });
  return (await activeRoles(context, { city, person })).some(
    (seat) =>
      seat.organisation === organisation &&
      (seat.roles.includes('organisationAdministrator') ||
        seat.roles.includes('cityAdministrator')),
  );
}
