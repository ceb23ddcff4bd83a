import { type Text, text } from '@machimori/kernel';

/** Words of the pages about links to people outside. */
export const outsideWords = {
  lead: text(
    'アカウントのない人に、決めた行だけを答えてもらえます。議員などには、進みぐあいの数字だけを見せられます。',
    'People without an account answer the lines that you name. Others, such as members of the council, see figures of the progress alone.',
  ),
  toSheet: text('チェックシート', 'Check sheet'),
  ask: text('外の人に回答を頼む', 'Ask somebody outside'),
  share: text('進みぐあいを見せる', 'Show the progress'),
  none: text('外の人へのリンクは、まだありません', 'There is no link to anybody outside yet'),
  noMail: text('この街守りは、メールを送りません', 'No mail is sent from here'),
  noMailText: text(
    'リンクはご自分で渡します。相手がリンクを開いたら、「コードを手渡す」でつくった確認コードを、電話などで読み上げてください。',
    'You hand the link over yourself. Once they have opened it, make a code with “Tell a code” and read it out to them, by telephone for instance.',
  ),
  noMailWay: text('回答用のExcelを渡して頼むこともできます', 'Or hand over a book to be filled in'),

  lines: text('頼む行', 'Lines'),
  linesHint: text(
    'しぼり込んでから選べます。一度に200行まで。自分の組織が答える行だけが出ます。',
    'Narrow down, then choose; 200 lines at most. Only lines that you may answer are shown.',
  ),
  linesMissing: text('頼む行を選んでください。', 'Choose the lines to ask about.'),
  chosen: text('{count}行を選んでいます', '{count} {count|line|lines} chosen'),
  shownToChoose: text('選べる行を{count}行表示', 'Lines to choose from, shown: {count}'),
  chooseShown: text('出ている行をすべて選ぶ', 'Choose all that are shown'),
  chooseNone: text('選ぶのをやめる', 'Choose none'),
  more: text('さらに表示', 'Show more'),
  whom: text('頼む相手', 'Whom to ask'),
  office: text('所属', 'Where they belong'),
  officeHint: text('会社や部署、議会など', 'A company, a department, the council'),
  officeMissing: text('所属を書いてください。', 'Say where they belong.'),
  name: text('名前', 'Name'),
  nameMissing: text('名前を書いてください。', 'Write the name.'),
  mail: text('メールアドレス', 'Mail address'),
  mailHint: text(
    'リンクと確認コードは、このアドレスだけに届きます。',
    'The link and the code go to this address alone.',
  ),
  mailOptional: text(
    '書かなければ、リンクをご自分で渡します。',
    'Without it you hand the link over yourself.',
  ),
  mailKept: text(
    'ここへメールは送られません。同じ人が別のアカウントで確かめないように使います。',
    'Nothing is sent to it. It keeps them from accepting their own answer from another account.',
  ),
  mailMissing: text('メールアドレスを書いてください。', 'Write the mail address.'),
  days: text('期限', 'Good for'),
  daysOf: text('{days}日間', '{days} {days|day|days}'),
  message: text('そえることば', 'A word with it'),
  messageHint: text(
    'なくてもかまいません。秘密のことは書かないでください。',
    'Optional. Write nothing secret.',
  ),
  withCode: text(
    '開くときに、メールの確認コードを求める',
    'Ask for a code by mail before it opens',
  ),
  withToldCode: text(
    '開くときに確認コードを求める（コードは、ご自分が電話などで伝えます）',
    'Ask for a code before it opens (you tell it yourself, by telephone for instance)',
  ),
  withStatements: text(
    '認められた回答の文も見せる（ふつうは数字だけ）',
    'Show what accepted answers say, too (figures alone otherwise)',
  ),
  send: text('頼むメールを送る', 'Send the request'),
  make: text('リンクをつくる', 'Make the link'),
  sent: text('メールを送りました', 'The letter is on its way'),
  made: text('リンクをつくりました', 'The link is made'),
  once: text(
    'リンクは、ここで一度だけ見られます。メールが届かないときの控えにしてください。',
    'The link is shown here once: keep it in case the letter does not arrive.',
  ),
  onceShared: text(
    'リンクは、ここで一度だけ見られます。宛先を書かなかったときは、写して、ご自分で渡してください。',
    'The link is shown here once. Where you named no addressee, copy it and hand it over yourself.',
  ),
  onceByHand: text(
    'リンクは、ここで一度だけ見られます。写して、ご自分で相手に渡してください。',
    'The link is shown here once: copy it and hand it over yourself.',
  ),
  tell: text('コードを手渡す', 'Tell a code'),
  tellOf: text('{name}さんに確認コードを手渡す', 'Tell a code to {name}'),
  tellText: text(
    '{name}さんに、ふだん使っている電話番号へこちらから電話してください。かかってきた電話では伝えません。',
    'Call {name} on a number that you know. Do not tell it to somebody who calls you.',
  ),
  tellSteps: text(
    '相手がリンクを開いて「確認コードを入れる」を押したら、コードをつくって読み上げます。',
    'Once they have opened the link and pressed “Enter the code”, make the code and read it out.',
  ),
  tellKept: text(
    'だれが手渡したかは、記録に残ります。手渡した人は、このリンクで書かれた回答を認められません。',
    'It is logged who told it. Whoever did cannot accept what is answered by this link.',
  ),
  tellMake: text('コードをつくる', 'Make the code'),
  tellAgain: text('コードをつくり直す', 'Make another code'),
  told: text('確認コード（このまま読み上げてください）', 'Code, to be read out'),
  toldOnce: text(
    '{time}まで、一度だけ使えます。5回間違えると使えなくなります。閉じると、もう見られません。',
    'Good once, until {time}. Five mistakes end it. Once closed it is not shown again.',
  ),
  url: text('リンク', 'Link'),
  back: text('一覧に戻る', 'Back to the list'),

  for: text('宛先', 'For'),
  forgotten: text('（保存期間が過ぎて消えました）', '(forgotten after the time it is kept)'),
  what: text('内容', 'What'),
  answers: text(
    '{lines}行の回答（書きこみ{answered}行）',
    'Answers to {lines} {lines|line|lines} ({answered} written)',
  ),
  progress: text(
    '進みぐあい（開かれた回数{openings}）',
    'Progress (opened {openings} {openings|time|times})',
  ),
  until: text('期限', 'Until'),
  state: text('状態', 'State'),
  by: text('つくった人', 'Made by'),
  acts: text('できること', 'What you can do'),
  revoke: text('取り消す', 'Revoke'),
  revokeOf: text('{name}さんへのリンクを取り消す', 'Revoke the link to {name}'),
  revoked: text('取り消しました。もう開けません', 'Revoked: it opens nothing any more'),
  renew: text('リンクをつくり直す', 'Make a new link'),
  renewOf: text('{name}さんへのリンクをつくり直す', 'Make a new link for {name}'),
  again: text('もう一度送る', 'Send again'),
  againOf: text('{name}さんに、もう一度送る', 'Send again to {name}'),
  againText: text(
    '新しいリンクに変わり、前のリンクは開けなくなります。受け渡された回答は、また書けるようになります。',
    'A new link takes the place of the one before. What was handed back is open again.',
  ),
  note: text('確かめました', 'I have seen it'),
  noteOf: text('{name}さんの回答を確かめました', 'I have seen it: the answers of {name}'),
  noted: text('確かめたと記しました', 'Taken note of'),
  backTitle: text('{name}さんが回答を終えました', '{name} has handed the answers back'),
  backCount: text(
    '{lines}行のうち{answered}行に書きこみがあります。',
    '{answered} of {lines} {lines|line|lines} {lines|was|were} written into.',
  ),
  backNote: text('添えられたことば：', 'Their words: '),
  backNext: text(
    '次にすること：行を開いて内容を確かめ、よければ提出します。まだ提出していない行は{open}行で、うち{ready}行は書き終わっています。',
    'Next: open each line, look at what came, and hand it in if it is right. Of {open} not handed in yet, {ready} are complete.',
  ),
  backWaits: text(
    'まだ提出されていない行が{open}行あります。提出するのは、答える組織の人です。',
    '{open} not handed in yet; members of the organisation that answers do so.',
  ),
  backDone: text(
    'すべての行が提出されています。「確かめました」を押すと、このお知らせは消えます。',
    'All lines were handed in. Press “I have seen it” to end this notice.',
  ),
  backGone: text(
    'ほかに{count}行は、計画からなくなったか、ほかの組織が答えることになりました。',
    '{count} more left the plan or are answered by another organisation now.',
  ),
  toLines: text('{lines}行をチェックシートで見る', 'See these lines ({lines}) in the check sheet'),
  seeLines: text('行を見る', 'See its lines'),
  linesOf: text('{name}さんに頼んだ行を見る', 'See the lines that {name} was asked'),
  linesOfLink: text('このリンクの行を見る', 'See the lines of this link'),
  lineOf: text('{item}（{subject}）', '{item} ({subject})'),
  untouched: text('書きこみなし', 'Nothing written'),
  incomplete: text('書き足すところがあります', 'Something is missing'),
  cameEvidence: text('証跡{count}件', 'Evidence: {count}'),
  joiner: text('・', ', '),
  resting: text('お休み中', 'Resting'),
  restingText: text(
    'つくった人の権限がなくなったため、開けません。',
    'Whoever made it may make none now: it opens nothing.',
  ),
} as const;

export const outsideStateWords: Readonly<
  Record<'sent' | 'opened' | 'handed-back' | 'expired' | 'revoked', Text>
> = {
  sent: text('まだ開かれていない', 'Not opened yet'),
  opened: text('開かれた', 'Opened'),
  'handed-back': text('受け渡された', 'Handed back'),
  expired: text('期限切れ', 'Expired'),
  revoked: text('取り消した', 'Revoked'),
};
