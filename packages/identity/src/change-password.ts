import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { expectPatience, type From, proofKeys } from './confirm-session.ts';
import { expectOpenSession } from './expect-open-session.ts';
import { whereSeated } from './open-session-for.ts';
import { expectOwnSignIn } from './own-sign-in.ts';
import {
  checkInTurn,
  expectStrongPassword,
  hashInTurn,
  type PasswordChecked,
  stillRight,
} from './password.ts';
import { passwordChanged } from './password-changed.ts';
import { ownLane } from './password-queue.ts';
import { endResets } from './password-reset-store.ts';
import { findPersonById, setPasswordHash } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';
import { closeSessions } from './session-store.ts';
import { countFailure, forgetFailures } from './throttle-store.ts';

const messages = {
  wrong: text('いまのパスワードが違います。', 'This is not your present password.'),
  wrongNext: text(
    '大文字・小文字を確かめてください。忘れたときは、サインアウトして「パスワードを忘れたとき」から決め直せます。',
    'Check upper and lower case. If you have forgotten it, sign out and use “I forgot my password”.',
  ),
};

interface NewPassword extends From {
  /** The one of today: whoever finds a browser open does not know it. */
  readonly current: string;
  readonly password: string;
}

interface Prepared {
  readonly checked: PasswordChecked;
  /** Undefined where the present one was wrong. */
  readonly hash: string | undefined;
}

/** Sets a new password and signs out everywhere else: whoever knew the old one is out. */
export const changePassword = defineUseCase<
  NewPassword,
  { readonly closed: number },
  IdentityPorts,
  Prepared
>({
  name: 'change-password',
  action: 'password:change',
  kind: 'command',
  async prepare(context, input) {
    const { scope, ports } = context;
    const { person } = scope;
    expectOwnSignIn(context);
    const found = await findPersonById(context, person);
    expectStrongPassword(input.password, [found?.name ?? '', found?.email ?? '']);
    await expectPatience(context, { ...input, ...proofOf(person, found?.email) });
    const lane = ownLane(`person ${person}`);
    const check = checkInTurn(ports.passwords, lane, found?.passwordHash, input.current);
    const hash = hashInTurn(ports.passwords, lane, input.password);
    // One after the other: a turn within a turn of the same lane would wait for itself.
    return async (goOn) => {
      const checked = await check(async (each) => each);
      return checked.right
        ? hash((kept) => goOn({ checked, hash: kept }))
        : goOn({ checked, hash: undefined });
    };
  },
  async handle(context, input, { checked, hash }) {
    const { scope, now } = context;
    const { person } = scope;
    expectOwnSignIn(context);
    const { email } = (await lockPerson(context, person)) ?? { email: '' };
    const keys = proofKeys(context, { ...input, ...proofOf(person, email) });
    const kept = (await findPersonById(context, person))?.passwordHash;
    if (hash === undefined || !stillRight(checked, kept)) {
      await countFailure(context, keys, now);
      return {
        output: { closed: 0 },
        subjects: [person],
        content: { reason: 'wrong' },
        refusal: new Failure('input-invalid', messages.wrong, {
          next: messages.wrongNext,
          field: 'current',
        }),
        ...(await whereSeated(context, person)),
      };
    }
    await forgetFailures(context, keys);
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

const proofOf = (person: NonNullable<Parameters<typeof proofKeys>[1]>['person'], email = '') => ({
  person,
  email,
  answer: { method: 'password', password: '' } as const,
});
