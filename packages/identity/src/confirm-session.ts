import { type Context, defineUseCase, type Outcome } from '@machimori/application';
import { dayInJapan, Failure, type Id, type Text, text } from '@machimori/kernel';
import { noteActivity } from './access-store.ts';
import { tooOften } from './open-session.ts';
import { onlySeat, whereTried } from './open-session-for.ts';
import { checkInTurn, type PasswordChecked } from './password.ts';
import { ownLane } from './password-queue.ts';
import { findPersonById } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';
import { hashOf, newToken } from './secret-token.ts';
import { replaceSessionToken } from './session-rotation-store.ts';
import { sessionRules } from './session-rules.ts';
import { findOpenSession, updateSession } from './session-store.ts';
import { type ThrottleKeys, throttleKeys } from './throttle.ts';
import { blockedUntil, countFailure, forgetFailures } from './throttle-store.ts';
import { type Answer, type Verdict, verifyAnswer } from './verify-answer.ts';

const messages = {
  over: text(
    'サインインの途中で時間が過ぎました。',
    'You took too long between the password and the second step.',
  ),
  overNext: text('はじめからサインインし直してください。', 'Please sign in again from the start.'),
  totp: text('コードが違います。', 'This code is not right.'),
  totpNext: text(
    '認証アプリに、いま表示されている6桁の数字を入れてください。合わないときは、スマートフォンの時刻が自動になっているか確かめてください。',
    'Enter the six digits that your app shows now. If they never fit, check that your phone sets its time by itself.',
  ),
  used: text('このコードは、もう使われています。', 'This code was used already.'),
  totpUsedNext: text(
    '認証アプリのコードは一度しか使えません。新しいコードに変わるまで、30秒ほどお待ちください。',
    'A code from the app counts once. Wait about 30 seconds for the next one.',
  ),
  recovery: text('予備のコードが違います。', 'This recovery code is not right.'),
  recoveryNext: text(
    '控えておいたコードを、書かれているとおりに入れてください。つくり直す前のものは使えません。',
    'Enter one of those you kept, as it is written. Codes from before they were made anew do not count.',
  ),
  recoveryUsedNext: text(
    '予備のコードは、一つにつき一度だけ使えます。まだ使っていないものを入れてください。',
    'Each recovery code counts once. Enter one that you have not used.',
  ),
  passkey: text('パスキーを確かめられませんでした。', 'The passkey could not be confirmed.'),
  passkeyNext: text(
    'もう一度試すか、ほかの方法を選んでください。',
    'Try again, or choose another way.',
  ),
  password: text('パスワードが違います。', 'The password is wrong.'),
  passwordNext: text(
    '大文字・小文字を確かめて、もう一度入力してください。',
    'Check upper and lower case and try again.',
  ),
  copied: text(
    'このパスキーは複製されたおそれがあるため、使えません。',
    'This passkey may have been copied and is refused.',
  ),
  copiedNext: text(
    'ほかの方法で確認し、「設定」でこのパスキーを消して登録し直してください。',
    'Use another way, then remove this passkey in Settings and register it again.',
  ),
  method: text('この方法では確認できません。', 'You cannot show it in this way.'),
  methodNext: text('ほかの方法を選んでください。', 'Choose another way.'),
};

export interface From {
  /** Address the request came from, as the trusted proxy or the socket says. */
  readonly network: string;
  /** Whether this browser has signed in as somebody with this address before (a signed cookie says so). */
  readonly knowsDevice: (email: string) => boolean;
}

export interface ConfirmSession extends From {
  /** The secret of the waiting session's cookie; an id would confer nothing. */
  readonly pendingToken: string;
  readonly answer: Exclude<Answer, { method: 'password' }>;
}

export interface SessionConfirmed {
  /** The new secret of the cookie: the waiting one ends here. */
  readonly token: string;
  readonly session: Id<'session'>;
  readonly person: Id<'person'>;
  /** By it the device is known from now on. */
  readonly email: string;
  /** Where a recovery code was used. */
  readonly recoveryCodesLeft: number | undefined;
}

