import type { ReactNode } from 'react';
import { StatusLabel } from '../../../design/content.tsx';
import { useText } from '../../../language.tsx';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import type { SheetLine } from '../sheet-queries.ts';

const marks = {
  added: { mark: words.markAdded, means: words.markAddedMeans },
  byControl: { mark: words.markControl, means: words.markControlMeans },
} as const;
const markNames = ['added', 'byControl'] as const;

/** What a line is besides one that the plan asks and people answer for itself. */
export const marksOf = (line: SheetLine): readonly (keyof typeof marks)[] =>
  markNames.filter((name) => line[name] === true);

/** The marks of a line, in words. */
export function LineMarks({ line }: { readonly line: SheetLine }): ReactNode {
  const say = useText();
  return marksOf(line).map((name) => (
    <span key={name} className="m-sheet-mark" title={say(marks[name].means)}>
      {say(marks[name].mark)}
    </span>
  ));
}

/** What the marks mean that some of these lines bear. */
export function MarksLegend({ lines }: { readonly lines: readonly SheetLine[] }): ReactNode {
  const say = useText();
  const shown = markNames.filter((name) => lines.some((line) => line[name] === true));
  if (shown.length === 0) return null;
  return (
    <dl className="m-sheet-legend" aria-label={say(words.marks)}>
      {shown.map((name) => (
        <div key={name}>
          <dt>
            <StatusLabel>{say(marks[name].mark)}</StatusLabel>
          </dt>
          <dd>{say(marks[name].means)}</dd>
        </div>
      ))}
    </dl>
  );
}
