import { type Act, hashOf } from '@machimori/application';
import { recordedBy } from '../approval/approval-people-store.ts';
import { mailboxOf } from '../approval/separation-of-duties.ts';
import type { Cell } from '../sheet/answer-store.ts';
import { mailboxesOf, writersByLink } from './link-writer-store.ts';

/** What is kept of a mailbox, by which it is known again under all its spellings. */
export const mailboxHash = (address: string): Buffer => hashOf(mailboxOf(address));

/**
 * Which of these lines this person has answered or proved from outside, by a link that went to a mailbox of theirs.
 * `written`: of each line, whoever wrote what stands in its cells or gave what proves it. Asked behind the wall.
 */
export async function answeredByLink(
  act: Act,
  written: ReadonlyMap<string, ReadonlySet<string>>,
  person: string,
): Promise<ReadonlySet<string>> {
  const links = new Set([...written.values()].flatMap((writers) => [...writers].filter(isLink)));
  if (links.size === 0) return new Set();
  const { addresses } = await recordedBy(act, [person]);
  const own = new Set(addresses.map((each) => mailboxHash(each).toString('hex')));
  const theirs = new Set(
    (await mailboxesOf(act, [...links])).flatMap(({ link, mailboxHash: hash }) =>
      own.has(hash.toString('hex')) ? [link] : [],
    ),
  );
  return new Set(
    [...written].flatMap(([line, writers]) =>
      [...writers].some((each) => theirs.has(each)) ? [line] : [],
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
