import { defineUseCase } from '@machimori/application';
import { readEmailAddress } from './email-address.ts';
import { whereTried } from './open-session-for.ts';
import { expectStrongPassword, hashInTurn } from './password.ts';
import { passwordChanged } from './password-changed.ts';
import { ownLane } from './password-queue.ts';
import { noReset, openReset } from './password-reset-rules.ts';
import { spendReset } from './password-reset-store.ts';
import { setPasswordHash } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { hashOf } from './secret-token.ts';
import { closeSessions } from './session-store.ts';
import { throttleKeys } from './throttle.ts';
import { forgetFailures } from './throttle-store.ts';

/**
 * Sets a new password by a link, and signs nobody in: whoever holds the link goes on to the sign-in page, where
 * a second factor is asked for as always. Every session of before is over.
 */
export const resetPassword = defineUseCase<
  { readonly token: string; readonly password: string },
  { readonly closed: number },
  IdentityPorts,
  string
>({
  name: 'reset-password',
  action: 'password:reset',
  kind: 'command',
  async prepare(context, { token, password }) {
    const { reset, name, email } = await openReset(context, token, 'look');
    expectStrongPassword(password, [name, email]);
    return hashInTurn(context.ports.passwords, ownLane(`reset ${reset}`), password);
  },
  async handle(context, { token }, hash) {
    const { now, ports } = context;
    const { person, email, way } = await openReset(context, token, 'use');
    if (!(await spendReset(context, { person, tokenHash: hashOf(token) }))) throw noReset();
    await setPasswordHash(context, { person, hash, now });
    const closed = await closeSessions(context, person, now);
    // What was mistyped before is no reason to wait any more.
    const emailKey = readEmailAddress(email).key;
    for (const knownDevice of [false, true])
      await forgetFailures(
        context,
        throttleKeys(ports.throttleKey, { emailKey, knownDevice, network: '' }),
      );
    const places = await whereTried(context, person);
    return {
      output: { closed },
      ...places,
      subjects: [person],
      performedBy: person,
      content: { way, closed },
      events: [passwordChanged(context, { person, email, by: 'link' })],
    };
  },
});
