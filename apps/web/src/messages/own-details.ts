import { text } from '@machimori/kernel';

/** One's own name and address, and the way to correct them. */
export const ownWords = {
  title: text('お名前とメールアドレス', 'Name and address'),
  rename: text('名前を直す', 'Correct the name'),
  renameNote: text(
    'メンバーの一覧や、これからの記録に出る名前が変わります。',
    'It is what the list of members and the log show from now on.',
  ),
  renamed: text('お名前を直しました', 'Your name was corrected'),
  save: text('保存する', 'Save'),
  change: text('メールアドレスを変える', 'Change the address'),
  changeNote: text(
    '新しいアドレスに、確かめるためのリンクを送ります。リンクを開くまで、いまのアドレスのままです。変わると、いまのアドレスにお知らせが届きます。',
    'A link goes to the new address. Nothing changes before it is opened; the present address is told when it does.',
  ),
  newMail: text('新しいメールアドレス', 'New address'),
  send: text('リンクを送る', 'Send the link'),
  asked: text('{mail} にリンクを送る準備をしました', 'A link to {mail} is on its way'),
  waiting: text('確かめるのを待っているアドレス', 'Address that waits to be confirmed'),
  byHand: text(
    'この街守りはメールを送らないため、アドレスは、組織の管理者が「メンバー」の画面で変えます。',
    'This installation sends no mail: an administrator of your organisation changes the address under People.',
  ),
  byProvider: text(
    'メールアドレスは、組織の認証基盤のものです。組織の情報担当に相談してください。',
    'Your address is that of your organisation’s provider: ask whoever runs it.',
  ),
  confirmTitle: text('新しいメールアドレスの確認', 'Confirm the new address'),
  confirmLead: text(
    '次のアドレスを、街守りのあなたのメールアドレスにします。',
    'This becomes the address of your Machimori account.',
  ),
  until: text('リンクの期限', 'The link works until'),
  confirm: text('このアドレスにする', 'Make it my address'),
  done: text('メールアドレスを変えました', 'Your address was changed'),
  doneText: text(
    'これからは、{mail} でサインインしてください。',
    'Sign in with {mail} from now on.',
  ),
  goOn: text('街守りを開く', 'Open Machimori'),
  missing: text('リンクが途中で切れています', 'The link is cut off'),
  missingText: text(
    'メールにあるリンクの全体を、もう一度開いてください。',
    'Open the whole link of the letter again.',
  ),
  over: text('このリンクは使えません', 'This link cannot be used'),
  memberChange: text('メールアドレスを変える', 'Change the address'),
  memberTitle: text('{name}さんのメールアドレスを変える', 'Change the address of {name}'),
  memberNote: text(
    'いまのアドレスは {mail} です。変えると、この人のサインインはすべて終わり、これからは新しいアドレスでサインインします。必ず、ご本人に確かめてください。',
    'It is {mail} today. All their sign-ins end, and they sign in with the new one from then on. Make sure with them.',
  ),
  memberOwnNote: text(
    'いまのアドレスは {mail} です。変えると、これからは新しいアドレスでサインインします。いまのサインインは、このまま続きます。',
    'It is {mail} today. You sign in with the new one from then on; you stay signed in now.',
  ),
  memberDone: text('{name}さんのメールアドレスを変えました', 'The address of {name} was changed'),
  current: text('いまのパスワード', 'Present password'),
} as const;
