import { text } from '@machimori/kernel';

/** What the list of the check sheet leads to: it need not load all words of those pages. */
export const sheetDoors = {
  byExcel: text('Excelでやりとり', 'By Excel'),
  progress: text('進みぐあい', 'Progress'),
  added: text('手で加えた行', 'Lines added by hand'),
  evidence: text('証跡', 'Evidence'),
  controls: text('まとめて答える対策', 'Applied controls'),
  answerBy: text('対策で答える', 'Answer by a control'),
  mostByControl: text(
    '一つの対策で答えられるのは、{most}行までです。行を減らして、もう一度押してください。',
    'One control answers {most} lines at most: choose fewer.',
  ),
} as const;
