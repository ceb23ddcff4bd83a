import { type Locale, type Text, text } from '@machimori/kernel';
import { fieldOf, sheetLayouts, turnOf } from './workbook-layout.ts';

const templateTitle: Text = text('街守り　都市のひな形', 'Machimori: template of a city');

const count = sheetLayouts.filter((layout) => turnOf(layout) !== undefined).length;

const steps: readonly Text[] = [
  text(
    'このブックに街のかたちを書くと、街守りがセキュリティの計画を作ります。',
    'Describe your city in this workbook, and Machimori makes its security plan.',
  ),
  text(
    `小さな町なら、下の表で番号の付いた${count}枚（見出しに色の付いたシート）で足ります。番号の順に書いてください。`,
    `For a small town the ${count} sheets with a number below (with coloured tabs) are enough. Fill them in by number.`,
  ),
  text(
    '一行目は見出しです。消さずに残してください。列の順番は変えてもかまいません。',
    'The first row holds the headings. Please keep them; the order of columns may change.',
  ),
  text(
    '「※」で始まる行は説明、「例：」で始まる行は記入例です。読み込みません。消してもかまいません。',
    'Rows that begin with ※ explain, rows that begin with “e.g.” are examples. Neither is read; both may be deleted.',
  ),
  text(
    '記入例は、すべてのシートを通して一つの小さな町になっています。',
    'The examples of all sheets together describe one small town.',
  ),
  text(
    '「キー」は、ほかのシートから指すための短い名前です。一度決めたら変えないでください。',
    'A key is a short name by which other sheets refer to a row. Once chosen, it stays.',
  ),
  text(
    'キーは半角の英小文字、数字、ハイフンで書きます。例：kawa-sensor',
    'Keys are lower-case letters, digits and hyphens, such as kawa-sensor.',
  ),
  text(
    '一つの欄に二つ以上書くときは「、」で区切ります。',
    'Two or more entries in one cell are separated by commas.',
  ),
  text(
    '選ぶ欄で候補が出ないときは、説明の行にある言葉をそのまま書いてください。',
    'Where no drop-down appears, write one of the words given in the row of notes.',
  ),
  text(
    '日付は 2027-03-31 のように書きます。2027/3/31 や 令和9年3月31日 でも読めます。',
    'Days are written as 2027-03-31; 2027/3/31 is read too.',
  ),
  text(
    '分からない欄は空けておきます。「必須」とある欄だけは書いてください。',
    'Leave empty what you do not know. Only cells marked “required” must be filled in.',
  ),
  text('数式は読み込みません。値を書いてください。', 'Formulas are not read. Please write values.'),
  text(
    'アカウントは数だけを書き、個人の名前は書きません。',
    'Write only how many accounts there are, never names of people.',
  ),
  text(
    '印刷には「英語名」「備考」の列が出ません。書き込んだ街を書き出したブックでは、中身のある列が出ます。',
    'The columns “English name” and “Note” are not printed here; in the workbook of a city they are where they hold something.',
  ),
  text('書けたら、次のように読み込みます。', 'When done, import it like this:'),
  text(
    './machimori city import city.xlsx --out city.yaml',
    './machimori city import city.xlsx --out city.yaml',
  ),
  text(
    '直すところがあれば、シートの名前と欄の位置でお知らせします。',
    'If something needs mending, you are told by sheet and cell.',
  ),
];

const always = text('必ず', 'always');

/** When a sheet is needed, by the field that it holds; the others always are, or where their kind of thing is there. */
const neededWhen: Readonly<Record<string, Text>> = {
  service: text('サービスがあれば必ず', 'always where there are services'),
  device: text('センサーやカメラなどがあれば必ず', 'always where there are sensors or cameras'),
  contracts: text('業者などに頼んでいれば必ず', 'always where work is passed to others'),
  boundaries: text('契約書に分担が書いてあれば', 'where contracts say who does what'),
  clauses: text('条項がだれの仕事かを定めていれば', 'where a clause says who performs what'),
  hosting: text('サーバやクラウドの置き場所が分かれば', 'where you know where servers stand'),
  accounts: text('アカウントの数が分かれば', 'where you know how many there are'),
  weaknesses: text('見つかっている弱点があれば', 'where weaknesses are known'),
  controls: text('チェックシートの答えがあれば', 'where check items have answers'),
  labels: text('認証ラベルのある機器があれば', 'where devices carry a label'),
  externalSystems: text('街の外とデータをやり取りしていれば', 'where data pass to or from outside'),
  aliases: text('キーを変えたときだけ', 'only after a key was changed'),
};

/** The rows of the sheet that explains: steps, then what each sheet is for. */
export function guideRows(locale: Locale, cityName: string | undefined): string[][] {
  const title =
    cityName === undefined ? templateTitle : text(`街守り　${cityName}`, `Machimori: ${cityName}`);
  return [
    [title[locale]],
    [''],
    ...steps.map((step) => [step[locale]]),
    [''],
    [
      text('順', 'Turn')[locale],
      text('シート', 'Sheet')[locale],
      text('書くこと', 'What it holds')[locale],
      text('要るとき', 'When needed')[locale],
    ],
    ...sheetLayouts.map((layout) => {
      const turn = turnOf(layout);
      const when = neededWhen[fieldOf(layout)] ?? always;
      return [
        turn === undefined ? '' : String(turn),
        layout.name[locale],
        layout.help[locale],
        when[locale],
      ];
    }),
  ];
}

/** Index of the row that heads the list of sheets. */
export const guideTableRow = steps.length + 3;

/** Whether a row of the guide names a sheet that every town fills in. */
export function isNeededRow(row: number): boolean {
  const layout = sheetLayouts[row - guideTableRow - 1];
  return layout !== undefined && turnOf(layout) !== undefined;
}
