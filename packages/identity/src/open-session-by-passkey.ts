import { type Context, defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import type { PasskeyAsked } from './enrol-passkey.ts';
import { type OpenedSession, openSessionFor, whereTried } from './open-session-for.ts';
import { askForPasskey, type PasskeyRequest, passkeyNamed } from './passkey.ts';
import { findPasskey, passkeysOf } from './passkey-store.ts';
import { findPersonById } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { openQuestion, type QuestionPurpose, sealQuestion } from './question.ts';
import { hashOf } from './secret-token.ts';
import { findOpenSession } from './session-store.ts';
import { verifyPasskey } from './verify-answer.ts';

const messages = {
  wrong: text(
    'このパスキーではサインインできませんでした。',
    'You could not be signed in by this passkey.',
  ),
  wrongNext: text(
    '別のパスキーか、メールアドレスとパスワードでお試しください。',
    'Try another passkey, or your e-mail address and password.',
  ),
  none: text('登録されているパスキーがありません。', 'There is no passkey to show.'),
  noneNext: text('ほかの方法を選んでください。', 'Choose another way.'),
  over: text(
    'サインインの途中で時間が過ぎました。',
    'You took too long between the password and the second step.',
  ),
  overNext: text('はじめからサインインし直してください。', 'Please sign in again from the start.'),
};

/** Asks for any passkey of this address: the same for everybody, so it tells nothing. Writes nothing. */
export const askPasskeySignIn = defineUseCase<null, PasskeyAsked<PasskeyRequest>, IdentityPorts>({
  name: 'ask-passkey-sign-in',
  action: 'session:open',
  kind: 'query',
  async handle(context) {
    const { question, challenge } = sealQuestion(context, { purpose: 'passkey-sign-in' });
    const options = await askForPasskey({
      origin: context.ports.origin,
      challenge,
      known: [],
      userVerification: 'required',
    });
    return { output: { options, question } };
  },
});

/** Signs in by a passkey alone: the device has seen who holds it, so it stands for both factors. */
export const openSessionByPasskey = defineUseCase<
  { readonly question: string; readonly response: unknown; readonly device: string },
  OpenedSession & { readonly email: string },
  IdentityPorts
>({
  name: 'open-session-by-passkey',
  action: 'session:open',
  kind: 'command',
  secretOutput: true,
  async handle(context, { question, response, device }) {
    const passkey = await findPasskey(context, passkeyNamed(response));
    if (passkey === undefined) throw wrong();
    const { challenge } = await openQuestion(context, question, { purpose: 'passkey-sign-in' });
    const userVerification = 'required';
    const verdict = await verifyPasskey(
      context,
      { passkey, challenge, userVerification },
      response,
    );
    const { person, credential } = passkey;
    // Strangers' attempts leave no entry; a right signature with a wrong count is worth one.
    if (!verdict.right && verdict.reason !== 'sign-count') throw wrong();
    if (!verdict.right)
      return {
        output: undefined as never,
        ...(await whereTried(context, person)),
        performedBy: person,
        subjects: [person, credential],
        content: { method: 'passkey', reason: verdict.reason },
        refusal: wrong(),
      };
    const email = (await findPersonById(context, person))?.email ?? '';
    const opened = await openSessionFor(context, {
      person,
      device,
      awaiting: false,
      secondFactor: true,
    });
    return {
      output: { ...opened, email },
      ...opened.seat,
      performedBy: person,
      subjects: [person, credential],
      content: { method: 'passkey' },
    };
  },
});

/** Asks a person's own passkeys: as the second step of signing in, or to show again that it is them. */
export const askPasskeyProof = defineUseCase<
  {
    /** Of the waiting session; without it the question is to the signed-in person. */
    readonly pendingToken?: string | undefined;
  },
  PasskeyAsked<PasskeyRequest>,
  IdentityPorts
>({
  name: 'ask-passkey-proof',
  action: 'session:confirm',
  kind: 'query',
  async handle(context, { pendingToken }) {
    const { transaction, ports } = context;
    const whose = await whoIsAsked(context, pendingToken);
    const { person } = whose;
    await transaction.wall({ reach: 'sign-in', person });
    const known = await passkeysOf(context, person);
    if (known.length === 0)
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    const { question, challenge } = sealQuestion(context, whose);
    const options = await askForPasskey({
      origin: ports.origin,
      challenge,
      known,
      userVerification: 'preferred',
    });
    return { output: { options, question } };
  },
});

async function whoIsAsked(context: Context<IdentityPorts>, pendingToken: string | undefined) {
  const { scope, now } = context;
  if (pendingToken === undefined) {
    if (scope.actor.kind !== 'person') throw over();
    const { person, session } = scope.actor;
    return { purpose: 'passkey-proof' satisfies QuestionPurpose, person, session } as const;
  }
  const known = await findOpenSession(context, { tokenHash: hashOf(pendingToken) }, now);
  if (known?.awaiting !== true) throw over();
  const { person, session } = known;
  return { purpose: 'passkey-second-factor' satisfies QuestionPurpose, person, session } as const;
}

const wrong = (): Failure =>
  new Failure('unauthenticated', messages.wrong, { next: messages.wrongNext });
const over = (): Failure =>
  new Failure('unauthenticated', messages.over, { next: messages.overNext });
