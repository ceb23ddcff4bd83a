import { type Text, text } from '@machimori/kernel';

export const responsibilityWords = {
  title: text('責任分界', 'Responsibilities'),
  lead: text(
    'だれが行い、だれが確かめ、だれが住民に説明するか。決まっていないところから直します。',
    'Who performs, who verifies, who answers to residents. What is open comes first.',
  ),
  toMend: text('直すところ', 'To settle'),
  table: text('分担の表', 'Table of duties'),
  contacts: text('連絡先', 'Contacts'),
  boundaryHelp: text(
    '責任分界点とは、システムやデータについて、どこで担当が移るかを契約で定めたところです。',
    'A boundary of responsibility is where a contract says that duty for a system or data changes hands.',
  ),
  none: text('直すところはありません', 'There is nothing to settle'),
  noneText: text(
    'すべての対策に担当がいて、取り決めがあります。',
    'Every measure has somebody in charge, and it was agreed.',
  ),
  measures: text('対策{count}件', '{count} {count|measure|measures}'),
  asked: text('ほかに、分類が求めるもの{count}件', 'and {count} that the category asks'),
  wholePlace: text('推進主体が自ら行うこと', 'What the promoting body does itself'),
  performers: text('いまの見込み', 'Presumed'),
  claimed: text('名のある組織', 'Named'),
  closes: text('決めること', 'What closes it'),
  under: text('契約：{contract}', 'Contract: {contract}'),
  which: text('どの対策か（{count}件）', 'Which measures ({count})'),
  andMore: text('ほか{count}件', '{count} more'),
  mend: text('直し方を選ぶ', 'Choose how to settle it'),
  choose: text('直し方', 'How'),
  chooseHint: text(
    '実際の取り決めに合わせて選びます。契約や協定の文書は、別に直してください。',
    'Choose what was really agreed. Papers of contracts are to be changed apart from this.',
  ),
  look: text('起こることを確かめる', 'See what follows'),
  cancel: text('やめる', 'Cancel'),
  settle: text('このとおりに記す', 'Record it'),
  settleTitle: text('この分担を記しますか', 'Record this duty?'),
  settled: text('分担を記しました', 'The duty was recorded'),
  department: text('確かめる部署', 'Department that verifies'),
  departmentHint: text('例：総務部 監査担当', 'For example: audit section'),
  departmentMissing: text('確かめる部署を入れてください', 'Please give the department'),
  recorded: text('記録：{by}（{way}）', 'Recorded: {by} ({way})'),
  otherDepartment: text('別の部署が確かめる', 'another department verifies'),
  signed: text('責任者の署名', 'signed'),
  cannot: text(
    'あなたの組織からは直せません。推進主体か、契約の相手に伝えてください。',
    'Your organisation cannot settle this. Please tell the promoting body or the other party.',
  ),
  notes: text('契約で気をつけること', 'Contracts to look after'),
  notesLead: text(
    '期間が先に終わる、定めがない、適用される法律が分からない契約です。',
    'Contracts that end too early, are silent, or lead to a party of unknown law.',
  ),
  openContract: text('契約を開く', 'Open the contract'),
  openParty: text('組織を開く', 'Open the organisation'),
  tableLead: text(
    '実＝実施、確＝確認、説＝住民への説明。ます目を選ぶと、理由が開きます。',
    'P performs, V verifies, A answers to residents. Open a cell for its reasons.',
  ),
  itemsLead: text(
    '対策を行う組織（実施）と、チェックシートに答える組織は、別のことがあります。一覧と印刷では、違うところに、答える組織も出ます。',
    'Who performs a measure and who answers its line of the check sheet may be two organisations. In the list and on paper both stand there where they differ.',
  ),
  answersLine: text('チェックシートに答える: {name}', 'Answers the check sheet: {name}'),
  by: text('並べるもの', 'Rows'),
  byRequirements: text('対策（要件）', 'Requirements'),
  measure: text('対策', 'Measure'),
  byItems: text('チェック項目', 'Check items'),
  of: text('組織', 'Organisation'),
  all: text('すべての組織', 'All organisations'),
  only: text('見せるもの', 'Show'),
  onlyAll: text('すべて', 'Everything'),
  onlyOpen: text('決まっていないところだけ', 'Only what is open'),
  onlyNobody: text('だれも行わないところだけ', 'Only what nobody performs'),
  shape: text('見せかた', 'As'),
  asTable: text('表', 'Table'),
  asList: text('一覧', 'List'),
  place: text('対象', 'Where'),
  everyPlace: text('すべての対象', 'Everywhere'),
  rowsShown: text(
    '{rows}行 × {columns}列',
    '{rows} {rows|row|rows} × {columns} {columns|column|columns}',
  ),
  nothingHere: text('あてはまるものはありません', 'Nothing matches'),
  performs: text('実施', 'Performs'),
  verifies: text('確認', 'Verifies'),
  answers: text('住民への説明', 'Answers to residents'),
  performsShort: text('実', 'P'),
  verifiesShort: text('確', 'V'),
  answersShort: text('説', 'A'),
  nobody: text('決まっていません', 'Nobody'),
  selfCheck: text('自己確認', 'self-check'),
  state: text('取り決め', 'Agreed?'),
  keys: text(
    '矢印キーで動き、Enterで理由を開きます。',
    'Arrow keys move, Enter opens the reasons.',
  ),
  print: text('印刷する', 'Print'),
  sheets: text(
    '印刷すると、A4でおよそ{count}枚です。',
    'On paper: about {count} {count|sheet|sheets} of A4.',
  ),
  printTitle: text('印刷する前に', 'Before you print'),
  printText: text(
    '枚数が多くなります。要るところだけにしぼれます。しぼったものは、画面の表にも残ります。',
    'This takes many sheets. You can narrow it to what you need; the table on the page is then narrowed, too.',
  ),
  contactsLead: text(
    '事故のとき、だれを呼ぶか。印刷して、電話のそばの壁にはってください。',
    'Whom to call when something happens. Print it and put it on the wall by the telephone.',
  ),
  contactsPaper: text('緊急のときの連絡先', 'Whom to call in an emergency'),
  missing: text('決まっていません', 'Missing'),
  addContact: text('連絡先を記す', 'Record a contact'),
  runs: text('動かしているもの', 'Runs'),
  outside: text('まちの外の連絡先', 'Outside the city'),
  outsideText: text(
    '番号は、都道府県や国の最新の案内で確かめて、手で書いてください。番号をここに載せていないのは、古い番号にかけないためです。',
    'Check the numbers in current guidance and write them by hand. None is printed here, so that nobody calls an old one.',
  ),
  outsideSource: text(
    'ガイドラインが、あらかじめ把握しておくことが望ましいとする先です（インシデント対応②）。',
    'The guideline names these as good to know beforehand (incident response, item 2).',
  ),
  when: text('どんなとき', 'When'),
  phone: text('電話', 'Telephone'),
  post: text('担当', 'Post'),
  others: text('そのほか', 'Others'),
  organisation: text('組織', 'Organisation'),
  and: text('、', ', '),
} as const;

