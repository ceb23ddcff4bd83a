import { type FailureCode, type Text, text } from '@machimori/kernel';

/** When each problem is met, and what whoever asks does about it: for the description of the API. */
export const problemCauses: Readonly<Record<FailureCode, Text>> = {
  usage: text(
    'コマンドの使い方の誤り。HTTPでは返らない',
    'A command was used wrongly; not met over HTTP',
  ),
  'input-invalid': text(
    '形か中身が決まりに合わない。errors が、どの欄かを示す。直して送り直す',
    'Form or content breaks a rule; errors names the fields. Correct it and send it again',
  ),
  'input-unreadable': text(
    'JSONとして、またはファイルとして読めない。送り方を直す',
    'It cannot be read as JSON or as a file. Correct how it is sent',
  ),
  'output-unwritable': text(
    'サーバーが書き込めない。ディスクの空きを管理者が確かめる',
    'The server cannot write; its administrator looks at the disk',
  ),
  'catalogue-invalid': text(
    'ガイドラインのデータの誤り。管理者に知らせる',
    'The guideline’s data is wrong; tell the administrator',
  ),
  'not-found': text(
    'ない。または、見てよいものの中にない（どちらかは示さない）',
    'It is not there, or not among what one may see; which of the two is not told',
  ),
  'limit-exceeded': text(
    '大きさ、深さ、数が上限をこえた。小さく分ける',
    'Size, depth or number exceeds a limit. Send less',
  ),
  unauthenticated: text(
    'サインインしていない、期限が過ぎた、トークンが正しくない',
    'Not signed in, the session is over, or the token is wrong',
  ),
  forbidden: text(
    '権限がない。または、ほかのサイトからの書き込み',
    'No right to do it, or a write from another site',
  ),
  'second-factor-required': text(
    '二つ目の確認手段を登録していない。登録してからもう一度',
    'No second factor is registered. Register one first',
  ),
  'step-up-required': text(
    '本人の確認から10分が過ぎた。POST /account/proof のあとでもう一度',
    'More than ten minutes since one showed who one is. Try again after POST /account/proof',
  ),
  conflict: text(
    'ほかの人が先に変えた、すでにある、一度しかできない。読み直してから送る',
    'Changed by somebody else, there already, or possible only once. Read it again, then send',
  ),
  'rate-limited': text(
    '短い間に多すぎる。Retry-After の秒数を待つ',
    'Too often. Wait the seconds of Retry-After',
  ),
  configuration: text(
    'サーバーの設定の誤り。管理者が直す',
    'A setting of the server is wrong; its administrator corrects it',
  ),
  unavailable: text(
    'いまは応えられない（パスワードの確認やファイルがこみ合っているときなど）。Retry-After があればその秒数、なければ少し待ってもう一度',
    'It cannot answer now (too many passwords or files at once, for example). Wait the seconds of Retry-After, else a little, and try again',
  ),
  'not-verified': text(
    '記録が検証できない（変わっている、欠けている）。管理者に知らせる',
    'The log does not verify: changed, or something is missing. Tell the administrator',
  ),
  internal: text(
    'プログラムの誤り。instance の番号を添えて知らせる',
    'A mistake of the program; report it with the number in instance',
  ),
};
