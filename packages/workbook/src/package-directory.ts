import { fill } from '@machimori/kernel';
import { workbookMessages as m } from './messages.ts';
import { badEntryName, brokenPackage, protectedBook, tooLarge } from './refusals.ts';

/** An entry as the package's directory tells of it, and its bytes as they lie there. */
export interface DirectoryEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: 0 | 8;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  /** Bytes that it declares to inflate to. */
  readonly size: number;
  readonly externalAttributes: number;
  readonly compressed: Uint8Array;
}

/**
 * The central directory: what the package says it holds. Spreadsheet programs read it, so it decides here too.
 * Every entry is checked, those that nobody will inflate included; folders are checked and left out.
 */
export function readDirectory(bytes: Uint8Array, mostEntries: number): readonly DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > mostEntries) throw tooLarge(fill(m.largeEntries, { n: mostEntries }));
  const entries: DirectoryEntry[] = [];
  const seen = new Set<string>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw brokenPackage();
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const commentLength = view.getUint16(at + 32, true);
    if (at + 46 + nameLength + extraLength + commentLength > bytes.length) throw brokenPackage();
    const name = partName(bytes.subarray(at + 46, at + 46 + nameLength));
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [size, compressedSize, offset] = wideSizes(extra, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]);
    if ((flags & 1) !== 0) throw protectedBook();
    if (method !== 0 && method !== 8) throw brokenPackage();
    // Two parts whose names differ in case alone are one part to a spreadsheet program.
    const folded = name.toLowerCase();
    if (seen.has(folded)) throw brokenPackage();
    seen.add(folded);
    const compressed = dataAt(bytes, view, offset, compressedSize);
    if (!name.endsWith('/')) {
      entries.push({
        name,
        flags,
        method,
        time: view.getUint16(at + 12, true),
        date: view.getUint16(at + 14, true),
        crc: view.getUint32(at + 16, true),
        size,
        externalAttributes: view.getUint32(at + 38, true),
        compressed,
      });
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw brokenPackage();
}

/** Sizes above 4 GB are written in an extra field; some writers use it for every part. */
function wideSizes(
  extra: Uint8Array,
  narrow: readonly [number, number, number],
): [number, number, number] {
  const sizes: [number, number, number] = [...narrow];
  if (!sizes.includes(0xffffffff)) return sizes;
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    if (id === 1) {
      let field = at + 4;
      for (let i = 0; i < 3; i += 1) {
        if (sizes[i] !== 0xffffffff || field + 8 > Math.min(extra.length, at + 4 + length))
          continue;
        sizes[i] = Number(view.getBigUint64(field, true));
        field += 8;
      }
    }
    at += 4 + length;
  }
  return sizes;
}

function partName(raw: Uint8Array): string {
  const name = new TextDecoder('utf-8').decode(raw).replaceAll('\\', '/');
  const parts = name.split('/');
  const forbidden =
    name === '' ||
    name.length > 512 ||
    name.startsWith('/') ||
    /^[a-zA-Z]:/.test(name) ||
    hasControl(name) ||
    parts.includes('..') ||
    parts.includes('.');
  if (forbidden) throw badEntryName();
  return name;
}

function hasControl(s: string): boolean {
  for (let i = 0; i < s.length; i += 1)
    if (s.charCodeAt(i) < 32 || s.charCodeAt(i) === 127) return true;
  return false;
}

/** The bytes behind an entry's own header, which must be where the directory says. */
function dataAt(bytes: Uint8Array, view: DataView, offset: number, size: number): Uint8Array {
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50)
    throw brokenPackage();
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + size > bytes.length) throw brokenPackage();
  return bytes.subarray(start, start + size);
}
