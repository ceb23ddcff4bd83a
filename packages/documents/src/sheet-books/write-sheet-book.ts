import { dayText, fill, stateWords, type Text } from '@machimori/kernel';
import {
  attributeOf,
  cellName,
  columnName,
  escapeXml,
  openWorkbookSafely,
  PackageStream,
  scanTags,
} from '@machimori/workbook';
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { page } from '../sheet/sheet-page.ts';
import { cellText, Paper, type StyleName, textHeight } from '../sheet/sheet-paper.ts';
import { baseFont } from '../sheet/sheet-style.ts';
import { bookFormat } from './book-columns.ts';
import { drawCover } from './draw-cover.ts';
import {
  type BookLine,
  type Column,
  columnsOf,
  item,
  type SheetBookHead,
  state,
} from './line-columns.ts';
import { bookMessages as m } from './messages.ts';

/** Rows above the lines: title, whose book it is, two notes, headings. */
const headingRow = 4;
const linesPart = 'xl/worksheets/sheet2.xml';
const stringsPart = 'xl/sharedStrings.xml';

/**
 * Writes a book of lines piece by piece, however many there are: a cover, and one row a line. Every cell is text, none
 * a formula; the same lines give the same bytes.
 */
export class SheetBookWriter {
  readonly #say: (text: Text) => string;
  readonly #columns: readonly Column[];
  /** Style of each column's cells, as the styles of the book count them. */
  readonly #styles: readonly string[];
  readonly #stream: PackageStream;
  readonly #sheet: { write(text: string): void; end(): void };
  readonly #after: string;
  readonly #strings: Strings;
  readonly #stringsHead: string;
  readonly #heights = new Map<string, number>();
  #row: number;

  private constructor(of: {
    readonly head: SheetBookHead;
    readonly columns: readonly Column[];
    readonly parts: ReadonlyMap<string, Uint8Array>;
    readonly emit: (bytes: Uint8Array) => void;
  }) {
    const { parts } = of;
    this.#say = (text) => text[of.head.locale];
    this.#columns = of.columns;
    const xml = textOf(parts.get(linesPart));
    const sample = sampleRow(xml);
    this.#styles = sample.styles;
    this.#after = xml.slice(sample.end);
    this.#row = headingRow + 1;
    const strings = textOf(parts.get(stringsPart));
    const end = strings.lastIndexOf('</sst>');
    // The counts are told by no reader; without them the table may grow.
    this.#stringsHead = strings.slice(0, end).replace(/ (?:count|uniqueCount)="\d+"/g, '');
    this.#strings = new Strings(strings.match(/<si>/g)?.length ?? 0);
    this.#stream = new PackageStream(of.emit);
    for (const [name, bytes] of parts)
      if (name !== linesPart && name !== stringsPart) this.#stream.add(name, bytes);
    this.#sheet = this.#stream.open(linesPart);
    // Some programs read no further than a sheet says that it goes.
    const corner = cellName(headingRow + Math.max(of.head.lines, 1), of.columns.length - 1);
    this.#sheet.write(
      xml.slice(0, sample.start).replace(/<dimension ref="[^"]*"/, `<dimension ref="A1:${corner}"`),
    );
  }

  /** `emit` gets the book's bytes in their order. */
  static async begin(
    head: SheetBookHead,
    emit: (bytes: Uint8Array) => void,
  ): Promise<SheetBookWriter> {
    const columns = columnsOf(head);
    const made = new Date(`${head.madeOn}T00:00:00Z`);
    const bytes = await writeXlsx({
      sheets: [coverOf(head), drawTable(head, columns)],
      defaultFont: baseFont,
      properties: {
        title: scopeOf(head),
        creator: 'Machimori',
        created: made,
        modified: made,
      },
    });
    const parts = new Map(
      [...openWorkbookSafely(bytes)].map(([name, part]) => [name, part.bytes] as const),
    );
    return new SheetBookWriter({ head, columns, parts, emit });
  }

  /** Adds lines; in all there are as many as the head says. */
  add(lines: readonly BookLine[]): void {
    this.#sheet.write(lines.map((line) => this.#rowOf(line)).join(''));
  }

  end(): void {
    this.#sheet.write(this.#after);
    this.#sheet.end();
    const strings = this.#stream.open(stringsPart);
    strings.write(this.#stringsHead);
    for (const some of this.#strings.written()) strings.write(some);
    strings.write('</sst>');
    strings.end();
    this.#stream.end();
  }

  #rowOf(line: BookLine): string {
    const at = this.#row;
    this.#row += 1;
    let height = 18;
    const cells = this.#columns.map((column, i) => {
      const value = cellText(column.value(line, this.#say));
      const { shared, width, style } = column;
      height = Math.max(height, this.#heightOf(value, width, style, shared));
      const begin = `<c r="${cellName(at, i)}" s="${this.#styles[i] ?? '0'}"`;
      if (value === '') return `${begin}/>`;
      if (shared)
        return `${begin} t="s"><v>${this.#strings.place(value, column.heading === item.heading)}</v></c>`;
      return `${begin} t="inlineStr"><is>${textXml(value)}</is></c>`;
    });
    return `<row r="${at + 1}" ht="${height}">${cells.join('')}</row>`;
  }

  #heightOf(value: string, width: number, style: StyleName, shared: boolean): number {
    if (!shared) return textHeight(value, width, style);
    const key = `${width} ${value}`;
    const known = this.#heights.get(key) ?? textHeight(value, width, style);
    this.#heights.set(key, known);
    return known;
  }
}

