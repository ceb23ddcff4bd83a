import { type Act, hashOf } from '@machimori/application';
import { recordedBy } from '../approval/approval-people-store.ts';
import { mailboxOf } from '../approval/separation-of-duties.ts';
import type { Cell } from '../sheet/answer-store.ts';
import { writersByLink } from './outside-link-store.ts';

/** What is kept of a mailbox, by which it is known again under all its spellings. */
export const mailboxHash = (address: string): Buffer => hashOf(mailboxOf(address));

/**
 * Which of these lines this person has answered from outside, by a link that went to a mailbox of theirs. `written`: of each line, whoever wrote what stands in its cells.
 */
export async function answeredByLink(
  act: Act,
  written: ReadonlyMap<string, ReadonlySet<string>>,
  person: string,
): Promise<ReadonlySet<string>> {
  const byLink = [...written].filter(([, writers]) => [...writers].some(isLink));
  if (byLink.length === 0) return new Set();
  const { addresses } = await recordedBy(act, [person]);
  const own = new Set(addresses.map((each) => mailboxHash(each).toString('hex')));
  const behind = await writersByLink(
    act,
    byLink.map(([line]) => line),
  );
  return new Set(
    behind.flatMap(({ line, link, mailboxHash: hash }) =>
      hash !== undefined && own.has(hash.toString('hex')) && written.get(line)?.has(link) === true
        ? [line]
        : [],
    ),
  );
}

const isLink = (writer: string): boolean => writer.startsWith('lnk_');

/** From whom what came into a line by links is, by link. */
export async function linkWritersOf(
  act: Act,
  line: string,
  history: readonly Pick<Cell, 'writtenBy'>[],
): Promise<ReadonlyMap<string, string>> {
  if (!history.some(({ writtenBy }) => isLink(writtenBy))) return new Map();
  const writers = await writersByLink(act, [line]);
  return new Map(writers.map(({ link, writer }) => [link, writer]));
}
