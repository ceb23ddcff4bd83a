import { text } from '@machimori/kernel';

export const calendarWords = {
  title: text('カレンダーに期日を入れる', 'Dates in your calendar'),
  lead: text(
    'アドレスをつくり、お使いのカレンダーに「URLで追加」してください。担当している行の期限、組織の証跡の期限と見直しの日、組織の回答を確かめ直す日、外の人へのリンクの期限が出ます。',
    'Make an address and add it to your calendar program by its URL. It shows the dates of lines that you have in hand, of evidence, of accepted answers to be confirmed again, and of links to people outside.',
  ),
  secret: text(
    'このアドレスを知っている人は、サインインせずに期日を見られます。人に渡さないでください。回答の内容は入りません。組織を離れると、読めなくなります。',
    'Whoever knows the address sees the dates without signing in: keep it to yourself. Answers never stand in it. It ends when you leave the organisation.',
  ),
  withNames: text(
    'チェック項目、しくみ、証跡の名前も入れる（入れないと、項目の番号だけ）',
    'With the names of check items, systems and evidence; otherwise numbers of check items alone',
  ),
  make: text('アドレスをつくる', 'Make an address'),
  made: text('アドレスをつくりました', 'The address is made'),
  madeText: text(
    'いまだけ表示しています。カレンダーに入れてから閉じてください。',
    'It is shown this once: put it into your calendar before you close this.',
  ),
  address: text('カレンダーのアドレス', 'Address for the calendar'),
  kept: text('入れました', 'Done'),
  list: text('使っているアドレス', 'Addresses in use'),
  one: text('{day}につくったアドレス（{names}）', 'Made on {day} ({names})'),
  named: text('名前入り', 'with names'),
  plain: text('番号だけ', 'numbers alone'),
  revoke: text('取り消す', 'Revoke'),
  revoked: text('アドレスを取り消しました。', 'The address is revoked.'),
} as const;
