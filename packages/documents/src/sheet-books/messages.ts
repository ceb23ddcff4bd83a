import { columnWords, type Text, text } from '@machimori/kernel';
import { sheetMessages } from '../sheet/messages.ts';

/** Every word of the books in which organisations answer their lines. */
export const bookMessages = {
  cover: text('表紙', 'Cover'),
  answers: text('回答', 'Answers'),
  title: text('チェックシートの回答', 'Answers to the check sheet'),
  wholeTitle: text('チェックシートの一覧（まち全体）', 'Check sheet of the whole city'),
  narrowedTitle: text('チェックシートの一覧（しぼり込み）', 'Check sheet: lines that were chosen'),
  handling: sheetMessages.handling,
  notExhaustive: sheetMessages.notExhaustive,
  hint: text(
    '色の付いた欄（実施状況・いつまでに・どのように行っているか）に書いてください。行の並べ替えや、列の幅の変更はできます。',
    'Write into the coloured cells (state, by when, how). Rows may be sorted and columns resized.',
  ),
  wholeHint: text(
    '{day}の時点の一覧です。回答を書いて戻すときは、組織ごとの回答用Excelを使ってください。長い文は、紙では終わりが切れることがあります（セルには全文があります）。',
    'As of {day}. To answer and send back, use the answer book of your organisation. On paper the end of a long text may be cut off; the cell has all of it.',
  ),
  none: text('答える行はありません。', 'There is no line to answer.'),

  // ── Cover ──
  city: text('まち', 'City'),
  organisation: text('答える組織', 'Organisation that answers'),
  narrowed: text('しぼり込み', 'Chosen by'),
  madeOn: text('出した日', 'Made on'),
  edition: text('もとにした版', 'Edition'),
  editionDraft: sheetMessages.editionDraft,
  editionFinal: sheetMessages.editionFinal,
  count: text('行の数', 'Lines'),
  countOf: text('{n}行', '{n}'),
  number: text('ファイル番号', 'Book number'),
  format: text('書式', 'Format'),
  formatOf: text('書式 {n}', 'Format {n}'),
  howTo: text('書きかた', 'How to fill it in'),
  howToSteps: text(
    '1. 「回答」のシートを開き、色の付いた三つの欄に書きます。\n2. 「実施状況」は一覧から選びます。一覧が出ないときは、「{states}」のどれかを入力します。\n3. 「いつまでに」は、「令和9年度上期」「2027年9月」のように、ふだんの書きかたで書けます。\n4. 「どのように行っているか」は、二千文字まで書けます。あてはまらないときは、その理由を書きます。長い文は、紙では終わりが切れることがありますが、セルには全文が残ります。\n5. 数式は使えません。計算した結果だけを、文字で書いてください。',
    '1. Open the sheet Answers and write into the three coloured cells.\n2. Choose the state from the list. Where no list opens, type one of: {states}.\n3. Write the date as you usually do, such as 2027-09-30 or 2027/9.\n4. You have two thousand characters to say how it is carried out; where it does not apply, say why. On paper the end of a long text may be cut off; the cell keeps all of it.\n5. Formulas cannot be used. Write their results as text.',
  ),
  please: text('お願い', 'Please'),
  pleaseText: text(
    '「行ID」と「ファイル番号」は、戻ってきたファイルを取り込むときの目印です。書きかえたり、消したりしないでください。\n書き終えたら、街守りの「チェックシート」から「Excelでやりとり」を開いて、このファイルを選びます。書きこむ前に、何が変わるかを見られます。\nファイルを渡したあとに街守りで書きかえられた欄は、どちらを残すかを選べます。',
    'Line IDs and the book number are the marks by which a returned book is taken in. Please neither change nor remove them.\nWhen you have finished, open Check sheet, By Excel, and choose this file. You see what would change before anything is written.\nWhere a cell was changed after this book was made, you choose which one stays.',
  ),
  aboutGuideline: text('ガイドラインについて', 'About the guideline'),

  // ── Columns ──
  ...columnWords,
  line: text('行ID', 'Line ID'),
  statePrompt: text(
    '一覧から選んでください。あてはまらないときは、理由を「どのように行っているか」に書きます。',
    'Choose from the list. Where it does not apply, say why under “How it is carried out”.',
  ),
  marks: text('目印の欄', 'Marks'),
  marksPrompt: text(
    '戻ってきたファイルを取り込むときの目印です。書きかえないでください。',
    'By these a returned book is taken in. Please leave them as they are.',
  ),
  itemLabel: sheetMessages.itemPrefix,

  // ── Reading ──
  noTable: text(
    '「行ID」と、「実施状況」「いつまでに」「どのように行っているか」の見出しがある表が見つかりません。',
    'No table with the headings Line ID, State, By when and How it is carried out was found.',
  ),
  neither: text(
    'チェックシートの表が見つかりません。回答用Excelなら「行ID」と「実施状況」など、公式のシートなら「項目」「実装予定時期」「実装方法」の見出しがある表を読みます。',
    'No check sheet was found: neither a table with Line ID and State, nor the official one with 項目, 実装予定時期 and 実装方法.',
  ),
  noTableNext: text(
    '「Excelでやりとり」から受け取ったファイルに書いて、見出しの行を残したまま選んでください。',
    'Fill in a book that you received under By Excel, and keep its heading row.',
  ),
  newer: text(
    'このファイルは、新しい書式（書式{n}）です。この街守りが読めるのは、書式{known}までです。何も書いていません。',
    'This book has a newer format ({n}); this program reads formats up to {known}. Nothing was written.',
  ),
  newerNext: text(
    '街守りを新しくするか、この街守りから出した回答用Excelに書き写してください。',
    'Bring the program up to date, or copy the answers into a book made by this one.',
  ),
  tooMany: text('表の行が{n}を超えています', 'more than {n} rows of a table'),
} as const satisfies Record<string, Text>;
