import { columnWords, type Text, text } from '@machimori/kernel';

export const sheetWords = {
  title: text('チェックシート', 'Check sheet'),
  lead: text(
    'まちのしくみごとに、ガイドラインが確かめるよう求めることです。行を開いて、どこまで進んでいるかを答えます。',
    'What the guideline asks of each part of the city. Open a line to say how far it is.',
  ),
  making: text(
    'まちの変更に合わせて、行を新しくしています…',
    'Lines are being brought up to date…',
  ),
  narrow: text('しぼり込む', 'Narrow down'),
  every: text('すべて', 'All'),
  stage: columnWords.stage,
  group: text('分類・視点', 'Category or view'),
  answeredBy: columnWords.answeredBy,
  reset: text('しぼり込みをやめる', 'Show all'),
  none: text('当てはまる行はありません', 'No line matches'),
  shown: text('{total}行のうち{count}行を表示', '{count} of {total} {total|line|lines} shown'),
  line: text('行', 'Line'),
  due: columnWords.due,
  level: columnWords.level,
  lineTitle: text('{item}　{subject}', '{item} – {subject}'),
  asked: text('求められること', 'What is asked'),
  beside: text('答えるときの手がかり', 'What helps to answer'),
  why: text('なぜこの行があるのか', 'Why this line is there'),
  takenBy: text(
    '{name}（ほかの組織の回答を写した）',
    '{name} (taken over from another organisation)',
  ),
  advice: text(
    '項目の本文のうち、利用者に向けて行うことを尋ねる行です（下の文は、私たちのことばです）。',
    'This line asks what the item wants done towards users; the words below are ours.',
  ),
  subject: columnWords.subject,
  fellAway: text('この行は、いまの計画にはありません', 'This line is not in the present plan'),
  fellAwayText: text(
    'まちの内容が変わって、行がなくなりました。これまでの回答は、残っています。',
    'The city changed and the line fell away. What was answered stays here.',
  ),
  answer: text('回答', 'Answer'),
  notYours: text('この行に答えるのは、{name}です。', '{name} answers this line.'),
  state: columnWords.state,
  planned: columnWords.planned,
  plannedHint: text(
    '「令和9年度上期」「2027年9月」のように書きます。',
    'Such as 2027-09-30 or 2027/9.',
  ),
  statement: text(
    'どのように行っているか（あてはまらないときは、その理由）',
    'How it is carried out, or why it does not apply',
  ),
  autosave: text(
    '書いたものは、欄を離れるたびに保存されます。',
    'What you write is kept whenever you leave a field.',
  ),
  saving: text('保存しています…', 'Saving…'),
  saved: text('保存しました', 'Saved'),
  unsaved: text('まだ保存していません', 'Not saved yet'),
  submit: text('提出する', 'Hand in'),
  submitted: text('提出しました。確認を待っています', 'Handed in; it waits to be verified'),
  choose: text('選んでください', 'Choose'),
  whoVerifies: text(
    '推進主体か、この行を確かめる組織の「承認者」が、この画面で確かめます。承認者がいないときは、都市の管理者が「メンバー」から招くか、「設定」の「まち」で自己確認を認めます。',
    'An approver of the promoting body, or of the organisation that verifies this line, does so on this page. Where there is none, a city administrator invites one under Members, or allows self-checks under Settings, City.',
  ),
  missing: text('提出するには', 'Before it can be handed in'),
  reopens: text(
    '書きかえると、もう一度提出して、確かめてもらうことになります。',
    'If you change it, it has to be handed in and verified again.',
  ),
  conflict: text('同じ欄を、ほかの人が書きかえました', 'Somebody else changed the same field'),
  conflictText: text(
    '「{field}」に、どちらを残すかを選んでください。',
    'Choose which one stays in “{field}”.',
  ),
  theirs: text('{name}さんが書いたもの', 'What {name} wrote'),
  yours: text('あなたが書いたもの', 'What you wrote'),
  keepTheirs: text('相手のものを残す', 'Keep theirs'),
  keepYours: text('自分のものにする', 'Use yours'),
  empty: text('（空）', '(empty)'),
  decide: text('確かめる', 'Verify'),
  decideLead: text(
    '回答を読み、認めるか、直してほしいところを伝えます。自分が書いた回答は、認められません。',
    'Read the answer; accept it, or say what is to be changed. You cannot accept what you wrote.',
  ),
  reason: text('ことば', 'Comment'),
  reasonHint: text(
    '直しを求めるときは、何を直すかを書きます。',
    'Where you ask for changes, say which.',
  ),
  reasonMissing: text('直してほしいことを書いてください。', 'Say what is to be changed.'),
  accept: text('認める', 'Accept'),
  requestChanges: text('直しを求める', 'Ask for changes'),
  accepted: text(
    '認めました。まちの内容と計画に入ります',
    'Accepted; it goes into the city and its plan',
  ),
  sentBack: text('直しを求めました', 'Changes were asked for'),
  staleTitle: text('見直してください', 'Look at this again'),
  changesTitle: text('直しを求められています', 'Changes are asked for'),
  selfCheck: text('自己確認', 'Self-check'),
  selfCheckLead: text(
    '確かめる人がほかにいないときに使います。ほかの人の確認ではないことが、どこでも示されます。',
    'For where nobody else can verify it. It is shown everywhere as no verification by another.',
  ),
  selfCheckWhy: text('ほかの人に確かめてもらえない理由', 'Why nobody else can verify it'),
  selfCheckWhyMissing: text('理由を書いてください。', 'Say why.'),
  selfCheckAct: text('自己確認として記す', 'Record a self-check'),
  selfCheckDone: text('自己確認として記しました', 'Recorded as a self-check'),
  selfChecked: text(
    '自己確認（ほかの人の確認ではありません）',
    'Self-check: not verified by another',
  ),
  before: text('前の行', 'Previous'),
  after: text('次の行', 'Next'),
  steps: text('行から行へ', 'From line to line'),
  place: text('{total}行のうち{place}行目', 'Line {place} of {total}'),
  stepKeys: text(
    'Ctrl＋Enterで保存して次の行へ（Shiftも押すと前の行へ。MacではCommand）',
    'Ctrl+Enter saves and goes to the next line, with Shift to the previous one (Command on a Mac)',
  ),
  stepping: text('保存してから進みます…', 'Saving before going on…'),
  away: text(
    'いま、つながりません。書いたものはこの画面に残っていて、つながったら保存されます。',
    'There is no connection at the moment. What you wrote stays on this page and is kept once there is one.',
  ),
  confirmTitle: text('今年も同じですか', 'Is it still so?'),
  confirmText: text(
    '{day}に認められた回答です。いまも変わらなければ「今年も同じ」を押してください。書きなおさずに提出され、もう一度確かめてもらえます。変わったところがあれば、上の欄を直してください。',
    'This was accepted on {day}. If it still holds, say so: it is handed in as it is and verified again. If something changed, correct it above.',
  ),
  confirm: text('今年も同じ', 'Still the same'),
  confirmed: text(
    '前に認められた回答のまま、提出されました',
    'Handed in as it was accepted before',
  ),
  history: text('この行の履歴（{count}）', 'History of this line ({count})'),
  when: text('いつ', 'When'),
  who: text('だれが', 'Who'),
  someoneOf: text('{name}の人', 'Somebody of {name}'),
  someoneElse: text('ほかの組織の人', 'Somebody of another organisation'),
  byProgram: text('街守り（自動）', 'Machimori, by itself'),
  happened: text('欄・できごと', 'Field or event'),
  wrote: text('書いたもの', 'What'),
} as const;

