import { text } from '@machimori/kernel';

export const signInWords = {
  title: text('サインイン', 'Sign in'),
  closed: text('このサインインは、終わっています', 'You were signed out'),
  closedText: text(
    'ほかの端末や管理者の操作か、パスワードの変更などのためです。心当たりがなければ、管理者に知らせてください。',
    'From another device, by an administrator, or as the password changed. If you know of none, tell your administrator.',
  ),
  over: text('時間が過ぎたため、サインインは終わりました', 'Your session is over'),
  overText: text(
    'しばらく使われないか、12時間が過ぎると終わります。もう一度サインインしてください。',
    'It ends when it is not used for a while, and after twelve hours. Please sign in again.',
  ),
  password: text('パスワード', 'Password'),
  act: text('次へ', 'Continue'),
  passwordMissing: text('パスワードを入力してください', 'Enter your password'),
  secondTitle: text('二つ目の確認', 'Second step'),
  secondLead: text(
    'ご本人であることを、もう一つの方法で確かめます。',
    'We confirm in a second way that it is you.',
  ),
  method: text('確かめる方法', 'How to confirm'),
  methodHint: text('登録した方法を選んでください', 'Choose what you have registered'),
  totp: text('認証アプリ', 'Authenticator app'),
  passkey: text('パスキー', 'Passkey'),
  recovery: text('予備のコード', 'Recovery code'),
  code: text('確認コード（6桁）', 'Code (six digits)'),
  codeHint: text(
    '認証アプリに表示された数字を入力してください。30秒ごとに変わります。',
    'Enter the digits that your authenticator app shows. They change every 30 seconds.',
  ),
  recoveryCode: text('予備のコード', 'Recovery code'),
  recoveryHint: text(
    '控えておいたコードを一つ入力してください。一度使うと、使えなくなります。',
    'Enter one of the codes you kept. Each works once.',
  ),
  recoveryMissing: text('予備のコードを入力してください', 'Enter a recovery code'),
  byPasskey: text('パスキーでサインインする', 'Sign in with a passkey'),
  byPasskeyText: text(
    '登録した端末やセキュリティキーなら、パスワードは要りません。',
    'With a registered device or security key you need no password.',
  ),
  byPasskeyAct: text('パスキーを使う', 'Use a passkey'),
  passkeyText: text(
    'この端末やセキュリティキーに登録したパスキーを使います。',
    'Use a passkey on this device or on a security key.',
  ),
  passkeyAct: text('パスキーを使う', 'Use a passkey'),
  passkeyFailed: text(
    'パスキーを確かめられませんでした。もう一度試すか、ほかの方法を選んでください。',
    'The passkey could not be confirmed. Try again or choose another way.',
  ),
  signIn: text('サインインする', 'Sign in'),
  again: text('はじめからやり直す', 'Start again'),

  enrolTitle: text('二つ目の確認手段の登録', 'Set up the second step'),
  enrolLead: text(
    '次回から、パスワードのほかに、もう一つの方法でご本人を確かめます。',
    'From now on we confirm in a second way that it is you, besides your password.',
  ),
  enrolStep1: text('確認手段を登録する', 'Set it up'),
  enrolStep2: text('予備のコードを控える', 'Keep the recovery codes'),
  enrolWay: text('登録する方法', 'What to set up'),
  enrolTotpHint: text(
    'スマートフォンかパソコンのアプリが表示する、6桁の数字を使います',
    'Six digits that an app on your phone or computer shows',
  ),
  enrolPasskey: text('パスキー、セキュリティキー', 'Passkey or security key'),
  enrolPasskeyHint: text(
    'この端末の画面ロック（顔、指紋、PIN）や、USBのセキュリティキーを使います。スマートフォンを使えない職場でも使えます',
    'The screen lock of this device (face, fingerprint, PIN), or a USB security key: also where phones are not allowed',
  ),
  enrolScan: text(
    'スマートフォンの認証アプリで、この二次元コードを読み取ってください。',
    'Scan this code with the authenticator app on your phone.',
  ),
  qrAlt: text('認証アプリに登録するための二次元コード', 'Code to scan with your authenticator app'),
  enrolType: text(
    '読み取れないときは、この文字を認証アプリに入力してください',
    'If you cannot scan it, type this into the app',
  ),
  enrolConfirm: text('登録する', 'Set up'),
  codesTitle: text('予備のコードを控えてください', 'Keep your recovery codes'),
  codesText: text(
    '認証アプリやパスキーを使えなくなったときに、一つずつ使えます。印刷して、鍵のかかる所に置いてください。二度と表示されません。',
    'Each works once when you cannot use the app or passkey. Print them and lock them away. They are never shown again.',
  ),
  codesLabel: text('予備のコード（すべて）', 'All recovery codes'),
  codesKept: text('控えました', 'I have kept them'),
  print: text('印刷する', 'Print'),

  name: text('お名前', 'Your name'),
  nameHint: text(
    'ほかの人の画面と記録に表示されます',
    'Others see it on their pages and in the log',
  ),

  firstTitle: text('街守りをはじめる', 'Begin with Machimori'),
  firstLead: text(
    '国の「スマートシティセキュリティガイドライン」を、まちの計画として動かします。はじめ方を選んでください。',
    'Machimori runs the national Smart City Security Guideline as your town’s plan. Choose how to begin.',
  ),
  ownCity: text('自分のまちではじめる', 'Begin with your own city'),
  ownCityText: text(
    'まちの名前と、最初の管理者を登録します。',
    'Name the city and make its first administrator.',
  ),
  sampleCity: text('見本の都市を見てまわる', 'Look around the sample city'),
  sampleCityText: text(
    '架空の「星ヶ渡市」を開きます。あとで、一度の操作で取り除けます。',
    'Opens the invented city of Hoshigawatari. One act removes it later.',
  ),
  sampleAsks: text(
    'はじめに、お名前、メールアドレス、パスワード、二つ目の確認手段を登録します。登録せずに見るだけなら、「./machimori start --sample」を使ってください。',
    'You register your name, address, password and a second factor first. To look without registering, use “./machimori start --sample”.',
  ),
  sampleAct: text('見本を開く', 'Open the sample'),
  ownAct: text('登録をはじめる', 'Begin'),
  cityName: text('まちの名前', 'Name of the city'),
  cityNameHint: text('例：星ヶ渡市', 'Example: Hoshigawatari City'),
  cityNameMissing: text('まちの名前を入力してください', 'Enter the name of the city'),
  organisationName: text('あなたの組織（推進主体）', 'Your organisation (promoting body)'),
  organisationHint: text(
    'まち全体の取組を決める組織です。例：星ヶ渡市、まちづくり協議会',
    'The body that decides for the whole city: the city itself or its council',
  ),
  organisationMissing: text('組織の名前を入力してください', 'Enter the name of your organisation'),
  firstAct: text('登録して次へ', 'Register and continue'),
  firstSteps: text('まちと管理者', 'City and administrator'),
  firstStepsSample: text('管理者', 'Administrator'),
  firstCode: text('はじめの準備のコード', 'Code for the first visit'),
  firstCodeHint: text(
    '「./machimori start」が端末に表示したアドレスの、「#」のうしろの文字です',
    'What stands behind “#” in the address that “./machimori start” printed in its terminal',
  ),
  firstCodeFilled: text(
    '開いたアドレスから入れてあります。そのままでかまいません',
    'Filled in from the address that you opened; leave it as it is',
  ),
  firstCodeNeeded: text(
    'はじめの準備のコードを尋ねます',
    'You will be asked for the code of the first visit',
  ),
  firstCodeWhere: text(
    '「./machimori start」が端末に表示したアドレスを開くと、コードは自動で入ります。手で入れるときは、そのアドレスの「#」のうしろの文字です。',
    'Open the address that “./machimori start” printed in its terminal and the code is filled in. By hand, it is what stands behind “#” there.',
  ),
  firstCodeMissing: text('コードを入力してください', 'Enter the code'),
  back: text('もどる', 'Back'),
} as const;