/** The whole book at once. */
export async function writeSheetBook(
  head: Omit<SheetBookHead, 'lines'>,
  lines: readonly BookLine[],
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const writer = await SheetBookWriter.begin({ ...head, lines: lines.length }, (piece) =>
    pieces.push(piece),
  );
  writer.add(lines);
  writer.end();
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Words that come again, each kept once, behind those of the cover. */
class Strings {
  readonly #first: number;
  readonly #places = new Map<string, number>();
  readonly #xml: string[] = [];

  constructor(first: number) {
    this.#first = first;
  }

  place(value: string, headed: boolean): number {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    const place = this.#first + this.#xml.length;
    this.#places.set(value, place);
    this.#xml.push(`<si>${headed ? headedXml(value) : textXml(value)}</si>`);
    return place;
  }

  *written(): Iterable<string> {
    for (let at = 0; at < this.#xml.length; at += 1_000)
      yield this.#xml.slice(at, at + 1_000).join('');
  }
}

const textXml = (value: string): string => `<t xml:space="preserve">${escapeXml(value)}</t>`;

/** The first line stands out from the sentence beneath. */
function headedXml(value: string): string {
  const end = value.indexOf('\n') + 1;
  const run = (text: string, size: number, bold: boolean): string =>
    `<r><rPr>${bold ? '<b/>' : ''}<sz val="${size}"/><rFont val="${baseFont.name}"/><family val="${baseFont.family}"/><charset val="${baseFont.charset}"/></rPr>${textXml(text)}</r>`;
  return `${run(value.slice(0, end), 10, true)}${run(value.slice(end), 9, false)}`;
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** The one row that was drawn below the headings, and the styles of its cells. */
function sampleRow(xml: string): {
  readonly start: number;
  readonly end: number;
  readonly styles: readonly string[];
} {
  let start = -1;
  const styles: string[] = [];
  for (const tag of scanTags(xml)) {
    if (
      tag.name === 'row' &&
      tag.kind === 'open' &&
      attributeOf(xml, tag, 'r') === `${headingRow + 2}`
    )
      start = tag.start;
    else if (start !== -1 && tag.name === 'c' && tag.kind !== 'close')
      styles.push(attributeOf(xml, tag, 's') ?? '0');
    else if (start !== -1 && tag.name === 'row' && tag.kind === 'close')
      return { start, end: tag.end, styles };
  }
  throw new TypeError('a row was drawn');
}

const titleOf = ({ organisation, narrowed }: SheetBookHead): Text =>
  organisation !== undefined ? m.title : narrowed === undefined ? m.wholeTitle : m.narrowedTitle;

function scopeOf(head: SheetBookHead): string {
  const { locale, city, organisation } = head;
  return [titleOf(head), city, organisation ?? []]
    .flat()
    .map((each) => each[locale])
    .join('　');
}

const editionOf = ({ edition: { version, draft }, locale }: SheetBookHead): string =>
  fill(draft ? m.editionDraft : m.editionFinal, { version: version.replace(/-draft$/, '') })[
    locale
  ];

function pageOf(head: SheetBookHead) {
  return { handling: m.handling[head.locale], scope: scopeOf(head) };
}

function drawTable(head: SheetBookHead, columns: readonly Column[]): WriteSheet {
  const { locale, organisation, number, madeOn } = head;
  const say = (text: Text): string => text[locale];
  const whole = organisation === undefined;
  const printed = columns.filter(({ key }) => key !== true).length - 1;
  const last = columns.length - 1;
  const paper = new Paper();
  paper.whole(0, 0, printed - 2, say(titleOf(head)), 'title', 28);
  paper.whole(0, printed - 1, printed, say(m.handling), 'handling', 28);
  const facts = [
    [head.city, organisation ?? []].flat().map(say).join('　'),
    editionOf(head),
    ...(number === undefined ? [] : [`${say(m.number)} ${number}`]),
  ];
  paper.whole(1, 0, printed, facts.join('　　'), 'subtitle', 20);
  paper.whole(2, 0, printed, say(m.notExhaustive), 'note', 18);
  paper.whole(
    3,
    0,
    printed,
    whole ? say(fill(m.wholeHint, { day: say(dayText(madeOn)) })) : say(m.hint),
    'note',
    18,
  );
  columns.forEach(({ heading }, i) => {
    paper.put(headingRow, i, say(heading), 'heading');
  });
  paper.height(headingRow, 32);
  const first = headingRow + 1;
  columns.forEach(({ style }, i) => {
    paper.put(first, i, ' ', style);
  });
  const end = first + Math.max(head.lines, 1);
  const stateAt = columns.findIndex(({ heading }) => heading === state.heading);
  const under = (column: number, to = column): string =>
    `${cellName(first, column)}:${cellName(end - 1, to)}`;
  const keyAt = columns.findIndex(({ key }) => key === true);
  return {
    name: say(m.answers),
    columns: columns.map(({ width }) => ({ width })),
    rows: [],
    cells: paper.cells,
    merges: paper.merges,
    rowDefs: paper.rowDefs,
    dataValidations: whole
      ? []
      : [
          {
            type: 'list',
            values: Object.values(stateWords).map(say),
            range: under(stateAt),
            allowBlank: true,
            showInputMessage: true,
            inputTitle: say(m.state),
            inputMessage: say(m.statePrompt),
            showErrorMessage: true,
            errorStyle: 'warning',
            errorTitle: say(m.state),
            errorMessage: say(m.statePrompt),
          },
          // Nothing typed there is taken; the sheet itself is not protected, for then nobody could sort its rows.
          {
            type: 'custom',
            formula1: 'FALSE',
            range: under(keyAt, last),
            showInputMessage: true,
            inputTitle: say(m.marks),
            inputMessage: say(m.marksPrompt),
            showErrorMessage: true,
            errorStyle: 'stop',
            errorTitle: say(m.marks),
            errorMessage: say(m.marksPrompt),
          },
        ],
    autoFilter: { range: `A${headingRow + 1}:${columnName(last)}${end}` },
    freezePane: { rows: headingRow + 1, columns: 1 },
    view: { showGridLines: false, zoomScale: 100 },
    ...page(
      pageOf(head),
      `$A$1:$${columnName(printed)}$${end}`,
      headingRow + 1,
      whole ? 'a3' : 'a4',
    ),
  };
}

function coverOf(head: SheetBookHead): WriteSheet {
  const { locale, organisation, number, narrowed } = head;
  const say = (text: Text): string => text[locale];
  const facts: readonly (readonly [Text, string])[] = [
    [m.city, say(head.city)],
    ...(organisation === undefined ? [] : ([[m.organisation, say(organisation)]] as const)),
    ...(narrowed === undefined ? [] : ([[m.narrowed, say(narrowed)]] as const)),
    [m.madeOn, say(dayText(head.madeOn))],
    [m.edition, editionOf(head)],
    [m.count, say(fill(m.countOf, { n: head.lines }))],
    ...(number === undefined
      ? []
      : ([
          [m.number, number],
          [m.format, say(fill(m.formatOf, { n: bookFormat }))],
        ] as const)),
    ...(organisation === undefined
      ? []
      : ([
          [
            m.howTo,
            say(
              fill(m.howToSteps, {
                states: Object.values(stateWords)
                  .map(say)
                  .join(locale === 'ja' ? '、' : ', '),
              }),
            ),
          ],
          [m.please, say(m.pleaseText)],
        ] as const)),
    [m.aboutGuideline, say(m.notExhaustive)],
  ];
  return drawCover({
    name: say(m.cover),
    head: pageOf(head),
    say,
    top: [
      [m.handling, 'handling', 20],
      [titleOf(head), 'title', 36],
    ],
    facts,
  });
}