/** What kind of thing a contract lacks, where it is more than a missing clause. */
export const noteWords: Readonly<Record<string, Text | undefined>> = {
  expired: text('期間', 'Term'),
  'ends-before-service': text('期間', 'Term'),
  silent: text('定めなし', 'Silent'),
  'unknown-law': text('法律', 'Law'),
};

export const purposeWords: Readonly<Record<'incident' | 'general' | 'out-of-hours', Text>> = {
  incident: text('事故のとき', 'Incident'),
  'out-of-hours': text('夜間・休日', 'Out of hours'),
  general: text('ふだん', 'General'),
};

export const problemWords: Readonly<
  Record<'gap' | 'overlap' | 'self-check' | 'presumed', { title: Text; tag: Text; lead: Text }>
> = {
  gap: {
    title: text('担当が決まっていません', 'Nobody is responsible'),
    tag: text('担当なし', 'Nobody'),
    lead: text(
      '求められる対策を、だれも行うことになっていません。',
      'Nobody is to perform these measures.',
    ),
  },
  overlap: {
    title: text('担当が重なっています', 'Claimed by more than one'),
    tag: text('重なり', 'Two'),
    lead: text(
      '契約が、同じ対策を二つ以上の組織に割り当てています。',
      'Contracts give the same measure to more than one organisation.',
    ),
  },
  'self-check': {
    title: text('自分で行い、自分で確かめています', 'Performed and verified by the same'),
    tag: text('自己確認', 'Self-check'),
    lead: text(
      '行う人と確かめる人は、分けるのが決まりです。',
      'Whoever performs should not verify.',
    ),
  },
  presumed: {
    title: text('取り決めがありません（見込み）', 'Presumed, but not agreed'),
    tag: text('見込み', 'Presumed'),
    lead: text(
      '行うと見込まれる組織はありますが、契約に書かれていません。',
      'Somebody is presumed to do it, but no contract says so.',
    ),
  },
};

export const dutyStateWords: Readonly<
  Record<'agreed' | 'in-house' | 'presumed' | 'gap' | 'overlap', Text>
> = {
  agreed: text('取り決めあり', 'Agreed'),
  'in-house': text('自ら行う', 'In-house'),
  presumed: text('取り決めがない（見込み）', 'Presumed, but not agreed'),
  gap: text('担当が決まっていません', 'Nobody is responsible'),
  overlap: text('担当が重なっています', 'Claimed by more than one'),
};
