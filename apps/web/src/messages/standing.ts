import { type Text, text } from '@machimori/kernel';

export const standingWords = {
  waiting: text('あなたを待っていること', 'What waits for you'),
  proposals: text(
    '変更の申し出が{count}件、返事を待っています',
    '{count} proposed changes wait for an answer',
  ),
  ownProposals: text(
    'あなたの組織の申し出{count}件が、推進主体の返事を待っています',
    '{count} changes that your organisation proposed wait for the promoting body',
  ),
  approvals: text('承認を求められていることが{count}件あります', '{count} requests for approval'),
  review: text('アカウントの棚卸し「{name}」（{day}まで）', 'Account review “{name}”, until {day}'),
  invitations: text(
    '招待{count}件が、3日以内に期限を迎えます',
    '{count} invitations expire within three days',
  ),
  since: text('前に開いたときから変わったこと', 'What changed since you were here'),
  sinceCount: text(
    'まちの内容が{count}件変わりました（第{from}版から第{to}版）',
    '{count} things of the city changed (from revision {from} to {to})',
  ),
  toVersions: text('変わったことを見る', 'See the changes'),
  progress: text('チェックシートの進みぐあい', 'How far the check sheet is'),
  progressLead: text(
    'ガイドラインの四つの分類と、三つの視点ごとの行の数です。',
    'Lines by the guideline’s four categories and three views.',
  ),
  group: text('分類・視点', 'Category or view'),
  done: text('済み', 'Done'),
  doneOf: text('{lines}行のうち{done}行が済み', '{done} of {lines} lines done'),
  organisations: text('組織ごと', 'By organisation'),
  organisation: text('組織', 'Organisation'),
  overdue: text('期限切れ', 'Overdue'),
  findings: text('確認された弱いところ', 'Confirmed weaknesses'),
  own: text('あなたの組織が見るもの', 'What your organisation looks after'),
  gaps: text('担当なし', 'Nobody'),
  open: text('済んでいない行', 'Open lines'),
  thing: text('対象', 'What'),
  oneByOne: text('一つずつ進める', 'One at a time'),
  oneOf: text('{total}のうち{at}つ目', '{at} of {total}'),
  next: text('次へ', 'Next'),
  before: text('前へ', 'Back'),
  end: text('一覧に戻る', 'Back to the list'),
  keys: text(
    '← → キーでも動きます。Escで一覧に戻ります。',
    'The ← and → keys move, Escape returns.',
  ),
  toOpen: text('責任の分け方で直すところを見る', 'See what to settle about responsibilities'),
} as const;

export const groupWords: Readonly<
  Record<
    | 'governance'
    | 'service'
    | 'city-os'
    | 'asset'
    | 'supply-chain'
    | 'incident-response'
    | 'data-exchange',
    Text
  >
> = {
  governance: text('ガバナンス', 'Governance'),
  service: text('サービス', 'Services'),
  'city-os': text('都市OS', 'City OS'),
  asset: text('アセット', 'Assets'),
  'supply-chain': text('サプライチェーン', 'Supply chain'),
  'incident-response': text('インシデント対応', 'Incident response'),
  'data-exchange': text('データ連携', 'Data exchange'),
};

export const stateWords: Readonly<
  Record<'not-started' | 'planned' | 'in-progress' | 'implemented' | 'not-applicable', Text>
> = {
  'not-started': text('これから', 'Not started'),
  planned: text('予定', 'Planned'),
  'in-progress': text('進行中', 'In progress'),
  implemented: text('済み', 'Done'),
  'not-applicable': text('対象外', 'Not applicable'),
};

export const tieWords: Readonly<Record<'operates' | 'supplies' | 'owns', Text>> = {
  operates: text('動かしている', 'operates'),
  supplies: text('納めている', 'supplies'),
  owns: text('持っている', 'owns'),
};
