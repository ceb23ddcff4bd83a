import { type Text, text } from '@machimori/kernel';

/** The acts that one filters by; all others are in the list all the same. */
export const actions: readonly (readonly [action: string, words: Text])[] = [
  ['session:open', text('サインイン', 'Sign in')],
  ['member:invite', text('人を招く', 'Invite a person')],
  ['member:change', text('役割や状態を変える', 'Change roles or state')],
  ['access-review:decide', text('棚卸しの判断', 'Decide in an access review')],
  ['register:import', text('まちのファイルの取り込み', 'Import the file of the city')],
  ['city:change', text('まちの設定を変える', 'Change settings of the city')],
  ['log:export', text('記録の書き出し', 'Export the log')],
];

/** What an entry still says of its content, in one line; not a word where it was erased. */
export function contentWords(content: string | undefined): string {
  if (content === undefined) return '';
  try {
    const parsed: unknown = JSON.parse(content);
    if (typeof parsed !== 'object' || parsed === null) return String(parsed ?? '');
    return Object.values(parsed)
      .filter((value) => typeof value === 'string')
      .join('、');
  } catch {
    return '';
  }
}
