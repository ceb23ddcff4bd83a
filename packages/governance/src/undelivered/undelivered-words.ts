import { letterSenders, letterTroubles, troubleOf } from '@machimori/application';
import { whyOf } from '@machimori/database';
import { fill, type Text, text } from '@machimori/kernel';
import { webhookSender, webhookTeller } from '../webhooks/webhook-fates.ts';
import { webhookTroubleWords } from '../webhooks/webhook-troubles.ts';

const unknown = text('プログラムの中の仕事（{name}）', 'Work within the program ({name})');

/** What was to be delivered or done, by the name of whoever is told of it or does it. */
export const undeliveredWords: Readonly<Record<string, Text>> = {
  [letterSenders.invitation]: text('招待の手紙', 'Letter of an invitation'),
  [letterSenders.approval]: text('承認をお願いする手紙', 'Letter that asks for approval'),
  [letterSenders.password]: text(
    'アカウントについての手紙（パスワード、メールアドレス）',
    'Letter about an account (password, address)',
  ),
  [letterSenders.reminder]: text(
    'チェックシートの週ごとのお知らせ',
    'Weekly letter about the check sheet',
  ),
  remind: text(
    'チェックシートの週ごとのお知らせの用意',
    'Making of the weekly letters about the check sheet',
  ),
  [letterSenders.call]: text(
    'チェックシートで待たれている人への手紙',
    'Letter to somebody whom the check sheet waits for',
  ),
  'hand-over-lines': text(
    '離れた人が担当していた行の引きつぎ',
    'Lines of whoever has left handed over',
  ),
  'call-asked': text('回答を頼まれた人への知らせ', 'Word to those who are asked for answers'),
  'call-mentioned': text('コメントで名前を挙げた人への知らせ', 'Word to whom a comment calls'),
  [letterSenders.outside]: text(
    '外の人への手紙（回答のお願い、進みぐあい、確認コード）',
    'Letter to somebody outside (answers, progress, codes)',
  ),
  'plan-city': text('計画のつくり直し', 'Making of a new plan'),
  'tell-day': text(
    '日が変わって言えるようになったことの知らせ',
    'Word of what a new day has brought',
  ),
  'plan-day': text('その日の計画づくり', 'Making of the plan of the day'),
  'compare-plans': text('計画がどう変わったかのまとめ', 'Telling what a new plan changed'),
  'keep-lines': text('チェックシートの行の更新', 'Lines of the check sheet'),
  [webhookTeller]: text('外への知らせ（webhook）の用意', 'Messages for webhooks'),
  [webhookSender]: text('外への知らせ（webhook）', 'Message to a webhook'),
  'run-checks': text('自動の確認', 'Automatic checks'),
  'carry-answers': text(
    '認められた回答のまちの内容への反映',
    'Accepted answers put into the description',
  ),
  'load-sample': text('見本の都市の用意', 'Description of the sample city'),
  'expire-contents': text(
    '期限の過ぎた記録の内容の処分',
    'Destruction of contents of the log whose time is over',
  ),
  'prune-finished': text('済んだ知らせと仕事の片づけ', 'Pruning of what is finished'),
  'daily-backup': text('毎日のバックアップ', 'Daily backup'),
};

export const whatOf = (name: string): Text =>
  Object.hasOwn(undeliveredWords, name)
    ? (undeliveredWords[name] as Text)
    : fill(unknown, { name });

const inside = text(
  '街守りの中で、思わぬ誤りが起きました（{name}）。',
  'Something unexpected went wrong in the program ({name}).',
);

/** Why it was given up. Of an error that says more, its kind alone: the rest may hold a row's content. */
export function reasonOf(lastError: string): Text {
  const why = whyOf(lastError);
  if (why !== undefined)
    return webhookTroubleWords(why) ?? letterTroubles[troubleOf(lastError)].why;
  const name = /^([A-Za-z]{1,40}):/.exec(lastError)?.[1] ?? 'Error';
  return fill(inside, { name });
}
