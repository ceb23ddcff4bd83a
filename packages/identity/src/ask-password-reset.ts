import { type Context, defineUseCase, sealedLetter } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { readEmailAddress } from './email-address.ts';
import { tooOften } from './open-session.ts';
import type { IdentityPorts } from './ports.ts';
import { resetPatience, throttleKeys } from './throttle.ts';
import { countFailure } from './throttle-store.ts';

const messages = {
  mail: text(
    'この街守りは、メールを送る設定になっていません。',
    'This installation is not set up to send mail.',
  ),
  mailNext: text(
    '組織の管理者に、新しいパスワードを決めるリンクを頼んでください。',
    'Ask the administrator of your organisation for a link to set a new password.',
  ),
  blocked: text(
    '続けて頼まれたため、いまは送れません。',
    'You asked several times: nothing is sent for now.',
  ),
  blockedNext: text(
    '迷惑メールの入れ物も確かめてください。届いた中で、いちばん新しいメールのリンクが使えます。',
    'Look among unwanted mail, too. The link in the latest letter works.',
  ),
};

/**
 * Somebody says that they have forgotten their password. Whether the address has an account is not even
 * looked up here: the answer, what is written and how long it takes are the same by construction. The
 * worker finds out, and only the mailbox learns it.
 */
export const askPasswordReset = defineUseCase<
  { readonly email: string; readonly network: string; readonly knownDevice: boolean },
  null,
  IdentityPorts
>({
  name: 'ask-password-reset',
  action: 'password:ask-reset',
  kind: 'command',
  async handle(context, input) {
    const { ids, ports } = context;
    if (!ports.mail) throw new Failure('conflict', messages.mail, { next: messages.mailNext });
    const { shown } = readEmailAddress(input.email);
    await expectPatience(context, input);
    const reset = ids.next('passwordReset');
    return {
      output: null,
      events: [
        {
          type: 'password-reset.asked',
          aggregate: reset,
          payload: sealedLetter(ports.vault, { reset }, { to: shown }),
        },
      ],
    };
  },
});

/** Counts before it judges, so that of many requests at the same moment only so many pass. */
async function expectPatience(
  context: Context<IdentityPorts>,
  of: { readonly email: string; readonly network: string; readonly knownDevice: boolean },
): Promise<void> {
  const { now, ports } = context;
  const { network, knownDevice } = of;
  const emailKey = readEmailAddress(of.email).key;
  const keys = throttleKeys(ports.throttleKey, { emailKey, knownDevice, network, of: 'reset' });
  const blocked = await countFailure(context, keys, now, resetPatience);
  if (blocked !== undefined) throw tooOften(blocked, now, messages);
}
