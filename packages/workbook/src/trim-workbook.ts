import { fill, limits } from '@machimori/kernel';
import { zipSync } from 'fflate';
import { type CellPosition, readCellName } from './cell-reference.ts';
import { workbookMessages as m } from './messages.ts';
import { openWorkbookSafely } from './open-workbook.ts';
import { partText } from './part-text.ts';
import { brokenPackage, notAWorkbook, tooLarge } from './refusals.ts';
import { attributeOf, scanTags, type Tag } from './scan-xml.ts';

/** The corner of every sheet that a reader looks at, from A1. */
export interface ReadArea {
  readonly rows: number;
  readonly columns: number;
}

/** What is left to use, over all parts of one workbook. */
interface Allowance {
  elements: number;
  entities: number;
  slots: number;
}

/**
 * Opens a book and packs again, without compression, only the cells that hold something and what they need:
 * for a reader that builds all it is given. Widths, merges, rules and drop-downs are left behind, since nothing
 * is read from them and some can be written so that a few bytes cost a reader minutes.
 */
export function trimWorkbook(bytes: Uint8Array, area: ReadArea): Uint8Array {
  const parts = openWorkbookSafely(bytes, { wanted: holdsCells });
  if (!parts.has('xl/workbook.xml')) throw notAWorkbook();
  const allowance: Allowance = {
    elements: limits.workbookElements,
    entities: limits.workbookEntities,
    slots: limits.workbookSlots,
  };
  const trimmed = Array.from(parts, ([name, part]): [string, Uint8Array] => {
    spend(part.bytes, allowance);
    const xml = partText(parts, name) ?? '';
    return [
      name,
      /^xl\/worksheets\//i.test(name)
        ? new TextEncoder().encode(trimSheet(xml, area, allowance))
        : part.bytes,
    ];
  });
  return zipSync(Object.fromEntries(trimmed), { level: 0, mtime: packedOn });
}

/** Parts that cells and their formats come from; pictures, macros, comments and the rest stay folded. */
function holdsCells(name: string): boolean {
  if (/^(?:\[Content_Types\]\.xml|_rels\/\.rels)$/.test(name)) return true;
  return /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/i.test(
    name,
  );
}

/** Counts what makes a part costly, before anything is built of it. */
function spend(part: Uint8Array, allowance: Allowance): void {
  let open = -1;
  for (let at = 0; at < part.length; at += 1) {
    const sign = part[at];
    if (sign === 0x3c) {
      if (part[at + 1] !== 0x2f) allowance.elements -= 1;
      if (open === -1) open = at;
    } else if (sign === 0x3e) open = -1;
    else if (sign === 0x26) allowance.entities -= 1;
    else if (open !== -1 && at - open > limits.workbookTagBytes)
      throw tooLarge(fill(m.largeTag, { n: limits.workbookTagBytes }));
    if (allowance.elements < 0)
      throw tooLarge(fill(m.largeElements, { n: limits.workbookElements }));
    if (allowance.entities < 0)
      throw tooLarge(fill(m.largeEntities, { n: limits.workbookEntities }));
  }
}

/** Packages carry a time; the same book gives the same bytes. */
const packedOn = '1980-01-02T00:00:00';

const emptySheet =
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>';

/** A sheet with its root and its filled cells alone. */
function trimSheet(xml: string, area: ReadArea, allowance: Allowance): string {
  const kept: string[] = [];
  const slots = new SlotCount(area);
  let root = '';
  let rootName = '';
  let keptTo = -1;
  for (const tag of scanTags(xml)) {
    if (rootName === '') {
      if (tag.name !== 'worksheet' || tag.kind !== 'open') continue;
      root = xml.slice(tag.start, tag.end);
      rootName = `${tag.prefix}worksheet`;
    } else if (keptTo === -1) {
      if (tag.name === 'sheetData' && tag.kind === 'open') keptTo = tag.start;
    } else if (tag.name === 'sheetData') {
      if (tag.kind !== 'close') continue;
      kept.push(xml.slice(keptTo, tag.end));
      keptTo = -1;
    } else if (tag.name === 'row' || tag.name === 'c') {
      const stated = statedName(xml, tag);
      // An empty cell that does not say where it stands holds the place of those right of it.
      if (tag.kind === 'empty' && stated !== undefined) {
        kept.push(xml.slice(keptTo, tag.start));
        keptTo = tag.end;
      }
      if (tag.kind === 'close') continue;
      if (tag.name === 'row') slots.row(stated);
      else slots.cell(stated, tag.kind === 'open');
    }
  }
  // A table that never ends would be read by one program and not by another.
  if (keptTo !== -1) throw brokenPackage();
  allowance.slots -= slots.used;
  if (allowance.slots < 0) throw tooLarge(m.largeArea);
  return kept.length === 0 ? emptySheet : `${root}${kept.join('')}</${rootName}>`;
}

/** The rectangle from A1 that holds every filled cell: a reader keeps a slot for each of its places. */
class SlotCount {
  readonly #area: ReadArea;
  #rows = 0;
  #columns = 0;
  /** Where the last tag stood; a cell that does not say comes right of the one before. */
  #row = -1;
  #column = -1;

  constructor(area: ReadArea) {
    this.#area = area;
  }

  get used(): number {
    return Math.min(this.#rows, this.#area.rows) * Math.min(this.#columns, this.#area.columns);
  }

  row(stated: string | undefined): void {
    // A row names itself as a cell in the first column would.
    this.#row = stated === undefined ? this.#row + 1 : positionOf(`A${stated}`).row;
    this.#column = -1;
  }

  cell(stated: string | undefined, filled: boolean): void {
    const at =
      stated === undefined
        ? { row: Math.max(0, this.#row), column: this.#column + 1 }
        : positionOf(stated);
    this.#column = at.column;
    if (!filled && stated !== undefined) return;
    this.#rows = Math.max(this.#rows, at.row + 1);
    this.#columns = Math.max(this.#columns, at.column + 1);
  }
}

/** What a row or a cell calls itself, where it does; only once, and in a way that every reader sees. */
function statedName(xml: string, tag: Tag): string | undefined {
  const named = xml.slice(tag.start, tag.end).match(/[\s:]r\s*=/g)?.length ?? 0;
  if (named === 0) return undefined;
  const stated = attributeOf(xml, tag, 'r');
  if (named > 1 || stated === undefined) throw brokenPackage();
  return stated;
}

/** A name that no cell of a sheet has is left to no reader's guess. */
function positionOf(name: string): CellPosition {
  const position = name.includes('$') ? undefined : readCellName(name);
  if (!position) throw brokenPackage();
  return position;
}
