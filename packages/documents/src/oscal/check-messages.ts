import { text } from '@machimori/kernel';

/** What the check of OSCAL documents says. */
export const checkMessages = {
  noRoot: text(
    '「{name}」で始まる文書ではありません。',
    'The document does not begin with “{name}”.',
  ),
  empty: text(
    '空のままの項目は書けません。項目ごと除いてください。',
    'An empty or null field is not allowed: leave it out.',
  ),
  uuid: text(
    '「{value}」は版4か版5のUUIDではありません。',
    '“{value}” is not a UUID of version 4 or 5.',
  ),
  time: text(
    '「{value}」は時差のついた日時ではありません（例：2026-11-21T00:00:00+09:00）。',
    '“{value}” is not a time with its zone, such as 2026-11-21T00:00:00+09:00.',
  ),
  line: text(
    '一行の文字でなければなりません。前後に空白は置けません。',
    'Must be one line of text without spaces at either end.',
  ),
  duplicateUuid: text(
    'UUID「{value}」は{path}にもあります。',
    'UUID “{value}” also stands at {path}.',
  ),
  duplicateId: text(
    '識別子「{value}」は{path}にもあります。',
    'Id “{value}” also stands at {path}.',
  ),
  duplicateEntry: text(
    '「{value}」は同じ一覧に二度あります。',
    '“{value}” stands twice in the same list.',
  ),
  noComponent: text(
    'どのしくみでも実装されていません。by-componentsが要ります。',
    'Is implemented nowhere: by-components is needed.',
  ),
  dangling: text(
    '「{value}」が指すもの（{kinds}）がありません。',
    '“{value}” points to nothing: no such entry in {kinds}.',
  ),
  danglingLink: text('リンク「{value}」の先がありません。', 'The link “{value}” leads nowhere.'),
  notResource: text(
    'リンク「{value}」の先は、back-matterの資料ではありません。',
    'The link “{value}” does not lead to a resource of the back matter.',
  ),
  danglingImport: text(
    '取り込む文書「{value}」がありません。',
    'The imported document “{value}” is not there.',
  ),
  notSelected: text(
    '「{value}」は、プロファイルが選んでいません。',
    '“{value}” is not selected by the profile.',
  ),
} as const;
