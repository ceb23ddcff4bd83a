import { limits } from '@machimori/kernel';
import { Inflate, zipSync } from 'fflate';
import { messages } from './messages.ts';
import { WorkbookRefused } from './workbook-refused.ts';
import { fullAllowance, slimPart } from './workbook-slim.ts';

/** Bytes that the parts of a city's workbook may unfold to: above any city's, and within the reader's time and memory. */
const mostInflated = Math.min(16 * 1024 * 1024, limits.workbookInflatedBytes);
/** Folded bytes handed over at a time; a thousandfold of it at most arrives before the next look at the total. */
const pieceBytes = 2_048;

/**
 * Unfolds a workbook under its limits, and packs again without compression only what cells need.
 * What counts is what really comes out: sizes that the file declares are not believed.
 */
export function unfoldWorkbook(bytes: Uint8Array): Uint8Array {
  if (bytes.length > limits.workbookBytes) throw new WorkbookRefused(messages.workbookTooLarge);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new WorkbookRefused(messages.encryptedWorkbook);
  const parts = new Map<string, Uint8Array>();
  let left = mostInflated;
  for (const entry of entriesOf(bytes)) {
    if (!isNeeded(entry.name) || parts.has(entry.name)) continue;
    const part = unfold(bytes, entry, left);
    left -= part.length;
    parts.set(entry.name, part);
  }
  if (!parts.has('xl/workbook.xml')) throw new WorkbookRefused(messages.notAWorkbook);
  const allowance = fullAllowance();
  return zipSync(
    Object.fromEntries([...parts].map(([name, part]) => [name, slimPart(name, part, allowance)])),
    { level: 0 },
  );
}

/** Parts that cells and their formats come from; pictures, macros, comments and the rest stay folded. */
function isNeeded(name: string): boolean {
  if (/^(?:\[Content_Types\]\.xml|_rels\/\.rels)$/.test(name)) return true;
  return /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/i.test(
    name,
  );
}

interface ZipEntry {
  readonly name: string;
  readonly folded: boolean;
  readonly start: number;
  readonly end: number;
}

/** The entries that the zip's directory lists. Anything unusual (several volumes, 64-bit sizes, encryption) is not a workbook of ours. */
function entriesOf(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u16 = (at: number): number => within(bytes, at, 2) && view.getUint16(at, true);
  const u32 = (at: number): number => within(bytes, at, 4) && view.getUint32(at, true);
  const directory = directoryAt(bytes, u32);
  const count = u16(directory + 10);
  if (count > limits.workbookEntries) throw new WorkbookRefused(messages.workbookTooLarge);
  const entries: ZipEntry[] = [];
  let at = u32(directory + 16);
  for (let index = 0; index < count; index += 1) {
    if (u32(at) !== 0x02014b50) throw new WorkbookRefused(messages.notAWorkbook);
    const method = u16(at + 10);
    const nameLength = u16(at + 28);
    const header = u32(at + 42);
    if ((u16(at + 8) & 1) === 1) throw new WorkbookRefused(messages.encryptedWorkbook);
    if ((method !== 0 && method !== 8) || u32(header) !== 0x04034b50)
      throw new WorkbookRefused(messages.notAWorkbook);
    const start = header + 30 + u16(header + 26) + u16(header + 28);
    const end = start + u32(at + 20);
    within(bytes, start, end - start);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      folded: method === 8,
      start,
      end,
    });
    at += 46 + nameLength + u16(at + 30) + u16(at + 32);
  }
  return entries;
}

/** Where the end of the directory stands: within the last 64 kB, before a comment. */
function directoryAt(bytes: Uint8Array, u32: (at: number) => number): number {
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 65_557; at -= 1)
    if (bytes[at] === 0x50 && u32(at) === 0x06054b50) return at;
  throw new WorkbookRefused(messages.notAWorkbook);
}

function within(bytes: Uint8Array, at: number, length: number): 0 | number {
  if (at < 0 || length < 0 || at + length > bytes.length)
    throw new WorkbookRefused(messages.notAWorkbook);
  return length;
}

/** Unfolds one part piece by piece, and stops as soon as more has come out than is left. */
function unfold(bytes: Uint8Array, { folded, start, end }: ZipEntry, most: number): Uint8Array {
  const tooLarge = (): never => {
    throw new WorkbookRefused(messages.workbookTooLarge);
  };
  if (!folded) return end - start > most ? tooLarge() : bytes.slice(start, end);
  const pieces: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate((piece) => {
    total += piece.length;
    if (total > most) tooLarge();
    pieces.push(piece);
  });
  try {
    for (let at = start; at < end; at += pieceBytes)
      inflate.push(bytes.subarray(at, Math.min(end, at + pieceBytes)), at + pieceBytes >= end);
  } catch (error) {
    throw error instanceof WorkbookRefused ? error : new WorkbookRefused(messages.notAWorkbook);
  }
  const whole = new Uint8Array(total);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
