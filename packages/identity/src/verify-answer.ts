import type { Context } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { checkPasskey, passkeyNamed } from './passkey.ts';
import { findPasskey, noteSignCount, type PasskeyRow } from './passkey-store.ts';
import { type PasswordChecked, stillRight } from './password.ts';
import { findPersonById } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { openQuestion, type QuestionPurpose } from './question.ts';
import { readRecoveryCode, recoveryCodeHash } from './recovery-codes.ts';
import { recoveryCodesLeft, spendRecoveryCode, takeStep, totpsOf } from './second-factor-store.ts';
import { matchingStep, totpContext } from './totp.ts';

/** How a person shows that it is them. */
export type Answer =
  | { readonly method: 'password'; readonly password: string }
  | { readonly method: 'totp'; readonly code: string }
  | { readonly method: 'recovery-code'; readonly code: string }
  | {
      readonly method: 'passkey';
      /** The sealed question, as it was handed out. */
      readonly question: string;
      /** What the browser's `navigator.credentials.get` gave, as JSON. */
      readonly response: unknown;
    };

export type Verdict =
  | {
      readonly right: true;
      /** More than the password was shown. */
      readonly secondFactor: boolean;
      readonly credential?: Id<'credential'>;
      readonly recoveryCodesLeft?: number;
    }
  | {
      readonly right: false;
      /** Replayed: right, but spent. Outdated: older than one that was taken. */
      readonly reason: 'wrong' | 'replayed' | 'outdated' | 'sign-count';
      readonly credential?: Id<'credential'>;
    };

const wrong: Verdict = { right: false, reason: 'wrong' };

/** Judges an answer and uses it up: no code, recovery code or passkey answer counts twice. */
export async function verifyAnswer(
  context: Context<IdentityPorts>,
  of: {
    readonly person: Id<'person'>;
    readonly session: Id<'session'>;
    readonly answer: Answer;
    /** Of a password: what came of comparing it, before this act. */
    readonly checked: PasswordChecked | undefined;
    readonly purpose: QuestionPurpose;
  },
): Promise<Verdict> {
  const { person, session, answer, purpose } = of;
  if (answer.method === 'password') {
    const found = await findPersonById(context, person);
    const right = of.checked !== undefined && stillRight(of.checked, found?.passwordHash);
    return right ? { right, secondFactor: false } : wrong;
  }
  if (answer.method === 'totp') return verifyTotp(context, person, answer.code);
  if (answer.method === 'recovery-code') return verifyRecoveryCode(context, person, answer.code);
  const asked = await openQuestion(context, answer.question, { purpose, person, session });
  const passkey = await findPasskey(context, passkeyNamed(answer.response));
  if (passkey?.person !== person) return wrong;
  const { challenge } = asked;
  const userVerification = 'preferred';
  return verifyPasskey(context, { passkey, challenge, userVerification }, answer.response);
}

async function verifyTotp(
  context: Context<IdentityPorts>,
  person: Id<'person'>,
  code: string,
): Promise<Verdict> {
  const { now, ports } = context;
  const totps = (await totpsOf(context, person)).filter(({ confirmedAt }) => confirmedAt);
  let verdict = wrong;
  for (const { credential, sealed, lastStep } of totps) {
    const step = matchingStep(ports.vault.open(sealed, totpContext(person)), code, now);
    if (step === undefined || verdict.right) continue;
    verdict = (await takeStep(context, { credential, step, now }))
      ? { right: true, secondFactor: true, credential }
      : { right: false, reason: step === lastStep ? 'replayed' : 'outdated', credential };
  }
  return verdict;
}

async function verifyRecoveryCode(
  context: Context<IdentityPorts>,
  person: Id<'person'>,
  given: string,
): Promise<Verdict> {
  const code = readRecoveryCode(given);
  if (code === undefined) return wrong;
  const hash = recoveryCodeHash(person, code);
  const spent = await spendRecoveryCode(context, { person, hash, now: context.now });
  if (spent === 'before') return { right: false, reason: 'replayed' };
  if (spent === 'never') return wrong;
  const left = await recoveryCodesLeft(context, person);
  return { right: true, secondFactor: true, recoveryCodesLeft: left };
}

/** A passkey's answer to this challenge; a count of signatures that did not grow is no answer. */
export async function verifyPasskey(
  context: Context<IdentityPorts>,
  of: {
    readonly passkey: PasskeyRow;
    readonly challenge: string;
    readonly userVerification: 'required' | 'preferred';
  },
  response: unknown,
): Promise<Verdict> {
  const { now, ports } = context;
  const { credential } = of.passkey;
  const shown = await checkPasskey({ ...of, origin: ports.origin }, response);
  if (shown === undefined) return wrong;
  const grew = await noteSignCount(context, { credential, count: shown.signCount, now });
  return grew
    ? { right: true, secondFactor: true, credential }
    : { right: false, reason: 'sign-count', credential };
}
