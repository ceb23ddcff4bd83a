import { type CheckGroup, type RoleId, type Text, text } from '@machimori/kernel';

export const standingWords = {
  waiting: text('あなたを待っていること', 'What waits for you'),
  proposals: text(
    '変更の申し出が{count}件、返事を待っています',
    '{count} proposed {count|change|changes} {count|waits|wait} for an answer',
  ),
  ownProposals: text(
    'あなたの組織の申し出{count}件が、推進主体の返事を待っています',
    '{count} {count|change|changes} that your organisation proposed {count|waits|wait} for the promoting body',
  ),
  sentBack: text(
    'チェックシートの回答{count}行に、直しを求められています',
    'Changes are asked for in {count} {count|answer|answers} of the check sheet',
  ),
  sentBackMore: text(
    'チェックシートの回答{count}行以上に、直しを求められています',
    'Changes are asked for in {count} {count|answer|answers} of the check sheet, or more',
  ),
  toVerify: text(
    'チェックシートの回答{count}行が、確認を待っています',
    '{count} {count|answer|answers} of the check sheet {count|waits|wait} to be verified',
  ),
  toVerifyMore: text(
    'チェックシートの回答{count}行以上が、確認を待っています',
    '{count} {count|answer|answers} of the check sheet or more {count|waits|wait} to be verified',
  ),
  approvals: text(
    '承認を求められていることが{count}件あります',
    '{count} {count|request|requests} for approval',
  ),
  review: text('アカウントの棚卸し「{name}」（{day}まで）', 'Account review “{name}”, until {day}'),
  invitations: text(
    '招待{count}件が、3日以内に期限を迎えます',
    '{count} invitations expire within three days',
  ),
  since: text('前に開いたときから変わったこと', 'What changed since you were here'),
  sinceCount: text(
    'まちの内容が{count}件変わりました（第{from}版から第{to}版）',
    '{count} {count|thing|things} of the city changed (from revision {from} to {to})',
  ),
  toVersions: text('変わったことを見る', 'See the changes'),
  progress: text('チェックシートの進みぐあい', 'How far the check sheet is'),
  organisations: text('組織ごと', 'By organisation'),
  findings: text('確認された弱いところ', 'Confirmed weaknesses'),
  own: text('あなたの組織が見るもの', 'What your organisation looks after'),
  gaps: text('担当なし', 'Nobody'),
  presumed: text('取り決めなし（見込み）', 'Presumed'),
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

export const groupWords: Readonly<Record<CheckGroup, Text>> = {
  governance: text('ガバナンス', 'Governance'),
  service: text('サービス', 'Services'),
  'city-os': text('都市OS', 'City OS'),
  asset: text('アセット', 'Assets'),
  'supply-chain': text('サプライチェーン', 'Supply chain'),
  'incident-response': text('インシデント対応', 'Incident response'),
  'data-exchange': text('データ連携', 'Data exchange'),
};

/** What an organisation of each role (the guideline's, 3.1) looks after first. */
export const roleLeads: Readonly<Record<RoleId, Text>> = {
  resident: text(
    'サービス利用者として、自分のデータがどこへ渡るかを見ます。',
    'As a user of the services you see where your data goes.',
  ),
  serviceProvider: text(
    'サービス提供者として、自分のサービスごとに、弱いところと、担当が決まっていない対策から見てください。',
    'As a service provider, begin with weaknesses and with measures that nobody performs, service by service.',
  ),
  promoter: text(
    '推進主体として、まち全体を見ます。',
    'As the promoting body you look after the whole city.',
  ),
  resourceProvider: text(
    '投資家・データ等提供者として、提供したものの使われ方と守られ方を見ます。',
    'As an investor or provider of data you see how what you provided is used and protected.',
  ),
  cityOsVendor: text(
    '都市OSベンダとして、クラウドとの分担、つながる相手、記録（ログ）の三つから見てください。',
    'As the city OS vendor, begin with what the cloud provider does, who is connected, and the logs.',
  ),
  dataProvider: text(
    'データ提供事業者として、渡しているデータと、それを集める機器を見てください。',
    'As a data provider, look at the data that you pass on and the devices that gather it.',
  ),
  iotVendor: text(
    'IoT機器ベンダとして、納めた機器の型ごとに、弱点の知らせとサポートの期限を見てください。',
    'As the vendor of devices, look at news of weaknesses and the end of support, model by model.',
  ),
  securityProvider: text(
    'セキュリティサービス事業者として、契約で受け持つ所の見張りと、事故のときの動きを見てください。',
    'As a security provider, look at what you watch under your contract and what you do in an incident.',
  ),
};

export const tieWords: Readonly<Record<'operates' | 'supplies' | 'owns', Text>> = {
  operates: text('動かしている', 'operates'),
  supplies: text('納めている', 'supplies'),
  owns: text('持っている', 'owns'),
};
