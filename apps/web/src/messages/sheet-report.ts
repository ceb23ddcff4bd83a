import { text } from '@machimori/kernel';

export const reportWords = {
  title: text('報告をつくる（いま表示している行）', 'Make a report of the lines shown'),
  lead: text(
    'いまのしぼり込みに合う{total}行の報告です。あなたの組織に見える行だけが載ります。',
    'A report of the {total} {total|line|lines} that are chosen now; only those that your organisation sees.',
  ),
  handling: text(
    'どこが守られていないかがわかるので、関係者限りの扱いにしてください。',
    'It shows what is not yet protected: keep it among those concerned.',
  ),
  pdf: text('PDF（印刷用の報告書）', 'PDF, to be printed'),
  pdfNote: text(
    '数字、期限を過ぎた行、見直しが必要な行、行の一覧。行は2,000行まで載ります。',
    'Figures, what is overdue or to be looked at again, and lines: 2,000 at most.',
  ),
  xlsx: text('Excel（行の一覧）', 'Workbook of the lines'),
  xlsxNote: text('すべての行の、いまの回答。', 'Every line with its present answer.'),
  poam: text('OSCAL 是正計画', 'OSCAL plan of action'),
  poamNote: text(
    'まだ実施していない行と見直しが必要な行を、期限とともに。ほかのしくみに渡すための形です。',
    'Lines that are open or to be looked at again, with their dates, for other programs.',
  ),
  results: text('OSCAL アセスメント結果', 'OSCAL assessment results'),
  resultsNote: text(
    '認められた回答と、証跡の名前。証跡の中身は入りません。',
    'Accepted answers and what proves them, by name only.',
  ),
  plan: text('OSCAL 対策の実施', 'OSCAL system security plan'),
  planNote: text(
    'チェック項目ごとに、対象と、それに答える対策（by-components）。人の名前と証跡の中身は入りません。',
    'Each check item by what it is asked of and by the applied controls that answer it (by-components). No person is named.',
  ),
  making: text('つくっています…', 'Being made…'),
  cancel: text('やめる', 'Cancel'),
} as const;
