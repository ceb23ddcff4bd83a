import { defineUseCase, sealedLetter } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { addressChangeMs } from './address-change-rules.ts';
import { putAddressChange } from './address-change-store.ts';
import { takeEmailAddress } from './email-address.ts';
import { tooOften } from './open-session.ts';
import { whereSeated } from './open-session-for.ts';
import { expectOwnSignIn } from './own-sign-in.ts';
import { findPersonById } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';
import { hashOf, newToken } from './secret-token.ts';
import { resetPatience, throttleKeys } from './throttle.ts';
import { countFailure } from './throttle-store.ts';

const messages = {
  mail: text(
    'この街守りは、メールを送る設定になっていません。',
    'This installation is not set up to send mail.',
  ),
  mailNext: text(
    '組織の管理者に、メールアドレスの変更を頼んでください。',
    'Ask the administrator of your organisation to change your address.',
  ),
  same: text('いまと同じアドレスです。', 'This is your address already.'),
  blocked: text(
    '続けて頼まれたため、いまは送れません（あと{wait}）。',
    'You asked several times: nothing is sent for now ({wait} left).',
  ),
  blockedNext: text(
    '迷惑メールの入れ物も確かめてください。届いた中で、いちばん新しいメールのリンクが使えます。',
    'Look among unwanted mail, too. The link in the latest letter works.',
  ),
};

/**
 * Somebody wants another address: a link goes there, and nothing changes before it is opened. Whether another
 * account has the address is not even looked up here, so that nobody learns it but whoever reads there.
 */
export const askAddressChange = defineUseCase<
  { readonly email: string; readonly network: string },
  /** ISO 8601, as an answer that is given again is kept. */
  { readonly expiresAt: string },
  IdentityPorts
>({
  name: 'ask-address-change',
  action: 'account:ask-address',
  kind: 'command',
  async handle(context, input) {
    const { scope, chance, ids, now, ports } = context;
    const { person } = scope;
    expectOwnSignIn(context);
    if (!ports.mail) throw new Failure('conflict', messages.mail, { next: messages.mailNext });
    const email = takeEmailAddress(input.email);
    await lockPerson(context, person);
    const own = await findPersonById(context, person);
    if (own?.email === email.shown)
      throw new Failure('input-invalid', messages.same, { field: 'email' });
    const keys = throttleKeys(ports.throttleKey, {
      emailKey: person,
      knownDevice: false,
      network: input.network,
      of: 'address',
    });
    const blocked = await countFailure(context, keys, now, resetPatience);
    if (blocked !== undefined) throw tooOften(blocked, now, messages);
    const token = newToken(chance);
    const change = ids.next('addressChange');
    const expiresAt = new Date(now.getTime() + addressChangeMs);
    await putAddressChange(context, {
      person,
      change,
      tokenHash: hashOf(token),
      email,
      now,
      expiresAt,
    });
    const letter = {
      about: 'new-address',
      to: email.shown,
      // Behind the #, so that neither a server's log nor a referrer ever has it.
      link: `${ports.origin}/new-address#${token}`,
      until: expiresAt.toISOString(),
    };
    return {
      output: { expiresAt: expiresAt.toISOString() },
      subjects: [person],
      events: [
        {
          type: 'address-change.asked',
          aggregate: person,
          payload: sealedLetter(context.ports.vault, { change }, letter),
        },
      ],
      ...(await whereSeated(context, person)),
    };
  },
});
