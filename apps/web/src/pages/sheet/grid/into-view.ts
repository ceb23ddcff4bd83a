import { useState } from 'react';
import { gridColumns } from './columns.tsx';
import type { Spot } from './selection.ts';

/** Of the row of heads and of each line, in sixteenths of the page's letter size. */
export const size = { head: 48, row: 60 } as const;

/** Pixels of the page's letters against the usual sixteen. */
export function useRem(): number {
  const [rem] = useState(
    () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1,
  );
  return rem;
}

/** Scrolls just as far as the cell needs, under the heads that stay. */
export function bringIntoView(
  box: HTMLDivElement | null,
  { row, column }: Spot,
  rowHeight: number,
  head: number,
): void {
  if (box === null) return;
  const top = row * rowHeight;
  const height = box.clientHeight - head;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + rowHeight > box.scrollTop + height) box.scrollTop = top + rowHeight - height;
  const rem = rowHeight / size.row;
  const stays = (44 + (gridColumns[0]?.width ?? 0)) * rem;
  if (column < 2) return;
  const left = gridColumns.slice(1, column - 1).reduce((sum, each) => sum + each.width, 0) * rem;
  const wide = (gridColumns[column - 1]?.width ?? 0) * rem;
  const room = box.clientWidth - stays;
  if (left < box.scrollLeft) box.scrollLeft = left;
  else if (left + wide > box.scrollLeft + room) box.scrollLeft = left + wide - room;
}
