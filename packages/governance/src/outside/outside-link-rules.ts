import type { Context } from '@machimori/application';
import { cleanText, textFault } from '@machimori/city';
import { Failure, fill, readName, takeEmailAddress, text } from '@machimori/kernel';
import type { GovernancePorts } from '../approval/ports.ts';
import { isOpen, type OutsideLinkRow } from './outside-link-store.ts';

const messages = {
  days: text(
    'リンクの期限は、{least}日から{most}日までです。',
    'A link is good for {least} to {most} days.',
  ),
  many: text(
    'まだ使えるリンクが、もう{most}件あります。',
    'There are {most} links already that still work.',
  ),
  manyNext: text(
    '使わないリンクを取り消してから、もう一度お試しください。',
    'Revoke those that are not needed, then try again.',
  ),
  message: text('ことば', 'Message'),
  long: text('{most}文字までで書いてください。', 'Use {most} characters at most.'),
};

/** Days for which a link is good, and how many of an organisation anybody may hold at once. */
export const linkBounds = { leastDays: 1, usualDays: 14, mostDays: 60, mostOpen: 200 } as const;
/** Characters of a message that goes with a link, and of the words with which it comes back. */
export const mostMessage = 1_000;

/** When a link ends that is made now. Throws `input-invalid`. */
export function endAfter(days: number, now: Date): Date {
  const { leastDays: least, mostDays: most } = linkBounds;
  if (!Number.isInteger(days) || days < least || days > most)
    throw new Failure('input-invalid', fill(messages.days, { least, most }), { field: 'days' });
  return new Date(now.getTime() + days * 86_400_000);
}

/** Throws `limit-exceeded` where an organisation has so many links out already. */
export function expectRoom(open: number): void {
  const { mostOpen: most } = linkBounds;
  if (open >= most)
    throw new Failure('limit-exceeded', fill(messages.many, { most }), { next: messages.manyNext });
}

/** Words that go with a link or come back with it, as they are kept. Throws `input-invalid`. */
export function readMessage(given: string, field: string): string {
  const message = cleanText(given);
  if ([...message].length > mostMessage)
    throw new Failure('input-invalid', fill(messages.long, { most: mostMessage }), { field });
  const fault = message === '' ? undefined : textFault(message, true, messages.message);
  if (fault !== undefined) throw new Failure('input-invalid', fault.message, { field });
  return message;
}

/**
 * Whether whoever acts tells codes of this link by hand: where no mail is sent, and of links of their own
 * organisation. Where there is a mail server, a code goes to the address of the link and to nobody else.
 */
export const isToldByHand = (
  { scope, ports, now }: Pick<Context<GovernancePorts>, 'scope' | 'ports' | 'now'>,
  link: OutsideLinkRow,
): boolean =>
  !ports.mail &&
  link.withCode &&
  link.organisation === scope.organisation &&
  link.handedBackAt === undefined &&
  isOpen(link, now);

/** Who a link is for. */
export interface Addressee {
  readonly name: string;
  readonly office: string;
  readonly email: string;
}

/** Throws `input-invalid`. */
export const readAddressee = ({ name, office, email }: Addressee): Addressee => ({
  name: readName(name),
  office: readName(office),
  email: takeEmailAddress(email).shown,
});
