import { runUseCase } from '@machimori/application';
import type { SystemActor } from '@machimori/authorisation';
import type { Delivery, Subscriber } from '@machimori/database';
import { sendPasswordReset } from '@machimori/identity';
import { dayInJapan, eraDayText, timeInJapan } from '@machimori/kernel';
import { mailTransport } from './mail-transport.ts';
import type { ServerWorld } from './server-world.ts';
import type { Settings } from './settings.ts';

/** A link, the word that there is no password here, or the word that it was changed. */
type Letter =
  | { readonly about: 'link'; readonly to: string; readonly link: string; readonly until: string }
  | { readonly about: 'provider'; readonly to: string }
  | {
      readonly about: 'changed';
      readonly to: string;
      readonly by: 'link' | 'settings';
      readonly at: string;
    };

const name = 'password-letters';

/** Which events these letters are told of, where there is a mail server. */
export const passwordLetterEvents = ({
  smtpUrl,
}: Pick<Settings, 'smtpUrl'>): Record<string, string[]> =>
  smtpUrl === undefined
    ? {}
    : {
        'password-reset.asked': [name],
        'password-reset.sent': [name],
        'password.changed': [name],
      };

const worker: SystemActor = { kind: 'system', name: 'worker' };

/**
 * Letters about passwords, where there is a mail server. Who asked for one gets the same answer whether or not
 * the address has an account: that is looked up here, afterwards.
 *
 *   asked ──▶ is there an account? a link is made ──▶ sent ──▶ letter
 */
export function passwordLetters(world: ServerWorld): Subscriber | undefined {
  const { smtpUrl, mailFrom } = world.settings;
  const { vault } = world.ports;
  if (smtpUrl === undefined) return undefined;
  const transport = mailTransport(smtpUrl);
  /** After this nobody waits for an answer, or could use the link. */
  const late = (since: Date): boolean =>
    world.clock.now().getTime() - since.getTime() > 30 * 60_000;
  const opened = (payload: Delivery['payload']): unknown => {
    const { reset, person, letter } = payload as Readonly<Record<string, string>>;
    const bytes = vault.open(Buffer.from(letter ?? '', 'base64'), `letter/${reset ?? person}`);
    return JSON.parse(Buffer.from(bytes).toString());
  };
  return {
    name,
    async runOutside({ type, payload, eventId, at }) {
      if (type === 'password-reset.asked') {
        if (late(at)) return;
        const { to } = opened(payload) as { readonly to: string };
        const { reset } = payload as { readonly reset: string };
        await runUseCase(world, sendPasswordReset, worker, { reset, email: to });
        return;
      }
      const letter = opened(payload) as Letter;
      if (letter.about === 'link' && world.clock.now() >= new Date(letter.until)) return;
      await transport.sendMail({
        from: mailFrom,
        to: { name: '', address: letter.to },
        // The same event sent twice after a crash is one letter for mail programs.
        messageId: `<${eventId}@machimori>`,
        subject: `【街守り】${subjects[letter.about]}`,
        text: textOf(letter, world.origin).join('\n'),
      });
    },
  };
}

const subjects: Readonly<Record<Letter['about'], string>> = {
  link: '新しいパスワードを決めるリンク',
  provider: 'パスワードについて',
  changed: 'パスワードが変わりました',
};

function textOf(letter: Letter, origin: string): readonly string[] {
  switch (letter.about) {
    case 'link': {
      const until = timeOf(letter.until);
      return [
        '街守り（まちもり）のパスワードを忘れた、という求めがありました。',
        '',
        '次のリンクを開いて、新しいパスワードを決めてください。',
        letter.link,
        '',
        `このリンクは、${until.ja}まで、一度だけ使えます。`,
        'このリンクは、あなただけのものです。ほかの人に渡さないでください。',
        '新しいパスワードを決めると、いまのサインインはすべて終わります。二つ目の確認手段は、そのまま使います。',
        '心当たりがないときは、このメールを捨ててください。パスワードは変わりません。',
        '',
        '--',
        'Somebody said that they forgot the password of your Machimori account.',
        `Open the link above by ${until.en} to set a new one. It works once and is yours alone: do not pass it on.`,
        'All your sign-ins end then; your second factor stays as it is.',
        'If it was not you, ignore this letter. Your password stays as it is.',
      ];
    }
    case 'provider':
      return [
        '街守り（まちもり）のパスワードを忘れた、という求めがありました。',
        '',
        'このアドレスでは、組織の認証基盤でサインインします。街守りには、パスワードがありません。',
        '次の画面でメールアドレスだけを入力すると、組織の認証基盤に移ります。',
        `${origin}/sign-in`,
        '',
        '組織の認証基盤のパスワードを忘れたときは、組織の情報担当に頼んでください。',
        '心当たりがないときは、このメールを捨ててください。何も起こりません。',
        '',
        '--',
        'Somebody said that they forgot the password of your Machimori account.',
        'You sign in by your organisation’s provider and have no password here: enter your address alone on the page above.',
        'If it was not you, ignore this letter.',
      ];
    case 'changed': {
      const at = timeOf(letter.at);
      return [
        `${at.ja}に、街守り（まちもり）のあなたのパスワードが変わりました。`,
        letter.by === 'link'
          ? 'パスワードを忘れたときのリンクで、新しく決められました。前のサインインは、すべて終わりました。'
          : '「設定」の画面で変えられました。ほかの機器でのサインインは、すべて終わりました。',
        '',
        'ご自分で変えたのなら、何もしなくてかまいません。',
        '心当たりがないときは、すぐに、組織の管理者に知らせてください。',
        `そのうえで、「パスワードを忘れたとき」（${origin}/forgotten-password）から、パスワードを決め直してください。`,
        '',
        '--',
        `The password of your Machimori account was changed on ${at.en}, ${
          letter.by === 'link' ? 'by a link for a forgotten password' : 'in Settings'
        }.`,
        'If it was you, there is nothing to do.',
        'If not, tell your administrator at once, and set a new password by “I forgot my password” on the sign-in page.',
      ];
    }
  }
}

function timeOf(instant: string): { readonly ja: string; readonly en: string } {
  const at = new Date(instant);
  const day = eraDayText(dayInJapan(at));
  const time = timeInJapan(at);
  return { ja: `${day.ja} ${time}`, en: `${day.en}, ${time} (Japan time)` };
}
