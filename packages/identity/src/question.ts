import type { Context } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import type { IdentityPorts } from './ports.ts';
import { spendQuestion } from './question-store.ts';

/** What a device or a provider is asked for, and by whom: an answer for one is none for another. */
export type QuestionPurpose =
  | 'passkey-enrolment'
  | 'passkey-sign-in'
  | 'passkey-second-factor'
  | 'passkey-proof'
  | 'provider-sign-in'
  | 'provider-proof';

interface Bound {
  readonly purpose: QuestionPurpose;
  readonly person?: Id<'person'> | undefined;
  readonly session?: Id<'session'> | undefined;
}

const messages = {
  over: text(
    '確認の時間が過ぎたか、すでに使われました。',
    'This was asked too long ago, or has been answered already.',
  ),
  overNext: text('はじめからもう一度お試しください。', 'Please start again.'),
};

export const questionMs = 5 * 60_000;

/**
 * A question travels sealed with whoever is to answer it, so that asking writes nothing: strangers may
 * ask as often as they like. That it was answered is written down, once.
 */
export function sealQuestion(
  { chance, now, ports }: Pick<Context<IdentityPorts>, 'chance' | 'now' | 'ports'>,
  bound: Bound,
  told: Readonly<Record<string, string>> = {},
  lastsMs: number = questionMs,
): { readonly question: string; readonly challenge: string } {
  const challenge = Buffer.from(chance.bytes(32)).toString('base64url');
  const expiresAt = now.getTime() + lastsMs;
  const letter = JSON.stringify({ ...bound, challenge, expiresAt, told });
  const sealed = ports.vault.seal(Buffer.from(letter), contextOf(bound.purpose));
  return { question: Buffer.from(sealed).toString('base64url'), challenge };
}

/** Opens a question that comes back with its answer, and uses it up. Throws where it is not this one. */
export async function openQuestion(
  context: Context<IdentityPorts>,
  question: string,
  expected: Bound,
): Promise<{ readonly challenge: string; readonly told: Readonly<Record<string, string>> }> {
  const { now, ports } = context;
  const letter = unseal(ports, question, expected.purpose);
  if (
    letter === undefined ||
    letter.purpose !== expected.purpose ||
    letter.person !== expected.person ||
    letter.session !== expected.session ||
    letter.expiresAt <= now.getTime() ||
    !(await spendQuestion(context, {
      challenge: letter.challenge,
      person: expected.person,
      purpose: expected.purpose,
      sealed: Buffer.from(question, 'base64url'),
      expiresAt: new Date(letter.expiresAt),
      now,
    }))
  )
    throw new Failure('conflict', messages.over, { next: messages.overNext });
  return { challenge: letter.challenge, told: letter.told };
}

interface Letter extends Bound {
  readonly challenge: string;
  readonly expiresAt: number;
  readonly told: Readonly<Record<string, string>>;
}

/** Only what we sealed opens, so it is what it says. */
export function unseal(
  { vault }: Pick<IdentityPorts, 'vault'>,
  question: string,
  purpose: QuestionPurpose,
): Letter | undefined {
  if (question.length > 4000) return undefined;
  try {
    const plain = vault.open(Buffer.from(question, 'base64url'), contextOf(purpose));
    return JSON.parse(Buffer.from(plain).toString('utf8')) as Letter;
  } catch {
    return undefined;
  }
}

const contextOf = (purpose: QuestionPurpose): string => `question/${purpose}`;
