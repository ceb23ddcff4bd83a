import { fill } from '@machimori/kernel';
import {
  attributeOf,
  type CellRange,
  notAWorkbook,
  partText,
  readCellName,
  readRange,
  scanTags,
  type Tag,
  textBetween,
  tooLarge,
  type WorkbookPackage,
} from '@machimori/workbook';
import { sheetMessages as m } from './messages.ts';
import { type DateParts, datePartsOf, serialDateText } from './number-text.ts';

/** A workbook as far as a check sheet needs it: text, merges, and where each cell stands in its XML. */
export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  readonly styles: readonly CellFormat[];
  readonly signed: boolean;
}

export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Name of its part in the package, and that part as text. */
  readonly part: string;
  readonly xml: string;
  readonly rows: readonly SheetRowXml[];
  readonly merges: readonly CellRange[];
  readonly columns: readonly ColumnSetting[];
  readonly defaultWidth: number | undefined;
  readonly defaultHeight: number | undefined;
}

export interface ColumnSetting {
  readonly first: number;
  readonly last: number;
  readonly width?: number;
  readonly style?: number;
}

export interface SheetRowXml {
  /** Row counted from 0. */
  readonly row: number;
  readonly tag: Tag;
  /** Where a cell added at the end of the row goes. */
  readonly contentEnd: number;
  readonly height: number | undefined;
  readonly customHeight: boolean;
  readonly style: number | undefined;
  readonly cells: readonly WorkbookCell[];
}

export interface WorkbookCell {
  readonly row: number;
  readonly column: number;
  readonly style: number | undefined;
  /** What a person reads; phonetic guides are not part of it. */
  readonly text: string;
  readonly formula: boolean;
  readonly error: boolean;
  readonly start: number;
  readonly end: number;
}

export interface CellFormat {
  readonly date: DateParts | undefined;
  readonly wraps: boolean;
  readonly fontSize: number;
  readonly fontName: string;
}

/** Rows, cells, merges and column settings together. */
const mostCells = 350_000;
const mostRows = 100_000;
/** Columns of a sheet: settings overlap only in a book that no spreadsheet program wrote. */
const mostColumns = 16_384;
/** What a cell can hold in a spreadsheet program. */
const mostCharacters = 32_767;
/** The same in XML, where one may be written as &#1114111; and more are not decoded. */
const mostWritten = 10 * mostCharacters;

export function readWorkbook(parts: WorkbookPackage): Workbook {
  const workbookPart = findWorkbookPart(parts);
  const workbookXml = partText(parts, workbookPart);
  if (workbookXml === undefined) throw notAWorkbook();
  const targets = relationships(parts, workbookPart);
  const find = (type: string): string | undefined =>
    [...targets.values()].find((t) => t.type.endsWith(`/${type}`))?.target;
  const strings = sharedStrings(partText(parts, find('sharedStrings')));
  const styles = readStyles(partText(parts, find('styles')));
  let from1904 = false;
  const listed: { name: string; hidden: boolean; part: string }[] = [];
  for (const tag of scanTags(workbookXml)) {
    if (tag.kind === 'close') continue;
    if (tag.name === 'workbookPr')
      from1904 = /^(1|true)$/.test(attributeOf(workbookXml, tag, 'date1904') ?? '');
    if (tag.name !== 'sheet') continue;
    const id = relationshipId(workbookXml, tag);
    const target = id === undefined ? undefined : targets.get(id);
    if (target?.type.endsWith('/worksheet') !== true) continue;
    const state = attributeOf(workbookXml, tag, 'state') ?? 'visible';
    listed.push({
      name: attributeOf(workbookXml, tag, 'name') ?? '',
      hidden: state !== 'visible',
      part: target.target,
    });
  }
  let room = mostCells;
  const sheets = listed.flatMap(({ name, hidden, part }) => {
    const xml = partText(parts, part);
    if (xml === undefined) return [];
    const sheet = readSheetXml(xml, { strings, styles, from1904 }, room);
    room -= sheet.cellCount;
    return [
      {
        name,
        hidden,
        part,
        xml,
        rows: sheet.rows,
        merges: sheet.merges,
        columns: sheet.columns,
        defaultWidth: sheet.defaultWidth,
        defaultHeight: sheet.defaultHeight,
      },
    ];
  });
  const signed = [...parts.keys()].some((name) => name.toLowerCase().startsWith('_xmlsignatures/'));
  return { sheets, styles, signed };
}

/** What holds for a column; each is looked for once, whoever asks how often. */
export function columnFinder({
  columns,
}: Pick<WorkbookSheet, 'columns'>): (column: number) => ColumnSetting | undefined {
  const known = new Map<number, ColumnSetting | undefined>();
  return (column) => {
    if (!known.has(column))
      known.set(
        column,
        columns.find((c) => c.first <= column && column <= c.last),
      );
    return known.get(column);
  };
}

function findWorkbookPart(parts: WorkbookPackage): string {
  for (const { type, target } of relationships(parts, '').values()) {
    if (type.endsWith('/officeDocument')) return target;
  }
  throw notAWorkbook();
}

