import type { Context } from '@machimori/application';
import { behindWall } from '@machimori/database';
import { addressOf, recordedByEach } from '../approval/approval-people-store.ts';
import { isOwn, isOwnMailbox } from '../approval/separation-of-duties.ts';
import { answeredByLink } from '../outside/link-writers.ts';
import { type AnswerProgress, type LatestCells, readLatestCells } from './answer-store.ts';
import { handsBehind, linksOfProofs } from './hand-store.ts';
import type { KeptLine } from './line-store.ts';
import type { CellOrigin } from './sheet-tables.ts';

/** A line, and how far its answer has come. */
interface AnswerAtHand {
  readonly line: string;
  readonly held: AnswerProgress | undefined;
}

/**
 * The lines that whoever acts has a hand in: they wrote what stands in a cell or handed it in, themselves, by a token
 * of theirs, from another account at the same mailbox, or from outside by a link that went there, as answer or as
 * evidence; or they told the code of that link, filled in the book or worded the control that came into it.
 */
export async function ownHands(
  context: Context,
  atHand: readonly AnswerAtHand[],
): Promise<ReadonlySet<string>> {
  const { scope, transaction } = context;
  const { person } = scope;
  const cells = await readLatestCells(
    context,
    atHand.map(({ line }) => line),
  );
  const cellsOf = (line: string) => Object.values(cells.get(line) ?? {});
  // Who answered may be of an organisation whose people one does not see. What is told of it is yes or no.
  const wall = { reach: 'city', city: scope.inCity } as const;
  const { hands, byLink } = await behindWall(transaction, wall, async () => {
    const proofs = await linksOfProofs(
      context,
      atHand.map(({ line }) => line),
    );
    const linksOf = (line: string): readonly string[] => proofs.get(line) ?? [];
    const behind = await handsBehind(context, [
      ...originsIn([...cells.values()]),
      ...[...proofs.values()].flat().map((id) => ({ way: 'link', id }) as const),
    ]);
    const writers = new Map(
      atHand.map(({ line }) => [
        line,
        new Set([...cellsOf(line).map(({ writtenBy }) => writtenBy), ...linksOf(line)]),
      ]),
    );
    return {
      hands: await recordedByEach(
        context,
        atHand.map(({ line, held }) => [
          ...cellsOf(line).flatMap(({ writtenBy, origin }) => [
            writtenBy,
            ...(origin.way === 'page' ? [] : (behind.get(origin.id) ?? [])),
          ]),
          ...linksOf(line).flatMap((link) => behind.get(link) ?? []),
          ...(held?.submittedBy === undefined ? [] : [held.submittedBy]),
        ]),
      ),
      byLink: await answeredByLink(context, writers, person),
    };
  });
  const address = (await addressOf(context, person)) ?? '';
  return new Set(
    atHand.flatMap(({ line }, at) => {
      const by = hands[at];
      const isHand = by !== undefined && (isOwn(person, by) || isOwnMailbox(address, by));
      return isHand || byLink.has(line) ? [line] : [];
    }),
  );
}

const originsIn = (cells: readonly LatestCells[]): readonly CellOrigin[] =>
  cells.flatMap((each) => Object.values(each).map(({ origin }) => origin));

/**
 * Whether an answer is one's own to check oneself: one's organisation answers the line, nobody here does, or one has a
 * hand in it. Seeing the whole city makes nobody's answer one's own.
 */
export const isOnesOwn = (
  { scope }: Pick<Context, 'scope'>,
  { id, answerer }: Pick<KeptLine, 'id' | 'answerer'>,
  own: ReadonlySet<string>,
): boolean => answerer === undefined || answerer === scope.organisation || own.has(id);
