import { text } from '@machimori/kernel';

export const ownCityWords = {
  title: text('自分のまちをつくる', 'Make your own city'),
  lead: text(
    'まちの名前と推進主体を登録します。あなたが、その都市の管理者になります。',
    'Name the city and its promoting body. You become its administrator.',
  ),
  act: text('このまちをつくる', 'Make this city'),
  made: text('「{city}」をつくりました', '{city} was made'),
  noSeat: text('いま、働いている組織がありません', 'You act for no organisation now'),
  noSeatText: text(
    '組織の管理者に、招待するよう頼んでください。',
    'Ask the administrator of your organisation to invite you.',
  ),
  seatTitle: text('どの組織として操作しますか', 'For which organisation do you want to act?'),
  recordsTitle: text('取り除いた見本の記録', 'Records of removed samples'),
  recordsText: text(
    '取り除いた都市の記録（ログ）の最後の署名です。まちの内容は含みません。公開の検証鍵があれば、だれでも確かめられます。',
    'The last signature of the removed city’s log, with nothing of what stood in it. Anybody can verify it with the public key.',
  ),
  record: text('{day}に取り除いた記録（JSON）', 'Record of the removal of {day} (JSON)'),
  toOwn: text('自分のまちをつくる', 'Make your own city'),
  backToOwn: text('「{city}」に戻る', 'Back to {city}'),
  openSample: text('見本の都市を開く', 'Open the sample city'),
  openSampleText: text(
    '架空の「星ヶ渡市」を、このまちの隣に開きます。このまちの内容は変わりません。あとで、一度の操作で取り除けます。',
    'Opens the invented city of Hoshigawatari beside yours, which does not change. One act removes it later.',
  ),
  sampleOpened: text('見本の都市を開きました', 'The sample city was opened'),
} as const;

export const sampleWords = {
  title: text('見本の都市に入る', 'Enter the sample city'),
  wait: text('サインインしています…', 'Signing in …'),
  missing: text('このリンクでは入れません', 'This link does not work'),
  missingText: text(
    '「./machimori start --sample」を動かしている端末に表示されたリンクを、そのまま開いてください。',
    'Open a link as it is shown in the terminal that runs “./machimori start --sample”.',
  ),
  stepUpTitle: text('リンクを、もう一度開いてください', 'Open your link again'),
  stepUpText: text(
    '大切な操作の前には、ご本人であることを確かめます。見本では、端末に表示されたリンクをもう一度開くと、続けられます。',
    'Before a sensitive act you show that it is you. In the sample, open your link from the terminal again, then go on.',
  ),
  stepUpClose: text('閉じる', 'Close'),
} as const;
