import { text } from '@machimori/kernel';

export const talkWords = {
  title: text('コメント', 'Comments'),
  none: text('まだコメントはありません。', 'No comments yet.'),
  who: text(
    '答える組織、確かめる組織と、推進主体の人だけが読めます。書いたものは、あとから変えられません。',
    'Read by whoever answers this line or verifies it, and by the promoting body. What was written stays as it is.',
  ),
  new: text('新しいコメント', 'New comment'),
  answer: text('返事', 'Answer'),
  call: text('知らせる人', 'Whom to call'),
  callHint: text(
    '選ぶと「@名前」が入ります。その人のホームとメールに届きます。',
    'Puts @name into the comment; they find it on their home page and in their mail.',
  ),
  nobody: text('選んでください', 'Choose'),
  whole: text('{name}（組織）', '{name} (organisation)'),
  person: text('{name}（{organisation}）', '{name} ({organisation})'),
  send: text('コメントする', 'Comment'),
  sendAnswer: text('返事を送る', 'Answer'),
  sent: text('コメントしました', 'Comment added'),
  empty: text('コメントを書いてください。', 'Write something.'),
  settle: text('解決済みにする', 'Mark as settled'),
  reopen: text('もう一度開く', 'Take up again'),
  settled: text('解決済みのやりとり（{count}）', 'Settled ({count})'),
  goOn: text('返事を書く', 'Answer'),
  threadOf: text('{name}さんのコメントから始まるやりとり', 'Talk that {name} began'),
  waiting: text(
    '{name}さんが、チェックシートの行であなたを待っています',
    '{name} waits for you at a line of the check sheet',
  ),
} as const;
