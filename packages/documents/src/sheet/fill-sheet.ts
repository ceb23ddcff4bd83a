import type { CheckItem } from '@machimori/catalogue';
import { type Diagnostic, Failure, fill, type Locale, stateWords } from '@machimori/kernel';
import { cellName, openWorkbookSafely, rewritePackage } from '@machimori/workbook';
import { type LabelMatcher, labelMatcher } from './item-label.ts';
import { sheetMessages as m } from './messages.ts';
import { type CellEdit, type HeightEdit, patchSheet } from './patch-sheet.ts';
import {
  type ColumnSetting,
  columnFinder,
  readWorkbook,
  type Workbook,
  type WorkbookSheet,
} from './read-workbook.ts';
import { CellLookup, type TableRow, tableRows } from './sheet-columns.ts';
import { type RowContent, SheetContent } from './sheet-content.ts';
import { cellText } from './sheet-paper.ts';
import type { SheetEdition, SheetPlan } from './sheet-sources.ts';
import { heightOf, highestRow, lineHeightOf } from './text-height.ts';

export interface FillOptions {
  readonly locale?: Locale;
  /** Fills in what this organisation answers; the whole city when absent. */
  readonly organisation?: string;
  /** Replaces what people wrote in the two columns; kept unless stated. */
  readonly overwrite?: boolean;
}

export interface FilledCell {
  readonly checkItems: readonly string[];
  /** A state is filled in only where an item has nothing to be asked of. */
  readonly column: FilledColumn;
  readonly sheet: string;
  readonly cell: string;
  readonly text: string;
}

type FilledColumn = 'planned' | 'statement' | 'state';

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
  /**
   * Check items of the file that the plan asks of nothing: their rows say 対象外 and why where the sheet has a column
   * for states, and stay empty where it has none. Of one organisation, items that others answer are not among them.
   */
  readonly itemsWithoutLine: readonly string[];
  /** Rows that match no check item, and what else a person should know. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Fills 実装予定時期 and 実装方法 in a user's own copy of the official sheet. Only those cells change
 * (and the height of a row whose text would not show); every other part of the file is copied byte for byte.
 */
export function fillSheet(
  official: Uint8Array,
  plan: SheetPlan,
  edition: SheetEdition,
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
    asked: new Set(plan.lines.map((line) => line.checkItem)),
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
    itemsWithoutLine: [...present].filter((id) => !run.asked.has(id)),
    diagnostics: run.diagnostics,
  };
}

interface Run {
  readonly content: ReadonlyMap<string, RowContent>;
  /** Check items that the plan asks of anything at all. */
  readonly asked: ReadonlySet<string>;
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
  readonly kind: FilledColumn;
  readonly items: RowContent[];
  /** Items that the plan asks of nothing. */
  readonly without: CheckItem[];
}

const filledAlways = ['planned', 'statement'] as const;
const filledWithout = ['state', 'statement'] as const;

