import { defineUseCase } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { controlAtHand, ownControl } from './control-at-hand.ts';
import { insertControl, noteControlMove, rewordControl } from './control-store.ts';
import type { ControlWords } from './control-tables.ts';
import { readControlWords, saysSame } from './control-words.ts';
import { letLookAnewAt } from './tie-store.ts';
import { carryToLines, type TiedLine, tieTo, toldOfTying } from './tied-lines.ts';

export interface MadeControl {
  readonly control: Id<'appliedControl'>;
  readonly lines: readonly TiedLine[];
}

/** Makes an applied control of one's own organisation, and ties it to the lines that it is to answer. */
export const makeControl = defineUseCase<
  ControlWords & { readonly lines: readonly string[] },
  MadeControl
>({
  name: 'make-control',
  action: 'applied-control:keep',
  kind: 'command',
  async handle(context, { lines, ...given }) {
    const { scope, ids, now } = context;
    const { organisation } = scope;
    if (organisation === undefined) throw new TypeError('a control is made by an organisation');
    const words = await readControlWords(context, given, organisation);
    const control = ids.next('appliedControl');
    await insertControl(context, { control, organisation, words, now });
    const tied = await tieTo(context, await controlAtHand(context, control), lines);
    const count = tied.filter(({ outcome }) => outcome !== 'left').length;
    await noteControlMove(context, control, { deed: 'made', count, said: words, now });
    return {
      output: { control, lines: tied },
      subjects: [control],
      content: { name: words.name, kind: words.kind, ...toldOfTying(tied) },
    };
  },
});

export interface ChangeControl extends ControlWords {
  readonly control: string;
  /** The version that somebody saw when they began. */
  readonly seen: number;
}

export interface ChangedControl {
  readonly version: number;
  /** Nothing where it answers with the same as before. */
  readonly lines: readonly TiedLine[];
}

/**
 * Changes what a control says, and with it the answers of all lines that say what it said. What was handed in or
 * accepted is open again by that; a line into which people wrote something else stays as it is.
 */
export const changeControl = defineUseCase<ChangeControl, ChangedControl>({
  name: 'change-control',
  action: 'applied-control:keep',
  kind: 'command',
  async handle(context, { control, seen, ...given }) {
    const { now } = context;
    const before = await ownControl(context, control, seen);
    const words = await readControlWords(context, given, before.organisation);
    const isSame = saysSame(before, words);
    const at = isSame ? undefined : await letLookAnewAt(context, control, now);
    await rewordControl(context, control, words, at);
    const lines = isSame ? [] : await carryToLines(context, before, words);
    const count = lines.filter(({ outcome }) => outcome === 'written').length;
    const version = await noteControlMove(context, control, {
      deed: 'changed',
      count,
      said: words,
      now,
    });
    return {
      output: { version, lines },
      subjects: [before.control],
      content: { name: words.name, kind: words.kind, ...toldOfTying(lines) },
    };
  },
});