function relationships(
  parts: WorkbookPackage,
  owner: string,
): ReadonlyMap<string, { type: string; target: string }> {
  const slash = owner.lastIndexOf('/');
  const folder = owner.slice(0, slash + 1);
  const found = new Map<string, { type: string; target: string }>();
  const xml = partText(parts, `${folder}_rels/${owner.slice(slash + 1)}.rels`);
  if (xml === undefined) return found;
  for (const tag of scanTags(xml)) {
    if (tag.name !== 'Relationship' || tag.kind === 'close') continue;
    if (attributeOf(xml, tag, 'TargetMode') === 'External') continue;
    const target = attributeOf(xml, tag, 'Target') ?? '';
    found.set(attributeOf(xml, tag, 'Id') ?? '', {
      type: attributeOf(xml, tag, 'Type') ?? '',
      target: target.startsWith('/') ? target.slice(1) : resolve(folder, target),
    });
  }
  return found;
}

function resolve(folder: string, target: string): string {
  const path = folder.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
}

/** `r:id`, whatever the prefix is called. */
function relationshipId(xml: string, tag: Tag): string | undefined {
  return /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(xml.slice(tag.start, tag.end))?.[1];
}

function sharedStrings(xml: string | undefined): readonly string[] {
  const strings: string[] = [];
  if (xml === undefined) return strings;
  let text = '';
  let textStart = -1;
  let phonetic = false;
  for (const tag of scanTags(xml)) {
    if (tag.name === 'si') {
      if (tag.kind !== 'open')
        strings.push(tag.kind === 'empty' ? '' : text.slice(0, mostCharacters));
      text = '';
    } else if (tag.name === 'rPh') phonetic = tag.kind === 'open';
    else if (tag.name === 't' && !phonetic) {
      if (tag.kind === 'open') textStart = tag.end;
      else if (tag.kind === 'close')
        text = addText(text, xml, textStart, tag.start, unescapeControls);
    }
  }
  return strings;
}

/** A cell's text with one more piece; what no cell can hold is not taken up. */
function addText(
  text: string,
  xml: string,
  start: number,
  end: number,
  change: (piece: string) => string = (piece) => piece,
): string {
  if (text.length >= mostCharacters) return text;
  return text + change(textBetween(xml, start, Math.min(end, start + mostWritten)));
}

function readStyles(xml: string | undefined): readonly CellFormat[] {
  if (xml === undefined) return [];
  const codes = new Map<number, string>();
  const fonts: { size: number; name: string }[] = [];
  const formats: CellFormat[] = [];
  let inside = '';
  let current: { -readonly [K in keyof CellFormat]: CellFormat[K] } | undefined;
  for (const tag of scanTags(xml)) {
    if (['fonts', 'cellXfs', 'cellStyleXfs', 'dxfs', 'numFmts'].includes(tag.name)) {
      inside = tag.kind === 'open' ? tag.name : '';
    } else if (tag.kind === 'close') continue;
    else if (tag.name === 'numFmt' && inside === 'numFmts') {
      codes.set(
        Number(attributeOf(xml, tag, 'numFmtId')),
        attributeOf(xml, tag, 'formatCode') ?? '',
      );
    } else if (inside === 'fonts') {
      const font = fonts.at(-1);
      if (tag.name === 'font') fonts.push({ size: 11, name: '' });
      else if (tag.name === 'sz' && font) font.size = Number(attributeOf(xml, tag, 'val')) || 11;
      else if (tag.name === 'name' && font) font.name = attributeOf(xml, tag, 'val') ?? '';
    } else if (tag.name === 'xf' && inside === 'cellXfs') {
      const id = Number(attributeOf(xml, tag, 'numFmtId') ?? 0);
      const font = fonts[Number(attributeOf(xml, tag, 'fontId') ?? 0)];
      current = {
        date: datePartsOf(id, codes.get(id)),
        wraps: false,
        fontSize: font?.size ?? 11,
        fontName: font?.name ?? '',
      };
      formats.push(current);
    } else if (tag.name === 'alignment' && inside === 'cellXfs' && current) {
      current.wraps = /^(1|true)$/.test(attributeOf(xml, tag, 'wrapText') ?? '');
    }
  }
  return formats;
}

interface Context {
  readonly strings: readonly string[];
  readonly styles: readonly CellFormat[];
  readonly from1904: boolean;
}

type RowUnderWay = { -readonly [K in keyof SheetRowXml]: SheetRowXml[K] } & {
  cells: WorkbookCell[];
};

