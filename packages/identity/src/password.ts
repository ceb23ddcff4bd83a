import { Failure, text } from '@machimori/kernel';
import { hash, verify } from '@node-rs/argon2';
import { commonPasswords } from './guessed-passwords.ts';
import type { PasswordLane, PasswordQueue } from './password-queue.ts';

const messages = {
  short: text('パスワードが短すぎます。', 'The password is too short.'),
  shortNext: text(
    '12文字以上にしてください。ことばをいくつか並べると、覚えやすくて強くなります。',
    'Use at least 12 characters; a few words in a row are strong and easy to remember.',
  ),
  long: text('パスワードは128文字までです。', 'A password has at most 128 characters.'),
  common: text(
    'よく使われるパスワードなので、すぐに当てられます。',
    'This password is in common use and is guessed at once.',
  ),
  plain: text(
    '同じ文字や並びのくり返し、お名前やアドレスを使ったパスワードは、すぐに当てられます。',
    'Repeats, rows of keys, and your name or address are guessed at once.',
  ),
  otherNext: text('ほかのことばをいくつか並べてみてください。', 'Try a few other words in a row.'),
};

/** OWASP's parameters for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const fold = (password: string): string => password.normalize('NFKC');

/** The hash to keep, in its turn and outside of any transaction; the turn lasts until its act is done. */
export const hashInTurn =
  (queue: PasswordQueue, lane: PasswordLane, password: string) =>
  <T>(goOn: (kept: string) => Promise<T>): Promise<T> =>
    queue.run(lane, async () => goOn(await hash(fold(password), cost)));

/** A hash that no password has: somebody unknown takes as long as somebody known. */
const nobodys =
  '$argon2id$v=19$m=19456,t=2,p=1$bWFjaGltb3JpLW5vYm9keQ$DZJ2ipQbN2YpX3Fvr1rS2mNuTpBzzGFmRgRkYw2rPuc';

/** What came of comparing a password with the hash that was kept then. It counts for that hash alone. */
export interface PasswordChecked {
  readonly against: string | undefined;
  readonly right: boolean;
}

/** Compares as `hashInTurn` hashes; alike for whoever has no hash. */
export const checkInTurn =
  (queue: PasswordQueue, lane: PasswordLane, kept: string | undefined, given: string) =>
  <T>(goOn: (checked: PasswordChecked) => Promise<T>): Promise<T> =>
    queue.run(lane, async () => {
      const right = await verify(kept ?? nobodys, fold(given));
      return goOn({ against: kept, right });
    });

/** Whether a check was right, and still counts: a password that was changed meanwhile opens nothing. */
export const stillRight = (
  { against, right }: PasswordChecked,
  kept: string | undefined,
): boolean => right && against !== undefined && against === kept;

/**
 * Judges a new password by how it would be guessed; no rules of composition (NIST SP 800-63B, 3.1.1).
 * `about`: words an attacker would try first, the person's name and address.
 */
export function expectStrongPassword(password: string, about: readonly string[]): void {
  const folded = fold(password);
  const length = [...folded].length;
  if (length < 12) throw weak(messages.short, messages.shortNext);
  if (length > 128) throw weak(messages.long, messages.shortNext);
  const plain = folded.toLowerCase();
  if (commonPasswords.some((word) => dressed(plain, word)))
    throw weak(messages.common, messages.otherNext);
  const known = about
    .flatMap((each) =>
      fold(each)
        .toLowerCase()
        .split(/[@.\s_-]+/),
    )
    .filter((each) => [...each].length >= 3);
  if (
    distinct(plain) < 5 ||
    rows(plain) ||
    known.some((word) => remainder(plain, word) < 6 || dressed(plain, word))
  )
    throw weak(messages.plain, messages.otherNext);
}

/** Characters that are left when a word is taken out wherever it stands; all of them when it is not there. */
const remainder = (password: string, word: string): number =>
  password.includes(word) ? password.replaceAll(word, '').length : Number.POSITIVE_INFINITY;

/** Whether a word was only made longer: by a few characters, or by the digits and signs that are tried with it. */
function dressed(password: string, word: string): boolean {
  const left = remainder(password, word);
  if (left < 4) return true;
  return left < 10 && !/\p{L}/u.test(password.replaceAll(word, ''));
}

const distinct = (password: string): number => new Set(password).size;

const keyRows =
  '01234567890 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm 1qaz2wsx3edc4rfv';
const bothWays = `${keyRows} ${[...keyRows].reverse().join('')}`;

/** Whether most of it walks along rows of keys, the alphabet, or repeats a short piece. */
function rows(password: string): boolean {
  if (/^(.{1,4})\1+.?$/u.test(password)) return true;
  let walked = 0;
  for (let i = 0; i + 4 <= password.length; i++)
    if (bothWays.includes(password.slice(i, i + 4))) walked++;
  return walked > 0 && walked >= (password.length - 3) * 0.6;
}

const weak = (what: typeof messages.short, next: typeof messages.shortNext): Failure =>
  new Failure('input-invalid', what, { next, field: 'password' });
