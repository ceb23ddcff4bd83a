import { defineUseCase } from '@machimori/application';
import { type GivenCells, toldOfWriting, type WrittenLine, writeAnswers } from './write-answers.ts';

/**
 * Writes into cells of many lines at once: what can be written is, cell by cell, and each of the others says why it
 * was not. What was handed in or accepted is open again by that.
 */
export const recordAnswers = defineUseCase<
  { readonly lines: readonly GivenCells[] },
  readonly WrittenLine[]
>({
  name: 'record-answers',
  action: 'sheet:answer',
  kind: 'command',
  async handle(context, { lines }) {
    const written = await writeAnswers(context, lines, { origin: { way: 'page' }, partly: true });
    return { output: written, content: toldOfWriting(written) };
  },
});
