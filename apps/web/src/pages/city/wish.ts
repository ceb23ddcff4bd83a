import type { ReactNode } from 'react';
import type { Answer } from '../../api/routes.ts';
import type { Body, Edit } from './city-queries.ts';

export type Preview = Answer<'POST /city/changes/preview'>;
export type Changed = Answer<'POST /city/changes'>;
export type Diagnostic = Preview['diagnostics'][number];
/** One change that somebody wants to make. */
export interface Wish {
  readonly edits: readonly Edit[];
  /** What is said when it has been made. */
  readonly done: string;
  /** The whole of an entry as its form has it: to add it again where somebody has removed it meanwhile. */
  readonly whole?: Body;
  /** Asks in any case, with this heading and act: something is removed, unless it only adds. */
  readonly ask?: {
    readonly title: string;
    readonly act: string;
    readonly children: ReactNode;
    readonly adds?: boolean;
  };
}

/** Whether somebody should look before it is written: the plan changes, others decide, or there is a caution. */
export function worthAsking(preview: Preview, edits: readonly Edit[]): boolean {
  if (preview.decides === 'promoter') return true;
  return cautionsOf(preview, edits).length > 0 || changesPlan(preview);
}

/** Cautions about what is changed; what was to be noted before is none of it. */
export const cautionsOf = (
  { diagnostics }: Preview,
  edits: readonly Edit[],
): readonly Diagnostic[] =>
  diagnostics.filter(
    ({ severity, kind, key, field }) =>
      severity === 'warning' &&
      edits.some(
        (edit) =>
          edit.kind === kind &&
          edit.key === key &&
          (edit.change !== 'set' || field === undefined || Object.hasOwn(edit.now, field)),
      ),
  );

export function changesPlan({ consequences }: Preview): boolean {
  if (consequences === undefined) return false;
  const { counts, gaps, overlaps, answeredFellAway } = consequences;
  return (
    answeredFellAway.length > 0 ||
    gaps.before !== gaps.after ||
    overlaps.before !== overlaps.after ||
    Object.values(counts).some(
      ({ appeared, changed, fellAway }) => appeared + changed + fellAway > 0,
    )
  );
}
