import { type CheckGroup, columnWords, type Text, text } from '@machimori/kernel';

/** Words of the pages on which somebody outside answers, or sees how far a city has come. */
export const outsideWords = {
  other: text('English', '日本語'),
  failed: text('開けませんでした', 'This did not work'),
  typed: text('あなたが書いたもの', 'What you wrote'),
  typedText: text(
    '保存されていません。要るときは、写して手もとに残してください。',
    'It was not saved. Copy it if you need it.',
  ),

  title: text('回答のお願い', 'A request for your answers'),
  forWhom: text('{office}　{name} 様', 'For {name}, {office}'),
  lead: text(
    '{organisation}の{sender}さんから、{city}のセキュリティについて、{count}件の回答を頼まれています。',
    '{sender} of {organisation} asks you for {count} {count|answer|answers} about the security of {city}.',
  ),
  openingLead: text(
    'ご本人であることを確かめるため、このリンクが届いたメールアドレスに、確認コードを送ります。',
    'To make sure that it is you, a code is sent to the address that this link came to.',
  ),
  toldLead: text(
    'ご本人であることを確かめるため、8桁の確認コードを入れます。コードは、このリンクを渡した人が、電話などで直接お伝えします。',
    'To make sure that it is you, you enter a code of eight digits. Whoever gave you this link tells it to you, by telephone or in person.',
  ),
  toldGo: text('確認コードを入れる', 'Enter the code'),
  toldCodeLead: text(
    'リンクを渡した人に確認コードを聞いて、入れてください。つくってから10分のあいだ、一度だけ使えます。',
    'Ask whoever gave you the link for the code and enter it. It is good once, for ten minutes after it was made.',
  ),
  sendTo: text('送り先', 'Sent to'),
  send: text('確認コードを送る', 'Send the code'),
  sendAgain: text('確認コードをもう一度送る', 'Send another code'),
  codeTitle: text('確認コードを入れてください', 'Enter the code'),
  codeLead: text(
    '{email} に、8桁の確認コードを送りました。{minutes}分のあいだ使えます。届かないときは、迷惑メールの中も見てください。',
    'A code of eight digits went to {email}. It is good for {minutes} {minutes|minute|minutes}. If it does not come, look among the junk mail.',
  ),
  code: text('確認コード', 'Code'),
  codeHint: text(
    '8桁の数字です。間は空いていてもかまいません。',
    'Eight digits; blanks do not matter.',
  ),
  enter: text('進む', 'Go on'),
  keptTitle: text('書いたものは、下に残してあります', 'What you wrote is kept below'),
  over: text(
    '時間が過ぎたので、もう一度ご本人であることを確かめます',
    'Your time was over: please show again that it is you',
  ),
  overText: text(
    '書いたものは、まだ保存されていません。確認コードを入れると、続きから始められます。',
    'What you wrote is not saved yet. Enter a code to go on from there.',
  ),
  unsaved: text('まだ保存していません', 'Not saved yet'),
  unsavedText: text(
    '前に書いたものを、下に戻しました。「保存する」を押してください。',
    'What you wrote before is back below. Press Save.',
  ),

  message: text('{sender}さんから', 'From {sender}'),
  until: text('期限', 'Until'),
  how: text(
    '行を選んで、どこまで進んでいるかを答えてください。書いたものは保存するたびに残り、あとで続けられます。わからない行は、そのままでかまいません。',
    'Choose a line and say how far it is. Whatever you save stays, and you can go on later. Leave a line that you do not know.',
  ),
  written: text('{lines}件のうち{written}件に書きました', '{written} of {lines} written'),
  lines: text('答える行', 'Lines to answer'),
  states: {
    todo: text('まだ書いていない', 'Not written yet'),
    lacks: text('足りないところがある', 'Something is missing'),
    written: text('書いた', 'Written'),
    gone: text('なくなった', 'Fell away'),
    moved: text('答える組織が変わった', 'Answered by others now'),
    'handed-in': text('提出された', 'Handed in'),
  },
  back: text('受け渡す', 'Hand back'),
  backTitle: text('書き終わったら', 'When you are done'),
  backText: text(
    '「受け渡す」を押すと、頼んだ人に知らせが届き、内容を確かめて提出します。そのあとは、見るだけになります。',
    'Press Hand back: whoever asked is told, looks at it and hands it in. After that you can only read.',
  ),
  backLeft: text(
    'まだ書いていない行が{count}件あります。そのまま受け渡してもかまいません。',
    '{count} {count|line|lines} {count|is|are} not written yet. You may hand it back all the same.',
  ),
  note: text('頼んだ人へのことば（なくてもかまいません）', 'A word to whoever asked (optional)'),
  handedBack: text('受け渡しました', 'You have handed it back'),
  handedBackText: text(
    'ありがとうございました。頼んだ人に知らせました。この画面は、閉じてかまいません。',
    'Thank you. Whoever asked has been told. You may close this page.',
  ),
  leave: text('このブラウザでの回答を終える', 'End here, in this browser'),
  leaveText: text(
    'ほかの人も使うパソコンやスマートフォンでは、終わったら押してください。続けるときは、受け取ったリンクを開き直します。',
    'Press this on a device that others use, too. To go on, open the link that you were given again.',
  ),
  left: text('このブラウザでの回答を終えました', 'Ended in this browser'),
  leftText: text(
    '保存したものは、残っています。続けるときは、受け取ったリンクを開いてください。',
    'What you saved stays. To go on, open the link that you were given.',
  ),

  place: text('{total}件のうち{place}件目', '{place} of {total}'),
  toList: text('一覧', 'List'),
  asked: text('求められること', 'What is asked'),
  why: text('なぜ聞かれているのか', 'Why it is asked'),
  whyText: text(
    '国の「スマートシティセキュリティガイドライン」のチェック項目です。',
    'It is a check item of Japan’s Smart City Security Guideline.',
  ),
  subject: columnWords.subject,
  answeredBy: columnWords.answeredBy,
  due: columnWords.due,
  group: text('分類・視点', 'Category or view'),
  answer: text('回答', 'Answer'),
  state: columnWords.state,
  planned: columnWords.planned,
  plannedHint: text(
    '「予定あり」や「実施中」のときに書きます。「令和9年度上期」「2027年9月」のように。',
    'Where it is planned or in progress, such as 2027-09-30 or 2027/9.',
  ),
  statement: text(
    'どのように行っているか（対象外のときは、その理由）',
    'How it is carried out, or why it does not apply',
  ),
  statementHint: text(
    'パスワードや、個人の名前は書かないでください。',
    'Write no password and no person’s name.',
  ),
  next: text('保存して次へ', 'Save and next'),
  save: text('保存する', 'Save'),
  previous: text('前へ', 'Back'),
  onward: text('次へ', 'Next'),
  saved: text('保存しました', 'Saved'),
  lacks: text('このあと、次のことも書いてください', 'Still to be written'),
  wrong: text('保存できなかったところがあります', 'Not everything could be saved'),
  wrongText: text(
    '下の欄を直して、もう一度保存してください。ほかの欄は保存しました。',
    'Mend the fields below and save again. The others were saved.',
  ),
  conflict: text(
    'この欄を、ほかの人が先に書きかえました',
    'Somebody else changed this field first',
  ),
  theirs: text('いまの内容', 'What it says now'),
  yours: text('あなたが書いたもの', 'What you wrote'),
  conflictText: text(
    '下の欄にあなたのものを残しています。そのまま保存すると、いまの内容に置きかわります。',
    'Yours stands in the field below. If you save it, it takes the place of what it says now.',
  ),
  keepTheirs: text('いまの内容を残す', 'Keep what it says now'),
  empty: text('（空）', '(empty)'),
  notWritable: text('この行には書けません', 'This line cannot be written'),
  notExhaustive: text(
    'このガイドラインに書かれたことが、必要な対策のすべてではありません。',
    'What the guideline lists is not exhaustive.',
  ),
} as const;

export const groupNames: Readonly<Record<CheckGroup, Text>> = {
  governance: text('ガバナンス', 'Governance'),
  service: text('サービス', 'Services'),
  'city-os': text('都市OS', 'City OS'),
  asset: text('アセット', 'Assets'),
  'supply-chain': text('サプライチェーン', 'Supply chain'),
  'incident-response': text('インシデント対応', 'Incident response'),
  'data-exchange': text('データ連携', 'Data exchange'),
};
