import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { type Changed, told, writeEdits } from './change-register.ts';
import { editsBetween } from './edit.ts';
import type { RegisterPorts } from './ports.ts';
import { elementsAt } from './revision-store.ts';

const messages = {
  unknown: text('その版は見つかりません。', 'There is no such revision.'),
};

/**
 * Takes one change set back, as a new one: history is added to, never cut. What others changed since in the same
 * fields is in dispute, as with any other change. Undoing the undoing brings it back.
 */
export const undoChange = defineUseCase<{ readonly revision: number }, Changed, RegisterPorts>({
  name: 'undo-change',
  action: 'register:undo',
  kind: 'command',
  async handle(context, { revision: undone }) {
    const after = await elementsAt(context, undone);
    // The first revision is the description itself: before it there was no city.
    if (undone < 2 || after.length === 0) throw new Failure('not-found', messages.unknown);
    const before = await elementsAt(context, undone - 1);
    const written = await writeEdits(context, editsBetween(after, before), `undo:${undone}`);
    const { revision, changes } = written;
    return { output: { state: 'written', revision, changes }, ...told(context, written) };
  },
});
