import type { Edition } from '@machimori/catalogue';
import { type Diagnostic, Failure, fill, type Locale } from '@machimori/kernel';
import type { Plan } from '@machimori/planning';
import { cellName, openWorkbookSafely, rewritePackage } from '@machimori/workbook';
import { type LabelMatcher, labelMatcher } from './item-label.ts';
import { sheetMessages as m } from './messages.ts';
import { type CellEdit, type HeightEdit, patchSheet } from './patch-sheet.ts';
import { readWorkbook, type Workbook, type WorkbookSheet } from './read-workbook.ts';
import { CellLookup, type TableRow, tableRows } from './sheet-columns.ts';
import { type RowContent, SheetContent } from './sheet-content.ts';
import { cellText } from './sheet-paper.ts';
import { heightOf, lineHeights } from './text-height.ts';

export interface FillOptions {
  readonly locale?: Locale;
  /** Fills in what this organisation answers; the whole city when absent. */
  readonly organisation?: string;
  /** Replaces what people wrote in the two columns; kept unless stated. */
  readonly overwrite?: boolean;
}

export interface FilledCell {
  readonly checkItems: readonly string[];
  readonly column: 'planned' | 'statement';
  readonly sheet: string;
  readonly cell: string;
  readonly text: string;
}

export interface FillReport {
  readonly bytes: Uint8Array;
  /** Check items found in the file, with their rows. */
  readonly matched: readonly {
    readonly checkItem: string;
    readonly sheet: string;
    readonly cell: string;
  }[];
  readonly filled: readonly FilledCell[];
  /** Cells that already said something else and were left as they are. */
  readonly kept: readonly (FilledCell & { readonly existing: string; readonly formula: boolean })[];
  /** Check items of the plan that the file has no row for: ガバナンス is absent from 別紙1. */
  readonly itemsWithoutRow: readonly string[];
  /** Rows that match no check item, and what else a person should know. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Fills 実装予定時期 and 実装方法 in a user's own copy of the official sheet. Only those cells change
 * (and the height of a row whose text would not show); every other part of the file is copied byte for byte.
 */
export function fillSheet(
  official: Uint8Array,
  plan: Plan,
  edition: Edition,
  options: FillOptions = {},
): FillReport {
  const parts = openWorkbookSafely(official);
  const workbook = readWorkbook(parts);
  const content = new SheetContent(plan, edition, options.locale ?? 'ja');
  const rows =
    options.organisation === undefined
      ? content.itemRows()
      : content.organisationRows(options.organisation);
  const run: Run = {
    content: new Map(rows.map((row) => [row.item.id, row])),
    say: content,
    labels: labelMatcher(edition),
    workbook,
    overwrite: options.overwrite ?? false,
    matched: [],
    filled: [],
    kept: [],
    diagnostics: [],
  };
  const replaced = new Map<string, Uint8Array>();
  let tables = 0;
  for (const sheet of workbook.sheets) {
    if (sheet.hidden) continue;
    const table = tableRows(sheet);
    if (table.length === 0) continue;
    tables += 1;
    const patched = fillTable(run, sheet, table);
    if (patched !== undefined) replaced.set(sheet.part, new TextEncoder().encode(patched));
  }
  if (tables === 0) throw new Failure('input-invalid', m.noTable, { next: m.noTableNext });
  if (workbook.signed && replaced.size > 0) {
    run.diagnostics.push({
      code: 'inconsistent',
      severity: 'warning',
      place: {},
      message: m.signatureBroken,
    });
  }
  const present = new Set(run.matched.map((found) => found.checkItem));
  return {
    bytes: rewritePackage(parts, replaced),
    matched: run.matched,
    filled: run.filled,
    kept: run.kept,
    itemsWithoutRow: rows.map((row) => row.item.id).filter((id) => !present.has(id)),
    diagnostics: run.diagnostics,
  };
}

interface Run {
  readonly content: ReadonlyMap<string, RowContent>;
  readonly say: SheetContent;
  readonly labels: LabelMatcher;
  readonly workbook: Workbook;
  readonly overwrite: boolean;
  readonly matched: { checkItem: string; sheet: string; cell: string }[];
  readonly filled: FilledCell[];
  readonly kept: (FilledCell & { existing: string; formula: boolean })[];
  readonly diagnostics: Diagnostic[];
}

/** A cell to fill and the items it is for: several where a row names several or where the cell is merged over rows. */
interface Target {
  readonly row: number;
  readonly column: number;
  readonly kind: 'planned' | 'statement';
  readonly items: RowContent[];
}

function fillTable(run: Run, sheet: WorkbookSheet, table: readonly TableRow[]): string | undefined {
  const lookup = new CellLookup(sheet);
  const targets = new Map<string, Target>();
  for (const row of table) {
    const items = itemsOfRow(run, sheet, row);
    for (const kind of ['planned', 'statement'] as const) {
      const at = lookup.anchor(row.row, row.columns[kind]);
      const key = cellName(at.row, at.column);
      const target = targets.get(key) ?? { ...at, kind, items: [] };
      if (items.length > 0) targets.set(key, target);
      for (const item of items) if (!target.items.includes(item)) target.items.push(item);
    }
  }
  const edits: CellEdit[] = [];
  for (const target of targets.values()) {
    const edit = decide(run, sheet, lookup, target);
    if (edit) edits.push(edit);
  }
  return edits.length === 0
    ? undefined
    : patchSheet(sheet, edits, neededHeights(run.workbook, sheet, lookup, edits));
}

function itemsOfRow(run: Run, sheet: WorkbookSheet, row: TableRow): readonly RowContent[] {
  const items: RowContent[] = [];
  let labelled = false;
  for (const cell of row.itemCells) {
    for (const { item } of run.labels.find(cell.text)) {
      labelled = true;
      run.matched.push({
        checkItem: item.id,
        sheet: sheet.name,
        cell: cellName(cell.row, cell.column),
      });
      const content = run.content.get(item.id);
      if (content && !items.includes(content)) items.push(content);
    }
  }
  if (!labelled) {
    const unmatched = unmatchedRow(run.labels, sheet, row);
    if (unmatched) run.diagnostics.push(unmatched);
  }
  return items;
}

/** A row that says something but names no item: worth a word, unless it is a heading. */
export function unmatchedRow(
  labels: LabelMatcher,
  sheet: WorkbookSheet,
  row: TableRow,
): Diagnostic | undefined {
  const cell = row.itemCells.find((c) => !labels.isHeading(c.text));
  if (!cell) return undefined;
  const answered = row.xml.cells.some(
    (c) =>
      (c.column === row.columns.planned || c.column === row.columns.statement) &&
      c.text.trim() !== '',
  );
  const looksLikeHeading =
    /^[\s　]*(?:[①-⑳]|[0-9０-９]{1,2}[\s　.．、])/.test(cell.text) ||
    /^[\s　]*[※＊*（(]/.test(cell.text);
  if (!answered && looksLikeHeading) return undefined;
  const label = cell.text.replace(/\s+/g, ' ').trim();
  return {
    code: 'unmatched-row',
    severity: 'warning',
    place: { sheet: sheet.name, cell: cellName(cell.row, cell.column) },
    message: fill(m.unmatchedRow, { label: label.length > 40 ? `${label.slice(0, 40)}…` : label }),
    expected: m.expectedLabel,
  };
}

function decide(
  run: Run,
  sheet: WorkbookSheet,
  lookup: CellLookup,
  target: Target,
): CellEdit | undefined {
  const { row, column, kind, items } = target;
  const cell = lookup.at(row, column);
  const wraps = cell?.style === undefined ? true : (run.workbook.styles[cell.style]?.wraps ?? true);
  const text = cellText(compose(run.say, kind, items, wraps));
  if (text === '') return undefined;
  const filled: FilledCell = {
    checkItems: items.map((i) => i.item.id),
    column: kind,
    sheet: sheet.name,
    cell: cellName(row, column),
    text,
  };
  const existing = cell?.text.trim() ?? '';
  const formula = cell?.formula ?? false;
  if (formula || (existing !== '' && !run.overwrite)) {
    if (formula || existing !== text.trim())
      run.kept.push({ ...filled, existing: cell?.text ?? '', formula });
    return undefined;
  }
  run.filled.push(filled);
  return { row, column, text };
}

/** One item's text as it is; several items' each behind its label. Where the cell does not wrap, on one line. */
function compose(
  say: SheetContent,
  kind: 'planned' | 'statement',
  items: readonly RowContent[],
  wraps: boolean,
): string {
  const texts =
    items.length === 1
      ? items.map((i) => i[kind])
      : items
          .filter((i) => i[kind] !== '')
          .map((i) => say.fill(m.itemPrefix, { label: i.item.label, value: i[kind] }));
  const whole = texts.join('\n');
  return wraps ? whole : whole.replace(/\n・?/g, '／').replace('）／', '）');
}

/** Rows that would cut what was filled in are made higher; none is made lower. */
function neededHeights(
  workbook: Workbook,
  sheet: WorkbookSheet,
  lookup: CellLookup,
  edits: readonly CellEdit[],
): readonly HeightEdit[] {
  const rows = new Map(sheet.rows.map((row) => [row.row, row]));
  const needed = new Map<number, number>();
  for (const edit of edits) {
    const row = rows.get(edit.row);
    const merge = lookup.mergeAt(edit.row, edit.column);
    // A cell merged over rows has room of its own.
    if (!row || (merge && merge.bottom > merge.top)) continue;
    let width = 0;
    for (let column = edit.column; column <= (merge?.right ?? edit.column); column += 1)
      width += columnWidth(sheet, column);
    const style = lookup.at(edit.row, edit.column)?.style;
    const size = (style === undefined ? undefined : workbook.styles[style]?.fontSize) ?? 11;
    const height = heightOf(
      edit.text,
      width,
      size,
      workbook.styles[0]?.fontSize ?? 11,
      lineHeights.others,
    );
    if (height > (row.height ?? sheet.defaultHeight ?? 15))
      needed.set(edit.row, Math.max(height, needed.get(edit.row) ?? 0));
  }
  return [...needed].map(([row, height]) => ({ row, height }));
}

function columnWidth(sheet: WorkbookSheet, column: number): number {
  return (
    sheet.columns.find((c) => c.first <= column && column <= c.last)?.width ??
    sheet.defaultWidth ??
    8.43
  );
}
