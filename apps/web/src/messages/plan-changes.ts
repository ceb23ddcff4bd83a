import { type Text, text } from '@machimori/kernel';

type What = 'appeared' | 'changed' | 'fellAway';
type List = 'findings' | 'scenarios' | 'requirements' | 'lines';

export const planChangeWords = {
  making: text('計画をつくり直しています…', 'The plan is being made anew…'),
  title: text('計画の変化', 'What changed in the plan'),
  lead: text(
    'まちの内容が変わるたびに、計画をつくり直します。契約が終わるなど、日付だけで変わることもあります。そのたびに加わったもの、変わったもの、なくなったものです。',
    'Whenever the city changes, its plan is made anew; days that go by change it too, when a contract ends. This is what appeared, changed and fell away each time.',
  ),
  leadOne: text(
    '行の名前を押すと、なぜそうなるのかを見られます。',
    'Press the name of a row to see why it is there.',
  ),
  latest: text('計画のいちばん新しい変化', 'The latest change of the plan'),
  see: text('何が変わったかを見る', 'See what changed'),
  seeOf: text('{title}で何が変わったかを見る', 'See what changed with: {title}'),
  all: text('これまでの変化をすべて見る', 'See all changes so far'),
  none: text('計画は、まだつくり直されていません', 'The plan has not been made anew yet'),
  noneText: text(
    'まちの内容を変えると、計画の何が変わったかが、ここに並びます。',
    'Change the city, and what it does to the plan will be listed here.',
  ),
  of: text('第{revision}版のまち', 'Revision {revision} of the city'),
  ofSeveral: text(
    '第{from}版から第{revision}版のまち',
    'Revisions {from} to {revision} of the city',
  ),
  ofYardstick: text(
    'ガイドラインの版や評価基準の切り替え',
    'Another edition of the guideline, or other criteria',
  ),
  ofCalendar: text('日付が進んで（{day}）', 'As the days went by ({day})'),
  calendarText: text(
    'まちの内容は変わっていません。{from}から日付が進み、契約やサポートの期限などが来たことによる変化です。',
    'Nobody changed the city. Since {from} something came to its end, such as a contract or the support of a device.',
  ),
  nothingText: text(
    '名前や説明のように、計画にかかわらないところだけが変わりました。計画は、前と同じです。',
    'Only what the plan does not depend on has changed, such as names or notes. The plan is as it was.',
  ),
  nothingTold: text('この計画の変化は、ここにはありません', 'No change of the plan is told here'),
  nothingToldText: text(
    'はじめての計画であるか、あなたの組織に見えるところが変わらなかったか、古くなって片づけられたか、番号が違っています。',
    'It is the first plan, it changed nothing that your organisation sees, it was too old to be kept, or its number is wrong.',
  ),
  subject: text('何による変化か', 'What brought it'),
  at: text('日時', 'When'),
  sentence: text('計画の変化', 'What changed'),
  this: text('この変更で、{parts}。', 'With this change: {parts}.'),
  /** Between parts of the sentence. */
  join: text('、', ', '),
  nothing: text(
    'この変更で、計画の行は変わりませんでした。',
    'This change left the rows of the plan as they were.',
  ),
  groups: text(
    'チェックシートの行を、分類・視点ごとに',
    'Lines of the check sheet by category and view',
  ),
  group: text('分類・視点', 'Category or view'),
  gapsOpened: text(
    '担当が決まっていない対策に、新しくなったもの',
    'Measures that nobody is in charge of now',
  ),
  gapsClosed: text(
    '担当が決まっていないものから、外れた対策',
    'Measures that somebody is in charge of now, or that are gone',
  ),
  answeredGone: text('答えてあったのに、なくなった行', 'Lines that were answered and fell away'),
  more: text('ほかに{count}件', '{count} more'),
  moreWhenAdopted: text(
    'ほかに{count}件あります。試しているあいだは、はじめの50件までです。採ると、「計画の変化」ですべてを見られます。',
    '{count} more. While it is only tried the first 50 are shown; once adopted all of them stand in “What changed in the plan”.',
  ),
  showMore: text('ほかの{count}件も見る', 'Show {count} more'),
  counted: text('（{count}件）', ' ({count})'),
} as const;

export const whatWords: Readonly<Record<What, Text>> = {
  appeared: text('加わった', 'Appeared'),
  changed: text('変わった', 'Changed'),
  fellAway: text('なくなった', 'Fell away'),
};

/** The parts of the sentence: a verb in the middle and at the end, after the name of the list or alone. */
export const partWords: Readonly<Record<List, Text>> = {
  lines: text('行が', 'lines of the check sheet: '),
  findings: text('弱いところが', 'confirmed weaknesses: '),
  requirements: text('対策が', 'what is required: '),
  scenarios: text('起こりうることが', 'what could happen: '),
};
export const verbWords: Readonly<Record<What, { readonly within: Text; readonly last: Text }>> = {
  appeared: {
    within: text('{count}件加わり', '{count} appeared'),
    last: text('{count}件加わりました', '{count} appeared'),
  },
  changed: {
    within: text('{count}件変わり', '{count} changed'),
    last: text('{count}件変わりました', '{count} changed'),
  },
  fellAway: {
    within: text('{count}件なくなり', '{count} fell away'),
    last: text('{count}件なくなりました', '{count} fell away'),
  },
};
