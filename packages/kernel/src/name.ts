import { Failure } from './failure.ts';
import { text } from './text.ts';

const messages = {
  empty: text('名前が入っていません。', 'The name is missing.'),
  emptyNext: text('1文字から100文字までで書いてください。', 'Write 1 to 100 characters.'),
  long: text('名前が長すぎます。', 'The name is too long.'),
  signs: text('名前に使えない文字があります。', 'The name has characters that cannot be used.'),
};

/** A name as people write it, without what cannot be seen and could mislead. */
export function readName(value: string): string {
  const name = value.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name === '') throw new Failure('input-invalid', messages.empty, { next: messages.emptyNext });
  if ([...name].length > 100)
    throw new Failure('input-invalid', messages.long, { next: messages.emptyNext });
  if (/\p{C}/u.test(name))
    throw new Failure('input-invalid', messages.signs, { next: messages.emptyNext });
  return name;
}
