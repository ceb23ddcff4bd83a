import { text } from '@machimori/kernel';

export const addedWords = {
  title: text('手で加えた行', 'Lines added by hand'),
  lead: text(
    '計画が求めない行も、手で加えられます。計画をつくり直しても残り、ほかの行と同じように、回答、証跡、確認ができます。',
    'Lines that no plan asks can be added by hand. They stay whatever is planned anew, and are answered, proved and verified as the others are.',
  ),
  none: text('手で加えた行は、まだありません。', 'No line has been added by hand yet.'),
  line: text('行', 'Line'),
  subject: text('対象', 'Asked of'),
  performer: text('行う組織', 'Who performs'),
  answeredBy: text('答える組織', 'Who answers'),
  verifier: text('確かめる組織', 'Who verifies'),
  promoter: text('推進主体', 'The promoting body'),
  by: text('加えた人と日', 'Added by, on'),
  state: text('いま', 'Now'),
  standing: text('手で加えた行', 'Added by hand'),
  joined: text('計画も求めている', 'Asked by the plan too'),
  removed: text('外した', 'Taken away'),
  remove: text('外す', 'Take away'),
  removeNamed: text('「{line}」を外す', 'Take away: {line}'),
  removeTitle: text('この行を外しますか', 'Take this line away?'),
  removeText: text(
    'チェックシートから外れます。これまでの回答と履歴は残ります。計画も求めている行なら、計画の行として残ります。',
    'It leaves the check sheet. What was answered stays and can be read. A line that the plan asks too stays as the plan’s.',
  ),
  taken: text('行を外しました', 'The line was taken away'),
  add: text('行を加える', 'Add a line'),
  what: text('何を確かめますか', 'What is to be checked?'),
  ofGuideline: text('ガイドラインの項目', 'An item of the guideline'),
  ofOwn: text('まちの項目（自分のことばで書く）', 'An item of our own, in our words'),
  item: text('項目', 'Item'),
  choose: text('選んでください', 'Choose'),
  itemNeeded: text('項目を選んでください。', 'Choose the item.'),
  subjectNeeded: text('対象を選んでください。', 'Choose what it is asked of.'),
  answererNeeded: text('答える組織を選んでください。', 'Choose who answers.'),
  groupNeeded: text('分類・視点を選んでください。', 'Choose a category or view.'),
  heading: text('項目の見出し', 'Heading'),
  headingHint: text(
    '「避難所の無線を点検する」のように書きます。',
    'Such as: check the radios of the shelters.',
  ),
  headingNeeded: text('項目の見出しを書いてください。', 'Give the item a heading.'),
  sameAsAnswerer: text('答える組織と同じ', 'Whoever answers'),
  asks: text('求めること', 'What is asked'),
  group: text('分類・視点', 'Category or view'),
  verifierHint: text(
    '行う組織や答える組織とは、別の組織にします。',
    'Another than who performs or answers it.',
  ),
  reason: text('加える理由', 'Why it is added'),
  ownOnly: text(
    '行い、答えるのは、あなたの組織です。確かめるのは推進主体です。',
    'Your organisation performs and answers it; the promoting body verifies.',
  ),
  added: text('行を加えました', 'The line was added'),
  noticeTitle: text('手で加えた行です', 'A line added by hand'),
  noticeJoined: text(
    '手で加えた行ですが、いまは計画も求めています',
    'Added by hand, and asked by the plan too by now',
  ),
  noticeText: text('{name}さんが{day}に加えました。', 'Added by {name} on {day}.'),
  noticeNobody: text('{day}に加えられました。', 'Added on {day}.'),
  city: text('まち全体', 'The city'),
  organisations: text('組織', 'Organisations'),
  components: text('しくみ', 'Components'),
  contracts: text('契約', 'Contracts'),
  flows: text('データの流れ', 'Flows'),
} as const;

export const exampleWords = {
  title: text('回答の例を見る', 'See examples of an answer'),
  lead: text(
    '私たちがつくった例です。ガイドラインの文ではありません。そのまま写さず、自分のところの実際を書いてください。',
    'Made up by us, not the guideline’s. Write what is so at your place rather than copying them.',
  ),
} as const;

export const periodWords = {
  title: text('回答を確かめ直す期間', 'When answers are confirmed again'),
  months: text(
    '認められてから何か月で確かめ直すか',
    'Months after which an accepted answer is confirmed',
  ),
  hint: text(
    '3か月から36か月まで。過ぎた回答は「見直しが必要」になり、答える組織が「今年も同じ」か、書き直すかを選びます。',
    'From 3 to 36. After that an answer is to be looked at again: whoever answers confirms it or writes anew.',
  ),
  wrong: text('3から36までの数を書いてください。', 'Give a number from 3 to 36.'),
  save: text('期間を保存する', 'Save the period'),
  saved: text('期間を保存しました', 'The period was saved'),
} as const;
