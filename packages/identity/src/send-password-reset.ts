import { defineUseCase, sealedLetter } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { readEmailAddress } from './email-address.ts';
import { whereTried } from './open-session-for.ts';
import { hasOwnPassword, makeReset } from './password-reset-rules.ts';
import { findPersonByEmail } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';

/**
 * After somebody has asked: makes the link where the address has an account, and hands it to whoever writes
 * the letters. Nobody who asked sees what comes of it.
 */
export const sendPasswordReset = defineUseCase<
  { readonly reset: string; readonly email: string },
  { readonly sent: boolean },
  IdentityPorts
>({
  name: 'send-password-reset',
  action: 'password:send-reset',
  kind: 'command',
  async handle(context, input) {
    const { transaction } = context;
    await transaction.wall({ reach: 'sign-in' });
    const found = await findPersonByEmail(context, readEmailAddress(input.email));
    if (found === undefined) return { output: { sent: false } };
    const { person, email } = found;
    await lockPerson(context, person);
    const reset = input.reset as Id<'passwordReset'>;
    const own = await hasOwnPassword(context, person);
    const made = own ? await makeReset(context, { person, way: 'mail', reset }) : undefined;
    const letter =
      made === undefined
        ? { about: 'provider', to: email }
        : { about: 'link', to: email, link: made.link, until: made.expiresAt.toISOString() };
    const places = await whereTried(context, person);
    return {
      output: { sent: true },
      ...places,
      subjects: [person],
      content: { way: 'mail', link: own },
      events: [
        {
          type: 'password-reset.sent',
          aggregate: reset,
          payload: sealedLetter(context.ports.vault, { reset }, letter),
        },
      ],
    };
  },
});
