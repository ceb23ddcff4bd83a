import { changeAddress, lookAtAccount } from '@machimori/identity';
import { Failure, fillText, text } from '@machimori/kernel';
import { type Command, formatOption } from '../command.ts';
import { agrees, someoneThere } from '../operate/ask.ts';
import { actAtTheConsole, withWorld } from '../operate/at-the-console.ts';
import { dataOption } from '../operate/data-option.ts';

const messages = {
  who: text('{name}（{email}）', '{name} ({email})'),
  seat: text('  {cityName}の「{organisationName}」', '  {organisationName} in {cityName}'),
  question: text(
    'この人のアドレスを {to} に変え、サインインをすべて終わらせます。本人であることを、別の方法で確かめましたか（はい／いいえ）: ',
    'Their address becomes {to}, and all their sign-ins end. Have you made sure in another way that it is them? (yes/no): ',
  ),
  left: text('何も変えていません。', 'Nothing was changed.'),
  unasked: text(
    'だれのアドレスかを示して尋ねるため、端末で実行してください。何も変えていません。',
    'Run it in a terminal: it shows whose address it is, and asks. Nothing was changed.',
  ),
  unaskedNext: text(
    '本人であることを確かめてあるなら、--yes を付ければ、尋ねずに変えます。',
    'Where it is known to be them, --yes changes it without asking.',
  ),
  changed: text(
    '{name}さんのアドレスを、{from} から {to} に変えました。',
    'The address of {name} was {from} and is {to} now.',
  ),
  closed: text(
    'サインインをすべて終わらせました（{closed}件）。新しいアドレスでサインインし直すよう、本人に伝えてください。',
    'All their sign-ins were ended ({closed}). Ask them to sign in anew with the new address.',
  ),
  kept: text(
    'パスワードと二つ目の確認手段は、そのままです。前のアドレスに送ったリンクは、使えなくなりました。',
    'Password and second factor are as they were. Links that went to the former address work no more.',
  ),
};

export const changeAddressCommand: Command = {
  name: 'admin change-address',
  summary: text(
    '本人も組織の管理者も直せないメールアドレスを変える。本人であることを、必ず別の方法で確かめてから',
    'Changes an address that neither its owner nor an administrator can; make sure in another way that it is them',
  ),
  takes: ['MAIL', 'NEW-MAIL'],
  options: {
    yes: { type: 'boolean', help: text('尋ねずに変える', 'Change it without asking') },
    ...dataOption,
    ...formatOption,
  },
  async run(call) {
    const { terminal, locale } = call;
    const [given = '', to = ''] = call.positionals;
    const asks = !call.flag('yes');
    if (asks && !someoneThere())
      throw new Failure('usage', messages.unasked, { next: messages.unaskedNext });
    const done = await withWorld(call, async (opened) => {
      const { name, email, seats } = await actAtTheConsole(opened, lookAtAccount, { email: given });
      if (asks) {
        terminal.warn(fillText(messages.who, { name, email })[locale]);
        for (const { cityName, organisationName } of seats)
          terminal.warn(fillText(messages.seat, { cityName, organisationName })[locale]);
        if (!(await agrees(fillText(messages.question, { to })[locale])))
          throw new Failure('conflict', messages.left);
      }
      const changed = await actAtTheConsole(opened, changeAddress, { email, to });
      return { name, from: email, to: changed.email, closed: changed.closed };
    });
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify(done));
      return 0;
    }
    for (const line of [messages.changed, messages.closed, messages.kept])
      terminal.print(fillText(line, done)[locale]);
    return 0;
  },
};