function fillTable(run: Run, sheet: WorkbookSheet, table: readonly TableRow[]): string | undefined {
  const lookup = new CellLookup(sheet);
  const targets = new Map<string, Target>();
  const targetAt = (row: number, column: number, kind: FilledColumn): Target => {
    const at = lookup.anchor(row, column);
    const key = cellName(at.row, at.column);
    const target = targets.get(key) ?? { ...at, kind, items: [], without: [] };
    targets.set(key, target);
    return target;
  };
  for (const row of table) {
    const { items, without } = itemsOfRow(run, sheet, row);
    if (items.length > 0)
      for (const kind of filledAlways) {
        const target = targetAt(row.row, row.columns[kind], kind);
        for (const item of items) if (!target.items.includes(item)) target.items.push(item);
      }
    if (without.length > 0 && row.columns.state !== undefined && !isShared(lookup, row))
      for (const kind of filledWithout)
        targetAt(row.row, row.columns[kind] ?? row.columns.state, kind).without.push(...without);
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

/** A state merged over rows holds for each of them, so that none may set it. */
function isShared(lookup: CellLookup, row: TableRow): boolean {
  return filledWithout.some((kind) => {
    const merge = lookup.mergeAt(row.row, row.columns[kind] ?? 0);
    return merge !== undefined && merge.bottom > merge.top;
  });
}

interface RowItems {
  readonly items: readonly RowContent[];
  /** The row's items where the plan asks none of them of anything. */
  readonly without: readonly CheckItem[];
}

function itemsOfRow(run: Run, sheet: WorkbookSheet, row: TableRow): RowItems {
  const items: RowContent[] = [];
  const labels: CheckItem[] = [];
  for (const cell of row.itemCells) {
    for (const { item } of run.labels.find(cell.text)) {
      labels.push(item);
      run.matched.push({
        checkItem: item.id,
        sheet: sheet.name,
        cell: cellName(cell.row, cell.column),
      });
      const content = run.content.get(item.id);
      if (content && !items.includes(content)) items.push(content);
    }
  }
  if (labels.length === 0) {
    const unmatched = unmatchedRow(run.labels, sheet, row);
    if (unmatched) run.diagnostics.push(unmatched);
  }
  return { items, without: labels.some((item) => run.asked.has(item.id)) ? [] : labels };
}

/** A row that says something but names no item: worth a word, unless it is a heading beside which nothing is written. */
export function unmatchedRow(
  labels: LabelMatcher,
  sheet: WorkbookSheet,
  row: TableRow,
): Diagnostic | undefined {
  const { planned, statement, state } = row.columns;
  const answered = row.xml.cells.some(
    (c) =>
      (c.column === planned || c.column === statement || c.column === state) &&
      !row.itemCells.includes(c) &&
      c.text.trim() !== '',
  );
  const cell =
    row.itemCells.find((c) => !labels.isHeading(c.text)) ??
    (answered ? row.itemCells[0] : undefined);
  if (!cell) return undefined;
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
  const { row, column, kind, items, without } = target;
  const cell = lookup.at(row, column);
  const wraps = cell?.style === undefined ? true : (run.workbook.styles[cell.style]?.wraps ?? true);
  // A cell shared with items that are asked is theirs: that the other is not asked stands in the report.
  const text =
    kind === 'state' || items.length === 0
      ? run.say.say(kind === 'state' ? stateWords['not-applicable'] : m.askedOfNothing)
      : cellText(compose(run.say, kind, items, wraps));
  if (text === '') return undefined;
  const filled: FilledCell = {
    checkItems: [...items.map((i) => i.item), ...(items.length === 0 ? without : [])].map(
      (item) => item.id,
    ),
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
  const heightNow = (row: number): number =>
    needed.get(row) ?? rows.get(row)?.height ?? sheet.defaultHeight ?? 15;
  const columnAt = columnFinder(sheet);
  const placed = edits.map((edit) => {
    const merge = lookup.mergeAt(edit.row, edit.column);
    return {
      first: edit.row,
      last: merge?.bottom ?? edit.row,
      height: heightFor(workbook, sheet, lookup, columnAt, edit, merge?.right ?? edit.column),
    };
  });
  // What is merged over rows has the room that they have by then; the last of them makes up for what is missing.
  for (const { first, last, height } of placed.sort(
    (a, b) => a.last - a.first - b.last + b.first,
  )) {
    let room = 0;
    for (let row = first; row <= last; row += 1) room += heightNow(row);
    const row = rows.has(last) ? last : first;
    if (height > room && rows.has(row))
      needed.set(row, Math.min(highestRow, heightNow(row) + height - room));
  }
  return [...needed].map(([row, height]) => ({ row, height }));
}

function heightFor(
  workbook: Workbook,
  sheet: WorkbookSheet,
  lookup: CellLookup,
  columnAt: (column: number) => ColumnSetting | undefined,
  edit: CellEdit,
  right: number,
): number {
  let width = 0;
  for (let column = edit.column; column <= right; column += 1)
    width += columnAt(column)?.width ?? sheet.defaultWidth ?? 8.43;
  const style = lookup.at(edit.row, edit.column)?.style;
  const format = style === undefined ? undefined : workbook.styles[style];
  const bookSize = workbook.styles[0]?.fontSize ?? 11;
  const size = format?.fontSize ?? bookSize;
  const lineHeight = lineHeightOf(format?.fontName ?? '');
  // Where nothing wraps, a text takes the one line that it has.
  return format?.wraps === false
    ? heightOf('', width, size, bookSize, lineHeight)
    : heightOf(edit.text, width, size, bookSize, lineHeight);
}