/** The second step of signing in: a waiting session becomes a full one, under a new secret. */
export const confirmSession = defineUseCase<ConfirmSession, SessionConfirmed, IdentityPorts>({
  name: 'confirm-session',
  action: 'session:confirm',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { chance, now, transaction } = context;
    const by = { tokenHash: hashOf(input.pendingToken) };
    const known = await findOpenSession(context, by, now);
    if (known?.awaiting !== true) throw over();
    const { person, session } = known;
    await transaction.wall({ reach: 'sign-in', person });
    const purpose = 'passkey-second-factor';
    const email = (await findPersonById(context, person))?.email ?? '';
    const checked = undefined;
    const verdict = await judge(context, { ...input, person, email, session, purpose, checked });
    // Two of one secret at once: whoever comes second finds it replaced.
    if ((await findOpenSession(context, by, now))?.awaiting !== true) throw over();
    if (!verdict.right) {
      const where = known.provider ?? (await whereTried(context, person));
      return { ...refused(verdict, input.answer, person), ...where };
    }

    const token = newToken(chance);
    const after = (ms: number): Date => new Date(now.getTime() + ms);
    const replaced = await replaceSessionToken(context, {
      session,
      tokenHash: hashOf(token),
      awaiting: true,
      provedAt: now,
      secondFactor: true,
      ends: { idleEndsAt: after(sessionRules.idleMs), endsAt: after(sessionRules.longestMs) },
    });
    if (!replaced) throw over();
    const seat = known.provider ?? (await onlySeat(context, person));
    if (seat !== undefined) {
      await updateSession(context, session, {
        seat_city: seat.city,
        seat_organisation: seat.organisation,
      });
      await noteActivity(context, { person, seat, day: dayInJapan(now) });
    }
    return {
      output: { token, session, person, email, recoveryCodesLeft: verdict.recoveryCodesLeft },
      ...(seat && { city: seat.city, organisation: seat.organisation }),
      performedBy: person,
      subjects: [person, session, ...credentialOf(verdict)],
      content: { method: input.answer.method, ...leftOf(verdict) },
      events:
        input.answer.method === 'recovery-code'
          ? [{ type: 'recovery-code.used', aggregate: person, payload: { person } }]
          : [],
    };
  },
});

export interface ProveAgain extends From {
  readonly answer: Exclude<Answer, { method: 'recovery-code' }>;
}

/** Shows again that it is oneself, before a sensitive act; the session goes on under a new secret. */
export const proveAgain = defineUseCase<
  ProveAgain,
  { readonly token: string },
  IdentityPorts,
  PasswordChecked | undefined
>({
  name: 'prove-again',
  action: 'session:confirm',
  kind: 'command',
  secretOutput: true,
  async prepare(context, input) {
    const { answer } = input;
    if (answer.method !== 'password') return (goOn) => goOn(undefined);
    const { scope, ports, transaction } = context;
    const { actor } = scope;
    if (actor.kind !== 'person') throw over();
    const { person } = actor;
    await transaction.wall({ reach: 'sign-in', person });
    const found = await findPersonById(context, person);
    await expectPatience(context, { ...input, person, email: found?.email ?? '' });
    const lane = ownLane(`person ${person}`);
    return checkInTurn(ports.passwords, lane, found?.passwordHash, answer.password);
  },
  async handle(context, input, checked) {
    const { scope, chance, now, transaction } = context;
    const { actor } = scope;
    if (actor.kind !== 'person') throw over();
    const { person, session } = actor;
    await transaction.wall({ reach: 'sign-in', person });
    const purpose = 'passkey-proof';
    const email = (await findPersonById(context, person))?.email ?? '';
    const verdict = await judge(context, { ...input, person, email, session, purpose, checked });
    if (!verdict.right) return { ...refused(verdict, input.answer, person), ...actor.seat };
    const token = newToken(chance);
    const replaced = await replaceSessionToken(context, {
      session,
      tokenHash: hashOf(token),
      awaiting: false,
      provedAt: now,
      ...(verdict.secondFactor ? { secondFactor: true as const } : {}),
    });
    if (!replaced) throw over();
    return {
      output: { token },
      ...actor.seat,
      subjects: [person, session, ...credentialOf(verdict)],
      content: { method: input.answer.method },
    };
  },
});

