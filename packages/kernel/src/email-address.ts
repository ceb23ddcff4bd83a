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

const bare = {
  wrong: text(
    'メールアドレスの「@」のあとに、「.」がありません。',
    'There is no dot behind the “@” of the address.',
  ),
};

export interface EmailAddress {
  readonly shown: string;
  /** Folded: one person under however they wrote it. */
  readonly key: string;
}

/** Reads an address as people write it: full-width letters and stray spaces are forgiven. */
export function readEmailAddress(value: string): EmailAddress {
  const shown = value.normalize('NFKC').trim();
  if (!pattern.test(shown) || shown.length > 254 || shown.includes('..'))
    throw new Failure('input-invalid', messages.wrong, {
      next: messages.wrongNext,
      field: 'email',
    });
  return { shown, key: shown.toLowerCase() };
}

/**
 * Reads an address that somebody is to be reached at from now on. What has no dot behind the @ is most often
 * mistyped (tanto@example): refused, but for this very machine's mail (`@localhost`).
 */
export function takeEmailAddress(value: string): EmailAddress {
  const email = readEmailAddress(value);
  const domain = email.key.slice(email.key.lastIndexOf('@') + 1);
  if (!domain.includes('.') && domain !== 'localhost')
    throw new Failure('input-invalid', bare.wrong, { next: messages.wrongNext, field: 'email' });
  return email;
}
