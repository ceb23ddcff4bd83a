import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';

/** Books as another program sees them: SheetJS, which shares no line with what is under test. */
export function openElsewhere(bytes: Uint8Array): WorkBook {
  return read(bytes, { type: 'buffer', cellStyles: true, cellFormula: true, cellNF: true });
}

export function textAt(book: WorkBook, sheet: string, cell: string): string {
  const found = (book.Sheets[sheet] as WorkSheet)[cell] as CellObject | undefined;
  return found === undefined ? '' : String(found.v ?? '').replace(/\r\n/g, '\n');
}

export function cellsOf(book: WorkBook, sheet: string): readonly (readonly [string, CellObject])[] {
  return Object.entries(book.Sheets[sheet] as WorkSheet).filter(
    ([name]) => !name.startsWith('!'),
  ) as [string, CellObject][];
}

/** The column whose heading row says this; rows and columns as people name them. */
export function findText(
  book: WorkBook,
  sheet: string,
  text: string,
): { row: number; column: string } {
  for (const [name, cell] of cellsOf(book, sheet)) {
    if (String(cell.v).replace(/\s/g, '') === text.replace(/\s/g, '')) {
      const match = /^([A-Z]+)(\d+)$/.exec(name);
      return { column: match?.[1] ?? '', row: Number(match?.[2]) };
    }
  }
  throw new Error(`no cell says ${text}`);
}

export function partsOf(bytes: Uint8Array): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]),
  );
}
