import {
  type Day,
  type Diagnostic,
  type DiagnosticCode,
  Failure,
  fill,
  isRelativeDate,
  limits,
  type Place,
  readPlannedDate,
  stateWords,
  type Text,
} from '@machimori/kernel';
import { cellName, openWorkbookSafely } from '@machimori/workbook';
import { unmatchedRow } from './fill-sheet.ts';
import { type FoundLabel, type LabelMatcher, labelMatcher } from './item-label.ts';
import { sheetMessages as m } from './messages.ts';
import { readWorkbook, type WorkbookCell, type WorkbookSheet } from './read-workbook.ts';
import { folded, longestDate, onlyFor, type RowWords, stateInDate, stateOf } from './row-words.ts';
import { CellLookup, type TableRow, tableRows } from './sheet-columns.ts';
import type { LineState } from './sheet-content.ts';
import type { SheetEdition, SheetPlan } from './sheet-sources.ts';
import { type WrittenTexts, writtenTexts } from './written-texts.ts';

/** A value that a person wrote, and the cell it stands in. */
export interface ReadValue<T> {
  readonly value: T;
  readonly place: Place;
  /** True where it says no more than the plan it was made from: a draft or a proposed date left as it was. */
  readonly unchanged: boolean;
}

export interface ReadPlanned {
  /** As it was written. */
  readonly raw: string;
  /** The last day it can mean; absent where the wording fixes none. */
  readonly by?: Day;
}

/** What a book says about one row of the check sheet. */
export interface SheetAnswer {
  /** Merge key: `service-2-3`, `service-2-3#vendor` or `service-2-3@river-watch`. */
  readonly key: string;
  readonly scope: 'item' | 'row' | 'line';
  readonly checkItem: string;
  /** The organisation of a row. */
  readonly organisation?: string;
  /** What a line is asked of. */
  readonly subject?: string;
  /** Ids of the lines it answers, as far as the plan is at hand to say. */
  readonly lines: readonly string[];
  readonly planned?: ReadValue<ReadPlanned>;
  readonly statement?: ReadValue<string>;
  readonly state?: ReadValue<LineState>;
  /** Where the row's item stands. */
  readonly place: Place;
}

