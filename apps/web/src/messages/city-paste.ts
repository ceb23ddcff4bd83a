import { text } from '@machimori/kernel';

export const pasteWords = {
  devices: text('機器', 'Devices'),
  title: text('{kind}をExcelから貼り付ける', 'Paste from Excel: {kind}'),
  lead: text(
    'Excelで、見出しの行をふくめて表を選び、コピーして、ここに貼り付けます。保存する前に、一行ずつ確かめられます。',
    'In Excel, select the table with its row of headings, copy it and paste it here. You see each row before anything is saved.',
  ),
  table: text('貼り付けた表', 'The table'),
  tableHint: text('ここを選んで、Ctrl＋V で貼り付けます。', 'Click here and press Ctrl+V.'),
  headings: text('読める見出し', 'Headings that are read'),
  headingsText: text(
    '順番は自由です。名前が同じものは書きかわり、なければ加わります。空のセルは、今のままにします。',
    'In any order. What has the same name is changed, the rest is added. Empty cells leave things as they are.',
  ),
  accountHeadingsText: text(
    '順番は自由です。しくみと種類が同じものは書きかわり、なければ加わります。空のセルは、今のままにします。',
    'In any order. Accounts of the same component and kind are changed, the rest is added. Empty cells leave things as they are.',
  ),
  line: text('行', 'Row'),
  row: text('{row}行目', 'Row {row}'),
  rowOf: text('{row}行目：{name}', 'Row {row}: {name}'),
  rowsText: text(
    '行は、見出しの次を1行目と数えます。空の行は数えません。',
    'Rows are counted from the one below the headings, without empty ones.',
  ),
  owner: text('持ち主（表にないとき）', 'Owner (where the table says none)'),
  check: text('読み取る', 'Read it'),
  empty: text('表を貼り付けてください。', 'Please paste a table.'),
  noHeadings: text(
    '一行目に、読める見出しがありません。見出しの行もいっしょにコピーしてください。',
    'The first row has no heading that can be read. Please copy the headings too.',
  ),
  unknownColumns: text('読まない列: {names}', 'Columns not read: {names}'),
  faultAt: text(
    '「{heading}」の列の「{given}」が読めません。{text}',
    '“{given}” in the column “{heading}” cannot be read. {text}',
  ),
  kept: text(
    '{wrong}行は読めないため、保存しません。Excelの、下に示すセルを直して、もう一度貼り付けられます。',
    '{wrong} {wrong|row|rows} cannot be read and are left out. Correct the cells named below in Excel and paste again.',
  ),
  again: text('貼り直す', 'Paste again'),
} as const;
