import { defineUseCase } from '@machimori/application';
import { handOverControls } from '../applied-controls/hand-over-controls.ts';
import { noteMoves } from '../sheet/move-store.ts';
import { giveLines, linesOf, readSeatOf, takeLines } from './owner-store.ts';

export interface HandOverLines {
  /** Of whoever has left. */
  readonly membership: string;
  /** Who takes over; undefined: nobody has the lines in hand any more. */
  readonly successor: string | undefined;
}

/** Gives all lines and applied controls that somebody had in hand to whoever takes over; done by the program. */
export const handOverLines = defineUseCase<
  HandOverLines,
  { readonly lines: number; readonly controls: number }
>({
  name: 'hand-over-lines',
  action: 'sheet:hand-over',
  kind: 'command',
  async handle(context, { membership, successor }) {
    const seat = await readSeatOf(context, membership);
    // Whoever has come back meanwhile keeps what they had.
    const lines = seat?.ended === true ? await linesOf(context, seat) : [];
    const organisation = seat?.organisation ?? '';
    if (successor === undefined) await takeLines(context, lines);
    else
      await giveLines(
        context,
        lines.map((line) => ({ line, organisation })),
        successor,
        context.now,
      );
    await noteMoves(context, lines, successor === undefined ? 'unassigned' : 'assigned', successor);
    const controls =
      seat?.ended === true ? await handOverControls(context, seat, successor, context.now) : 0;
    return {
      output: { lines: lines.length, controls },
      subjects: [membership, ...(successor === undefined ? [] : [successor])],
      content: { lines: lines.length, controls },
    };
  },
});
