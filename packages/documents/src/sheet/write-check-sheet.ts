import type { CheckSection, Edition } from '@machimori/catalogue';
import { dayText, type Locale, stateWords, type Text } from '@machimori/kernel';
import type { Plan } from '@machimori/planning';
import { cellName, columnName, openWorkbookSafely, rewritePackage } from '@machimori/workbook';
import { type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { sheetMessages as m } from './messages.ts';
import { type RowContent, SheetContent } from './sheet-content.ts';
import { type BookHead, type DrawnSheet, page } from './sheet-page.ts';
import { Paper, type StyleName, textHeight } from './sheet-paper.ts';
import { baseFont } from './sheet-style.ts';
import { drawWithoutItem } from './without-item-sheet.ts';

export interface CheckSheetOptions {
  /** Key of the organisation whose own rows the book holds; the whole city when absent. */
  readonly organisation?: string;
  readonly locale: Locale;
  /** Handling label on every page; 関係者限り unless stated. */
  readonly handling?: Text;
}

/**
 * The official check sheet (別紙1) as a book: チェックシート, 明細, 項目のない対策 and 使い方. Every cell is text; none holds a formula.
 * The same plan gives the same bytes.
 */
export async function writeCheckSheet(
  plan: Plan,
  edition: Edition,
  options: CheckSheetOptions,
): Promise<Uint8Array> {
  const content = new SheetContent(plan, edition, options.locale);
  const { organisation } = options;
  const head: BookHead = {
    content,
    locale: options.locale,
    handling: (options.handling ?? m.handling)[options.locale],
    scope:
      organisation === undefined
        ? content.fill(m.wholeCity, { city: content.nameOf(plan.city.key) })
        : content.fill(m.oneOrganisation, {
            city: content.nameOf(plan.city.key),
            organisation: content.nameOf(organisation),
          }),
    source: `${content.fill(m.edition, { edition: editionName(edition, content) })}　${content.fill(m.asOf, { day: dayText(plan.asOf)[options.locale] })}`,
  };
  const rows =
    organisation === undefined ? content.itemRows() : content.organisationRows(organisation);
  const whole = organisation === undefined;
  const drawn = [
    draw(head, edition, {
      name: content.say(m.checkSheet),
      title: content.say(m.title),
      columns: whole ? cityColumns : organisationColumns,
      rows,
      banded: true,
    }),
    draw(head, edition, {
      name: content.say(m.details),
      title: content.say(m.detailsTitle),
      columns: whole ? cityLineColumns : organisationLineColumns,
      rows: content.lineRows(organisation),
      banded: false,
    }),
    drawWithoutItem(head, plan, edition, organisation),
    drawHowTo(head),
  ];
  const made = new Date(`${plan.asOf}T00:00:00Z`);
  const bytes = await writeXlsx({
    sheets: drawn.map((d) => d.sheet),
    defaultFont: baseFont,
    properties: {
      title: `${content.say(m.title)} ${head.scope}`,
      creator: 'Machimori',
      created: made,
      modified: made,
    },
  });
  return letRowsGrow(
    bytes,
    drawn.map((d) => d.growing),
  );
}

/** 第2.0版（案）, as the covers say it, not the id by which programs know it. */
function editionName({ version, status }: Edition, content: SheetContent): string {
  return content.fill(status === 'draft' ? m.editionDraft : m.editionFinal, {
    version: version.replace(/-draft$/, ''),
  });
}

/** Heights of rows that people write in are a start only: the mark that fixes them goes, so that a longer answer makes room. */
function letRowsGrow(bytes: Uint8Array, growing: readonly ReadonlySet<number>[]): Uint8Array {
  const unbounded = Number.MAX_SAFE_INTEGER;
  const parts = openWorkbookSafely(bytes, {
    bytes: unbounded,
    inflatedBytes: unbounded,
    xmlBytes: unbounded,
  });
  const replaced = new Map<string, Uint8Array>();
  growing.forEach((rows, i) => {
    const name = `xl/worksheets/sheet${i + 1}.xml`;
    const part = parts.get(name);
    if (!part) return;
    const xml = new TextDecoder()
      .decode(part.bytes)
      .replace(
        /(<row r="(\d+)" ht="[\d.]+") customHeight="1"/g,
        (whole, kept: string, row: string) => (rows.has(Number(row) - 1) ? kept : whole),
      );
    replaced.set(name, new TextEncoder().encode(xml));
  });
  return rewritePackage(parts, replaced);
}

interface Column {
  readonly heading: Text;
  readonly width: number;
  readonly style: StyleName;
  readonly value: (row: RowContent) => string;
  readonly input?: 'state';
}

const item: Column = { heading: m.item, width: 44, style: 'cell', value: (r) => r.itemText };
const itemShort: Column = {
  heading: m.item,
  width: 34,
  style: 'cell',
  value: (r) => r.itemText.split('\n')[0] ?? '',
};
const planned: Column = { heading: m.planned, width: 19, style: 'input', value: (r) => r.planned };
const statement: Column = {
  heading: m.statement,
  width: 42,
  style: 'input',
  value: (r) => r.statement,
};
const subject: Column = { heading: m.subject, width: 20, style: 'small', value: (r) => r.subject };
const organisations: Column = {
  heading: m.organisation,
  width: 20,
  style: 'small',
  value: (r) => r.organisations,
};
const duties: Column = { heading: m.duties, width: 26, style: 'small', value: (r) => r.duties };
const priority: Column = {
  heading: m.priority,
  // 「weakness」 in bold.
  width: 11,
  style: 'centred',
  value: (r) => r.priority,
};
const state: Column = {
  heading: m.state,
  width: 10,
  style: 'inputCentred',
  value: (r) => r.state,
  input: 'state',
};
const requirements: Column = {
  heading: m.requirements,
  width: 20,
  style: 'small',
  value: (r) => r.requirements,
};
const rowKey: Column = { heading: m.rowKey, width: 13, style: 'key', value: (r) => r.key };
const lineKey: Column = { heading: m.lineKey, width: 16, style: 'key', value: (r) => r.key };

const cityColumns = [
  item,
  planned,
  statement,
  subject,
  organisations,
  duties,
  priority,
  state,
  rowKey,
];
const organisationColumns = [item, planned, statement, subject, duties, priority, state, rowKey];
const organisationLineColumns = [
  itemShort,
  planned,
  statement,
  subject,
  duties,
  priority,
  state,
  requirements,
  lineKey,
];
const cityLineColumns = [
  itemShort,
  planned,
  statement,
  subject,
  organisations,
  duties,
  priority,
  state,
  requirements,
  lineKey,
];

interface Drawing {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly RowContent[];
  /** With category bands and section headings between the rows. */
  readonly banded: boolean;
}

function draw(head: BookHead, edition: Edition, drawing: Drawing): DrawnSheet {
  const { content } = head;
  const { columns } = drawing;
  const last = columns.length - 1;
  // The keys are for programs: on paper they would make all else smaller, and be too small to read.
  const printed = last - 1;
  const paper = new Paper();
  paper.whole(0, 0, printed - 3, content.say(m.annex), 'annex', 18);
  paper.whole(0, printed - 2, printed, head.handling, 'handling', 18);
  paper.whole(1, 0, printed, drawing.title, 'title', 30);
  paper.whole(2, 0, printed, `${head.scope}　　${head.source}`, 'subtitle', 20);
  paper.whole(3, 0, printed, content.say(m.notExhaustive), 'note', 18);
  paper.whole(4, 0, printed, content.say(m.inputHint), 'note', 18);
  const headingRow = 5;
  for (const [i, column] of columns.entries())
    paper.put(headingRow, i, content.say(column.heading), 'heading');
  paper.height(headingRow, 32);

  let at = headingRow + 1;
  if (drawing.rows.length === 0) paper.whole(at, 0, printed, content.say(m.noRows), 'note', 24);
  const filled: number[] = [];
  let group: string | undefined;
  let section: string | undefined;
  for (const row of drawing.rows) {
    if (drawing.banded) {
      const band = bandOf(head, edition, row);
      if (band !== group) {
        // A merge that leaves the print area is drawn past the edge of the paper.
        paper.whole(at, 0, printed, band, 'band', 22);
        paper.put(at, last, '', 'band');
        at += 1;
        group = band;
        section = undefined;
      }
      if (row.item.section !== section) {
        section = row.item.section;
        paper.whole(
          at,
          0,
          printed,
          sectionHeading(
            head,
            edition.sections.find((s) => s.id === section),
          ),
          'section',
          20,
        );
        paper.put(at, last, '', 'section');
        at += 1;
      }
    }
    const heights = columns.map((column, i) => {
      const value = column.value(row);
      const urgent = column === priority && /\n/.test(value);
      paper.put(at, i, value, urgent ? 'urgent' : column.style);
      if (column === item) paper.boldFirstLine(at, i);
      return textHeight(value, column.width, column.style);
    });
    paper.grow(at, Math.max(...heights));
    filled.push(at);
    at += 1;
  }
  const stateColumn = columns.indexOf(state);
  const sheet: WriteSheet = {
    name: drawing.name,
    columns: columns.map(({ width }) => ({ width })),
    rows: [],
    cells: paper.cells,
    merges: paper.merges,
    rowDefs: paper.rowDefs,
    dataValidations: filled.length === 0 ? [] : [stateList(head, stateColumn, filled)],
    freezePane: { rows: headingRow + 1, columns: 1 },
    view: { showGridLines: false, zoomScale: 100 },
    ...page(head, `$A$1:$${columnName(printed)}$${Math.max(at, headingRow + 2)}`, headingRow + 1),
  };
  return { sheet, growing: paper.growing };
}

/** カテゴリ1　ガバナンス … and one band for the three views, as in 別紙1. */
function bandOf({ content, locale }: BookHead, edition: Edition, row: RowContent): string {
  const number = edition.categories.findIndex((c) => c.id === row.item.group);
  const category = edition.categories[number];
  return category
    ? content.fill(m.categoryBand, { number: number + 1, name: category.name[locale] })
    : content.say(m.viewsBand);
}

function sectionHeading({ locale }: BookHead, section: CheckSection | undefined): string {
  if (!section) return '';
  const inCategory =
    section.group === 'governance' ||
    section.group === 'service' ||
    section.group === 'city-os' ||
    section.group === 'asset';
  return `${inCategory ? String.fromCodePoint(0x245f + section.number) : section.number}　${section.heading[locale]}`;
}

function stateList({ content }: BookHead, column: number, rows: readonly number[]): DataValidation {
  return {
    type: 'list',
    values: Object.values(stateWords).map((word) => content.say(word)),
    range: runs(rows)
      .map(([from, to]) =>
        from === to ? cellName(from, column) : `${cellName(from, column)}:${cellName(to, column)}`,
      )
      .join(' '),
    allowBlank: true,
    showInputMessage: true,
    inputTitle: content.say(m.stateTitle),
    inputMessage: content.say(m.statePrompt),
    showErrorMessage: true,
    errorStyle: 'warning',
    errorTitle: content.say(m.stateTitle),
    errorMessage: content.say(m.statePrompt),
  };
}

function runs(rows: readonly number[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const row of rows) {
    const current = found.at(-1);
    if (current && current[1] === row - 1) current[1] = row;
    else found.push([row, row]);
  }
  return found;
}

function drawHowTo(head: BookHead): DrawnSheet {
  const { content } = head;
  const paper = new Paper();
  paper.whole(0, 0, 1, content.say(m.howTo), 'title', 30);
  paper.whole(1, 0, 1, `${head.scope}　　${head.source}`, 'subtitle', 20);
  const lines: readonly (readonly [Text, string])[] = [
    [m.howToPurpose, content.say(m.howToPurposeText)],
    [m.howToFill, content.say(m.howToFillSteps)],
    [m.howToKeep, content.say(m.howToKeepText)],
    [m.howToDuties, content.say(m.howToDutiesText)],
    [m.howToPriority, content.say(m.howToPriorityText)],
    [m.withoutItem, content.say(m.howToWithoutItemText)],
    [m.howToSource, `${content.say(m.howToSourceText)}\n${content.say(m.notExhaustive)}`],
  ];
  lines.forEach(([term, meaning], i) => {
    paper.put(i + 3, 0, content.say(term), 'term');
    paper.put(i + 3, 1, meaning, 'cell');
    paper.grow(i + 3, textHeight(meaning, 100, 'cell'));
  });
  const sheet: WriteSheet = {
    name: content.say(m.howTo),
    columns: [{ width: 24 }, { width: 100 }],
    rows: [],
    cells: paper.cells,
    merges: paper.merges,
    rowDefs: paper.rowDefs,
    view: { showGridLines: false },
    ...page(head, `$A$1:$B$${lines.length + 3}`, undefined),
  };
  return { sheet, growing: paper.growing };
}
