import { type Context, type Event, sealedLetter } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import {
  type AddressChangeRow,
  endAddressChanges,
  findAddressChange,
  setEmailAddress,
} from './address-change-store.ts';
import type { EmailAddress } from './email-address.ts';
import { hasOwnPassword } from './password-reset-rules.ts';
import { endResets } from './password-reset-store.ts';
import { findPersonByEmail, type PersonRow } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { hashOf } from './secret-token.ts';

/** How long a link works that confirms a new address: mail may be slow, and is read in the office. */
export const addressChangeMs = 24 * 3_600_000;

const messages = {
  none: text(
    'このリンクは使えません。期限（24時間）が過ぎたか、もう使われたか、新しいリンクに替わっています。',
    'This link cannot be used: its 24 hours are over, it was used, or a newer one has taken its place.',
  ),
  noneNext: text(
    'サインインして、「設定」でもう一度アドレスを入力してください。',
    'Sign in and enter the address again in Settings.',
  ),
  same: text('いまと同じアドレスです。', 'This is their address already.'),
  taken: text(
    'このアドレスには変えられません。ほかのアカウントで使われています。',
    'The address cannot be this one: another account has it.',
  ),
  takenNext: text(
    'ほかのアドレスを選ぶか、街守りを動かしている人に相談してください。',
    'Choose another address, or ask whoever runs the program.',
  ),
  provider: text(
    'この人のアドレスは、組織の認証基盤のものです。',
    'The address of this person is that of their organisation’s provider.',
  ),
  providerNext: text(
    '組織の認証基盤のほうで変えてください。',
    'Change it at the organisation’s provider.',
  ),
};

export const noAddressChange = (): Failure =>
  new Failure('not-found', messages.none, { next: messages.noneNext });

export const addressTaken = (): Failure =>
  new Failure('conflict', messages.taken, { next: messages.takenNext });

/** What is the address already ends no sign-ins and writes no letter. Throws `input-invalid`. */
export function expectOther(own: Pick<PersonRow, 'email'>, email: EmailAddress): void {
  if (own.email === email.shown) throw new Failure('input-invalid', messages.same);
}

/** Whom only a provider signs in has the address that the provider says. Throws `conflict`. */
export async function expectNoProvider(context: Context, person: Id<'person'>): Promise<void> {
  if (!(await hasOwnPassword(context, person)))
    throw new Failure('conflict', messages.provider, { next: messages.providerNext });
}

/** The change that this link confirms, as long as it may be used. */
export async function openAddressChange(
  context: Context,
  token: string,
): Promise<AddressChangeRow & { readonly tokenHash: Buffer }> {
  const tokenHash = hashOf(token);
  const found = await findAddressChange(context, { tokenHash }, context.now);
  // Whom only a provider signs in has the address that the provider says.
  if (found === undefined || !(await hasOwnPassword(context, found.person)))
    throw noAddressChange();
  await context.transaction.wall({ reach: 'sign-in', person: found.person });
  return { ...found, tokenHash };
}

/**
 * Gives a person another address. Links that went to the former one end, and whoever reads there is told, in
 * case it was not them. Needs a wall that shows all persons. Throws `conflict` where another account has it.
 */
export async function replaceAddress(
  context: Context<IdentityPorts>,
  of: {
    readonly person: Pick<PersonRow, 'person' | 'email'>;
    readonly email: EmailAddress;
    readonly by: 'oneself' | 'administrator' | 'command-line';
  },
): Promise<Event> {
  const { person, email } = of.person;
  const holder = await findPersonByEmail(context, of.email);
  if (holder !== undefined && holder.person !== person) throw addressTaken();
  // Somebody else's act may take it between the look and the deed: the table is asked last.
  if (!(await setEmailAddress(context, { person, email: of.email }))) throw addressTaken();
  await endResets(context, person);
  await endAddressChanges(context, person);
  const letter = { about: 'moved', to: email, by: of.by, at: context.now.toISOString() };
  return {
    type: 'address.changed',
    aggregate: person,
    payload: sealedLetter(context.ports.vault, { person }, letter),
  };
}
