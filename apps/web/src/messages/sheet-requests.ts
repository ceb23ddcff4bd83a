import { text } from '@machimori/kernel';

export const requestWords = {
  title: text('回答の依頼', 'Requests for answers'),
  lead: text(
    '答える組織に、まだ提出されていない行の回答を、期限を決めてまとめて頼みます。進みぐあいは、ここで見られます。',
    'Ask an organisation for everything that it has not handed in yet, until a day. How far it is stands here.',
  ),
  leadOwn: text(
    '推進主体から頼まれている回答です。「順に答える」を押すと、行を一つずつ答えられます。',
    'Answers that the promoting body asks for. Go through them one line after another.',
  ),
  none: text('いま、頼んでいる回答はありません', 'Nothing is asked for at the moment'),
  noneOwn: text('いま、頼まれている回答はありません', 'Nothing is asked of you at the moment'),
  organisation: text('頼んだ組織', 'Who is asked'),
  progress: text('進みぐあい', 'How far'),
  progressOf: text(
    '{lines}行のうち{answered}行を提出（認められたもの: {accepted}）',
    '{answered} of {lines} handed in, {accepted} accepted',
  ),
  due: text('期限', 'By'),
  overdue: text('期限を過ぎています', 'Past its day'),
  asked: text('頼んだ人', 'Asked by'),
  words: text('ひとこと', 'Message'),
  act: text('すること', 'What to do'),
  answer: text('順に答える', 'Answer one after another'),
  withdraw: text('取り下げる', 'Take back'),
  withdrawOf: text('{organisation}への依頼を取り下げる', 'Take back the request to {organisation}'),
  withdrawn: text('取り下げました', 'Taken back'),
  new: text('新しく頼む', 'Ask for answers'),
  whom: text('どの組織に', 'Whom'),
  choose: text('選んでください', 'Choose'),
  chooseMissing: text('組織を選んでください。', 'Choose an organisation.'),
  until: text('いつまでに', 'Until'),
  untilMissing: text(
    '日付を「2027-03-31」のように書いてください。',
    'Write the day such as 2027-03-31.',
  ),
  message: text('ひとこと（なくてもかまいません）', 'Message (optional)'),
  count: text('まだ提出されていない行: {count}', 'Not handed in yet: {count} {count|line|lines}'),
  nothing: text(
    'この組織には、提出を待っている行がありません。',
    'This organisation has handed everything in.',
  ),
  ask: text('回答を頼む', 'Ask'),
  sent: text(
    '頼みました。ホームに出て、メールでも知らせます',
    'Asked; it stands on their home page, and mail goes to their people',
  ),
  home: text(
    '{lines}行の回答を頼まれています（期限: {day}）',
    'You are asked for {lines} {lines|answer|answers} by {day}',
  ),
  way: text('回答の依頼', 'Requests for answers'),
} as const;
