import { type Text, text } from '@machimori/kernel';
import { dutyStateWords } from '@machimori/planning';

/** Every word that a check sheet or its reader shows to people, in one place. */
export const sheetMessages = {
  // ── The book itself ──
  checkSheet: text('チェックシート', 'Check sheet'),
  details: text('明細', 'Details'),
  withoutItem: text('項目のない対策', 'Without an item'),
  howTo: text('使い方', 'How to use'),
  title: text(
    'スマートシティセキュリティガイドライン導入チェックシート',
    'Smart City Security Guideline: introduction check sheet',
  ),
  annex: text('別紙1', 'Annex 1'),
  detailsTitle: text(
    'チェックシート明細（対象ごと）',
    'Check sheet details (for each thing it is asked of)',
  ),
  wholeCity: text('{city}　全体', '{city}: whole city'),
  oneOrganisation: text('{city}　{organisation} 分', '{city}: {organisation}'),
  asOf: text('基準日　{day}', 'As of {day}'),
  edition: text('もとにした版　{edition}', 'Edition: {edition}'),
  editionDraft: text('第{version}版（案）', '{version} (draft)'),
  editionFinal: text('第{version}版', '{version}'),
  handling: text('関係者限り', 'Restricted to those concerned'),
  notExhaustive: text(
    '※ ガイドラインは、すべての対策を網羅したものではないと自ら断っています（1.4、4.2）。この表を埋めても、事故がなくなるとは限りません。',
    'Note: the guideline says of itself that it is not exhaustive (1.4, 4.2). Completing this sheet does not rule out every incident.',
  ),
  inputHint: text(
    '色の付いた欄（実装予定時期・実装方法・状態）に記入してください。',
    'Please fill in the coloured cells (planned date, how, state).',
  ),

  // ── Columns ──
  item: text('項目', 'Item'),
  planned: text('実装予定時期', 'Planned date'),
  statement: text('実装方法', 'How it is implemented'),
  subject: text('対象', 'Asked of'),
  duties: text('担当・確認・\n住民への説明', 'Who performs, verifies, answers'),
  priority: text('優先度', 'Priority'),
  state: text('状態', 'State'),
  rowKey: text('対応ID', 'Row ID'),
  lineKey: text('明細ID', 'Line ID'),
  organisation: text('回答する組織', 'Answered by'),
  requirements: text('対策要件', 'Requirements'),

  // ── 項目のない対策 ──
  withoutItemTitle: text(
    'リスクから求められるのに、チェック項目のない対策',
    'Measures that a risk demands and no check item asks for',
  ),
  withoutItemHint: text(
    '※ チェックシートだけでは見落とす対策です。記入欄はありません。項目がない理由は、原文の記述ではなく、街守りの判断です。',
    'Note: the check sheet alone would pass over these measures. There is nothing to fill in. Why no item asks for them is the judgement of Machimori, not of the guideline.',
  ),
  measure: text('対策', 'Measure'),
  demandedAt: text('求められる所', 'Demanded at'),
  performsVerifies: text('実施／確認', 'Performed / verified by'),
  riskLevel: text('リスクの高さ', 'Level of risk'),
  whyNoItem: text('項目がない理由（街守りの判断）', 'Why there is no item (our judgement)'),
  noneWithoutItem: text('項目のない対策はありません。', 'There is none.'),
  withId: text('{heading}\n（{id}）', '{heading}\n({id})'),
  performed: text('実施：{names}', 'Performed by: {names}'),
  verified: text('確認：{names}', 'Verified by: {names}'),
  moreInPlan: text(
    'ほかに{n}件あります。すべては plan.json にあります。',
    '{n} more are in plan.json, which holds everything.',
  ),

  // ── Bands ──
  categoryBand: text('カテゴリ{number}　{name}', 'Category {number}: {name}'),
  viewsBand: text('スマートシティ特有のセキュリティ対策', 'Measures particular to smart cities'),
  noRows: text(
    'この組織が答える項目はありません。',
    'There is no item for this organisation to answer.',
  ),

  // ── Cells ──
  performs: text('担当', 'Performs'),
  verifies: text('確認', 'Verifies'),
  answers: text('説明', 'Answers'),
  answersSheet: text('シートへの回答', 'Answers the sheet'),
  nobodyPerforms: dutyStateWords.gap,
  severalPerform: dutyStateWords.overlap,
  presumed: text('（見込み）', ' (presumed)'),
  noOne: text('－', '–'),
  andOthers: text('ほか{n}件', '{n} more'),
  subjectCount: text('（{n}件）', '({n})'),
  joiner: text('、', ', '),
  organisationShare: text('{organisation}（{n}件）', '{organisation} ({n})'),
  year: text('{year}年', '{year}'),
  plannedFor: text('{raw}（{subjects}）', '{raw} ({subjects})'),
  statementFor: text('【{subject}】{statement}', '[{subject}] {statement}'),
  itemPrefix: text('{label}：{value}', '{label}: {value}'),
  draftMark: text('（案）', '(draft) '),
  draftSteps: text('まず、{steps}', 'First: {steps}'),
  seeDetails: text('…（続きは明細）', '… (see the details)'),
  knownWeakness: text('弱点あり', 'known weakness'),

  // ── 優先度 ──
  veryHigh: text('最優先', 'First'),
  high: text('高', 'High'),
  medium: text('中', 'Medium'),
  low: text('低', 'Low'),

  // ── 状態 ──
  stateTitle: text('状態', 'State'),
  statePrompt: text(
    '一覧から選んでください。対象外のときは、理由を実装方法に書きます。',
    'Choose from the list. Where it does not apply, give the reason under "How it is implemented".',
  ),

  // ── 使い方 ──
  howToPurpose: text('この表の目的', 'What this book is for'),
  howToPurposeText: text(
    'ガイドラインのチェック項目ごとに、いつ、誰が、どのように実装するかを記入する表です。列の「項目」「実装予定時期」「実装方法」は、別紙1と同じです。',
    'For each check item of the guideline it records when, by whom and how it is implemented. Item, planned date and how are the columns of Annex 1.',
  ),
  howToFill: text('記入のしかた', 'How to fill it in'),
  howToFillSteps: text(
    '1. 実装予定時期は「令和8年度下期」のように、ふだんの書き方で書けます。\n2. 実装方法の「（案）」は、計画から作った下書きです。実際の方法に書き直し、「（案）」を消してください。\n3. 状態は「未着手、予定あり、実施中、実施済み、対象外」から選びます。一覧が出ないときは、この言葉を入力します。\n4. 対象外にするときは、理由を実装方法に書きます。\n5. 対象ごとに答えが違うときは、「明細」の行に書きます。明細の記入が優先します。',
    '1. Write the planned date as you usually do, for instance 令和8年度下期 or 2026-09-30.\n2. A text that begins with (draft) was made from the plan. Rewrite it as it really is and remove the mark.\n3. The state is one of: Not started, Planned, In progress, Implemented, Not applicable. Where no list opens, type the words.\n4. Where an item does not apply, give the reason under "How it is implemented".\n5. Where answers differ from thing to thing, write them in the rows of Details; these count first.',
  ),
  howToKeep: text('お願い', 'Please'),
  howToKeepText: text(
    '対応ID・明細IDの列は、戻ってきた表を取り込むときの目印です。書き換えたり消したりしないでください。行の並べ替えや、列の幅の変更はできます。この列は印刷されません。',
    'The ID columns are the marks by which a returned book is taken in. Please neither change nor remove them. Rows may be sorted and columns resized. These columns are not printed.',
  ),
  howToDuties: text('担当・確認・説明', 'Performs, verifies, answers'),
  howToDutiesText: text(
    '担当は対策を行う組織、確認はそれを確かめる組織、説明は住民に説明する組織です。シートへの回答は、担当と違う組織がこのシートに答えるときだけ出ます。（見込み）は、契約などの取り決めがまだないものです。',
    'One organisation performs the measure, another verifies it, and another answers to residents. “Answers the sheet” is shown only where another than who performs answers here. (presumed) means that nothing has been agreed yet.',
  ),
  howToPriority: text('優先度', 'Priority'),
  howToPriorityText: text(
    '計画で起こりうることの大きさから決めています。「弱点あり」は、すでに分かっている弱点に関わる項目です。',
    'It follows from what could happen according to the plan. "known weakness" marks items that concern a weakness already found.',
  ),
  howToWithoutItemText: text(
    'リスクから求められるのに、どのチェック項目も問わない対策です。実施は対策を行う組織、確認はそれを確かめる組織です。担当が決まっていない対策は、確認する組織の表に載せています。',
    'Measures that a risk demands and no check item asks for, with who performs and who verifies them. Those that nobody performs are in the book of the organisation that verifies them.',
  ),
  howToSource: text('もとにした文書', 'Source'),
  howToSourceText: text(
    '項目の見出しはガイドラインのものです。その下の説明は、読みやすく書き直したものです。',
    'Headings are those of the guideline. The sentences beneath are plainer words of our own.',
  ),

  // ── Bounds on what a book holds ──
  largeRows: text('表の行が{n}を超えています', 'more than {n} rows of a table'),
  largeColumns: text('列の幅などの指定が{n}を超えています', 'more than {n} settings of columns'),
  largeTexts: text('項目の欄の言葉が{n}種類を超えています', 'more than {n} different items'),
  largeCells: text(
    '行、セル、結合の合計が{n}を超えています',
    'more than {n} rows, cells and merges',
  ),

  // ── Reading and filling ──
  noTable: text(
    '「項目・実装予定時期・実装方法」の見出しがある表が見つかりません。',
    'No table with the headings 項目, 実装予定時期 and 実装方法 was found.',
  ),
  noTableNext: text(
    '別紙1の見出しの行を残したファイルを指定してください。',
    'Give a file that still has the heading row of Annex 1.',
  ),
  unmatchedRow: text(
    'この行に合うチェック項目が見つかりません：「{label}」',
    'No check item matches this row: "{label}"',
  ),
  expectedLabel: text('「サービス②-3」のような項目の番号', 'an item label such as サービス②-3'),
  askedOfNothing: text(
    'この項目で問うもの（サービス、機器など）が、計画にありません。',
    'The plan has nothing (no service, device or the like) of which this item is asked.',
  ),
  formulaRefused: text('数式の入ったセルは読み込みません。', 'A cell with a formula is not read.'),
  expectedPlainText: text('文字で書かれた値', 'a value written as text'),
  unknownState: text('状態の言葉が分かりません：「{value}」', 'The state is not known: "{value}"'),
  unknownKey: text(
    'この対応IDは、計画にありません：「{value}」',
    'This ID is not in the plan: "{value}"',
  ),
  expectedKey: text('計画にある対応IDまたは明細ID', 'a row or line ID that is in the plan'),
  brokenKey: text('対応IDの書き方が正しくありません：「{value}」', 'This is not an ID: "{value}"'),
  keyDisagrees: text(
    '対応ID「{key}」と項目「{label}」が食い違っています。',
    'The ID "{key}" and the item "{label}" disagree.',
  ),
  duplicateRow: text(
    '同じ項目の行が、ほかにもあります（{cell}）。',
    'Another row has the same item ({cell}).',
  ),
  badDate: text(
    '時期を日付として読めません：「{value}」。書かれたまま残します。',
    'The planned date fixes no day: "{value}". The wording is kept.',
  ),
  relativeDate: text(
    '「{value}」は、いつ書いたかで時期が変わるので、日付にしません。書かれたまま残します。',
    '"{value}" depends on the day of writing, so it fixes no day. The wording is kept.',
  ),
  expectedDate: text(
    '「令和8年度末」「2026年9月」のように、年が決まる書き方。終わっていれば「実施済み」',
    'a date that names its year, such as 令和8年度末 or 2026-09; Implemented where it is done',
  ),
  statesDisagree: text(
    '実装予定時期は「{planned}」、状態は「{state}」です。状態の欄を採りました。',
    'The planned date says "{planned}" and the state says "{state}". The state was taken.',
  ),
  notApplicableWithoutReason: text(
    '対象外の理由が書かれていません。',
    'No reason is given why it does not apply.',
  ),
  hiddenSheet: text(
    '隠れたシート「{sheet}」は読み込みません。',
    'The hidden sheet "{sheet}" is not read.',
  ),
  errorCell: text(
    'エラー値（{value}）の入ったセルは読み込みません。',
    'A cell with an error value ({value}) is not read.',
  ),
  signatureBroken: text(
    'このファイルの電子署名は、記入によって無効になります。',
    'Filling in this file makes its digital signature invalid.',
  ),
} as const satisfies Record<string, Text>;
