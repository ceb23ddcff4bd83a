import { defineUseCase } from '@machimori/application';
import type { AnswerField, AnswerStage } from './sheet-tables.ts';
import { type GivenCells, writeAnswers } from './write-answers.ts';

export interface RecordedAnswer {
  /** Undefined: nobody answers, what was written was taken back. */
  readonly stage: AnswerStage | undefined;
  readonly version: number;
  /** Versions of the cells that somebody has written into. */
  readonly cells: Readonly<Partial<Record<AnswerField, number>>>;
}

/**
 * Writes into cells of a line, all or none: cells that others wrote meanwhile stay, the same cell is a `conflict`
 * unless both wrote the same. What was handed in or accepted is open again by that.
 */
export const recordAnswer = defineUseCase<GivenCells, RecordedAnswer>({
  name: 'record-answer',
  action: 'sheet:answer',
  kind: 'command',
  async handle(context, given) {
    const [line] = await writeAnswers(context, [given], { origin: { way: 'page' }, partly: false });
    if (line === undefined) throw new TypeError('one line that is written has one result');
    if (line.left !== undefined) throw line.left;
    const { stage, version, versions, reopened } = line;
    return {
      output: { stage, version, cells: versions },
      content: { line: given.line, cells: versions, reopened },
    };
  },
});