export interface ReadReport {
  readonly answers: readonly SheetAnswer[];
  /** Rows with words in them that could not be matched: nothing a person wrote is dropped in silence. */
  readonly unmatched: readonly {
    readonly place: Place;
    readonly label: string;
    readonly planned: string;
    readonly statement: string;
    readonly state: string;
  }[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Brings a filled book back: ours or a copy of the official one. Only what stands in visible cells counts,
 * so a book that lost its drop-downs and hidden sheets reads the same. Formulas are refused, not computed.
 */
export function readSheet(bytes: Uint8Array, edition: SheetEdition, plan?: SheetPlan): ReadReport {
  const workbook = readWorkbook(openWorkbookSafely(bytes));
  const reader = new SheetReader(edition, plan);
  let tables = 0;
  for (const sheet of workbook.sheets) {
    const table = tableRows(sheet);
    if (table.length === 0) continue;
    if (sheet.hidden) {
      reader.report(
        'inconsistent',
        'warning',
        { sheet: sheet.name },
        fill(m.hiddenSheet, { sheet: sheet.name }),
      );
      continue;
    }
    tables += 1;
    reader.readTable(sheet, table);
  }
  if (tables === 0) throw new Failure('input-invalid', m.noTable, { next: m.noTableNext });
  return { answers: reader.answers, unmatched: reader.unmatched, diagnostics: reader.diagnostics };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const mostDiagnostics = 5 * limits.diagnostics;

class SheetReader {
  readonly answers: SheetAnswer[] = [];
  readonly unmatched: Mutable<ReadReport['unmatched'][number]>[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #labels: LabelMatcher;
  readonly #itemIds: ReadonlyMap<string, string>;
  readonly #plan: PlanKeys | undefined;
  readonly #seen = new Map<string, Place>();

  constructor(edition: SheetEdition, plan: SheetPlan | undefined) {
    this.#labels = labelMatcher(edition);
    this.#itemIds = new Map(edition.checkItems.map((item) => [item.id, item.label]));
    this.#plan = plan && planKeys(plan, edition);
  }

  readTable(sheet: WorkbookSheet, table: readonly TableRow[]): void {
    const lookup = new CellLookup(sheet);
    // A date merged over the rows of several items holds for each of them.
    for (const row of table) this.#readRow(sheet, lookup, row);
  }

  report(
    code: DiagnosticCode,
    severity: Diagnostic['severity'],
    place: Place,
    message: Text,
    expected?: Text,
  ): void {
    this.#note({ code, severity, place, message, ...(expected === undefined ? {} : { expected }) });
  }

  /** A hostile book has a fault in every cell: past a point one more tells nobody anything. */
  #note(diagnostic: Diagnostic): void {
    if (this.diagnostics.length < mostDiagnostics) this.diagnostics.push(diagnostic);
  }

  #readRow(sheet: WorkbookSheet, lookup: CellLookup, row: TableRow): void {
    const labelled = row.itemCells.flatMap((cell) =>
      this.#labels.find(cell.text).map((found) => ({ cell, found })),
    );
    const keyCell = keyCellOf(lookup, row);
    const key = keyCell?.text.trim() ?? '';
    const first = row.itemCells[0] ?? keyCell ?? row.xml.cells[0];
    if (!first) return;
    if (labelled.length === 0 && key === '') {
      const unmatched = unmatchedRow(this.#labels, sheet, row);
      if (unmatched) {
        this.#note(unmatched);
        this.#keep(sheet, lookup, row, first);
      }
      return;
    }
    const place = placeOf(sheet, labelled[0]?.cell ?? first);
    if (key !== '' && keyCell) {
      const target = this.#targetOf(
        key,
        labelled.map((l) => l.found),
        placeOf(sheet, keyCell),
      );
      if (target) this.#add(target, this.#words(sheet, lookup, row), place);
      else this.#keep(sheet, lookup, row, first);
      return;
    }
    const words = this.#words(sheet, lookup, row);
    const items = labelled.map((l) => l.found.item);
    for (const item of items) {
      const own =
        items.length === 1 && !sharesCell(lookup, row)
          ? words
          : onlyFor(words, item.id, this.#labels);
      this.#add(
        {
          key: item.id,
          scope: 'item',
          checkItem: item.id,
          lines: this.#plan?.linesOfItem.get(item.id) ?? [],
        },
        own,
        place,
      );
    }
  }

  /** What a merge key means. A key that is broken, unknown or at odds with the row's item is reported and not used. */
  #targetOf(
    key: string,
    found: readonly FoundLabel[],
    place: Place,
  ): Omit<SheetAnswer, 'place'> | undefined {
    const match = /^([a-z0-9-]+)(?:([@#])(.+))?$/.exec(key.normalize('NFKC'));
    const checkItem = match?.[1] ?? '';
    const label = this.#itemIds.get(checkItem);
    if (!match || label === undefined) {
      this.report(
        'bad-key',
        'error',
        place,
        fill(m.brokenKey, { value: shorten(key) }),
        m.expectedKey,
      );
      return undefined;
    }
    if (found.length > 0 && !found.some((f) => f.item.id === checkItem)) {
      this.report(
        'inconsistent',
        'error',
        place,
        fill(m.keyDisagrees, { key: shorten(key), label: found[0]?.item.label ?? '' }),
      );
      return undefined;
    }
    const whole = match[0];
    const other = match[3] ?? '';
    const plan = this.#plan;
    if (match[2] === undefined)
      return {
        key: whole,
        scope: 'item',
        checkItem,
        lines: plan?.linesOfItem.get(checkItem) ?? [],
      };
    const lines =
      match[2] === '@'
        ? plan?.lines.has(whole) === true
          ? [whole]
          : undefined
        : plan?.linesOfRow.get(whole);
    if (plan && lines === undefined)
      this.report(
        'unknown-key',
        'warning',
        place,
        fill(m.unknownKey, { value: shorten(key) }),
        m.expectedKey,
      );
    if (match[2] === '@')
      return {
        key: whole,
        scope: 'line',
        checkItem,
        subject: other,
        lines: lines ?? (plan ? [] : [whole]),
      };
    return { key: whole, scope: 'row', checkItem, organisation: other, lines: lines ?? [] };
  }

  #add(target: Omit<SheetAnswer, 'place'>, words: RowWords, place: Place): void {
    const written = this.#plan?.written.get(target.key);
    const answer: Mutable<SheetAnswer> = { ...target, place };
    const planned = words.planned.text;
    const instead = planned === '' ? undefined : stateInDate(planned);
    if (planned !== '') {
      const unchanged = same(planned, written?.planned);
      const by = lastDay(planned);
      if (by === undefined && instead === undefined && !unchanged)
        this.#noDate(planned, words.planned.place);
      answer.planned = {
        value: { raw: planned, ...(by === undefined ? {} : { by }) },
        place: words.planned.place,
        unchanged,
      };
    }
    const statement = words.statement.text;
    if (statement !== '') {
      const unchanged = same(statement, written?.statement) || isDraft(statement);
      answer.statement = { value: statement, place: words.statement.place, unchanged };
    }
    const state = this.#stateOf(words, written, instead);
    if (state !== undefined) {
      answer.state = state;
      if (state.value === 'not-applicable' && !givesReason(words))
        this.report(
          'missing-field',
          'warning',
          words.statement.place,
          m.notApplicableWithoutReason,
        );
    }
    const before = this.#seen.get(answer.key);
    if (before)
      this.report(
        'duplicate-key',
        'warning',
        place,
        fill(m.duplicateRow, { cell: `${before.sheet ?? ''} ${before.cell ?? ''}`.trim() }),
      );
    else this.#seen.set(answer.key, place);
    this.answers.push(answer);
  }

  /** What the state column says; what was written in its stead where a date is asked, if that column was left as it was. */
  #stateOf(
    words: RowWords,
    written: WrittenTexts | undefined,
    instead: LineState | undefined,
  ): SheetAnswer['state'] {
    const { text, place } = words.state;
    const value = text === '' ? undefined : stateOf(text);
    if (value === undefined && text !== '') {
      const expected = Object.values(stateWords);
      this.report('unknown-word', 'error', place, fill(m.unknownState, { value: shorten(text) }), {
        ja: expected.map((t) => t.ja).join('、'),
        en: expected.map((t) => t.en).join(', '),
      });
      return undefined;
    }
    const unchanged = same(text, written?.state);
    if (instead === undefined || same(words.planned.text, written?.planned))
      return value === undefined ? undefined : { value, place, unchanged };
    if (value !== undefined && value !== instead && !unchanged) {
      this.report(
        'inconsistent',
        'warning',
        words.planned.place,
        fill(m.statesDisagree, { planned: shorten(words.planned.text), state: shorten(text) }),
      );
      return { value, place, unchanged };
    }
    return { value: instead, place: words.planned.place, unchanged: false };
  }

  /** A wording that fixes no day is kept as it is, and said; most of all one whose year depends on the day of writing. */
  #noDate(planned: string, place: Place): void {
    const value = shorten(planned);
    const relative = planned.length <= longestDate && planned.split('\n').some(isRelativeDate);
    const message = relative ? m.relativeDate : m.badDate;
    this.report('bad-date', 'warning', place, fill(message, { value }), m.expectedDate);
  }

  #words(sheet: WorkbookSheet, lookup: CellLookup, row: TableRow): RowWords {
    const { planned, statement, state } = row.columns;
    const at = (column: number | undefined): { text: string; place: Place } => {
      const anchor = lookup.anchor(row.row, column ?? 0);
      const place = { sheet: sheet.name, cell: cellName(anchor.row, anchor.column) };
      const cell = column === undefined ? undefined : lookup.at(anchor.row, anchor.column);
      if (cell?.formula === true) {
        if (
          !this.diagnostics.some(
            (d) =>
              d.code === 'formula-refused' &&
              d.place.sheet === place.sheet &&
              d.place.cell === place.cell,
          )
        ) {
          this.report('formula-refused', 'error', place, m.formulaRefused, m.expectedPlainText);
        }
        return { text: '', place };
      }
      if (cell?.error === true) {
        this.report(
          'wrong-type',
          'error',
          place,
          fill(m.errorCell, { value: cell.text }),
          m.expectedPlainText,
        );
        return { text: '', place };
      }
      return { text: cell?.text.trim() ?? '', place };
    };
    return { planned: at(planned), statement: at(statement), state: at(state) };
  }

