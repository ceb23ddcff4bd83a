import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { issueRecoveryCodes } from './first-factor.ts';
import { whereSeated } from './open-session-for.ts';
import { expectOwnAccount } from './own-sign-in.ts';
import { passkeysOf } from './passkey-store.ts';
import { lockPerson, totpsOf } from './second-factor-store.ts';

const messages = {
  first: text(
    '予備のコードは、認証アプリかパスキーを登録すると使えます。',
    'Recovery codes come with an authenticator app or a passkey.',
  ),
  firstNext: text('先にどちらかを登録してください。', 'Register one of them first.'),
};

/** New recovery codes, shown once; those from before are worth nothing any more. */
export const renewRecoveryCodes = defineUseCase<
  null,
  { readonly recoveryCodes: readonly string[] }
>({
  name: 'renew-recovery-codes',
  action: 'recovery-codes:renew',
  kind: 'command',
  secretOutput: true,
  async handle(context) {
    const { person } = context.scope;
    await expectOwnAccount(context);
    await lockPerson(context, person);
    const totps = (await totpsOf(context, person)).filter(({ confirmedAt }) => confirmedAt);
    if (totps.length + (await passkeysOf(context, person)).length === 0)
      throw new Failure('conflict', messages.first, { next: messages.firstNext });
    const recoveryCodes = await issueRecoveryCodes(context, person);
    return {
      output: { recoveryCodes },
      subjects: [person],
      content: { count: recoveryCodes.length },
      ...(await whereSeated(context, person)),
      events: [{ type: 'recovery-codes.renewed', aggregate: person, payload: { person } }],
    };
  },
});
