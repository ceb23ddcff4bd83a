import { type Text, text } from '@machimori/kernel';

const n = (value: number): string => value.toLocaleString('en-GB');

/** What a person reads when a city's file is not right: what is wrong, and what to do. */
export const messages = {
  more: (count: number): Text =>
    text(
      `ほかに${n(count)}件の問題があります。上のものを直してから、もう一度お試しください。`,
      `There are ${n(count)} more problems. Please mend those above and try again.`,
    ),
  tooLarge: (megabytes: number): Text =>
    text(
      `ファイルが大きすぎます。${n(megabytes)} MBまで読めます。`,
      `The file is too large. Up to ${n(megabytes)} MB can be read.`,
    ),
  tooManyParts: text(
    'YAMLの行や記号が多すぎます。大きな都市は、JSONで書くと読めます。',
    'The YAML has too many lines or signs. A large city can be written as JSON.',
  ),
  tooLongAnywhere: text(
    '一つの値が長すぎます。引用符の閉じ忘れがないかもご確認ください。',
    'One value is too long. Please also check for a quotation mark that is not closed.',
  ),
  tooDeep: (depth: number): Text =>
    text(
      `入れ子が深すぎます。${n(depth)}段までにしてください。`,
      `The nesting is too deep. Please keep to ${n(depth)} levels.`,
    ),
  tooMany: (label: Text, most: number): Text =>
    text(
      `「${label.ja}」が多すぎます。${n(most)}件まで読めます。`,
      `Too many entries under “${label.en}”. Up to ${n(most)} can be read.`,
    ),
  encoding: text(
    '文字コードがUTF-8ではありません。UTF-8で保存し直してください。',
    'The text is not UTF-8. Please save it as UTF-8.',
  ),
  controlCharacter: text(
    '目に見えない制御文字が入っています。消してください。',
    'There is an invisible control character. Please remove it.',
  ),
  alias: text(
    'YAMLの別名（& と *）は使えません。同じ内容でも、その場所に書いてください。',
    'YAML anchors and aliases (& and *) are not accepted. Please write the value out where it is needed.',
  ),
  merge: text(
    'YAMLの合成（<<）は使えません。内容をその場所に書いてください。',
    'YAML merge keys (<<) are not accepted. Please write the fields out.',
  ),
  tag: text(
    'YAMLのタグ（!）は使えません。タグを消してください。',
    'YAML tags (!) are not accepted. Please remove the tag.',
  ),
  manyDocuments: text(
    '「---」で区切った二つ目の文書があります。一つのファイルに一つの都市を書いてください。',
    'There is a second document after “---”. Please write one city in one file.',
  ),
  directive: text(
    '「%」で始まる指示は使えません。消してください。',
    'Directives that begin with “%” are not accepted. Please remove it.',
  ),
  empty: text('ファイルに何も書かれていません。', 'The file is empty.'),
  answers: text(
    'これは、「質問に答えてはじめる」の答え（answers.json）で、まちのファイルではありません。city.yaml か city.xlsx を選んでください。答えから始めるときは、ブラウザの「質問に答えてはじめる」で入力してください。',
    'These are answers to the questions of a guided start (answers.json), not the file of a city. Choose city.yaml or city.xlsx; to begin by answers, give them in the browser under “Begin by answering questions”.',
  ),
  notACity: text(
    '都市の項目が見つかりません。formatVersion や key から書き始めてください。',
    'No fields of a city were found. Please begin with formatVersion and key.',
  ),
  syntax: (hint: Text): Text =>
    text(`書き方が正しくありません。${hint.ja}`, `This is not written correctly. ${hint.en}`),
  twice: (name: string): Text =>
    text(
      `「${name}」が二回書かれています。一つにしてください。`,
      `“${name}” is written twice. Please keep one.`,
    ),
  unknownField: (name: string): Text =>
    text(`「${name}」という項目はありません。`, `There is no field “${name}”.`),
  missing: (label: Text, name: string): Text =>
    text(
      `「${label.ja}」（${name}）がありません。書き加えてください。`,
      `“${label.en}” (${name}) is missing. Please add it.`,
    ),
  cellEmpty: (label: Text): Text =>
    text(
      `「${label.ja}」が空いています。書き加えてください。`,
      `“${label.en}” is empty. Please fill it in.`,
    ),
  notANumber: (label: Text, given: string): Text =>
    text(
      `「${label.ja}」の「${given}」は、数として読めません。`,
      `“${given}” under “${label.en}” is not a number.`,
    ),
  notAKey: (label: Text, given: string): Text =>
    text(
      `「${label.ja}」の「${given}」は、キーではありません。名前ではなく、キーを書いてください。`,
      `“${given}” under “${label.en}” is not a key. Please write the key, not the name.`,
    ),
  wrongType: (label: Text): Text =>
    text(`「${label.ja}」の書き方が違います。`, `“${label.en}” is written the wrong way.`),
  unknownWord: (label: Text, given: string): Text =>
    text(
      `「${label.ja}」に「${given}」は使えません。`,
      `“${given}” is not accepted for “${label.en}”.`,
    ),
  badKey: (given: string): Text =>
    text(`「${given}」はキーに使えません。`, `“${given}” cannot be a key.`),
  duplicateKey: (key: string, where: string): Text =>
    text(
      `キー「${key}」は、ほかでも使われています（${where}）。`,
      `The key “${key}” is used elsewhere too (${where}).`,
    ),
  unknownKey: (label: Text, key: string): Text =>
    text(
      `「${label.ja}」のキー「${key}」が見つかりません。`,
      `The key “${key}” under “${label.en}” was not found.`,
    ),
  wrongKind: (label: Text, key: string, is: Text): Text =>
    text(
      `「${label.ja}」のキー「${key}」は、「${is.ja}」のキーです。`,
      `The key “${key}” under “${label.en}” belongs to “${is.en}”.`,
    ),
  badDate: (label: Text, given: string): Text =>
    text(
      `「${label.ja}」の「${given}」は、日付として読めません。`,
      `“${given}” under “${label.en}” is not a date.`,
    ),
  badNumber: (label: Text, given: string): Text =>
    text(
      `「${label.ja}」の「${given}」は、使えない数です。`,
      `“${given}” under “${label.en}” is not a number that can be used.`,
    ),
  tooLong: (label: Text, most: number): Text =>
    text(
      `「${label.ja}」が長すぎます。${n(most)}文字までにしてください。`,
      `“${label.en}” is too long. Please keep to ${n(most)} characters.`,
    ),
  oneLine: (label: Text): Text =>
    text(`「${label.ja}」は一行で書いてください。`, `Please write “${label.en}” on one line.`),
  repeated: (label: Text, given: string): Text =>
    text(
      `「${label.ja}」に「${given}」が二回あります。一つとして読みます。`,
      `“${given}” stands twice under “${label.en}”. It is read once.`,
    ),
  cycle: (label: Text, way: string): Text =>
    text(
      `「${label.ja}」をたどると元に戻ります（${way}）。`,
      `Following “${label.en}” leads back to the start (${way}).`,
    ),
  sameParties: text(
    '委託元と委託先が同じ組織です。どちらかを直してください。',
    'Principal and contractor are the same organisation. Please correct one of them.',
  ),
  performsNothing: text(
    'この条項の「行う組織」が、どの対策要件を行うのか書かれていません。対策要件を書き加えるか、「行う組織」を消してください。',
    'This clause names who performs, but no requirement. Please add the requirements, or take the organisation away.',
  ),
  selfCheckElsewhere: text(
    '自己確認を書くのは推進主体だけです。ほかの組織が行うことは、委託元が確かめます。この記載は使いません。',
    'Only the promoting body records a self-check; whatever others perform, their principal verifies. This is not used.',
  ),
  sameEnds: text(
    '送り元と送り先が同じです。どちらかを直してください。',
    'The flow begins and ends at the same place. Please correct one end.',
  ),
  managesItself: text('自分で自分を管理することになっています。', 'It is said to manage itself.'),
  termBackwards: (start: string, end: string): Text =>
    text(
      `終了日（${end}）が、開始日（${start}）より前です。二つの日付の年を見比べてください。`,
      `The contract ends (${end}) before it starts (${start}). Please compare the years of the two days.`,
    ),
  moreThanTotal: (part: Text, whole: Text): Text =>
    text(
      `「${part.ja}」が「${whole.ja}」より多くなっています。`,
      `“${part.en}” is more than “${whole.en}”.`,
    ),
  detailsMissing: (label: Text, kind: Text): Text =>
    text(
      `種類が「${kind.ja}」なので、「${label.ja}」も書いてください。`,
      `As its kind is “${kind.en}”, please fill in “${label.en}” too.`,
    ),
  rowOfDetailsMissing: (label: Text, kind: Text): Text =>
    text(
      `種類が「${kind.ja}」なので、「${label.ja}」のシートにも、このキーの行を書いてください。`,
      `As its kind is “${kind.en}”, please give it a row under its key on the sheet for “${label.en}” too.`,
    ),
  detailsElsewhere: (label: Text, kind: Text): Text =>
    text(
      `種類が「${kind.ja}」のものに、「${label.ja}」は書けません。`,
      `“${label.en}” does not belong to the kind “${kind.en}”.`,
    ),
  aliasTaken: (key: string): Text =>
    text(
      `旧キー「${key}」は、今も使われているキーです。別の要素を指すことはできません。`,
      `The former key “${key}” is in use at present. It cannot point elsewhere.`,
    ),
  aliasUsed: (old: string, present: string): Text =>
    text(
      `「${old}」は前のキーです。今のキー「${present}」として読みました。`,
      `“${old}” is a former key. It was read as “${present}”.`,
    ),
  noContract: (operator: string, owner: string): Text =>
    text(
      `「${owner}」のものを「${operator}」が運用していますが、その契約がありません。契約があれば書き加えてください。`,
      `“${operator}” runs what “${owner}” owns, but no contract covers it. Please add the contract if there is one.`,
    ),
  noIncidentContact: text(
    '推進主体に、事故のときの連絡先がありません。一つ書き加えてください。',
    'The promoting body has no contact for incidents. Please add one.',
  ),
  phoneWithoutZero: text(
    '電話番号の先頭の0が抜けていませんか。Excelは数として書かれた番号の0を落とします。0から書き直してください（海外の番号は + から）。',
    'Is the first 0 of this number missing? Excel drops it from what is typed as a number. Write it again from the 0 (from + for a number abroad).',
  ),
  notPromoter: text(
    '推進主体に選ばれていますが、役割に「推進主体」がありません。',
    'It is the promoting body, but its roles do not say so.',
  ),
  unusedData: text(
    'このデータは、どのしくみにも流れにも出てきません。持ち場所か流れを書き加えてください。',
    'This data appears at no component and in no flow. Please say where it is kept or passes.',
  ),
  formula: text(
    '数式のセルは読めません。値だけを貼り付けてください。',
    'Cells with formulas cannot be read. Please paste the value alone.',
  ),
  errorCell: text(
    '表計算のエラーが入っています。値を書き直してください。',
    'This is an error of a spreadsheet. Please write the value again.',
  ),
  refusedBook: (what: Text, next: Text): Text =>
    text(`${what.ja}${next.ja}`, `${what.en} ${next.en}`),
  sheetMissing: (sheet: string): Text =>
    text(
      `シート「${sheet}」がありません。ひな形から写してください。`,
      `The sheet “${sheet}” is missing. Please copy it from the template.`,
    ),
  cityRowMissing: text(
    'シート「都市」に、街を一行で書いてください。',
    'Please describe the city in one row of the sheet “City”.',
  ),
  sheetUnknown: (sheet: string): Text =>
    text(
      `シート「${sheet}」は読みません。名前が違っていないかご確認ください。`,
      `The sheet “${sheet}” is not read. Please check its name.`,
    ),
  headerMissing: (sheet: string): Text =>
    text(
      `シート「${sheet}」の見出しの行が見つかりません。ひな形の見出しを残してください。`,
      `The heading row of the sheet “${sheet}” was not found. Please keep the template’s headings.`,
    ),
  columnUnknown: (column: string): Text =>
    text(`見出し「${column}」の列は読みません。`, `The column “${column}” is not read.`),
  columnTwice: (column: string): Text =>
    text(
      `見出し「${column}」の列が二つあります。一つにしてください。`,
      `There are two columns “${column}”. Please keep one.`,
    ),
  rowUnmatched: (label: Text, key: string): Text =>
    text(
      `「${label.ja}」にキー「${key}」がないので、この行を読めません。`,
      `This row cannot be placed: there is no key “${key}” under “${label.en}”.`,
    ),
  rowWithoutKey: text(
    'この行にはキーがありません。一番左の欄に書いてください。',
    'This row has no key. Please write it in the first column.',
  ),
  rowTwice: (key: string): Text =>
    text(
      `「${key}」の行が二つあります。一つにしてください。`,
      `There are two rows for “${key}”. Please keep one.`,
    ),
} as const;

