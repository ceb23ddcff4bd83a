import { text } from '@machimori/kernel';

export const singleSignOnWords = {
  passwordHint: text(
    '組織の認証基盤を使う人は、空けたまま「次へ」を押してください',
    'Leave it empty if you sign in by your organisation’s provider',
  ),
  passwordInstead: text(
    'このメールアドレスでは、パスワードでサインインします。パスワードを入力してください',
    'With this address you sign in by password: enter it',
  ),
  checking: text('サインインを確かめています', 'Confirming your sign-in'),
  failed: text('サインインできませんでした', 'You could not be signed in'),
  provider: text('組織の認証基盤', 'Your organisation’s provider'),
  proofByProvider: text('組織の認証基盤で確かめる', 'Show it at your organisation’s provider'),
  proofLeaves: text(
    '大切な操作のため、組織の認証基盤に移って確かめます。戻ってから、もう一度操作してください。',
    'This act is sensitive: you go to your organisation’s provider. After you are back, repeat the act.',
  ),

  tab: text('シングルサインオン', 'Single sign-on'),
  title: text('シングルサインオン', 'Single sign-on'),
  lead: text(
    '組織の認証基盤（OpenID Connect）で、メンバーがサインインできます。効くのは、この組織だけです。',
    'Members sign in by your organisation’s own provider (OpenID Connect). It counts for this organisation alone.',
  ),
  redirectUri: text(
    '認証基盤に登録するリダイレクトURI',
    'Redirect URI to register at the provider',
  ),
  startAddress: text('組織のサインインのアドレス', 'Address of your organisation’s sign-in'),
  issuer: text('認証基盤のアドレス（issuer）', 'Issuer'),
  issuerHint: text('例：https://login.example.lg.jp', 'Example: https://login.example.lg.jp'),
  clientId: text('クライアントID', 'Client id'),
  secret: text('クライアントシークレット', 'Client secret'),
  secretHint: text(
    '空けておくと、いまのものを使い続けます。issuer かクライアントIDを変えるときは、入力し直します',
    'Left empty, it stays as it is. Enter it anew when the issuer or client id changes',
  ),
  domains: text('組織のメールアドレスのドメイン', 'Domains of your mail addresses'),
  domainsHint: text(
    '一行に一つ。ここの人は、メールアドレスだけで認証基盤に移ります。加えられるのは、ご自分のアドレスと同じドメインです。',
    'One a line. People with them go to the provider by their address alone. You can add the domain of your own address.',
  ),
  claim: text('役割を読む項目（claim）', 'Claim that roles follow from'),
  claimHint: text(
    '次の欄に対応を書くときに使います。多くの認証基盤では groups です。',
    'Used where values are mapped below. With most providers it is “groups”.',
  ),
  claimMissing: text(
    '対応を書くときは、役割を読む項目も入力してください',
    'To map values, enter the claim too',
  ),
  roleMap: text('認証基盤の値と、ここでの役割', 'Values of the provider, and roles here'),
  roleMapHint: text(
    '一行に一つ、「値 = 役割」。役割は、記入者、承認者、組織の管理者、監査者、都市の管理者。ここに書いた役割は、サインインのたびに認証基盤に合わせます。書かない役割は、「メンバー」で決めます。',
    'One a line: “value = role” (Contributor, Approver, Organisation administrator, Auditor, City administrator). Roles named here follow the provider at each sign-in; all others are given under People.',
  ),
  roleMapWrong: text('「値 = 役割」の形で書いてください：{line}', 'Write “value = role”: {line}'),
  trust: text('認証基盤の二つ目の確認を認める', 'Take the provider’s word on the second step'),
  trustHint: text(
    '認めないとき、管理者と承認者は、ここでも二つ目の確認をします',
    'Otherwise administrators and approvers show a second factor here too',
  ),
  values: text('二つ目の確認を示す値（amr、acr）', 'Values that stand for it (amr, acr)'),
  valuesHint: text(
    '上の確認を認めるときに使います。一行に一つ。例：mfa',
    'Used where the provider’s word is taken. One a line. Example: mfa',
  ),
  valuesMissing: text('値を一つ以上入力してください', 'Enter at least one value'),
  only: text('認証基盤からだけサインインする', 'Members sign in by the provider alone'),
  onlyHint: text(
    'パスワードやパスキーでは、この組織に入れなくなります。都市の管理者だけは入れます。',
    'Passwords and passkeys no longer open this organisation, except to city administrators.',
  ),
  save: text('確かめて保存する', 'Check and save'),
  saved: text('シングルサインオンを保存しました', 'Single sign-on was saved'),
  remove: text('シングルサインオンをやめる', 'Take single sign-on away'),
  removeConfirm: text('シングルサインオンをやめますか', 'Take single sign-on away?'),
  removeText: text(
    '認証基盤でサインインした人は、サインアウトされます。パスワードのない人は、もう一度招待してください。',
    'Whoever signed in by it is signed out. Invite people without a password again.',
  ),
  removed: text('シングルサインオンをやめました', 'Single sign-on was taken away'),
  persons: text('認証基盤と結びついている人', 'People whom the provider knows'),
  personsNone: text('まだだれもいません', 'Nobody yet'),
  name: text('名前', 'Name'),
  lastUsed: text('最後のサインイン', 'Last sign-in'),
  state: text('状態', 'State'),
  known: text('使えます', 'In use'),
  withdrawn: text('役割が外されました', 'No role any more'),
  release: text('結びつきを外す', 'Release'),
  releaseOf: text('「{name}」の結びつきを外す', 'Release {name}'),
  releaseConfirm: text('「{name}」の結びつきを外しますか', 'Release {name}?'),
  releaseText: text(
    '認証基盤でサインインしていれば、すぐにサインアウトされます。次に認証基盤でサインインした、同じメールアドレスの人と、新しく結びつきます。',
    'Whoever is signed in by the provider is signed out at once. The next person who signs in there with this address is bound anew.',
  ),
  released: text('結びつきを外しました', 'Released'),
} as const;
