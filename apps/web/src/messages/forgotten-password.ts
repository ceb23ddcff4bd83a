import { text } from '@machimori/kernel';

export const forgottenWords = {
  link: text('パスワードを忘れたとき', 'I forgot my password'),
  title: text('パスワードを忘れたとき', 'Forgotten password'),
  lead: text(
    '新しいパスワードを決めるリンクを、メールで送ります。',
    'We send you a link by mail to set a new password.',
  ),
  act: text('リンクを送る', 'Send the link'),
  sent: text('受けつけました', 'Your request is in'),
  sentText: text(
    '{mail}が登録されていれば、まもなくメールが届きます。届いたリンクは、30分のあいだ、一度だけ使えます。',
    'If {mail} is registered, a letter arrives soon. Its link works once, for 30 minutes.',
  ),
  sentNext: text(
    '届かないときは、迷惑メールの入れ物と、メールアドレスのつづりを確かめてください。登録の有無は、この画面では示しません。',
    'If nothing arrives, look among unwanted mail and check the address. This page does not tell whether it is registered.',
  ),
  again: text('もう一度送る', 'Send again'),
  toSignIn: text('サインインの画面へ', 'To the sign-in page'),
  handedTitle: text(
    '組織の管理者に、リンクを頼んでください',
    'Ask the administrator of your organisation for a link',
  ),
  handedText: text(
    'この街守りは、メールを送りません。管理者は「メンバー」の画面で、あなたが新しいパスワードを決めるリンクをつくれます。',
    'No mail is sent here. Under People your administrator makes a link for you to set a new password.',
  ),
  handedMore: text(
    '管理者ご自身のとき、二つ以上の組織や都市に加わっているときは、街守りを動かしている人に頼んでください。',
    'If you are that administrator, or belong to several organisations or cities, ask whoever runs the program.',
  ),
  provider: text(
    '組織の認証基盤でサインインしている方は、そのパスワードを、組織の情報担当に頼んでください。',
    'If you sign in by your organisation’s provider, ask your organisation about that password.',
  ),

  newTitle: text('新しいパスワードを決める', 'Set a new password'),
  newLead: text(
    '決めると、いまのサインインはすべて終わります。二つ目の確認手段は、そのまま使います。',
    'All your sign-ins end when you set it. Your second step stays as it is.',
  ),
  until: text('このリンクの期限', 'This link ends'),
  newAct: text('このパスワードにする', 'Set this password'),
  done: text('パスワードを決めました', 'Your new password is set'),
  doneText: text(
    'すべての機器からサインアウトしました。新しいパスワードでサインインしてください。',
    'You are signed out everywhere. Sign in with the new password.',
  ),
  signIn: text('サインインする', 'Sign in'),
  missing: text('リンクが正しくありません', 'This link is not complete'),
  missingText: text(
    '届いたリンクの全体を開いてください。それでも開けないときは、もう一度送ってください。',
    'Open the whole link you received. If that does not help, ask for another.',
  ),
  over: text('このリンクは使えません', 'This link cannot be used'),

  hand: text('パスワードのリンクを渡す', 'Link to set a password'),
  handTitle: text(
    '{name}さんが新しいパスワードを決めるリンク',
    'A link for {name} to set a new password',
  ),
  handText: text(
    'パスワードを忘れた人のためのものです。ご本人からの頼みか、電話や対面で確かめてから、つくってください。',
    'For who has forgotten their password. Make sure by phone or in person that they asked.',
  ),
  handWhat: text(
    'リンクは30分のあいだ、一度だけ使えます。つくったことは記録に残ります。使われると、その人のサインインはすべて終わります。',
    'It works once, for 30 minutes, and the log has it. Using it ends all their sign-ins.',
  ),
  handAct: text('リンクをつくる', 'Make the link'),
  handed: text(
    '{name}さんだけに渡してください。二度と表示されません。前のリンクは使えなくなりました。',
    'Give it to {name} alone. It is not shown again. An earlier link no longer works.',
  ),
  handedLink: text('渡すリンク', 'Link to hand over'),
} as const;