/** What is expected of a value. */
export const expectations = {
  text: text('文字', 'text'),
  key: text(
    '半角の英小文字か数字で始まり、英小文字・数字・ハイフンで63文字まで',
    'up to 63 lower-case letters, digits and hyphens, beginning with a letter or digit',
  ),
  day: text('2027-03-31 のような、実在する日付', 'a day that exists, such as 2027-03-31'),
  dayInCell: text(
    '2027-03-31 や 令和9年3月31日 のような、実在する日付',
    'a day that exists, such as 2027-03-31',
  ),
  notBefore: (day: string): Text => text(`${day} 以後の日付`, `a day not before ${day}`),
  whole: (min: number, max: number): Text =>
    max >= 1_000_000_000
      ? text(`${n(min)}以上の整数`, `a whole number of ${n(min)} or more`)
      : min === max
        ? text(`${min}`, `${min}`)
        : text(`${n(min)}から${n(max)}までの整数`, `a whole number from ${n(min)} to ${n(max)}`),
  degrees: (limit: number): Text =>
    text(`-${limit}から${limit}までの数`, `a number from -${limit} to ${limit}`),
  boolean: text('true（はい）か false（いいえ）', 'true or false'),
  yesOrNo: text(
    '「はい」か「いいえ」（分からなければ空けます）',
    'yes or no (leave it empty where you do not know)',
  ),
  country: text(
    'JP のような国の2文字、または unknown（不明）',
    'two letters of a country such as JP, or unknown',
  ),
  countryInCell: text(
    '「JP」や「日本」のような国、または「不明」',
    'a country such as JP, or unknown',
  ),
  list: text(
    '「- 」で始まる行の並び、または [ ] で囲んだ並び',
    'a list: lines that begin with “- ”, or [ ]',
  ),
  map: text('「項目: 値」の並び', 'fields, each as “name: value”'),
  oneOf: (words: readonly Text[]): Text =>
    text(
      `${words.map((w) => w.ja).join('、')} のどれか`,
      `one of ${words.map((w) => w.en).join(', ')}`,
    ),
  keyInSheet: (labels: readonly Text[]): Text =>
    text(
      `${labels.map((l) => `「${l.ja}」`).join('か')}のシートにあるキー`,
      `a key from the sheet ${labels.map((l) => `“${l.en}”`).join(' or ')}`,
    ),
  keyOf: (labels: readonly Text[]): Text =>
    text(
      `${labels.map((l) => `「${l.ja}」`).join('か')}にあるキー`,
      `a key under ${labels.map((l) => `“${l.en}”`).join(' or ')}`,
    ),
} as const;
