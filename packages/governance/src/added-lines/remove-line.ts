import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { takeLine } from '../sheet/line-store.ts';
import { noteMoves } from '../sheet/move-store.ts';
import { readAddedLines, removeAddedLine } from './added-line-store.ts';

const messages = {
  none: text('手で加えた行が見つかりません。', 'There is no such line that was added by hand.'),
  notYours: text('この行は、ほかの組織が加えました。', 'Another organisation added this line.'),
  notYoursNext: text(
    '外すときは、推進主体に頼んでください。',
    'Ask the promoting body to take it away.',
  ),
};

/**
 * Takes a line away that was added by hand. What was answered stays and can be read; a line that the plan asks too
 * stays on the sheet, as the plan's.
 */
export const removeLine = defineUseCase<{ readonly line: string }, null>({
  name: 'remove-line',
  action: 'sheet:remove-line',
  kind: 'command',
  async handle(context, { line }) {
    const { scope, now } = context;
    const [added] = await readAddedLines(context, { standing: true, line });
    if (added === undefined) throw new Failure('not-found', messages.none);
    if (scope.reach !== 'city' && added.organisation !== scope.organisation)
      throw new Failure('forbidden', messages.notYours, { next: messages.notYoursNext });
    // Noted while one still answers it.
    await noteMoves(context, [line], 'removed');
    await takeLine(context, line);
    await removeAddedLine(context, line, now);
    return {
      output: null,
      subjects: [added.organisation],
      content: { line, answeredBy: added.answeredBy },
    };
  },
});
