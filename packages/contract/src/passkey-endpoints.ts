import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, typed } from './fields.ts';

/** What a device is asked for, as `navigator.credentials` takes it, and the question, sealed. */
const question = z
  .object({
    question: z.string().describe('Comes back with the answer; good for five minutes, once'),
    options: z.record(z.string(), z.unknown()).describe('WebAuthn options as JSON'),
  })
  .meta({ id: 'PasskeyQuestion' });

/** What the device answered: its shape is the browser's, its truth is judged by the act. */
export const passkeyAnswer = {
  question: typed(4000),
  response: z.record(z.string(), z.unknown()).describe('WebAuthn response as JSON'),
};

export const passkeyEndpoints = {
  askPasskeySignIn: endpoint({
    method: 'POST',
    path: '/session/passkey/question',
    summary: { ja: 'パスキーだけのサインインを始める', en: 'Begins to sign in by a passkey alone' },
    open: true,
    response: question,
  }),
  signInByPasskey: endpoint({
    method: 'POST',
    path: '/session/passkey',
    summary: { ja: 'パスキーだけでサインインする', en: 'Signs in by a passkey alone' },
    open: true,
    body: z.object(passkeyAnswer),
  }),
  askPasskeyConfirmation: endpoint({
    method: 'POST',
    path: '/session/confirm/question',
    summary: {
      ja: 'サインインの二つ目の確認を、パスキーで始める',
      en: 'Begins the second step of signing in by a passkey',
    },
    open: true,
    response: question,
  }),
  askPasskeyProof: endpoint({
    method: 'POST',
    path: '/account/proof/question',
    summary: {
      ja: '大切な操作の前の確認を、パスキーで始める',
      en: 'Begins to show again by a passkey that it is oneself',
    },
    response: question,
  }),
  askNewPasskey: endpoint({
    method: 'POST',
    path: '/account/passkeys/question',
    summary: { ja: 'パスキーの登録を始める', en: 'Begins to register a passkey' },
    response: question,
  }),
  enrolPasskey: endpoint({
    method: 'POST',
    path: '/account/passkeys',
    summary: { ja: 'パスキーを登録する', en: 'Registers the passkey that the browser made' },
    body: z.object({ name: typed(400), ...passkeyAnswer }),
    response: z.object({
      credential: id('crd'),
      recoveryCodes: z.array(z.string()).optional().describe('Shown once, with the first factor'),
    }),
  }),
} as const;
