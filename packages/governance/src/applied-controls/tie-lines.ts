import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { expectOwn } from '../sheet/line-at-hand.ts';
import { readLineRow } from '../sheet/line-store.ts';
import { noteMoves } from '../sheet/move-store.ts';
import { controlAtHand, isOwnControl, ownControl } from './control-at-hand.ts';
import { endProofs } from './control-evidence-store.ts';
import { noteControlMove } from './control-store.ts';
import { endTies, readTies } from './tie-store.ts';
import { type SeenCells, type TiedLine, tieTo, toldOfTying, writeControl } from './tied-lines.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  untied: text('この行は、この対策で答えていません。', 'This control does not answer this line.'),
};

/** Ties further lines to a control of one's own: what says nothing yet is answered by it. */
export const tieLines = defineUseCase<
  { readonly control: string; readonly lines: readonly string[] },
  readonly TiedLine[]
>({
  name: 'tie-lines',
  action: 'applied-control:keep',
  kind: 'command',
  async handle(context, input) {
    const control = await ownControl(context, input.control);
    const lines = await tieTo(context, control, input.lines);
    const count = lines.filter(({ outcome }) => outcome !== 'left').length;
    await noteControlMove(context, control.control, { deed: 'tied', count, now: context.now });
    return {
      output: lines,
      subjects: [control.control],
      content: { count, ...toldOfTying(lines) },
    };
  },
});

/** A line of a control, with the versions of its cells that somebody saw. */
export interface SeenLine {
  readonly line: string;
  readonly cells: SeenCells;
}

/**
 * Writes what a control says over what its lines say of their own, each as somebody saw it: what was written since
 * then stays.
 */
export const alignLines = defineUseCase<
  { readonly control: string; readonly lines: readonly SeenLine[] },
  readonly TiedLine[]
>({
  name: 'align-lines',
  action: 'applied-control:keep',
  kind: 'command',
  async handle(context, input) {
    const control = await ownControl(context, input.control);
    const tied = new Set((await readTies(context, input.control, true)).map(({ line }) => line));
    const strange = input.lines.filter(({ line }) => !tied.has(line));
    const results = await writeControl(
      context,
      control,
      input.lines
        .filter(({ line }) => tied.has(line))
        .map(({ line, cells: seen }) => ({ line, seen })),
    );
    const lines = [
      ...results,
      ...strange.map(
        ({ line }): TiedLine => ({
          line,
          outcome: 'left',
          failure: new Failure('not-found', messages.untied),
          reopened: false,
        }),
      ),
    ];
    const count = lines.filter(({ outcome }) => outcome === 'written').length;
    await noteControlMove(context, control.control, { deed: 'aligned', count, now: context.now });
    return { output: lines, subjects: [control.control], content: toldOfTying(lines) };
  },
});

/** Releases a line: its answer stays. Whoever keeps the control may, and whoever answers the line. */
export const releaseLine = defineUseCase<{ readonly control: string; readonly line: string }, null>(
  {
    name: 'release-line',
    action: 'applied-control:keep',
    kind: 'command',
    async handle(context, input) {
      const { now } = context;
      const control = await controlAtHand(context, input.control);
      const kept = await readLineRow(context, input.line);
      const isOwn = isOwnControl(context, control);
      if (isOwn) await ownControl(context, input.control);
      else expectOwn(context, kept);
      const lines = await endTies(context, input.control, { lines: [input.line], now });
      if (lines.length === 0) throw new Failure('not-found', messages.none);
      await endProofs(context, input.control, { lines, now });
      const { reach, organisation } = context.scope;
      // Whoever has the line by now is told nothing by those who had it before.
      if (kept !== undefined && (reach === 'city' || kept.answerer === organisation))
        await noteMoves(context, lines, 'control-untied');
      if (isOwn) await noteControlMove(context, input.control, { deed: 'untied', count: 1, now });
      return { output: null, subjects: [control.control], content: { released: lines } };
    },
  },
);
