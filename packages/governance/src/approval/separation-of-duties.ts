import { domainToASCII } from 'node:url';
import { Failure, text } from '@machimori/kernel';

const messages = {
  own: text(
    'ご自分が記録した内容や、ご自分で承認を求めた内容は、承認できません。',
    'You cannot approve what you recorded or asked approval for yourself.',
  ),
  ownNext: text(
    'ほかの承認者に頼むか、外の人へのリンクか、署名した書面を使ってください。',
    'Ask another approver, send a link to somebody outside, or use the signed paper.',
  ),
  address: text(
    'このアドレスは、記録した人か承認を求めた人のものです。',
    'This address belongs to whoever recorded it or asked for the approval.',
  ),
  addressNext: text(
    '決裁する人のアドレスを書いてください（町長、副町長、隣の町の担当者など）。',
    'Write the address of whoever decides: the mayor, the deputy, a neighbouring town.',
  ),
  name: text(
    '記録した人か承認を求めた人と、同じ名前です。',
    'This is the name of whoever recorded it or asked for the approval.',
  ),
  nameNext: text(
    '決裁した人の名前を書いてください。同姓同名のときは、名前のあとに所属を添えてください。',
    'Write the name of whoever decided; for a namesake, add where they belong.',
  ),
};

/** Whoever recorded or asked, by any of the names under which they acted. */
export interface RecordedBy {
  /** Persons, tokens and parts of the program, as the log names them; makers of tokens are among them. */
  readonly actors: ReadonlySet<string>;
  /** Those that they had before are among them, as among the names: changing one's own is one request away. */
  readonly addresses: readonly string[];
  readonly names: readonly string[];
}

export const isOwn = (person: string, { actors }: RecordedBy): boolean => actors.has(person);

/** Throws `forbidden` for a person who recorded or asked: whatever seat, role or session they come with. */
export function expectOther(person: string, by: RecordedBy): void {
  if (isOwn(person, by)) throw new Failure('forbidden', messages.own, { next: messages.ownNext });
}

/** Whether this address reaches a mailbox of theirs: a second account there is no second person. */
export function isOwnMailbox(address: string, { addresses }: RecordedBy): boolean {
  const mailbox = mailboxOf(address);
  return addresses.some((each) => mailboxOf(each) === mailbox);
}

/** Throws `forbidden` where a link would come back to whoever recorded or asked. */
export function expectOtherAddress(address: string, by: RecordedBy): void {
  if (isOwnMailbox(address, by))
    throw new Failure('forbidden', messages.address, { next: messages.addressNext });
}

/** Throws `forbidden` where the decision would carry the name of whoever recorded or asked. */
export function expectOtherName(name: string, by: RecordedBy): void {
  if (by.names.some((each) => seenOf(each) === seenOf(name)))
    throw new Failure('forbidden', messages.name, { next: messages.nameNext });
}

/** Without what is not seen: blanks, variation selectors, characters without width. */
const seenOf = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase();

/** One mailbox under all its spellings: width, case, what stands behind a plus, and a host's name in ASCII. */
export function mailboxOf(address: string): string {
  const folded = seenOf(address);
  const at = folded.lastIndexOf('@');
  const host = folded.slice(at + 1);
  return `${folded.slice(0, at).replace(/\+.*$/, '')}@${domainToASCII(host) || host}`;
}
