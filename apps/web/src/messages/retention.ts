import { text } from '@machimori/kernel';

export const retentionWords = {
  title: text('記録の内容を残す期間', 'How long contents of the log are kept'),
  lead: text(
    '期間が過ぎると、記録のくわしい内容だけが消えます。だれが、いつ、何をしたかは、ずっと残ります。',
    'When the time is over only the details go. Who did what and when stays for ever.',
  ),
  signIn: text('サインインと確認手段（か月）', 'Sign-ins and second steps (months)'),
  log: text('記録の閲覧と書き出し（か月）', 'Reading and exporting the log (months)'),
  accounts: text('メンバー、役割、棚卸し（か月）', 'Members, roles and reviews (months)'),
  city: text('まちの計画と判断（か月）', 'The city’s plans and decisions (months)'),
  hint: text('12から1200まで。空けておくと、期限なく残します', '12 to 1200. Empty: for ever'),
  wrong: text(
    '12から1200までの数を入力するか、空けておいてください',
    'Enter a number from 12 to 1200, or leave it empty',
  ),
  forEver: text('期限なし', 'For ever'),
  months: text('{count}か月', '{count} months'),
  save: text('期間を保存する', 'Save'),
  saved: text('記録の内容を残す期間を保存しました', 'How long contents are kept was saved'),
} as const;