  #keep(sheet: WorkbookSheet, lookup: CellLookup, row: TableRow, first: WorkbookCell): void {
    const words = this.#words(sheet, lookup, row);
    this.unmatched.push({
      place: placeOf(sheet, first),
      label: first.text.trim(),
      planned: words.planned.text,
      statement: words.statement.text,
      state: words.state.text,
    });
  }
}

interface PlanKeys {
  readonly lines: ReadonlySet<string>;
  readonly linesOfRow: ReadonlyMap<string, readonly string[]>;
  readonly linesOfItem: ReadonlyMap<string, readonly string[]>;
  readonly written: ReturnType<typeof writtenTexts>;
}

function planKeys(plan: SheetPlan, edition: SheetEdition): PlanKeys {
  const linesOfItem = new Map<string, string[]>();
  for (const line of plan.lines) {
    const lines = linesOfItem.get(line.checkItem);
    if (lines) lines.push(line.id);
    else linesOfItem.set(line.checkItem, [line.id]);
  }
  return {
    lines: new Set(plan.lines.map((line) => line.id)),
    linesOfRow: new Map(plan.sheet.map((row) => [row.id, row.lines])),
    linesOfItem,
    written: writtenTexts(plan, edition),
  };
}

function keyCellOf(lookup: CellLookup, row: TableRow): WorkbookCell | undefined {
  for (const column of [row.columns.lineKey, row.columns.rowKey]) {
    const cell = column === undefined ? undefined : lookup.at(row.row, column);
    if (cell && cell.text.trim() !== '') return cell;
  }
  return undefined;
}

