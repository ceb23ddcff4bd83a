import { defineUseCase } from '@machimori/application';
import { Failure } from '@machimori/kernel';
import { knownPerson } from './known-person.ts';
import { whereTried } from './open-session-for.ts';
import {
  hasOwnPassword,
  type MadeReset,
  makeReset,
  resetMessages,
} from './password-reset-rules.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';

/** For whoever has forgotten their password: a link to hand over, made at the machine itself. */
export const makePasswordReset = defineUseCase<
  { readonly email: string },
  MadeReset,
  IdentityPorts
>({
  name: 'make-password-reset',
  action: 'password:send-reset',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const person = await knownPerson(context, input.email);
    await lockPerson(context, person);
    if (!(await hasOwnPassword(context, person)))
      throw new Failure('conflict', resetMessages.provider, { next: resetMessages.providerNext });
    const made = await makeReset(context, { person, way: 'command-line' });
    const places = await whereTried(context, person);
    return { output: made, ...places, subjects: [person], content: { way: 'command-line' } };
  },
});
