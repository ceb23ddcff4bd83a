import { type Text, text } from '@machimori/kernel';
import type { Field } from './field.ts';

/** What a form says about a field: people tick and choose there what a file writes as a word or names by key. */
export function formHelp({ type, help }: Field): Text {
  if (type.is === 'boolean')
    return text(
      help.ja.replace(/「はい」です。/, 'しるしを付けます。'),
      help.en.replace(/^Yes where/, 'Tick it where'),
    );
  const of = type.is === 'list' ? type.of : type;
  if (of.is !== 'reference' && of.is !== 'country' && of.is !== 'name') return help;
  return text(
    help.ja
      .replace(/、?そのキーです。/, '、選びます。')
      .replace(/のキーです。/, 'です。')
      .replace(/JPのような2文字で書きます。/, '')
      .replace(/(?:を|なら)? ?CPS\.MA-1 のように書きます。/, (all) =>
        all.startsWith('なら') ? 'なら、選びます。' : 'を選びます。',
      )
      .replace(/「不明」（unknown）です。/, '「不明」を選びます。'),
    help.en
      .replace(/^Keys? of (?:the )?(\w)/, (_, first: string) => first.toUpperCase())
      .replace(/,? two letters(?: such as JP)?/, ''),
  );
}
