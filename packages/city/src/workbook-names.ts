import { type Locale, type Text, text } from '@machimori/kernel';
import type { WriteSheet } from 'hucre/xlsx';
import type { OutsideName } from './field.ts';
import type { NamedOutside } from './reading.ts';
import { namesSheetName, sheetLayouts } from './workbook-layout.ts';
import { type Cells, pageSetup, put, styles } from './workbook-styles.ts';

export const hasNames = (names: NamedOutside): boolean =>
  Object.values(names).some((known) => known.length > 0);

interface NamesRow {
  readonly of: OutsideName;
  readonly values: readonly [field: string, name: string, id: string];
}

/** Every name that a caller knows, under the label of the field that takes it. */
function rowsOf(locale: Locale, names: NamedOutside): NamesRow[] {
  return (Object.keys(names) as OutsideName[]).flatMap((of) =>
    (names[of] ?? []).map(
      ({ id, name }): NamesRow => ({ of, values: [labelOf(of)[locale], name[locale], id] }),
    ),
  );
}

/** What people call the field that takes such names: its sheet and its heading. */
function labelOf(of: OutsideName): Text {
  for (const { name, columns } of sheetLayouts)
    for (const { field, label } of columns) {
      const type = field.type.is === 'list' ? field.type.of : field.type;
      if (type.is === 'name' && type.of === of)
        return text(`${name.ja}：${label.ja}`, `${name.en}: ${label.en}`);
    }
  return text(of, of);
}

/** The cells that a drop-down takes its names from. */
export function namesRange(
  of: OutsideName,
  locale: Locale,
  names: NamedOutside,
): string | undefined {
  const rows = rowsOf(locale, names);
  const first = rows.findIndex((row) => row.of === of);
  const last = rows.findLastIndex((row) => row.of === of);
  return first === -1 ? undefined : `'${namesSheetName[locale]}'!$B$${first + 2}:$B$${last + 2}`;
}

/** A visible sheet of all names, for those whose drop-downs were taken away. */
export function namesSheet(locale: Locale, names: NamedOutside): WriteSheet {
  const cells: Cells = new Map();
  const headings = [text('欄', 'Field'), text('名前', 'Name'), text('記号', 'Id')];
  for (const [column, heading] of headings.entries())
    put(cells, 0, column, heading[locale], styles.heading);
  for (const [row, { values }] of rowsOf(locale, names).entries())
    for (const [column, value] of values.entries()) put(cells, row + 1, column, value, styles.text);
  return {
    name: namesSheetName[locale],
    rows: [],
    cells,
    columns: [{ width: 30 }, { width: 70 }, { width: 34 }],
    freezePane: { rows: 1 },
    pageSetup: { ...pageSetup, printTitlesRow: '$1:$1' },
  };
}
