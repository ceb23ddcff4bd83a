import type { Act, Context } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { passwordOrOtherSeats } from './own-sign-in-store.ts';

const messages = {
  own: text(
    '組織の認証基盤でサインインしているあいだは、サインインの方法を変えられません。',
    'While you are signed in by your organisation’s provider you cannot change your ways of signing in.',
  ),
  ownNext: text(
    'サインアウトして、ご自分のパスワードかパスキーでサインインし直してください。',
    'Sign out, then sign in with your own password or passkey.',
  ),
};

/** The organisation whose provider has opened the session of this act. */
export const providerOf = ({ scope }: Pick<Act, 'scope'>) =>
  scope.actor.kind === 'person' ? scope.actor.provider : undefined;

/** What opens the whole account is changed by the person alone, never on a provider's word. */
export function expectOwnSignIn(context: Pick<Context, 'scope'>): void {
  if (providerOf(context) !== undefined)
    throw new Failure('forbidden', messages.own, { next: messages.ownNext });
}

/**
 * As `expectOwnSignIn`, except for people whom only this one organisation knows: a second factor of theirs
 * opens nothing that its provider does not open anyway.
 */
export async function expectOwnAccount(context: Context): Promise<void> {
  const organisation = providerOf(context);
  if (organisation === undefined) return;
  const { person } = context.scope;
  if (!(await belongsTo(context, { person, ...organisation }))) expectOwnSignIn(context);
}

/**
 * Whether somebody has an account through one organisation alone: no password of their own, no place
 * elsewhere, and not the host. What that organisation decides about it harms nobody else.
 */
export async function belongsTo(
  act: Act,
  of: {
    readonly person: Id<'person'>;
    readonly city: Id<'city'>;
    readonly organisation: Id<'organisation'>;
  },
): Promise<boolean> {
  const { password, host, organisations } = await passwordOrOtherSeats(act, of.person);
  return (
    !password &&
    !host &&
    organisations.every((each) => each.city === of.city && each.organisation === of.organisation)
  );
}
