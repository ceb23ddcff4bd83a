import { text } from '@machimori/kernel';

export const alikeWords = {
  title: text(
    '同じことを問われているほかの行（{count}）',
    'Other lines that ask the same ({count})',
  ),
  lead: text(
    '同じ組織が、同じチェック項目に答える行です。この行と同じ回答が{same}行、違う回答が{differ}行あります。',
    'The same organisation answers the same check item there: {same} say what this line says, {differ} something else.',
  ),
  differing: text('この行の回答を写す行', 'Lines that get the answer of this one'),
  open: text('{subject}の行を開く', 'Open the line of {subject}'),
  first: text(
    '先にこの行に答えると、ほかの行にまとめて写せます。',
    'Answer this line first: then the others can be given the same.',
  ),
  write: text(
    'この行の回答を{count}行に写す',
    'Give {count} {count|line|lines} the answer of this one',
  ),
  written: text('{count}行に写しました', '{count} {count|line|lines} {count|was|were} written'),
  left: text(
    '{count}行には写せませんでした',
    '{count} {count|line|lines} {count|was left as it was|were left as they were}',
  ),
  leftText: text(
    'ほかの人が先に書きかえたか、いまは書けない行です。行を開いて確かめてください。',
    'Somebody else wrote there first, or they cannot be written now. Open them and look.',
  ),
  same: text('同じ回答の行（{count}）', 'Lines that say the same ({count})'),
} as const;
