import { text } from '@machimori/kernel';

export const sharingWords = {
  title: text('同じ役割の組織の回答（{count}）', 'Answers of others with the same role ({count})'),
  lead: text(
    '同じことを尋ねられ、分かち合うことを選んだ組織の、認められた回答です。',
    'Accepted answers of organisations that were asked the same and chose to share them.',
  ),
  unnamed: text('名前を出さない組織', 'An organisation that gives no name'),
  accepted: text('{day}に認められた', 'Accepted on {day}'),
  take: text('下書きに写す', 'Take over as a draft'),
  takeNamed: text('下書きに写す（{name}の回答）', 'Take over as a draft (the answer of {name})'),
  taken: text(
    '下書きに写しました。自分のところに合わせて直してください',
    'Taken over as a draft; change it to what is so at your place',
  ),
  overwrites: text(
    '「どのように行っているか」に書いたものと入れかわります。前の文は履歴に残ります。',
    'It takes the place of what you wrote of how it is carried out; that stays in the history.',
  ),
  share: text(
    'この回答を、同じ役割の組織と分かち合う',
    'Share this answer with others of the same role',
  ),
  shareLead: text(
    '分かち合うのは、認められた回答の「実施状況」と「どのように行っているか」だけです。対象の名前、証跡、コメントは見えません。いつでもやめられます。',
    'What is shared is how far it is and how it is carried out, once accepted. What it is asked of, evidence and comments are not seen. You may stop at any time.',
  ),
  scope: text('分かち合う回答', 'What is shared'),
  thisOne: text('この行だけ', 'This line alone'),
  all: text('自分の組織の、認められた回答すべて', 'All accepted answers of our organisation'),
  name: text('組織の名前', 'Name of the organisation'),
  withName: text('名前を出す', 'Given'),
  withoutName: text('名前を出さない', 'Not given'),
  begin: text('分かち合う', 'Share'),
  nowLine: text(
    'この行の回答を分かち合っています（{name}）',
    'The answer to this line is shared ({name})',
  ),
  nowAll: text(
    '認められた回答をすべて分かち合っています（{name}）',
    'All accepted answers are shared ({name})',
  ),
  stopLine: text('この行をやめる', 'Stop sharing this line'),
  stopAll: text('すべてやめる', 'Stop sharing all'),
  saved: text('分かち合いの決まりを保存しました', 'What is shared was saved'),
} as const;