function readSheetXml(xml: string, context: Context, room: number) {
  const rows: RowUnderWay[] = [];
  const merges: CellRange[] = [];
  const columns: ColumnSetting[] = [];
  let defaultWidth: number | undefined;
  let defaultHeight: number | undefined;
  let cellCount = 0;
  const count = (): void => {
    cellCount += 1;
    if (cellCount > room) throw tooLarge(fill(m.largeCells, { n: mostCells }));
  };
  let row: RowUnderWay | undefined;
  let cell: CellUnderWay | undefined;
  let textStart = -1;
  let phonetic = false;
  const endCell = (end: number): void => {
    if (cell && row) row.cells.push(finishCell(cell, end, context));
    cell = undefined;
  };
  for (const tag of scanTags(xml)) {
    switch (tag.name) {
      case 'row': {
        if (tag.kind === 'close') {
          if (row) row.contentEnd = tag.start;
          row = undefined;
          break;
        }
        count();
        if (rows.length >= mostRows) throw tooLarge(fill(m.largeRows, { n: mostRows }));
        const stated = Number(attributeOf(xml, tag, 'r'));
        row = {
          row: stated >= 1 ? stated - 1 : (rows.at(-1)?.row ?? -1) + 1,
          tag: { ...tag },
          contentEnd: tag.end,
          height: numberOrNothing(attributeOf(xml, tag, 'ht')),
          customHeight: /^(1|true)$/.test(attributeOf(xml, tag, 'customHeight') ?? ''),
          style: numberOrNothing(attributeOf(xml, tag, 's')),
          cells: [],
        };
        rows.push(row);
        if (tag.kind === 'empty') row = undefined;
        break;
      }
      case 'c': {
        if (!row) break;
        if (tag.kind === 'close') {
          endCell(tag.end);
          break;
        }
        count();
        const column =
          readCellName(attributeOf(xml, tag, 'r') ?? '')?.column ??
          (row.cells.at(-1)?.column ?? -1) + 1;
        cell = {
          row: row.row,
          column,
          style: numberOrNothing(attributeOf(xml, tag, 's')),
          type: attributeOf(xml, tag, 't') ?? 'n',
          value: '',
          formula: false,
          start: tag.start,
        };
        if (tag.kind === 'empty') endCell(tag.end);
        break;
      }
      case 'f':
        if (cell) cell.formula = true;
        break;
      case 'rPh':
        phonetic = tag.kind === 'open';
        break;
      case 'v':
      case 't':
        if (!cell || phonetic) break;
        if (tag.kind === 'open') textStart = tag.end;
        else if (tag.kind === 'close') cell.value = addText(cell.value, xml, textStart, tag.start);
        break;
      case 'mergeCell': {
        const range =
          tag.kind === 'close' ? undefined : readRange(attributeOf(xml, tag, 'ref') ?? '');
        if (!range) break;
        count();
        merges.push(range);
        break;
      }
      case 'col': {
        if (tag.kind === 'close') break;
        count();
        if (columns.length >= mostColumns) throw tooLarge(fill(m.largeColumns, { n: mostColumns }));
        const width = numberOrNothing(attributeOf(xml, tag, 'width'));
        const style = numberOrNothing(attributeOf(xml, tag, 'style'));
        columns.push({
          first: Number(attributeOf(xml, tag, 'min') ?? 1) - 1,
          last: Number(attributeOf(xml, tag, 'max') ?? 1) - 1,
          ...(width === undefined ? {} : { width }),
          ...(style === undefined ? {} : { style }),
        });
        break;
      }
      case 'sheetFormatPr':
        defaultWidth = numberOrNothing(attributeOf(xml, tag, 'defaultColWidth'));
        defaultHeight = numberOrNothing(attributeOf(xml, tag, 'defaultRowHeight'));
        break;
      default:
    }
  }
  return { rows, merges, columns, defaultWidth, defaultHeight, cellCount };
}

interface CellUnderWay {
  readonly row: number;
  readonly column: number;
  readonly style: number | undefined;
  readonly type: string;
  value: string;
  formula: boolean;
  readonly start: number;
}

function finishCell(
  cell: CellUnderWay,
  end: number,
  { strings, styles, from1904 }: Context,
): WorkbookCell {
  const { row, column, style, formula, start, type, value } = cell;
  const common = { row, column, style, formula, start, end, error: type === 'e' };
  if (type === 's') return { ...common, text: strings[Number(value)] ?? '' };
  if (type === 'inlineStr' || type === 'str')
    return { ...common, text: unescapeControls(value.slice(0, mostCharacters)) };
  if (type === 'd') return { ...common, text: value.slice(0, 10) };
  const date = style === undefined ? undefined : styles[style]?.date;
  const asDate =
    date === undefined || value === '' || type !== 'n'
      ? undefined
      : serialDateText(Number(value), date, from1904);
  return { ...common, text: asDate ?? value.slice(0, mostCharacters) };
}

/** Spreadsheets write characters that XML forbids as _x000D_. */
function unescapeControls(s: string): string {
  const plain = s.includes('_x')
    ? s.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : s;
  return plain.includes('\r') ? plain.replace(/\r\n?/g, '\n') : plain;
}

function numberOrNothing(s: string | undefined): number | undefined {
  const n = s === undefined || s === '' ? Number.NaN : Number(s);
  return Number.isFinite(n) ? n : undefined;
}