function sharesCell(lookup: CellLookup, row: TableRow): boolean {
  return (['planned', 'statement'] as const).some((kind) => {
    const merge = lookup.mergeAt(row.row, row.columns[kind]);
    return merge !== undefined && merge.bottom > merge.top;
  });
}

/** The last day that a wording of one or several lines can mean; a remark in brackets behind it does not count. */
function lastDay(raw: string): Day | undefined {
  if (raw.length > longestDate) return undefined;
  const days = raw.split('\n').flatMap((line) => {
    const whole = line.trim();
    return (readPlannedDate(whole) ?? readPlannedDate(whole.replace(/[（(].*$/, '')))?.by ?? [];
  });
  return days.sort().at(-1);
}

/** Why an item does not apply stands in its own column, or behind the word: 対象外（機器がないため）. */
function givesReason({ planned, statement, state }: RowWords): boolean {
  if (statement.text !== '' && !isDraft(statement.text)) return true;
  return [planned, state].some(({ text }) => /[（(][^）)]+[）)]/.test(text));
}

/** A draft that nobody has made their own yet. */
function isDraft(statement: string): boolean {
  return [m.draftMark.ja, m.draftMark.en].some((mark) =>
    folded(statement).startsWith(folded(mark)),
  );
}

function same(a: string, written: readonly string[] | undefined): boolean {
  return written?.some((text) => folded(text) === folded(a)) ?? false;
}

function placeOf(sheet: WorkbookSheet, cell: WorkbookCell): Place {
  return { sheet: sheet.name, cell: cellName(cell.row, cell.column) };
}

function shorten(s: string): string {
  return s.length > 40 ? `${s.slice(0, 40)}…` : s;
}
