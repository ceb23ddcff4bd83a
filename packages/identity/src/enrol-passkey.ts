import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { type FactorEnrolled, factorLimit } from './enrol-authenticator.ts';
import { welcomeFirstFactor } from './first-factor.ts';
import { readName } from './name.ts';
import { whereSeated } from './open-session-for.ts';
import { expectOwnAccount } from './own-sign-in.ts';
import { askForNewPasskey, type PasskeyCreation, readNewPasskey } from './passkey.ts';
import { insertPasskey, passkeysOf } from './passkey-store.ts';
import { findPersonById } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { openQuestion, sealQuestion } from './question.ts';
import { expectRecentProof } from './recent-proof.ts';
import { lockPerson, totpsOf } from './second-factor-store.ts';

const messages = {
  wrong: text('パスキーを登録できませんでした。', 'The passkey could not be registered.'),
  wrongNext: text(
    'このページのアドレスが普段と同じか確かめて、もう一度お試しください。',
    'Check that the address of this page is the usual one, then try again.',
  ),
  there: text(
    'このパスキーは、もう登録されています。',
    'This passkey has been registered already.',
  ),
  thereNext: text('別の機器でお試しください。', 'Try another device.'),
  many: text(
    '登録できる確認手段は、10個までです。',
    'You can register at most ten second factors.',
  ),
  manyNext: text(
    '使わないものを消してから、もう一度お試しください。',
    'Remove one you do not use.',
  ),
};

export interface PasskeyAsked<Options> {
  /** For `navigator.credentials`, as JSON. */
  readonly options: Options;
  /** To come back with the answer; sealed. */
  readonly question: string;
}

/** Asks the browser for a new passkey. Writes nothing. */
export const askNewPasskey = defineUseCase<null, PasskeyAsked<PasskeyCreation>, IdentityPorts>({
  name: 'ask-new-passkey',
  action: 'second-factor:enrol',
  kind: 'query',
  async handle(context) {
    const { scope, ports } = context;
    const { person, actor } = scope;
    if (actor.kind !== 'person') throw new TypeError('only a person has a passkey');
    await expectOwnAccount(context);
    expectRecentProof(context);
    const found = await findPersonById(context, person);
    const bound = { purpose: 'passkey-enrolment', person, session: actor.session } as const;
    const { question, challenge } = sealQuestion(context, bound);
    const options = await askForNewPasskey({
      origin: ports.origin,
      challenge,
      person,
      email: found?.email ?? '',
      name: found?.name ?? '',
      known: await passkeysOf(context, person),
    });
    return { output: { options, question } };
  },
});

/** Registers the passkey that the browser made. */
export const enrolPasskey = defineUseCase<
  { readonly name: string; readonly question: string; readonly response: unknown },
  FactorEnrolled,
  IdentityPorts
>({
  name: 'enrol-passkey',
  action: 'second-factor:enrol',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { scope, ids, now, ports } = context;
    const { person, actor } = scope;
    if (actor.kind !== 'person') throw new TypeError('only a person has a passkey');
    const { session, provedAt } = actor;
    const name = readName(input.name);
    await expectOwnAccount(context);
    await lockPerson(context, person);
    const bound = { purpose: 'passkey-enrolment', person, session } as const;
    const { challenge } = await openQuestion(context, input.question, bound);
    const made = await readNewPasskey(ports.origin, challenge, input.response);
    if (made === undefined)
      throw new Failure('input-invalid', messages.wrong, { next: messages.wrongNext });
    const totps = (await totpsOf(context, person)).filter(({ confirmedAt }) => confirmedAt);
    const before = totps.length + (await passkeysOf(context, person)).length;
    if (before >= factorLimit)
      throw new Failure('limit-exceeded', messages.many, { next: messages.manyNext });
    const credential = ids.next('credential');
    if (!(await insertPasskey(context, { ...made, credential, person, name, createdAt: now })))
      throw new Failure('conflict', messages.there, { next: messages.thereNext });
    const first =
      before === 0 ? await welcomeFirstFactor(context, { person, session, provedAt }) : undefined;
    return {
      output: { credential, first },
      subjects: [credential, person],
      content: {
        kind: 'passkey',
        name,
        userVerified: made.userVerified,
        first: first !== undefined,
      },
      ...(await whereSeated(context, person)),
      events: [
        {
          type: 'second-factor.enrolled',
          aggregate: person,
          payload: { person, credential, kind: 'passkey' },
        },
      ],
    };
  },
});
