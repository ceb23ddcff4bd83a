import { text } from '@machimori/kernel';

export const invitationWords = {
  title: text('招待を受ける', 'Accept the invitation'),
  lead: text(
    '{city}の「{organisation}」の{roles}として招かれています。',
    'You are invited to {organisation} in {city} as: {roles}.',
  ),
  until: text('この招待の期限', 'This invitation ends'),
  missing: text('招待のリンクが正しくありません', 'This invitation link is not complete'),
  missingText: text(
    '届いたリンクの全体を開いてください。それでも開けないときは、招いた人に新しいリンクを頼んでください。',
    'Open the whole link you received. If that does not help, ask for a new one.',
  ),
  act: text('招待を受ける', 'Accept'),
  notNow: text('いまは受けない', 'Not now'),
  accepted: text('「{organisation}」に加わりました', 'You have joined {organisation}'),
  hasAccount: text(
    'このメールアドレスの方は、もう登録されています。サインインすると、この画面に戻ります。',
    'There is an account for this mail address already. Sign in, and you come back to this page.',
  ),
  signInFirst: text('サインインして受ける', 'Sign in and accept'),
  waits: text(
    'サインインすると、招待の画面に戻ります。',
    'After you have signed in you come back to the invitation.',
  ),
  signedIn: text(
    '{name}さんとしてサインインしています。受けると、この組織の画面に移ります。',
    'You are signed in as {name}. Accepting takes you to this organisation’s pages.',
  ),
  byProvider: text(
    'いまは、組織の認証基盤でサインインしています。ほかの組織にも加わるには、ご自分のパスワードを決めてください。受けたあと、そのパスワードでサインインし直してください。二つ目の確認手段も、登録し直しになります。',
    'You are signed in by your organisation’s provider. To join another organisation too, choose a password of your own. Then sign in with it; your second step has to be set up anew.',
  ),
  other: text(
    'この招待は、ほかのメールアドレスの方に宛てたものです',
    'This invitation is for another mail address',
  ),
  otherText: text(
    'いまは、{email}でサインインしています。ご本人なら、サインアウトして続けてください。',
    'You are signed in as {email}. If the invitation is for you, sign out and go on.',
  ),
  signOut: text('サインアウトして続ける', 'Sign out and go on'),
} as const;
