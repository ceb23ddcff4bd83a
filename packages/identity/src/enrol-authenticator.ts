import { defineUseCase } from '@machimori/application';
import { Failure, type Id, readId, text } from '@machimori/kernel';
import { type FirstFactor, welcomeFirstFactor } from './first-factor.ts';
import { readName } from './name.ts';
import { whereSeated } from './open-session-for.ts';
import { expectOwnAccount } from './own-sign-in.ts';
import { passkeysOf } from './passkey-store.ts';
import type { IdentityPorts } from './ports.ts';
import { expectRecentProof } from './recent-proof.ts';
import {
  deleteUnconfirmedTotps,
  insertTotp,
  lockPerson,
  takeStep,
  totpsOf,
} from './second-factor-store.ts';
import { matchingStep, newTotpSecret, totpContext, totpLetters } from './totp.ts';

const messages = {
  many: text(
    '登録できる確認手段は、10個までです。',
    'You can register at most ten second factors.',
  ),
  manyNext: text(
    '使わないものを消してから、もう一度お試しください。',
    'Remove one you do not use.',
  ),
  none: text(
    '登録の途中のものが見つかりません。時間が過ぎたか、新しくやり直されています。',
    'There is nothing to finish: it took too long, or was begun anew.',
  ),
  noneNext: text(
    '認証アプリの登録を、はじめからやり直してください。',
    'Start again to register the authenticator app.',
  ),
  wrong: text('コードが違います。', 'This code is not right.'),
  wrongNext: text(
    '認証アプリに出ている6桁の数字を入れてください。合わないときは、スマートフォンの時刻が自動になっているか確かめてください。',
    'Enter the six digits your app shows. If they never fit, check that your phone sets its time by itself.',
  ),
};

export const factorLimit = 10;
const unfinishedMs = 30 * 60_000;

export interface AuthenticatorBegun {
  readonly credential: Id<'credential'>;
  /** For the picture that the app reads. */
  readonly uri: string;
  /** The same secret, to type in. */
  readonly typed: string;
}

/** Begins to register an authenticator app. It counts from its first right code, not before. */
export const beginAuthenticator = defineUseCase<
  { readonly name: string },
  AuthenticatorBegun,
  IdentityPorts
>({
  name: 'begin-authenticator',
  action: 'second-factor:enrol',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { scope, ids, chance, now, ports } = context;
    const { person } = scope;
    await expectOwnAccount(context);
    expectRecentProof(context);
    const name = readName(input.name);
    const found = await lockPerson(context, person);
    await deleteUnconfirmedTotps(context, person);
    const kept = [...(await totpsOf(context, person)), ...(await passkeysOf(context, person))];
    if (kept.length >= factorLimit)
      throw new Failure('limit-exceeded', messages.many, { next: messages.manyNext });
    const secret = newTotpSecret(chance);
    const credential = ids.next('credential');
    const sealed = ports.vault.seal(secret, totpContext(person));
    await insertTotp(context, { credential, person, name, sealed, now });
    return {
      output: { credential, ...totpLetters(secret, found?.email ?? '') },
      subjects: [credential, person],
      content: { kind: 'totp', name },
    };
  },
});

export interface FactorEnrolled {
  readonly credential: Id<'credential'>;
  /** Where it is the person's first second factor. */
  readonly first: FirstFactor | undefined;
}

/** Finishes it with a code that the app shows. */
export const finishAuthenticator = defineUseCase<
  { readonly credential: string; readonly code: string },
  FactorEnrolled,
  IdentityPorts
>({
  name: 'finish-authenticator',
  action: 'second-factor:enrol',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { scope, now, ports } = context;
    const { person, actor } = scope;
    if (actor.kind !== 'person') throw new TypeError('only a person has an authenticator');
    const credential = readId('credential', input.credential);
    await expectOwnAccount(context);
    await lockPerson(context, person);
    const totps = await totpsOf(context, person);
    const begun = totps.find(
      (each) =>
        each.credential === credential &&
        each.confirmedAt === undefined &&
        now.getTime() - each.createdAt.getTime() < unfinishedMs,
    );
    if (begun === undefined)
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    const secret = ports.vault.open(begun.sealed, totpContext(person));
    const step = matchingStep(secret, input.code, now);
    const taken =
      step !== undefined &&
      (await takeStep(context, { credential: begun.credential, step, now, confirms: true }));
    if (!taken)
      throw new Failure('input-invalid', messages.wrong, {
        next: messages.wrongNext,
        field: 'code',
      });
    const passkeys = await passkeysOf(context, person);
    const isFirst = passkeys.length === 0 && totps.every((each) => each.confirmedAt === undefined);
    const { session, provedAt } = actor;
    const first = isFirst
      ? await welcomeFirstFactor(context, { person, session, provedAt })
      : undefined;
    return {
      output: { credential: begun.credential, first },
      subjects: [begun.credential, person],
      content: { kind: 'totp', name: begun.name, first: isFirst },
      ...(await whereSeated(context, person)),
      events: [
        {
          type: 'second-factor.enrolled',
          aggregate: person,
          payload: { person, credential: begun.credential, kind: 'totp' },
        },
      ],
    };
  },
});
