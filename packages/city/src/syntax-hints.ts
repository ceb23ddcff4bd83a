import { type Text, text } from '@machimori/kernel';

/** What usually went wrong, by the code that the YAML parser gives. */
export const syntaxHints = {
  unbalanced: text('かっこの対応をご確認ください。', 'Please check that brackets match.'),
  indent: text(
    '行の始めの空白をそろえてください。',
    'Please align the spaces at the beginning of the line.',
  ),
  tab: text(
    '行の始めにタブは使えません。空白にしてください。',
    'Please use spaces, not tabs, at the beginning of a line.',
  ),
  colon: text(
    '「項目: 値」のように、コロンの後に空白が要ります。',
    'Please write “name: value”, with a space after the colon.',
  ),
  quotes: text(
    '引用符の対応と、値の中の「: 」をご確認ください。引用符で囲むと確実です。',
    'Please check the quotation marks and any “: ” within the value. Quoting the value helps.',
  ),
  start: text(
    '値の始めに使えない記号があります。引用符で囲んでください。',
    'The value begins with a sign that is not accepted there. Please quote it.',
  ),
  escape: text('「\\」の使い方が正しくありません。', 'The backslash is not used correctly.'),
  plain: text('この行の前後をご確認ください。', 'Please check this line and its neighbours.'),
  jsonValue: text('ここに値が要ります。', 'A value is needed here.'),
  jsonName: text(
    'ここに " で囲んだ項目名が要ります。',
    'A field name in double quotes is needed here.',
  ),
  jsonColon: text('項目名の後に「:」が要ります。', 'A colon is needed after the field name.'),
  jsonComma: text(
    'ここに「,」か閉じかっこが要ります。',
    'A comma or a closing bracket is needed here.',
  ),
  jsonRest: text(
    '終わりのかっこの後に、余分な文字があります。',
    'There is something after the closing bracket.',
  ),
} as const;

const byCode: Readonly<Record<string, Text>> = {
  BAD_INDENT: syntaxHints.indent,
  TAB_AS_INDENT: syntaxHints.tab,
  MISSING_CHAR: syntaxHints.quotes,
  BAD_SCALAR_START: syntaxHints.start,
  BAD_DQ_ESCAPE: syntaxHints.escape,
  BLOCK_AS_IMPLICIT_KEY: syntaxHints.quotes,
  MULTILINE_IMPLICIT_KEY: syntaxHints.colon,
  KEY_OVER_1024_CHARS: syntaxHints.colon,
  BLOCK_IN_FLOW: syntaxHints.unbalanced,
  UNEXPECTED_TOKEN: syntaxHints.plain,
};

export const hintFor = (code: string): Text => byCode[code] ?? syntaxHints.plain;
