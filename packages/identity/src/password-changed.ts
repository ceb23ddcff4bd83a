import { type Context, type Event, sealedLetter } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import type { IdentityPorts } from './ports.ts';

/** A password is another one: told by mail to whoever has the account, in case it was not them. */
export const passwordChanged = (
  context: Context<IdentityPorts>,
  of: {
    readonly person: Id<'person'>;
    readonly email: string;
    readonly by: 'link' | 'settings';
  },
): Event => {
  const { person, email, by } = of;
  const letter = { about: 'changed', to: email, by, at: context.now.toISOString() };
  return {
    type: 'password.changed',
    aggregate: person,
    payload: sealedLetter(context.ports.vault, { person }, letter),
  };
};
