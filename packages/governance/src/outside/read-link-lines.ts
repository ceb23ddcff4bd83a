import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import type { AnswerStage } from '../sheet/sheet-tables.ts';
import { countGivenByLine } from './outside-evidence-store.ts';
import { readStages } from './outside-line-store.ts';
import { findOutsideLink, namedLines } from './outside-link-store.ts';
import { type LineByLink, seenLines } from './read-by-outside-link.ts';

const messages = {
  none: text('そのリンクは見つかりません。', 'There is no such link.'),
  noneNext: text('一覧を開き直してください。', 'Open the list again.'),
};

/** A line that a link names, as members see what came of it. */
export interface LinkLine extends LineByLink {
  /** Undefined where nobody has begun, or the line is not one’s own to see. */
  readonly stage: AnswerStage | undefined;
  /** Pieces of evidence that came by the link and prove the line still. */
  readonly evidence: number;
}

/**
 * The lines that a link of one’s organisation names, in its order, with what came by it; for whoever sees the whole
 * city, those of any link. Throws `not-found`.
 */
export const readLinkLines = defineUseCase<{ readonly link: string }, readonly LinkLine[]>({
  name: 'read-link-lines',
  action: 'sheet:read',
  kind: 'query',
  async handle(context, { link }) {
    const row = await findOutsideLink(context, link);
    if (row === undefined)
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    const named = await namedLines(context, row.link);
    const lines = await seenLines(context, row, named);
    const stages = await readStages(
      context,
      named.map(({ line }) => line),
    );
    const counts = await countGivenByLine(context, row.link);
    return {
      output: lines.map((line) => {
        const isTold = line.asked !== undefined;
        return {
          ...line,
          stage: isTold ? stages.get(line.line) : undefined,
          evidence: isTold ? (counts.get(line.line) ?? 0) : 0,
        };
      }),
    };
  },
});