export const staleWords: Readonly<
  Record<
    | 'review-due'
    | 'described-otherwise'
    | 'subject-changed'
    | 'fell-away'
    | 'evidence-expired'
    | 'evidence-changed'
    | 'check-failed'
    | 'control-changed'
    | 'control-review-due'
    | 'control-removed',
    Text
  >
> = {
  'review-due': text(
    '認められてから、まちで決めた期間（{months}か月）がたちました。いまも同じかを確かめてください。',
    'It was accepted longer ago than the {months} {months|month|months} that the city has settled. Say whether it still holds.',
  ),
  'evidence-expired': text(
    '証跡の期限が切れました。新しいものに差しかえてください。',
    'Evidence of this line has expired. Renew it.',
  ),
  'evidence-changed': text(
    '認められたあとに、証跡が差しかえられたか、外されました。',
    'After it was accepted, evidence of this line was renewed or taken away.',
  ),
  'check-failed': text(
    '自動の確認が通りませんでした。証跡の欄で、何が足りないかを確かめてください。',
    'An automatic check failed. The evidence of this line says what is lacking.',
  ),
  'control-changed': text(
    '認められたあとに、この行の対策が変わりました。この行だけ違う回答でよいかを確かめてください。',
    'After it was accepted, the applied control of this line changed. See whether its own answer still holds.',
  ),
  'control-review-due': text(
    'この行の対策を見直す日が過ぎています。いまも効いているかを確かめてください。',
    'The applied control of this line was to be looked at again. See whether it still works.',
  ),
  'control-removed': text(
    '認められたあとに、この行の対策が取り除かれました。回答は前のまま残っています。',
    'After it was accepted, the applied control of this line was removed. The answer stayed as it was.',
  ),
  'described-otherwise': text(
    '認められたあとに、まちの内容のほうで、この行の状況が変わりました。',
    'After it was accepted, the city’s description was changed to say something else.',
  ),
  'subject-changed': text(
    '認められたあとに、対象のしくみの内容が変わりました。',
    'After it was accepted, what the line is about was changed.',
  ),
  'fell-away': text(
    '認められたあとに、計画からこの行がなくなりました。',
    'After it was accepted, the line fell away from the plan.',
  ),
};
