import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { mustKeepSecondFactor } from './must-keep-second-factor.ts';
import { whereSeated } from './open-session-for.ts';
import { expectOwnAccount } from './own-sign-in.ts';
import { passkeysOf } from './passkey-store.ts';
import {
  deleteFactor,
  lockPerson,
  recoveryCodesLeft,
  replaceRecoveryCodes,
  totpsOf,
} from './second-factor-store.ts';

const messages = {
  none: text('その確認手段は見つかりません。', 'There is no such second factor.'),
  noneNext: text('一覧を開き直してください。', 'Open the list again.'),
  last: text(
    '最後の一つなので消せません。いまの権限か、都市のきまりで、二つ目の確認手段が必要です。',
    'This is your last one, and your role or your city asks for a second factor.',
  ),
  lastNext: text(
    '先に、別の認証アプリかパスキーを登録してください。',
    'First register another authenticator app or passkey.',
  ),
};

/** Removes an authenticator app or a passkey. With the last one the recovery codes go too. */
export const removeSecondFactor = defineUseCase<
  { readonly credential: string },
  { readonly left: number; readonly recoveryCodesLeft: number }
>({
  name: 'remove-second-factor',
  action: 'second-factor:remove',
  kind: 'command',
  async handle(context, { credential }) {
    const { scope, now } = context;
    const { person } = scope;
    await expectOwnAccount(context);
    await lockPerson(context, person);
    const removed = await deleteFactor(context, person, credential);
    if (removed === undefined)
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    const totps = (await totpsOf(context, person)).filter(({ confirmedAt }) => confirmedAt);
    const left = totps.length + (await passkeysOf(context, person)).length;
    if (left === 0) {
      if (await mustKeepSecondFactor(context, person))
        throw new Failure('conflict', messages.last, { next: messages.lastNext });
      await replaceRecoveryCodes(context, { person, hashes: [], now });
    }
    const codes = await recoveryCodesLeft(context, person);
    return {
      output: { left, recoveryCodesLeft: codes },
      subjects: [credential, person],
      content: { kind: removed.kind, name: removed.name, left },
      ...(await whereSeated(context, person)),
      events: [
        {
          type: 'second-factor.removed',
          aggregate: person,
          payload: { person, credential, kind: removed.kind },
        },
      ],
    };
  },
});
