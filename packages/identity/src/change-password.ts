import { defineUseCase } from '@machimori/application';
import { expectOwnSignIn } from './own-sign-in.ts';
import { expectStrongPassword, hashPassword } from './password.ts';
import { findPersonById, setPasswordHash } from './person-store.ts';
import { closeSessions } from './session-store.ts';

/** Sets a new password and signs out everywhere else: whoever knew the old one is out. */
export const changePassword = defineUseCase<
  { readonly password: string },
  { readonly closed: number }
>({
  name: 'change-password',
  action: 'password:change',
  kind: 'command',
  async handle(context, { password }) {
    const { scope, now } = context;
    const { person } = scope;
    expectOwnSignIn(context);
    const found = await findPersonById(context, person);
    expectStrongPassword(password, [found?.name ?? '', found?.email ?? '']);
    await setPasswordHash(context, { person, hash: await hashPassword(password), now });
    const own = scope.actor.kind === 'person' ? scope.actor.session : undefined;
    const closed = await closeSessions(context, person, now, own);
    return { output: { closed }, subjects: [person], content: { closed } };
  },
});
