import { columnWords, countWords, type Text, text } from '@machimori/kernel';

export const planListWords = {
  title: text('計画の一覧', 'The plan as lists'),
  lead: text(
    'どの行からも、なぜ計画にあるのかを開けます。見える分のすべてで、ほかの組織の担当も入っています。',
    'Every row opens why it is in the plan. It is all that you see, what others do included.',
  ),
  narrow: text('しぼり込む', 'Narrow down'),
  every: text('すべて', 'All'),
  group: text('分類・視点', 'Category or view'),
  state: columnWords.state,
  open: text('済んでいない', 'Not done'),
  overdue: countWords.overdue,
  level: columnWords.level,
  duty: text('担当', 'In charge'),
  organisation: text('組織', 'Organisation'),
  reset: text('しぼり込みをやめる', 'Show all'),
  shown: text('{total}件のうち{count}件を表示', '{count} of {total} shown'),
  none: text('当てはまるものはありません', 'Nothing matches'),
  what: text('内容', 'What'),
  by: columnWords.due,
} as const;

/** The plan's lists by their name in the API. */
export const planListNames: Readonly<
  Record<'lines' | 'scenarios' | 'requirements' | 'findings', Text>
> = {
  lines: text('チェックシートの行', 'Lines of the check sheet'),
  scenarios: text('起こりうること', 'What could happen'),
  requirements: text('求められる対策', 'Required measures'),
  findings: text('確認された弱いところ', 'Confirmed weaknesses'),
};
