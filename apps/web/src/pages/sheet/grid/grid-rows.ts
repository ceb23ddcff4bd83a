import type { SheetLine } from '../sheet-queries.ts';

/** What stands in a row of the grid: a line, or the head of lines that are gathered. */
export type GridRow =
  | { readonly kind: 'line'; readonly line: SheetLine }
  | {
      readonly kind: 'heap';
      readonly key: string;
      readonly count: number;
      readonly open: boolean;
    };

/** Rows for lines in their order; where they are gathered, neighbours of one key under a head, closed heaps by it alone. */
export function gridRows(
  lines: readonly SheetLine[],
  keyOf: ((line: SheetLine) => string) | undefined,
  closed: ReadonlySet<string>,
): readonly GridRow[] {
  if (keyOf === undefined) return lines.map((line) => ({ kind: 'line', line }));
  const rows: GridRow[] = [];
  for (let first = 0; first < lines.length; ) {
    const key = keyOf(lines[first] as SheetLine);
    let end = first + 1;
    while (end < lines.length && keyOf(lines[end] as SheetLine) === key) end += 1;
    const open = !closed.has(key);
    rows.push({ kind: 'heap', key, count: end - first, open });
    if (open) for (const line of lines.slice(first, end)) rows.push({ kind: 'line', line });
    first = end;
  }
  return rows;
}