/** One attempt of a person at a time, none while they are to wait, and each wrong one is counted. */
async function judge(
  context: Context<IdentityPorts>,
  of: From & {
    readonly person: Id<'person'>;
    readonly email: string;
    readonly session: Id<'session'>;
    readonly answer: Answer;
    readonly checked: PasswordChecked | undefined;
    readonly purpose: keyof typeof methods;
  },
): Promise<Verdict> {
  const { now } = context;
  expectMethod(of.answer, of.purpose);
  await lockPerson(context, of.person);
  const keys = await expectPatience(context, of);
  const verdict = await verifyAnswer(context, of);
  if (verdict.right) await forgetFailures(context, keys);
  else await countFailure(context, keys, now);
  return verdict;
}

/** A password never stands for the second step, nor paper for the person: whatever the route let through. */
function expectMethod({ method }: Answer, purpose: keyof typeof methods): void {
  if (!methods[purpose].some((each) => each === method))
    throw new Failure('input-invalid', messages.method, { next: messages.methodNext });
}

const methods = {
  'passkey-second-factor': ['totp', 'recovery-code', 'passkey'],
  'passkey-proof': ['password', 'totp', 'passkey'],
} as const;

/** Refuses unheard whoever is to wait. */
export async function expectPatience(
  context: Context<IdentityPorts>,
  of: Parameters<typeof proofKeys>[1],
): Promise<ThrottleKeys> {
  const { now } = context;
  const keys = proofKeys(context, of);
  const blocked = await blockedUntil(context, keys, now);
  // A passkey cannot be guessed, so whoever has one need not wait for whoever guesses codes.
  if (blocked !== undefined && of.answer.method !== 'passkey') throw tooOften(blocked, now);
  return keys;
}

/**
 * Counted apart from passwords at sign-in: whoever knows the password must not be able to wipe out, by
 * signing in once more, what they have guessed wrong here.
 */
export function proofKeys(
  { ports }: Context<IdentityPorts>,
  of: From & { readonly person: string; readonly email: string; readonly answer: Answer },
): ThrottleKeys {
  const what = of.answer.method === 'password' ? 'proof' : 'code';
  const emailKey = `${what}\n${of.person}`;
  const knownDevice = of.knowsDevice(of.email);
  return throttleKeys(ports.throttleKey, { emailKey, knownDevice, network: of.network });
}

type Wrong = Extract<Verdict, { right: false }>;

function refused(verdict: Wrong, { method }: Answer, person: Id<'person'>): Outcome<never> {
  return {
    output: undefined as never,
    performedBy: person,
    subjects: [person, ...credentialOf(verdict)],
    content: { method, reason: verdict.reason },
    refusal: whyRefused(verdict.reason, method),
  };
}

/**
 * Tells whoever shows who they are that a code was right, but is spent. That opens nothing: a spent code never
 * counts again, says nothing about the next one, and is counted as a wrong one. Whoever guesses meets one as
 * rarely as a right one, and learns only that its owner was here within the last minute and a half.
 */
function whyRefused(reason: Wrong['reason'], method: Answer['method']): Failure {
  const failure = (what: Text, next: Text, field?: string): Failure =>
    new Failure('input-invalid', what, { next, ...(field === undefined ? {} : { field }) });
  if (reason === 'sign-count') return failure(messages.copied, messages.copiedNext);
  const used = reason === 'replayed';
  switch (method) {
    case 'totp':
      return used
        ? failure(messages.used, messages.totpUsedNext, 'code')
        : failure(messages.totp, messages.totpNext, 'code');
    case 'recovery-code':
      return used
        ? failure(messages.used, messages.recoveryUsedNext, 'code')
        : failure(messages.recovery, messages.recoveryNext, 'code');
    case 'password':
      return failure(messages.password, messages.passwordNext, 'password');
    case 'passkey':
      return failure(messages.passkey, messages.passkeyNext);
  }
}

const credentialOf = ({ credential }: Verdict): readonly string[] =>
  credential === undefined ? [] : [credential];

const leftOf = (verdict: Verdict): { readonly recoveryCodesLeft?: number } =>
  verdict.right && verdict.recoveryCodesLeft !== undefined
    ? { recoveryCodesLeft: verdict.recoveryCodesLeft }
    : {};

const over = (): Failure =>
  new Failure('unauthenticated', messages.over, { next: messages.overNext });
