import { text } from '@machimori/kernel';

export const shellWords = {
  signIn: text('サインインする', 'Sign in'),
  product: text('街守り', 'Machimori'),
  pageTitle: text('{page}｜街守り', '{page} – Machimori'),
  skip: text('本文へ進む', 'Skip to the content'),
  navigation: text('おもなページ', 'Main pages'),
  home: text('ホーム', 'Home'),
  city: text('まち', 'City'),
  guideline: text('ガイドライン', 'Guideline'),
  sheet: text('チェックシート', 'Check sheet'),
  responsibilities: text('責任分界', 'Responsibilities'),
  people: text('メンバー', 'People'),
  approvals: text('承認', 'Approvals'),
  log: text('記録', 'Log'),
  settings: text('設定', 'Settings'),
  and: text('・', ', '),
  seatChoose: text('どの組織として操作するか', 'For which organisation to act'),
  seatSwitch: text('（切り替える）', '(switch)'),
  seatIn: text('{city}で、次の組織として操作中', 'In {city}, acting for'),
  seatSwitched: text(
    '「{organisation}」としての操作に切り替えました',
    'You now act for {organisation}',
  ),
  account: text('{name}さんのメニュー', 'Menu of {name}'),
  accountSettings: text('アカウントの設定', 'Account settings'),
  signOut: text('サインアウト', 'Sign out'),
  otherLanguage: text('English', '日本語'),
  sampleLabel: text('見本の都市', 'Sample city'),
  sampleStrip: text(
    '見本の都市です。架空の内容で、自由に操作できます。',
    'This is the sample city. Everything in it is invented; try whatever you like.',
  ),
  offline: text(
    'ネットワークにつながっていません。入力はこの画面に残りますが、まだ保存されていません。',
    'You are offline. What you enter stays on this page but is not saved yet.',
  ),
  handling: text('関係者限り', 'For those concerned'),
  printedOn: text('印刷した日：{day}', 'Printed on {day}'),
  footer: text(
    'ガイドラインは、すべての対策を網羅したものではないと自ら断っています（1.4、4.2）。',
    'The guideline says of itself that it is not exhaustive (1.4, 4.2).',
  ),
  brokenTitle: text('画面を表示できませんでした', 'This page could not be shown'),
  brokenText: text(
    '保存した内容は失われていません。もう一度読み込んでも直らないときは、管理者に知らせてください。',
    'Nothing that was saved is lost. If loading again does not help, tell your administrator.',
  ),
  reload: text('もう一度読み込む', 'Load again'),
  notFoundTitle: text('ページが見つかりません', 'Page not found'),
  notFoundText: text(
    'アドレスが正しいか確かめてください。ほかの組織の内容は、あっても表示されません。',
    'Please check the address. What belongs to other organisations is not shown, even where it exists.',
  ),
  toHome: text('ホームへ戻る', 'Go to home'),
  leaveTitle: text('入力した内容を捨てますか', 'Discard what you entered?'),
  leaveText: text(
    'まだ保存していない入力があります。このページを離れると失われます。',
    'Some of what you entered is not saved. It is lost when you leave this page.',
  ),
  leaveAct: text('捨てて離れる', 'Discard and leave'),
  stepUpTitle: text('ご本人であることを確かめます', 'Confirm that it is you'),
  stepUpLead: text(
    '大切な操作の前に、もう一度確かめます。',
    'This act is sensitive, so we confirm once more.',
  ),
  stepUpCode: text('認証アプリの確認コード（6桁）', 'Code of your authenticator app (six digits)'),
  stepUpPasskey: text(
    '端末やセキュリティキーに登録したパスキーで確かめます。',
    'Use the passkey on this device or on a security key.',
  ),
  stepUpAct: text('確かめて続ける', 'Confirm and go on'),
} as const;

export const roleWords = {
  cityAdministrator: text('都市の管理者', 'City administrator'),
  organisationAdministrator: text('組織の管理者', 'Organisation administrator'),
  contributor: text('記入者', 'Contributor'),
  approver: text('承認者', 'Approver'),
  auditor: text('監査者', 'Auditor'),
} as const;

export const roleHints = {
  cityAdministrator: text(
    '組織を加え、だれでも招き、都市の設定を変えます',
    'Adds organisations, invites anybody, changes the settings of the city',
  ),
  organisationAdministrator: text(
    '自分の組織の人を招き、役割を決めます',
    'Invites people of the own organisation and decides their roles',
  ),
  contributor: text('受け持ちの答えを書きます', 'Writes the answers of the organisation'),
  approver: text(
    '書かれた答えを認めます（自分が書いたものは除く）',
    'Approves answers, except own ones',
  ),
  auditor: text('読むだけで、書きません', 'Reads and never writes'),
} as const;
