import { letterSenders, openedLetter, runUseCase } from '@machimori/application';
import type { SystemActor } from '@machimori/authorisation';
import type { Subscriber } from '@machimori/database';
import { lookAtAddressChange, lookAtPasswordReset, sendPasswordReset } from '@machimori/identity';
import { dayInJapan, eraDayText, Failure, timeInJapan } from '@machimori/kernel';
import { letterSender } from './send-letter.ts';
import type { ServerWorld } from './server-world.ts';
import type { Settings } from './settings.ts';

/** A link, the word that there is no password here, or the word that something was changed. */
type Letter =
  | { readonly about: 'link'; readonly to: string; readonly link: string; readonly until: string }
  | { readonly about: 'provider'; readonly to: string }
  | {
      readonly about: 'new-address';
      readonly to: string;
      readonly link: string;
      readonly until: string;
    }
  | {
      readonly about: 'moved';
      readonly to: string;
      readonly by: 'oneself' | 'administrator' | 'command-line';
      readonly at: string;
    }
  | {
      readonly about: 'changed';
      readonly to: string;
      readonly by: 'link' | 'settings';
      readonly at: string;
    };

const name = letterSenders.password;

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
        'address-change.asked': [name],
        'address.changed': [name],
      };

const worker: SystemActor = { kind: 'system', name: 'worker' };

/**
 * Letters about passwords, where there is a mail server. Who asked for one gets the same answer whether or not
 * the address has an account: that is looked up here, afterwards.
 *
 *   asked ──▶ is there an account? a link is made ──▶ sent ──▶ letter
 */
export function passwordLetters(world: ServerWorld): Subscriber | undefined {
  const { vault } = world.ports;
  const send = letterSender(world.settings);
  if (send === undefined) return undefined;
  /** After this nobody waits for an answer, or could use the link. */
  const late = (since: Date): boolean =>
    world.clock.now().getTime() - since.getTime() > 30 * 60_000;
  const opens = async ({ about, link }: { about: string; link: string }): Promise<boolean> => {
    const token = link.split('#')[1] ?? '';
    try {
      const look = about === 'link' ? lookAtPasswordReset : lookAtAddressChange;
      await runUseCase(world, look, { kind: 'anonymous' }, { token });
      return true;
    } catch (failure) {
      // Where another account has the address, whoever reads there is told so by the link itself.
      if (failure instanceof Failure && failure.code === 'conflict') return true;
      if (failure instanceof Failure && failure.code === 'not-found') return false;
      throw failure;
    }
  };
  return {
    name,
    async runOutside({ type, payload, eventId, at }) {
      if (type === 'password-reset.asked') {
        if (late(at)) return;
        const { to } = openedLetter(vault, payload) as { readonly to: string };
        const { reset } = payload as { readonly reset: string };
        await runUseCase(world, sendPasswordReset, worker, { reset, email: to });
        return;
      }
      const letter = openedLetter(vault, payload) as Letter;
      if ('until' in letter && world.clock.now() >= new Date(letter.until)) return;
      // Tried again later, its link may have been used, or another may have taken its place.
      if ('link' in letter && !(await opens(letter))) return;
      await send({
        to: letter.to,
        subject: subjects[letter.about],
        lines: linesOf(letter, world.origin),
        eventId,
      });
    },
  };
}

const subjects: Readonly<Record<Letter['about'], string>> = {
  link: '新しいパスワードを決めるリンク',
  provider: 'パスワードについて',
  changed: 'パスワードが変わりました',
  'new-address': '新しいメールアドレスの確認',
  moved: 'メールアドレスが変わりました',
};

/** Who changed an address, as whoever reads at the former one is told. */
const waysMoved = {
  oneself: {
    ja: '「設定」の画面で求められ、新しいアドレスに届いたリンクで確かめられました。',
    en: 'in Settings and by a link to the new address',
  },
  administrator: { ja: '組織の管理者が変えました。', en: 'by your administrator' },
  'command-line': {
    ja: '街守りを動かしている人が、コマンドで変えました。前のサインインは、すべて終わりました。',
    en: 'by whoever runs the program, who ended all your sign-ins',
  },
} as const;

function linesOf(letter: Letter, origin: string): readonly string[] {
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
    case 'new-address': {
      const until = timeOf(letter.until);
      return [
        '街守り（まちもり）のメールアドレスを、このアドレスに変える求めがありました。',
        '',
        '次のリンクを開いて、確かめてください。開くまでは、何も変わりません。',
        letter.link,
        '',
        `このリンクは、${until.ja}まで、一度だけ使えます。`,
        'このリンクは、あなただけのものです。ほかの人に渡さないでください。',
        '心当たりがないときは、このメールを捨ててください。何も起こりません。',
        '',
        '--',
        'Somebody asked that this be the address of their Machimori account.',
        `Open the link above by ${until.en} to confirm it. Nothing changes before. It works once and is yours alone: do not pass it on.`,
        'If it was not you, ignore this letter.',
      ];
    }
    case 'moved': {
      const at = timeOf(letter.at);
      const how = waysMoved[letter.by];
      return [
        `${at.ja}に、街守り（まちもり）のあなたのメールアドレスが、ほかのアドレスに変わりました。`,
        how.ja,
        'これからのお知らせとサインインには、新しいアドレスを使います。',
        '',
        '心当たりがないときは、すぐに、組織の管理者に知らせてください。',
        '',
        '--',
        `The address of your Machimori account was changed on ${at.en}, ${how.en}.`,
        'You sign in with the new address from now on. If it was not you, tell your administrator at once.',
      ];
    }
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
