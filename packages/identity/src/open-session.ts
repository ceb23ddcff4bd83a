import { type Context, defineUseCase } from '@machimori/application';
import { Failure, type Text, text } from '@machimori/kernel';
import { readEmailAddress } from './email-address.ts';
import { type OpenedSession, openSessionFor, whereTried } from './open-session-for.ts';
import { checkInTurn, type PasswordChecked, stillRight } from './password.ts';
import { ownLane, type PasswordLane, strangersLane } from './password-queue.ts';
import { findPersonByEmail, findPersonById, type PersonRow } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';
import { type ThrottleKeys, throttleKeys } from './throttle.ts';
import { blockedUntil, countFailure, forgetFailures } from './throttle-store.ts';

export const signInMessages = {
  wrong: text(
    'メールアドレスかパスワードが違います。',
    'The e-mail address or the password is wrong.',
  ),
  wrongNext: text(
    '大文字・小文字を確かめて、もう一度入力してください。忘れたときは、「パスワードを忘れたとき」を開いてください。',
    'Check upper and lower case and try again. If you forgot it, open “I forgot my password”.',
  ),
  blocked: text(
    '続けて間違えたため、しばらくサインインできません。',
    'Too many wrong attempts: you cannot sign in for now.',
  ),
  blockedNext: text(
    'パスキーをお持ちなら、すぐにサインインできます。',
    'With a passkey you can sign in at once.',
  ),
};

export interface SignIn {
  readonly email: string;
  readonly password: string;
  /** Address the request came from, as the trusted proxy or the socket says. */
  readonly network: string;
  /** This browser has signed in as somebody with this address before (a signed cookie says so). */
  readonly knownDevice: boolean;
  readonly device: string;
}

/** Signs in by address and password; where the person has a second factor, the session waits for it. */
export const openSession = defineUseCase<SignIn, OpenedSession, IdentityPorts, PasswordChecked>({
  name: 'open-session',
  action: 'session:open',
  kind: 'command',
  secretOutput: true,
  async prepare(context, input) {
    await expectPatience(context, input);
    const found = await findPersonByEmail(context, readEmailAddress(input.email));
    const { passwords } = context.ports;
    return checkInTurn(passwords, laneOf(input), found?.passwordHash, input.password);
  },
  async handle(context, input, checked) {
    const { now } = context;
    // Again: of many guesses that were compared at the same time, only so many count.
    const keys = await expectPatience(context, input);
    const found = await findPersonByEmail(context, readEmailAddress(input.email));
    const right = found !== undefined && (await isStillRight(context, found, checked));
    if (!right) {
      await countFailure(context, keys, now);
      const refusal = new Failure('unauthenticated', signInMessages.wrong, {
        next: signInMessages.wrongNext,
      });
      // The log knows who was tried, where there is somebody; of strangers it keeps nothing.
      return {
        output: undefined as never,
        ...(await whereTried(context, found?.person ?? context.ids.next('person'))),
        subjects: found === undefined ? [] : [found.person],
        content: { method: 'password' },
        refusal,
      };
    }
    await forgetFailures(context, keys);
    const opened = await openSessionFor(context, {
      person: found.person,
      device: input.device,
      awaiting: found.secondFactor,
    });
    const { awaiting } = opened;
    return {
      output: opened,
      ...opened.seat,
      subjects: [found.person],
      performedBy: found.person,
      content: { method: 'password', awaiting },
    };
  },
});

/** Refuses unheard whoever is to wait. */
async function expectPatience(
  context: Context<IdentityPorts>,
  { email, knownDevice, network }: SignIn,
): Promise<ThrottleKeys> {
  const { now, ports } = context;
  const emailKey = readEmailAddress(email).key;
  const keys = throttleKeys(ports.throttleKey, { emailKey, knownDevice, network });
  const blocked = await blockedUntil(context, keys, now);
  if (blocked !== undefined) throw tooOften(blocked, now);
  return keys;
}

const laneOf = ({ email, knownDevice, network }: SignIn): PasswordLane =>
  knownDevice ? ownLane(`device ${readEmailAddress(email).key}`) : strangersLane(network);

/** In turn with a change of the password: which ends sessions, and would not see one that opens now. */
async function isStillRight(
  context: Context,
  { person, passwordHash }: PersonRow,
  checked: PasswordChecked,
): Promise<boolean> {
  if (!stillRight(checked, passwordHash)) return false;
  await lockPerson(context, person);
  return stillRight(checked, (await findPersonById(context, person))?.passwordHash);
}

export function tooOften(
  until: Date,
  now: Date,
  words: { readonly blocked: Text; readonly blockedNext: Text } = signInMessages,
): Failure {
  const retryAfterS = Math.ceil((until.getTime() - now.getTime()) / 1000);
  // How long is said once, where the answer is shown: by the clock, which does not grow stale.
  return new Failure('rate-limited', words.blocked, { next: words.blockedNext, retryAfterS });
}
