import { Failure, type Locale, limits, type Place } from '@machimori/kernel';
import { cellName, notAWorkbook, trimWorkbook } from '@machimori/workbook';
import { readXlsx, type Sheet } from 'hucre/xlsx';
import { DiagnosticList } from './diagnostic-list.ts';
import { messages } from './messages.ts';
import { nearestWord } from './nearest-word.ts';
import { type CityReading, checkCity } from './read-city.ts';
import { type NamedOutside, type OutsideNames, shorten } from './reading.ts';
import { guideName, namesSheetName, type SheetLayout, sheetLayouts } from './workbook-layout.ts';
import { cityNode } from './workbook-nodes.ts';
import { type BookReading, readTable, type Table } from './workbook-table.ts';

export interface WorkbookReadOptions {
  readonly name?: string;
  readonly outside?: OutsideNames;
  readonly names?: NamedOutside;
}

/** The corner of each sheet that is read: no table of a city is longer or wider. */
const area = { rows: limits.elements, columns: 78 } as const;
const range = `A1:${cellName(area.rows - 1, area.columns - 1)}`;

/**
 * Reads a city from a workbook, with the same diagnostics as a file, by sheet and cell.
 * What is unfolded is bounded here; a caller that reads books of strangers also runs this in a process it can end.
 */
export async function readCityWorkbook(
  bytes: Uint8Array,
  { name = 'city.xlsx', outside = {}, names = {} }: WorkbookReadOptions = {},
): Promise<CityReading> {
  const found = new DiagnosticList();
  let sheets: readonly Sheet[];
  try {
    sheets = (await readXlsx(trimWorkbook(bytes, area), { range })).sheets;
  } catch (error) {
    const { code, text, next } = error instanceof Failure ? error : notAWorkbook(error);
    found.error(
      code === 'limit-exceeded' ? 'too-large' : 'syntax',
      { file: name },
      next === undefined ? text : messages.refusedBook(text, next),
    );
    return { diagnostics: found.toArray() };
  }
  found.sheets = sheets.map((sheet) => sheet.name);
  const locale = languageOf(sheets);
  const tables = matchSheets(sheets, { file: name, locale, names, found });
  if (!tables) return { diagnostics: found.toArray() };
  return checkCity(cityNode(tables, name, found), found, { outside, wording: locale, names });
}

/** The language of a book: that of most of its sheets' names. */
function languageOf(sheets: readonly Sheet[]): Locale {
  const count = (locale: Locale): number =>
    sheets.filter(({ name }) => sheetLayouts.some((l) => fold(l.name[locale]) === fold(name)))
      .length;
  return count('en') > count('ja') ? 'en' : 'ja';
}

/** Finds each layout's sheet by its name in either language. */
function matchSheets(sheets: readonly Sheet[], book: BookReading): Table[] | undefined {
  const { file, locale, found } = book;
  const matched = new Map<SheetLayout, Sheet>();
  for (const sheet of sheets) {
    const place: Place = { file, sheet: sheet.name };
    const layout = sheetLayouts.find((candidate) =>
      [candidate.name.ja, candidate.name.en].some((known) => fold(known) === fold(sheet.name)),
    );
    if (layout && matched.has(layout))
      found.error('duplicate-key', place, messages.twice(sheet.name));
    else if (layout) matched.set(layout, sheet);
    else if (
      ![guideName, namesSheetName].some((known) =>
        [known.ja, known.en].some((n) => fold(n) === fold(sheet.name)),
      )
    )
      found.warn('unmatched-row', place, messages.sheetUnknown(shorten(sheet.name)), {
        nearest: () =>
          nearestWord(
            sheet.name,
            sheetLayouts.map((l) => l.name[locale]),
          ),
      });
  }
  const city = sheetLayouts.find((layout) => layout.rows.are === 'city');
  if (city && !matched.has(city)) {
    found.error(
      'missing-field',
      { file, sheet: city.name[locale] },
      messages.sheetMissing(city.name[locale]),
    );
    return undefined;
  }
  const tables = [...matched]
    .sort(([a], [b]) => sheetLayouts.indexOf(a) - sheetLayouts.indexOf(b))
    .map(([layout, sheet]) => readTable(layout, sheet, book));
  const ofCity = tables.find(({ layout }) => layout === city);
  if (ofCity && ofCity.rows.length === 0) {
    if (!found.hasErrors)
      found.error(
        'missing-field',
        { file, sheet: matched.get(ofCity.layout)?.name ?? '', cell: 'A4' },
        messages.cityRowMissing,
      );
    return undefined;
  }
  return tables;
}

const fold = (s: string): string => s.normalize('NFKC').trim().toLowerCase();
