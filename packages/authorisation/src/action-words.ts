import { type Text, text } from '@machimori/kernel';
import type { Action } from './actions.ts';

/** What each act is called where people read who did it: of what was tried, too, so neither past nor promise. */
export const actionWords = {
  'installation:set-up': text('街守りの使い始め', 'Set-up of the installation'),
  'installation:read': text('インストール全体の確認', 'Look at the installation'),
  'city:open': text('都市の追加', 'Opening of a city'),
  'removal:read': text('取りのぞいた都市の証の確認', 'Look at what is left of removed cities'),
  'second-factor:reset': text('二つ目の確認手段の取り消し', 'Reset of a second factor'),
  'session:close-all': text('すべてのサインインの終了', 'Signing a person out everywhere'),
  'account:change-address': text(
    'コマンドでのメールアドレスの変更',
    'Change of an address at the command line',
  ),
  'backup:restore': text('バックアップからの復元', 'Restore of a backup'),
  'keys:rotate': text('鍵の取りかえ', 'Rotation of keys'),

  'sample:seat-people': text('見本の人の用意', 'People of the sample city'),
  'sample:sign-in': text('見本の人でのサインイン', 'Sign-in as a person of the sample'),

  'session:open': text('サインイン', 'Sign-in'),
  'password:ask-reset': text(
    '忘れたパスワードを決め直す求め',
    'Request to set a forgotten password',
  ),
  'password:send-reset': text(
    'パスワードを決め直すリンクの送付',
    'Link to set a forgotten password',
  ),
  'password:reset': text('忘れたパスワードの決め直し', 'Setting of a forgotten password'),
  'session:confirm': text('二つ目の確認', 'Second step of sign-in'),
  'session:close': text('サインアウト', 'Sign-out'),
  'invitation:look-at': text('招待の確認', 'Look at an invitation'),
  'invitation:accept': text('招待への参加', 'Acceptance of an invitation'),

  'account:read': text('自分のアカウントの確認', 'Look at one’s own account'),
  'seat:choose': text('都市と組織の切りかえ', 'Choice of city and organisation'),
  'second-factor:enrol': text('二つ目の確認手段の登録', 'Registration of a second factor'),
  'second-factor:remove': text('二つ目の確認手段の削除', 'Removal of a second factor'),
  'recovery-codes:renew': text('予備のコードの作り直し', 'Renewal of recovery codes'),
  'password:change': text('パスワードの変更', 'Change of password'),
  'account:rename': text('自分の名前の変更', 'Change of one’s own name'),
  'account:ask-address': text(
    '自分のメールアドレスを変える求め',
    'Request to change one’s own address',
  ),
  'account:confirm-address': text('新しいメールアドレスの確認', 'Confirmation of a new address'),

  'city:read': text('都市の確認', 'Look at the city'),
  'city:change': text('都市の設定の変更', 'Change of the city’s settings'),
  'city:change-outline': text('まちの輪郭の変更', 'Change of the city’s outline'),
  'city:remove': text('都市の削除', 'Removal of the city'),
  'organisation:list': text('組織の一覧の確認', 'Look at the organisations'),
  'organisation:add': text('組織の追加', 'Addition of an organisation'),

  'member:list': text('メンバーの確認', 'Look at the members'),
  'member:invite': text('招待', 'Invitation of a person'),
  'member:change': text('メンバーの役割や状態の変更', 'Change of a member'),
  'member:change-address': text('メンバーのメールアドレスの変更', 'Change of a member’s address'),
  'member:reset-password': text(
    'メンバーのパスワードを決め直すリンクの作成',
    'Link for a member to set a new password',
  ),
  'member:reset-second-factor': text(
    'メンバーの二つ目の確認手段の取り消し',
    'Reset of a member’s second factors',
  ),
  'undelivered:list': text('届けられなかったものの確認', 'Look at what could not be delivered'),
  'undelivered:settle': text(
    '届けられなかったものの再試行や取りやめ',
    'Trying again or letting go what could not be delivered',
  ),
  'access:list': text('アカウント一覧の確認', 'Look at the accounts'),
  'access-review:start': text('棚卸しの開始', 'Start of an access review'),
  'access-review:decide': text('棚卸しの判断', 'Decision in an access review'),
  'provider:read': text('シングルサインオンの設定を見る', 'Look at single sign-on'),
  'provider:change': text('シングルサインオンの設定を変える', 'Change single sign-on'),
  'api-token:list': text('APIトークンの確認', 'Look at the API tokens'),
  'api-token:create': text('APIトークンの作成', 'Creation of an API token'),
  'api-token:revoke': text('APIトークンの取り消し', 'Revocation of an API token'),

  'log:read': text('記録の閲覧', 'Reading of the log'),
  'log:export': text('記録の書き出し', 'Export of the log'),
  'log:hand-out': text('チェックポイントの受け取り', 'Handing out of a checkpoint'),
  'log:retain': text('記録の内容を残す期間の変更', 'Change of how long contents are kept'),
  'log:expire': text('期間を過ぎた内容の消去', 'Destruction of contents whose time is over'),

  'register:read': text('まちの内容の確認', 'Look at the city’s description'),
  'register:start': text('質問に答えてのまちの内容の記入', 'Description of the city by questions'),
  'register:import': text('まちのファイルの取り込み', 'Import of the city’s file'),
  'register:change': text('まちの内容の変更', 'Change of the city’s description'),
  'register:settle': text('自組織の変更の反映', 'Taking effect of an organisation’s own change'),
  'register:decide': text('申し出た変更の判断', 'Decision on a proposed change'),
  'register:withdraw': text('変更の申し出の取り下げ', 'Withdrawal of a proposed change'),
  'register:undo': text('変更の取り消し', 'Undoing of a change'),
  'register:history': text(
    'まちの内容の履歴の確認',
    'Look at the history of the city’s description',
  ),
  'register:export': text('まちのファイルの書き出し', 'Export of the city’s file'),
  'approval:read': text('承認の確認', 'Look at an approval'),
  'approval:request': text('承認の求めと取り下げ', 'Request for approval, or its withdrawal'),
  'approval:decide': text('承認か差し戻し', 'Approval, or sending back'),
  'approval:send-link': text('承認のリンクの送付', 'Link for approval from outside'),
  'approval:record-paper': text('書面による承認の記録', 'Approval on signed paper'),
  'approval:self-check': text('自己確認（承認ではない）', 'Self-check: not an approval'),
  'approval:change-policy': text('自己確認の決まりの変更', 'Change of the rule on self-checks'),
  'approval:read-by-link': text('リンクでの承認の内容の確認', 'Look at an approval by link'),
  'approval:decide-by-link': text('リンクでの承認か差し戻し', 'Approval, or sending back, by link'),
  'plan:read': text('計画の確認', 'Look at the plan'),
  'yardstick:adopt': text(
    'ガイドラインの版と評価基準の切り替え',
    'Adoption of an edition and criteria',
  ),
  'plan:compute': text('計画の作成', 'Computation of the plan'),
  'plan:compare': text('前の計画との比較', 'Comparison with the plan before'),
  'sheet:read': text('チェックシートの確認', 'Look at the check sheet'),
  'sheet:report': text('チェックシートの報告', 'Report of the check sheet'),
  'sheet:make-calendar': text('カレンダーのアドレスの作成', 'Address of a calendar made'),
  'sheet:revoke-calendar': text('カレンダーのアドレスの取り消し', 'Address of a calendar revoked'),
  'sheet:calendar-by-link': text('カレンダーでの期日の確認', 'Look at dates by calendar'),
  'sheet:keep-view': text('チェックシートの見かたの保存', 'View of the check sheet kept'),
  'sheet:issue-book': text(
    'チェックシートのExcelの受け取り',
    'Check sheet taken out as a workbook',
  ),
  'sheet:answer': text(
    'チェックシートへの回答と提出',
    'Answer to the check sheet, written or handed in',
  ),
  'sheet:sign-answers': text('回答集への署名', 'Answer book signed'),
  'sheet:decide': text('チェックシートの回答の確認', 'Answers accepted, or sent back'),
  'sheet:self-check': text(
    'チェックシートの回答の自己確認（承認ではない）',
    'Answers checked by oneself: not accepted by another',
  ),
  'sheet:discuss': text(
    'チェックシートの行についてのコメント',
    'Comment on a line of the check sheet',
  ),
  'sheet:assign': text(
    'チェックシートの行の担当者の決定',
    'Putting lines of the check sheet into somebody’s hands',
  ),
  'sheet:hand-over': text(
    '離れた人が担当していた行と対策の引きつぎ',
    'Lines and controls of whoever has left handed over',
  ),
  'sheet:remind': text(
    'チェックシートの週ごとのお知らせ',
    'Weekly letters about what is due in the check sheet',
  ),
  'sheet:choose-reminders': text(
    '週ごとのお知らせを受け取るかどうか',
    'Choice whether to get the weekly letter',
  ),
  'sheet:request': text(
    'チェックシートの回答の依頼と取り下げ',
    'Request for answers to the check sheet, or its withdrawal',
  ),
  'sheet:call': text(
    'コメントや依頼で待っている人への知らせ',
    'Word to whom a comment or a request waits for',
  ),
  'sheet:freeze': text(
    '点検のときのチェックシートの保存',
    'The check sheet kept as it stood at a review',
  ),
  'sheet:send-link': text(
    '外の人に回答を頼むリンクの送付',
    'Link by which somebody outside answers',
  ),
  'sheet:revoke-link': text(
    '外の人へのリンクの取り消しと受け取りの確認',
    'Link to somebody outside taken back, or its answers taken note of',
  ),
  'sheet:tell-code': text('リンクの確認コードの手渡し', 'Code of a link, told by hand'),
  'sheet:ask-code': text('リンクでの確認コードの求め', 'Request for the code of a link'),
  'sheet:enter-code': text('リンクでの確認コードの入力', 'Code of a link, entered'),
  'sheet:read-by-link': text('リンクでの行の確認', 'Look at lines by link'),
  'sheet:answer-by-link': text(
    'リンクでの回答と受け渡し',
    'Answer by link, written or handed back',
  ),
  'sheet:share-progress': text(
    '進みぐあいを外の人に見せるリンクの作成',
    'Link by which somebody outside sees the progress',
  ),
  'sheet:progress-by-link': text('リンクでの進みぐあいの確認', 'Look at the progress by link'),
  'sheet:add-line': text(
    'チェックシートの行を手で加えること',
    'Line of the check sheet added by hand',
  ),
  'sheet:remove-line': text('手で加えた行を外すこと', 'Line added by hand taken away'),
  'sheet:share': text(
    '認められた回答の分かち合い',
    'Accepted answers shared with others of the same role',
  ),
  'sheet:unshare': text('回答の分かち合いの取りやめ', 'Answers no longer shared'),
  'webhook:list': text('外への知らせ（webhook）の確認', 'Look at webhooks'),
  'webhook:make': text('外への知らせ（webhook）の送り先の追加', 'Webhook added'),
  'webhook:change': text('外への知らせ（webhook）の変更', 'Webhook changed'),
  'webhook:rotate': text('外への知らせ（webhook）の鍵の取りかえ', 'Secret of a webhook exchanged'),
  'webhook:remove': text('外への知らせ（webhook）の送り先の削除', 'Webhook removed'),
  'webhook:test': text('外への知らせ（webhook）のためしの送信', 'Test message of a webhook'),
  'webhook:tell': text('外への知らせ（webhook）の用意', 'Messages for webhooks made'),
  'webhook:stop': text('届かない送り先（webhook）の停止', 'Webhook stopped that nothing reaches'),
  'sheet:settle': text('回答を見直す期間の決まり', 'Period after which answers are reviewed'),
  'sheet:keep': text('チェックシートの行の更新', 'Lines of the check sheet brought up to date'),
  'sheet:carry': text(
    '認められた回答のまちの内容への反映',
    'Accepted answers put into the description',
  ),
  'evidence:read': text('証跡の一覧の確認', 'Look at the list of evidence'),
  'evidence:open': text('証跡のファイルの閲覧', 'A file of evidence opened'),
  'evidence:add': text(
    '証跡の追加、差しかえ、行との結びつけ',
    'Evidence added, renewed, or put to lines',
  ),
  'evidence:remove': text('証跡の取り除き', 'Evidence removed'),
  'evidence:hand-over': text(
    '前の組織のときの証跡の引き渡し',
    'Evidence of before handed over to who answers now',
  ),
  'applied-control:read': text('対策の確認', 'Look at applied controls'),
  'applied-control:keep': text(
    '対策の記入と、答える行の選択',
    'Applied controls kept, and tied to the lines that they answer',
  ),
  'evidence:check': text('自動の確認を頼む', 'Automatic checks asked for'),
  'evidence:keep-check': text('自動の確認の結果', 'Results of automatic checks'),
  'access:check': text('アカウントの自動の確認', 'Accounts looked at by a check'),
} as const satisfies Readonly<Record<Action, Text>>;

/** What the log does itself. */
const ownWords: Readonly<Record<string, Text>> = {
  'log:open': text('記録のはじまり', 'The log begins'),
  'log:close': text('記録のおわり', 'The log ends'),
  'epoch:open': text('復元による新しい区切り', 'A new epoch after a restore'),
  'key:hand-over': text('署名する鍵の引きつぎ', 'Hand-over of the signing key'),
};

const known = new Map<string, Text>([...Object.entries(actionWords), ...Object.entries(ownWords)]);

/** The words of an action as the log names it; of one that no longer exists, its own name. */
export const wordsOfAction = (action: string): Text => known.get(action) ?? text(action, action);

/** Every action that a log may name, by its words. */
export const loggedActions: readonly (readonly [action: string, words: Text])[] = [...known];
