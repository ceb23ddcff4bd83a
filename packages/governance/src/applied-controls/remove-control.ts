import { defineUseCase } from '@machimori/application';
import { dayInJapan } from '@machimori/kernel';
import { readLineRows } from '../sheet/line-store.ts';
import { noteMoves } from '../sheet/move-store.ts';
import { ownControl } from './control-at-hand.ts';
import { endProofs } from './control-evidence-store.ts';
import { changeControlRow, noteControlMove } from './control-store.ts';
import { endTies, letLookAnewAt } from './tie-store.ts';

/** Somebody looked at a control, and it still works: the next look is due a cadence later. */
export const reviewControl = defineUseCase<
  { readonly control: string; readonly seen: number },
  { readonly version: number }
>({
  name: 'review-control',
  action: 'applied-control:keep',
  kind: 'command',
  async handle(context, { control: id, seen }) {
    const { now } = context;
    const { control } = await ownControl(context, id, seen);
    const on = dayInJapan(now);
    await changeControlRow(context, control, { reviewed_on: on });
    const version = await noteControlMove(context, control, { deed: 'reviewed', now });
    return { output: { version }, subjects: [control], content: { reviewedOn: on } };
  },
});

/**
 * Removes a control. The answers of its lines stay as they are, each its own from now on; what proved them through it
 * does no more, and what was accepted says that it is to be looked at again.
 */
export const removeControl = defineUseCase<
  { readonly control: string },
  { readonly lines: number }
>({
  name: 'remove-control',
  action: 'applied-control:keep',
  kind: 'command',
  async handle(context, input) {
    const { scope, now } = context;
    const { control, name } = await ownControl(context, input.control);
    const at = await letLookAnewAt(context, control, now);
    const lines = await endTies(context, control, { withControl: true, now: at });
    await endProofs(context, control, { now });
    const kept = await readLineRows(context, lines);
    const told = lines.filter((line) => {
      const { answerer } = kept.get(line) ?? {};
      return kept.has(line) && (scope.reach === 'city' || answerer === scope.organisation);
    });
    await noteMoves(context, told, 'control-untied');
    await changeControlRow(context, control, { removed_at: now });
    const count = lines.length;
    await noteControlMove(context, control, { deed: 'removed', count, now });
    return { output: { lines: count }, subjects: [control], content: { name, lines } };
  },
});
