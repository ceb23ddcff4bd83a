import { Failure } from './failure.ts';
import { text } from './text.ts';

const messages = {
  wrong: text('メールアドレスの形になっていません。', 'This is not an e-mail address.'),
  wrongNext: text(
    '例: tanto@example.lg.jp のように書いてください。',
    'Write it like tanto@example.lg.jp.',
  ),
};

const pattern =
  /^[^\s@<>",;:\\()[\]\p{C}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])$/u;

export interface EmailAddress {
  readonly shown: string;
  /** Folded: one person under however they wrote it. */
  readonly key: string;
}

/** Reads an address as people write it: full-width letters and stray spaces are forgiven. */
export function readEmailAddress(value: string): EmailAddress {
  const shown = value.normalize('NFKC').trim();
  if (!pattern.test(shown) || shown.length > 254 || shown.includes('..'))
    throw new Failure('input-invalid', messages.wrong, { next: messages.wrongNext });
  return { shown, key: shown.toLowerCase() };
}
