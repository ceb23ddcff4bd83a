import { text } from '@machimori/kernel';

/** Words of the page on which somebody outside decides. */
export const decideWords = {
  title: text('承認のお願い', 'A request for approval'),
  addressed: text('{office}　{name} 様', 'For {name}, {office}'),
  lead: text(
    '{city}の{who}さんから、次の内容の承認を求められています。',
    '{who} of {city} asks you to approve the following.',
  ),
  what: text('承認する内容', 'What is to be approved'),
  note: text('承認を求めた人から', 'From the person who asks'),
  asked: text('求めた日', 'Asked on'),
  until: text('このリンクの期限', 'The link ends on'),
  digest: text('内容の指紋（SHA-256）', 'Fingerprint of the content (SHA-256)'),
  digestHint: text(
    '内容が同じなら、いつも同じ値です。書面や控えの値と比べられます。',
    'The same content always gives this value: compare it with the one on paper.',
  ),
  lines: text('変わるところ（{count}件）', 'What changes ({count})'),
  more: text('くわしく', 'Details'),
  among: text('{kind}（{count}件）', '{kind} ({count})'),
  rest: text('残りの{count}件を見る', 'Show the other {count}'),
  added: text('増える', 'Added'),
  changed: text('変わる', 'Changed'),
  removed: text('なくなる', 'Removed'),
  decide: text('あなたの決定', 'Your decision'),
  decideText: text(
    '決めたことは、あなたの役職と名前とともに記録に残り、あとから書き換えられません。決められるのは一度だけです。',
    'Your decision is recorded with your office and name, and nobody can rewrite it. You decide once.',
  ),
  myself: text(
    '私は{office}の{name}本人で、上の内容を確かめました',
    'I am {name}, {office}, and have looked at the above',
  ),
  reason: text(
    'ことば（差し戻すときは、理由を書いてください）',
    'Your words (needed to send it back)',
  ),
  approve: text('承認する', 'Approve'),
  sendBack: text('差し戻す', 'Send back'),
  notMyself: text(
    'ご本人であることを示す欄に、しるしを付けてください。',
    'Please tick that it is you.',
  ),
  approved: text('承認されました', 'Approved'),
  sentBack: text('差し戻されました', 'Sent back'),
  selfChecked: text('自己確認（承認ではありません）', 'Self-checked: not an approval'),
  withdrawn: text('承認の求めは、取り下げられました', 'The request was taken back'),
  decidedBy: text('決めた人', 'Decided by'),
  decidedOn: text('決めた日', 'Decided on'),
  close: text('この画面は、閉じてかまいません。', 'You may close this page.'),
  altered: text(
    '承認を求めたあとに、内容が変わりました。この内容は、もう承認できません。',
    'It was changed after approval was asked for, and cannot be approved any more.',
  ),
  askAgain: text(
    '新しい内容で、もう一度頼んでもらってください。',
    'Ask to be sent what it is now.',
  ),
  other: text('English', '日本語'),
  failed: text('開けませんでした', 'This did not work'),
} as const;
