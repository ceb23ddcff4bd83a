import { defineUseCase } from '@machimori/application';
import { expectOpenSession } from './expect-open-session.ts';
import { whereSeated } from './open-session-for.ts';
import { expectOwnSignIn } from './own-sign-in.ts';
import { expectStrongPassword, hashInTurn } from './password.ts';
import { passwordChanged } from './password-changed.ts';
import { ownLane } from './password-queue.ts';
import { endResets } from './password-reset-store.ts';
import { findPersonById, setPasswordHash } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';
import { closeSessions } from './session-store.ts';

interface NewPassword {
  readonly password: string;
}

/** Sets a new password and signs out everywhere else: whoever knew the old one is out. */
export const changePassword = defineUseCase<
  NewPassword,
  { readonly closed: number },
  IdentityPorts,
  string
>({
  name: 'change-password',
  action: 'password:change',
  kind: 'command',
  async prepare(context, { password }) {
    const { scope, ports } = context;
    const { person } = scope;
    expectOwnSignIn(context);
    const found = await findPersonById(context, person);
    expectStrongPassword(password, [found?.name ?? '', found?.email ?? '']);
    return hashInTurn(ports.passwords, ownLane(`person ${person}`), password);
  },
  async handle(context, _, hash) {
    const { scope, now } = context;
    const { person } = scope;
    expectOwnSignIn(context);
    const { email } = (await lockPerson(context, person)) ?? { email: '' };
    const own = await expectOpenSession(context);
    await setPasswordHash(context, { person, hash, now });
    await endResets(context, person);
    const closed = await closeSessions(context, person, now, own);
    return {
      output: { closed },
      subjects: [person],
      content: { closed },
      events: [passwordChanged(context, { person, email, by: 'settings' })],
      ...(await whereSeated(context, person)),
    };
  },
});
