import type { Context } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { codesSince } from './outside-entry-store.ts';

/** Digits of a code: of so many nobody finds one in the tries that there are. */
const digits = 8;
/** Codes of one link in an hour, and in a day: letters that a mailbox bears, tries that a guesser has. */
const mostInAnHour = 5;
const mostInADay = 15;
const hourMs = 3_600_000;

const messages = {
  often: text(
    '確認コードを、短い間に何度も求めています。',
    'Codes were asked for many times in a short while.',
  ),
  oftenNext: text(
    '届いているコードを使うか、1時間ほど待ってから、もう一度お試しください。迷惑メールの中も見てください。',
    'Use a code that has arrived, or try again in an hour. Look among the junk mail, too.',
  ),
  oftenTold: text(
    'このリンクのコードを、短い間に何度もつくっています。',
    'Codes of this link were made many times in a short while.',
  ),
  oftenToldNext: text(
    '1時間ほど待ってから、もう一度お試しください。知らないだれかが試しているおそれがあるときは、リンクを取り消してください。',
    'Try again in an hour. If somebody you do not know may be trying, revoke the link.',
  ),
};

/** Throws `rate-limited` where this link has had so many codes lately. */
export async function expectFewCodes(
  context: Context,
  link: string,
  by: 'mail' | 'hand',
): Promise<void> {
  const now = context.now.getTime();
  const made = await codesSince(context, link, new Date(now - 24 * hourMs));
  const lately = made.filter(({ askedAt }) => askedAt.getTime() > now - hourMs);
  if (lately.length < mostInAnHour && made.length < mostInADay) return;
  throw by === 'mail'
    ? new Failure('rate-limited', messages.often, { next: messages.oftenNext })
    : new Failure('rate-limited', messages.oftenTold, { next: messages.oftenToldNext });
}

/** Eight digits, each as likely as any other. */
export function newCode(chance: Context['chance']): string {
  const most = 10 ** digits;
  const fair = 2 ** 32 - (2 ** 32 % most);
  for (;;) {
    const drawn = Buffer.from(chance.bytes(4)).readUInt32BE();
    if (drawn < fair) return String(drawn % most).padStart(digits, '0');
  }
}

/** The digits that somebody typed, in whatever width and with whatever between them. */
export const codeTyped = (given: string): string =>
  given
    .slice(0, 100)
    .normalize('NFKC')
    .replace(/[\s\-–—ー‐]/g, '');
