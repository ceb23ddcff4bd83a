import { type Text, text } from '@machimori/kernel';

export const whyWords = {
  title: text('なぜ？', 'Why?'),
  crumb: text('理由をたどる', 'Following the reasons'),
  ask: text('何の理由を知りたいですか', 'What do you want the reasons of?'),
  askHint: text(
    'しくみやデータの名前、または「サービス②-1」のようなチェック項目の番号',
    'The name of a component or data set, or the label of a check item',
  ),
  askAct: text('たどる', 'Follow'),
  askLead: text(
    '名前や番号から、なぜ計画にあるのか、そこから何が続くのかをたどります。',
    'From a name or a label to why it is in the plan and what follows from it.',
  ),
  chain: text('なぜ、ここにあるのか', 'Why it is here'),
  chainLead: text(
    '守りたいものから始まり、だれが何をするかまで、上から順につながっています。どの行も開けます。',
    'From what is to be protected down to who does what. Every line can be opened.',
  ),
  noChain: text(
    'これは、計画のなかの理由や行き先の一つです。つながりを下に示します。',
    'This is one of the reasons or ends in the plan. What it is linked with stands below.',
  ),
  more: text('ほか{count}件', '{count} more'),
  rest: text('ほかの{count}件を見る', 'Show {count} more'),
  hide: text('短く戻す', 'Show fewer'),
  at: text('どこで', 'Where'),
  source: text('出典：{document} {section}', 'Source: {document}, {section}'),
  because: text('これの理由になっているもの', 'What it rests on'),
  leadsTo: text('これから導かれるもの', 'What follows from it'),
  nothing: text('ありません。', 'Nothing.'),
  count: text('{count}件', '{count}'),
  also: text('同じ名前のほかのもの', 'Others of the same name'),
  guideline: text('ガイドラインで読む', 'Read it in the guideline'),
  entry: text('まちの中で開く', 'Open it in the city'),
  unknownTitle: text('理由が見つかりません', 'No reasons found'),
  unknownText: text(
    '名前や番号が違うか、まちの内容が変わって、なくなったのかもしれません。',
    'The name or label may be another one, or the city has changed and it has fallen away.',
  ),
} satisfies Record<string, Text>;

/** Short names of the source documents; their full titles stand in the guideline's reader. */
export const documentWords: Readonly<Record<string, Text>> = {
  '000': text('チェックシート（別紙1）', 'check sheet (Annex 1)'),
  '001': text('導入ガイドブック', 'guidebook'),
  '002': text('ガイドライン', 'guideline'),
  '003': text('ガイドラインの概要', 'summary of the guideline'),
  '004': text('CCDSの資料', 'CCDS slides'),
};

export const stepWords: Readonly<Record<string, { readonly title: Text; readonly lead: Text }>> = {
  protected: {
    title: text('守るもの', 'What is protected'),
    lead: text('失うと困るデータやサービス', 'Data and services whose loss would hurt'),
  },
  traits: {
    title: text('特徴', 'Traits'),
    lead: text('そのしくみのどんなところが危険につながるか', 'What about it opens the way'),
  },
  risks: {
    title: text('起こりうること', 'What could happen'),
    lead: text('ガイドラインの付録Bにあるリスク', 'Risks of the guideline’s Appendix B'),
  },
  requirements: {
    title: text('求められる対策', 'What is required'),
    lead: text('リスクに対してガイドラインが求めること', 'What the guideline asks against them'),
  },
  checkItems: {
    title: text('チェック項目', 'Check items'),
    lead: text('その対策を尋ねるシートの行', 'Lines of the sheet that ask for it'),
  },
  parties: {
    title: text('担当', 'Who'),
    lead: text(
      '実施、確認、住民への説明をする組織',
      'Who performs, verifies, answers to residents',
    ),
  },
  contracts: {
    title: text('よりどころの契約', 'By which contract'),
    lead: text('担当を決めている、または関わる契約', 'The contract that settles it, or covers it'),
  },
};

export const kindWords: Readonly<Record<string, Text>> = {
  city: text('都市', 'City'),
  organisation: text('組織', 'Organisation'),
  contract: text('契約', 'Contract'),
  component: text('しくみ', 'Component'),
  dataSet: text('データ', 'Data'),
  flow: text('データの流れ', 'Flow'),
  externalSystem: text('外部のしくみ', 'External system'),
  accounts: text('アカウント', 'Accounts'),
  weakness: text('わかっている弱点', 'Known weakness'),
  trait: text('特徴', 'Trait'),
  incidentType: text('事故の種類', 'Kind of incident'),
  threat: text('脅威', 'Threat'),
  vulnerability: text('弱いところ', 'Vulnerability'),
  risk: text('リスク', 'Risk'),
  requirement: text('対策要件', 'Requirement'),
  checkItem: text('チェック項目', 'Check item'),
  reference: text('法令・指針', 'Law or guideline'),
  measure: text('事例の対策', 'Measure of a case'),
  rule: text('判断の規則', 'Rule'),
  findingKind: text('弱点の種類', 'Kind of weakness'),
  finding: text('確認された弱いところ', 'Confirmed weakness'),
  scenario: text('起こりうること', 'What could happen'),
  placedRequirement: text('求められる対策', 'Required measure'),
  line: text('シートの行', 'Line of the sheet'),
  riskGroup: text('起こりうることのまとまり', 'Group of risks'),
  sheetRow: text('組織ごとの行', 'Row of an organisation'),
  contractNote: text('契約について', 'About a contract'),
  action: text('はじめにすること', 'First thing to do'),
};
