import { type Locale, type Text, text } from '@machimori/kernel';
import { sheetLayouts } from './workbook-layout.ts';

const title: Text = text('街守り　都市のひな形', 'Machimori: template of a city');

const steps: readonly Text[] = [
  text(
    'このブックに街のかたちを書くと、街守りがセキュリティの計画を作ります。',
    'Describe your city in this workbook, and Machimori makes its security plan.',
  ),
  text(
    '「都市」「組織」「しくみ」「データ」「データの流れ」「契約」の順に書くと楽です。',
    'City, organisations, components, data, flows, contracts: in this order it is easiest.',
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

/** The rows of the sheet that explains: steps, then what each sheet is for. */
export function guideRows(locale: Locale): string[][] {
  return [
    [title[locale]],
    [''],
    ...steps.map((step) => [step[locale]]),
    [''],
    [text('シート', 'Sheet')[locale], text('書くこと', 'What it holds')[locale]],
    ...sheetLayouts.map((sheet) => [sheet.name[locale], sheet.help[locale]]),
  ];
}

/** Index of the row that heads the list of sheets. */
export const guideTableRow = steps.length + 3;
