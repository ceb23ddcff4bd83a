import { columnWords, type Text, text } from '@machimori/kernel';

export const handsWords = {
  title: text('担当者', 'Who has it in hand'),
  hint: text(
    '担当者のホームに、この行が出ます。担当者でなくても、同じ組織の人は答えられます。',
    'The line stands on their home page. Others of the organisation may still answer it.',
  ),
  nobody: text('決まっていません', 'Nobody'),
  assigned: text('担当者を決めました', 'Put into their hands'),
  person: text('{name}（{organisation}）', '{name} ({organisation})'),
  own: text('あなたが担当している行', 'Lines in your hands'),
  ownCount: text(
    'まだ提出していない行が{total}あります（期限を過ぎたもの: {overdue}）。',
    '{total} not handed in yet, of which {overdue} past their day.',
  ),
  overdue: text('期限を過ぎています', 'Past its day'),
  ownAll: text('担当している行をすべて見る', 'See all lines in your hands'),
  line: text('行', 'Line'),
  due: columnWords.due,
} as const;

export const deedWords: Readonly<
  Record<
    | 'submitted'
    | 'confirmed'
    | 'accepted'
    | 'self-checked'
    | 'changes-requested'
    | 'reopened'
    | 'assigned'
    | 'unassigned'
    | 'asked-for'
    | 'added'
    | 'removed'
    | 'withdrawn'
    | 'control-tied'
    | 'control-untied',
    Text
  >
> = {
  'control-tied': text('対策で答える行になった', 'Answered by an applied control from then on'),
  'control-untied': text('対策から外れた', 'Released from its applied control'),
  submitted: text('提出した', 'Handed in'),
  confirmed: text('前と同じと確かめて提出した', 'Confirmed as before and handed in'),
  accepted: text('認めた', 'Accepted'),
  'self-checked': text('自己確認と記した', 'Self-checked'),
  'changes-requested': text('直しを求めた', 'Asked for changes'),
  reopened: text('書きかえて、書きかけに戻した', 'Opened again by a change'),
  assigned: text('担当者を決めた', 'Put into somebody’s hands'),
  unassigned: text('担当者を外した', 'Taken out of somebody’s hands'),
  'asked-for': text('回答を頼んだ', 'Asked for an answer'),
  added: text('行を手で加えた', 'Added the line by hand'),
  removed: text('手で加えた行を外した', 'Took the added line away'),
  withdrawn: text('行を取り下げた', 'Withdrew the line'),
};
