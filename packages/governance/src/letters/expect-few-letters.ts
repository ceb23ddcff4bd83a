import type { Context } from '@machimori/application';
import { holdHead } from '@machimori/database';
import { Failure, fill, text } from '@machimori/kernel';
import type { GovernancePorts } from '../approval/ports.ts';
import { insertLettersCaused, lettersSince } from './letters-caused-store.ts';

const messages = {
  hour: text(
    '1時間のうちに知らせられる相手は、のべ{most}までです。',
    'Within an hour you can write to {most} addressees at most.',
  ),
  day: text(
    '1日のうちに知らせられる相手は、のべ{most}までです。',
    'Within a day you can write to {most} addressees at most.',
  ),
  next: text(
    '何も送っていません。時間をおくか、知らせる相手を減らして、もう一度お試しください。',
    'Nothing was sent. Try again later, or write to fewer.',
  ),
};

const hourMs = 3_600_000;
/** People and organisations to whom one person writes, by requests, comments that call and links. */
export const mostLetters = { hour: 200, day: 600 } as const;

/**
 * Counts the letters that this act leads to, and throws `rate-limited` where whoever acts has caused too many lately:
 * nobody fills the mailboxes of a city. Where no mail is sent nothing is counted. Acts of one person that write letters go one
 * after another from here on.
 */
export async function expectFewLetters(
  context: Context<GovernancePorts>,
  letters: number,
): Promise<void> {
  const { ports, now, ids, scope, transaction } = context;
  if (!ports.mail || letters === 0) return;
  await holdHead(transaction, { city: scope.inCity, aggregate: `letters-of/${scope.person}` });
  const caused = await lettersSince(context, new Date(now.getTime() - 24 * hourMs));
  const since = (ms: number): number =>
    caused.reduce(
      (sum, each) => (now.getTime() - each.at.getTime() < ms ? sum + each.letters : sum),
      letters,
    );
  for (const [span, ms] of [
    ['hour', hourMs],
    ['day', 24 * hourMs],
  ] as const)
    if (since(ms) > mostLetters[span])
      throw new Failure('rate-limited', fill(messages[span], { most: mostLetters[span] }), {
        next: messages.next,
      });
  await insertLettersCaused(context, { id: ids.next('event'), letters, at: now });
}
