import { limits, type Text } from '@machimori/kernel';
import { unzipSync, type UnzipFileInfo, zipSync } from 'fflate';
import { messages } from './messages.ts';

/** Bytes that the parts of a city's workbook may unfold to: far more than any city needs, and what the reader takes within its time and memory. */
const mostInflated = Math.min(16 * 1024 * 1024, limits.workbookInflatedBytes);
/** Cells and shared strings together; each costs the reader an object. */
const mostCells = 250_000;

/** A workbook that may not be read, with why. */
export class WorkbookRefused extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/**
 * Unfolds a workbook under its limits and packs again, without compression, only the parts that cells need.
 * Declared sizes decide what is refused, and each part is unfolded into exactly as much as it declared:
 * a part that lies about its size fails.
 */
export function unfoldWorkbook(bytes: Uint8Array): Uint8Array {
  if (bytes.length > limits.workbookBytes) throw new WorkbookRefused(messages.workbookTooLarge);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new WorkbookRefused(messages.encryptedWorkbook);
  let entries = 0;
  let total = 0;
  const names = new Set<string>();
  const wanted = ({ name, originalSize }: UnzipFileInfo): boolean => {
    entries += 1;
    if (entries > limits.workbookEntries) throw new WorkbookRefused(messages.workbookTooLarge);
    if (!isNeeded(name)) return false;
    total += originalSize;
    if (total > mostInflated || names.has(name)) throw new WorkbookRefused(messages.workbookTooLarge);
    names.add(name);
    return true;
  };
  const parts = unfold(bytes, wanted);
  if (!Object.hasOwn(parts, 'xl/workbook.xml')) throw new WorkbookRefused(messages.notAWorkbook);
  let cells = 0;
  for (const part of Object.values(parts)) {
    if (holds(part, '<!DOCTYPE') || holds(part, '<!ENTITY')) throw new WorkbookRefused(messages.notAWorkbook);
    cells += tagsIn(part, mostCells - cells);
    if (cells >= mostCells) throw new WorkbookRefused(messages.workbookTooLarge);
  }
  return zipSync(parts, { level: 0 });
}

function unfold(bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof WorkbookRefused) throw error;
    throw new WorkbookRefused(messages.notAWorkbook);
  }
}

/** Parts that cells and their formats come from; pictures, macros, comments and the rest stay folded. */
function isNeeded(name: string): boolean {
  if (/^(?:\[Content_Types\]\.xml|_rels\/\.rels)$/.test(name)) return true;
  return /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/i.test(name);
}

/** How many elements open in a part, counted up to a limit by their `<`. */
function tagsIn(part: Uint8Array, most: number): number {
  let count = 0;
  for (let at = part.indexOf(0x3c); at !== -1 && count < most * 2; at = part.indexOf(0x3c, at + 1)) if (part[at + 1] !== 0x2f) count += 1;
  return Math.floor(count / 2);
}

function holds(part: Uint8Array, word: string): boolean {
  for (let at = part.indexOf(0x3c); at !== -1 && at < 4_096; at = part.indexOf(0x3c, at + 1)) {
    let same = 0;
    while (same < word.length && part[at + same] === word.charCodeAt(same)) same += 1;
    if (same === word.length) return true;
  }
  return false;
}
