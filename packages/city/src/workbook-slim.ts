import { limits } from '@machimori/kernel';
import { messages } from './messages.ts';
import { WorkbookRefused } from './workbook-refused.ts';

/** Elements in all parts, signs written as entities, and characters of one tag: above any workbook a city fills in. */
const mostElements = 400_000;
const mostEntities = 100_000;
const longestTag = 4_000;
/** Cells of the smallest rectangles that hold each sheet's values; the reader keeps a slot for each. */
const mostSlots = 1_500_000;

/** What is left to use, over all parts of one workbook. */
export interface Allowance {
  elements: number;
  entities: number;
  slots: number;
}

export const fullAllowance = (): Allowance => ({
  elements: mostElements,
  entities: mostEntities,
  slots: mostSlots,
});

/**
 * A part as the reader gets it: within the allowance, and of a sheet only the cells that hold something.
 * Widths, merges, rules and drop-downs are left behind: nothing is read from them, and some of them
 * can be written so that a few bytes cost a reader minutes.
 */
export function slimPart(name: string, part: Uint8Array, allowance: Allowance): Uint8Array {
  spend(part, allowance);
  const xml = new TextDecoder().decode(part);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new WorkbookRefused(messages.notAWorkbook);
  if (!/^xl\/worksheets\//i.test(name)) return part;
  return new TextEncoder().encode(slimSheet(xml, allowance));
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
    else if (open !== -1 && at - open > longestTag)
      throw new WorkbookRefused(messages.workbookTooLarge);
    if (allowance.elements < 0 || allowance.entities < 0)
      throw new WorkbookRefused(messages.workbookTooLarge);
  }
}

function slimSheet(xml: string, allowance: Allowance): string {
  const start = /<(?:\w{1,20}:)?sheetData[\s>]/.exec(xml)?.index;
  const end =
    start === undefined
      ? -1
      : Math.max(xml.lastIndexOf('</sheetData>'), xml.lastIndexOf(':sheetData>'));
  if (start === undefined || end < start)
    return '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>';
  const close = xml.indexOf('>', end) + 1;
  const data = xml.slice(start, close).replace(/<(?:\w{1,20}:)?(?:c|row)(?:\s[^<>]*)?\/>/g, '');
  allowance.slots -= slotsOf(data);
  if (allowance.slots < 0) throw new WorkbookRefused(messages.workbookTooLarge);
  const root = /<(?:\w{1,20}:)?worksheet[\s>][^>]*>?/.exec(xml)?.[0] ?? '<worksheet>';
  const tag = /^<((?:\w{1,20}:)?worksheet)/.exec(root)?.[1] ?? 'worksheet';
  return `${root.endsWith('>') ? root : `${root}>`}${data}</${tag}>`;
}

/** Size of the rectangle from A1 that holds every cell left. */
function slotsOf(data: string): number {
  let rows = 0;
  let columns = 0;
  for (const match of data.matchAll(/\sr="([A-Z]{0,3})(\d{1,7})"/g)) {
    const letters = match[1] ?? '';
    let column = 0;
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
    columns = Math.max(columns, column);
    if (letters !== '') rows = Math.max(rows, Number(match[2]));
  }
  return Math.min(rows, limits.elements) * Math.min(columns, 78);
}
