import { type Text, text } from '@machimori/kernel';

/** What each event tells whoever subscribes. An event without its words fails the test of docs/events.md. */
export const eventMeanings: Readonly<Record<string, Text>> = {
  'access-review.closed': text(
    '棚卸しの判断がまとめて効いた',
    'The decisions of a review took effect',
  ),
  'access-review.started': text('権限の棚卸しが始まった', 'An access review began'),
  'api-token.created': text('APIトークンがつくられた', 'An API token was made'),
  'api-token.revoked': text('APIトークンが取り消された', 'An API token was revoked'),
  'approval.approved': text('承認された', 'Something was approved'),
  'approval.link-sent': text(
    '外の人に承認のリンクが送られた（手紙は封をして入る）',
    'A link for approval went outside; the letter lies in it sealed',
  ),
  'approval.requested': text('承認が求められた', 'Approval was asked for'),
  'approval.self-checked': text('自己確認された（承認ではない）', 'Self-checked: no approval'),
  'answers.requested': text(
    'チェックシートの回答が、ある組織に頼まれた',
    'An organisation was asked for answers to the check sheet',
  ),
  'comment.calls': text(
    'チェックシートの行のコメントで、だれかの名前が挙げられた',
    'A comment on a line of the check sheet calls somebody',
  ),
  'person.called': text(
    'チェックシートで、だれかが待たれている（手紙は封をして入る）',
    'Somebody is waited for in the check sheet; the letter lies in it sealed',
  ),
  'reminder.due': text(
    'チェックシートで、だれかを待っていることがある（週に一度。手紙は封をして入る）',
    'Something waits for somebody in the check sheet, told once a week; the letter lies in it sealed',
  ),
  'checks.asked': text('自動の確認が頼まれた', 'Automatic checks were asked for'),
  'city.opened': text('都市ができた', 'A city was opened'),
  'member.changed': text('メンバーの役割が変わった', 'A member’s roles changed'),
  'member.suspended': text('メンバーが止められた', 'A member was suspended'),
  'member.invited': text(
    'だれかが招待された（手紙は封をして入る）',
    'Somebody was invited; the letter lies in it sealed',
  ),
  'member.joined': text('招待された人が参加した', 'Somebody took the seat they were offered'),
  'member.left': text(
    'メンバーが離れ、始めた仕事が引きつがれた',
    'A member left; what they had begun was handed over',
  ),
  'outside-link.code-asked': text(
    'リンクを開く確認コードが求められた（手紙は封をして入る）',
    'Somebody asked for the code of their link; the letter lies in it sealed',
  ),
  'outside-link.handed-back': text(
    '外の人が回答を終えた（頼んだ人への手紙は封をして入る）',
    'Somebody outside handed their answers back; the letter to whoever asked lies in it sealed',
  ),
  'outside-link.sent': text(
    '外の人にリンクが送られた（手紙は封をして入る）',
    'A link went to somebody outside; the letter lies in it sealed',
  ),
  'organisation.added': text('組織が加わった', 'An organisation was added'),
  'address-change.asked': text(
    'メールアドレスを変える求めがあった（新しいアドレスへの手紙は封をして入る）',
    'Somebody asked for another address of their own; the letter there lies in it sealed',
  ),
  'address.changed': text(
    'メールアドレスが変わった（前のアドレスへの手紙は封をして入る）',
    'An address changed; the letter to the former one lies in it sealed',
  ),
  'password-reset.asked': text(
    'パスワードを忘れた、とだれかが求めた（アドレスは封をして入る）',
    'Somebody said that they forgot their password; the address lies in it sealed',
  ),
  'password-reset.sent': text(
    'パスワードを決め直すリンクがつくられた（手紙は封をして入る）',
    'A link to set a new password was made; the letter lies in it sealed',
  ),
  'password.changed': text(
    'パスワードが変わった（本人への手紙は封をして入る）',
    'A password changed; the letter to its owner lies in it sealed',
  ),
  'provider.changed': text(
    'シングルサインオンの設定が変わった',
    'The settings of single sign-on changed',
  ),
  'provider.removed': text(
    'シングルサインオンの設定が外された',
    'The settings of single sign-on were removed',
  ),
  'recovery-code.used': text('予備のコードが使われた', 'A recovery code was used'),
  'recovery-codes.renewed': text('予備のコードがつくり直された', 'Recovery codes were made anew'),
  'register.proposed': text('まちの内容の変更が申し出られた', 'A change of the city was proposed'),
  'register.declined': text(
    '申し出られた変更が戻された',
    'A proposed change of the city was declined',
  ),
  'register.changed': text('まちの内容が変わった', 'The city’s description changed'),
  'answer.accepted': text(
    'チェックシートの回答が認められた',
    'Answers to the check sheet were accepted',
  ),
  'answer.submitted': text(
    'チェックシートの回答が提出された',
    'Answers to the check sheet were handed in',
  ),
  'answer.returned': text(
    'チェックシートの回答に直しが求められた',
    'Changes to answers to the check sheet were asked for',
  ),
  'evidence.added': text('証跡が加わった', 'Evidence was added'),
  'evidence.expired': text(
    '証跡の期限が切れた（夜ごとに、新しく切れたものだけ）',
    'Evidence expired; each night what did so newly',
  ),
  'answer.stale': text(
    '認められた回答が見直しになった（夜ごとに、新しくなったものだけ）',
    'Accepted answers are to be looked at again; each night those newly so',
  ),
  'book.merged': text(
    'Excelや回答集がチェックシートに取り込まれた',
    'A workbook or an answer book was merged into the check sheet',
  ),
  'review.frozen': text(
    'チェックシートの点検の時点が残された',
    'The check sheet was kept as it stood at a review',
  ),
  'webhook.due': text(
    '外への知らせ（webhook）を一つの送り先に送る',
    'A message goes to one webhook',
  ),
  'plan.made': text('新しい計画ができた', 'A new plan was made'),
  'second-factor.enrolled': text('二つ目の確認手段が登録された', 'A second factor was registered'),
  'second-factor.removed': text('二つ目の確認手段が外された', 'A second factor was removed'),
  'yardstick.adopted': text(
    'ガイドラインの版か評価基準が切り替わった',
    'Another edition of the guideline, or other criteria, were adopted',
  ),
};
