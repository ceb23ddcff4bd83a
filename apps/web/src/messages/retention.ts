import { text } from '@machimori/kernel';

export const retentionWords = {
  title: text('記録の内容を残す期間', 'How long contents of the log are kept'),
  lead: text(
    '期間が過ぎると、変える前とあとや、理由など、記録のくわしい内容だけが消えます。いつ、だれが、何をしたかは、ずっと残り、書き換えられていないことも、変わらず確かめられます。',
    'When the time is over only the details go: what it was before and after, reasons and the like. Who did what and when stays for ever, and can be verified as before.',
  ),
  kind: text('記録の種類', 'Kind of record'),
  holds: text('あてはまるもの', 'What it holds'),
  period: text('内容を残す期間', 'Contents are kept'),
  forEver: text('期限なし', 'For ever'),
  months: text('{count}か月', '{count} {count|month|months}'),
  whoChanges: text(
    '期間は、都市の管理者が「設定」の「まち」で変えられます。変えたことも記録に残ります。',
    'City administrators change this in Settings, under City; every change is in the log.',
  ),
  inMonths: text('{kind}（か月）', '{kind} (months)'),
  hint: text(
    '12から1200までの数で入力します。空けておくと、期限なく残します。',
    'From 12 to 1200. Left empty, contents are kept for ever.',
  ),
  wrong: text(
    '12から1200までの数を入力するか、空けておいてください',
    'Enter a number from 12 to 1200, or leave it empty',
  ),
  save: text('期間を保存する', 'Save the periods'),
  saved: text('記録の内容を残す期間を保存しました', 'How long contents are kept was saved'),
} as const;

/** Kinds of record: what they are called, and which acts leave them. */
export const retentionKinds = {
  signIn: {
    name: text('サインインと確認手段', 'Sign-ins and second steps'),
    holds: text(
      'サインイン、組織の切り替え、パスワードや二つ目の確認手段の登録と変更',
      'Signing in, switching organisations, passwords and second factors',
    ),
  },
  log: {
    name: text('記録の閲覧と書き出し', 'Reading and exporting the log'),
    holds: text(
      'だれが、どんな条件で記録を見たか、書き出したか',
      'Who read or exported what of it',
    ),
  },
  accounts: {
    name: text('メンバー、役割、棚卸し', 'Members, roles and reviews'),
    holds: text(
      '招待、メンバーと役割、組織、シングルサインオンの設定、APIトークン、棚卸し',
      'Invitations, members and their roles, organisations, single sign-on, API tokens, access reviews',
    ),
  },
  city: {
    name: text('まちの計画と判断', 'The city’s plans and decisions'),
    holds: text(
      'まちのファイルの取り込み、計画、承認と自己確認、まちの設定、記録の期間の変更',
      'Imports, plans, approvals and self-checks, the settings of the city, changes of these periods',
    ),
  },
} as const;
