/**
 * What people read of a line of the check sheet: on pages, in books, reports, letters, calendars and outside pages
 * alike. The guideline calls its sheet one of how measures are carried out (実施状況).
 */

import { type Text, text } from './text.ts';

/** Names of a line's columns. */
export const columnWords = {
  item: text('チェック項目', 'Check item'),
  subject: text('対象', 'Asked of'),
  answeredBy: text('答える組織', 'Answered by'),
  level: text('リスク', 'Risk'),
  /** What the plan proposes; beside it stands what people plan themselves. */
  due: text('計画の期限', 'Due'),
  state: text('実施状況', 'State'),
  planned: text('いつまでに', 'By when'),
  statement: text('どのように行っているか', 'How it is carried out'),
  stage: text('回答の段階', 'Stage'),
} as const satisfies Record<string, Text>;

/**
 * What pages and books called the columns that are read from books before, and what others write for them: books that
 * went out under these names still come back.
 */
export const formerColumnWords = {
  state: ['状況', '状態', '進みぐあい', '進捗', '進捗状況', 'How far', 'Status'],
  planned: ['実装予定時期', 'Planned date'],
  statement: ['実装方法', 'How it is implemented'],
} as const satisfies Partial<Record<keyof typeof columnWords, readonly string[]>>;

/** How far the answer to a line has come; `none`: nobody has begun. */
export const stageWords = {
  none: text('未回答', 'Not answered'),
  draft: text('書きかけ', 'Being written'),
  submitted: text('確認待ち', 'To be verified'),
  'changes-requested': text('直しを求められた', 'Changes asked for'),
  accepted: text('認められた', 'Accepted'),
} as const satisfies Record<string, Text>;

/** Nobody has answered, and the city's description says something: it came with its file, or was written there. */
const described = text('まちの内容から', 'From the description');

/** The stage of a line in words, with what a line says that nobody has answered. */
export const stageWordOf = (line: {
  readonly stage?: keyof typeof stageWords | undefined;
  readonly state: string;
  readonly statement: string;
}): Text =>
  (line.stage ?? 'none') === 'none' && (line.state !== 'not-started' || line.statement !== '')
    ? described
    : stageWords[line.stage ?? 'none'];

/** How high a risk is, in the words of the criteria. */
export const levelWords = {
  low: text('低い', 'Low'),
  medium: text('中くらい', 'Medium'),
  high: text('高い', 'High'),
  'very-high': text('とても高い', 'Very high'),
} as const satisfies Record<string, Text>;

/** What lines are counted by. */
export const countWords = {
  done: text('実施済み・対象外', 'Implemented or not applicable'),
  overdue: text('期限を過ぎた', 'Overdue'),
  stale: text('見直しが必要', 'To be looked at again'),
} as const satisfies Record<string, Text>;
