import { Failure, fill, fillText, limits, type Text } from '@machimori/kernel';
import { Inflate } from 'fflate';
import { sheetMessages as m } from './messages.ts';

/** One part of a workbook: its bytes, and its record as it lay in the package. */
export interface WorkbookPart {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What a rewritten package copies unchanged. */
  readonly record: PartRecord;
}

export interface PartRecord {
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly externalAttributes: number;
  readonly compressed: Uint8Array;
}

/** The parts of a workbook by name, in the order in which the package lists them. */
export type WorkbookPackage = ReadonlyMap<string, WorkbookPart>;

export interface OpenLimits {
  readonly bytes: number;
  readonly inflatedBytes: number;
  readonly entries: number;
  /** Bytes of all XML parts together: they are held as text while they are read. */
  readonly xmlBytes: number;
}

const defaults: OpenLimits = {
  bytes: limits.workbookBytes,
  inflatedBytes: limits.workbookInflatedBytes,
  entries: limits.workbookEntries,
  xmlBytes: 16 * 1024 * 1024,
};

/** Compressed bytes given to the inflater at once: bounds what one step can produce (about 1,000 to 1). */
const stepBytes = 8 * 1024;
const megabyte = 1024 * 1024;

/**
 * Unpacks a workbook within bounds: the sizes a package declares are checked first, and the bytes that
 * really come out are counted, so that a bomb is refused before it costs time or memory.
 */
export function openWorkbookSafely(
  bytes: Uint8Array,
  given: Partial<OpenLimits> = {},
): WorkbookPackage {
  const bounds = { ...defaults, ...given };
  if (bytes.length > bounds.bytes)
    throw tooLarge(fill(m.largeOnDisk, { mb: Math.round(bounds.bytes / megabyte) }));
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new Failure('input-unreadable', m.protectedBook, { next: m.protectedNext });
  }
  if (!startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    throw new Failure('input-unreadable', m.notAWorkbook, { next: m.notAWorkbookNext });
  }
  const entries = readDirectory(bytes, bounds);
  if (entries.reduce((sum, e) => sum + e.size, 0) > bounds.inflatedBytes)
    throw inflatedTooLarge(bounds);

  const parts = new Map<string, WorkbookPart>();
  let room = bounds.inflatedBytes;
  let xmlRoom = bounds.xmlBytes;
  for (const entry of entries) {
    const isXml = /\.(xml|rels|vml)$/i.test(entry.name);
    const cap = isXml ? Math.min(room, xmlRoom) : room;
    const compressed = rawData(bytes, entry);
    const inflated = inflate(compressed, entry, cap);
    if (inflated === undefined) {
      throw cap === room
        ? inflatedTooLarge(bounds)
        : tooLarge(fill(m.largeXml, { mb: Math.round(bounds.xmlBytes / megabyte) }));
    }
    room -= inflated.length;
    if (isXml) xmlRoom -= inflated.length;
    const { flags, method, time, date, crc, externalAttributes } = entry;
    parts.set(entry.name, {
      name: entry.name,
      bytes: inflated,
      record: { flags, method, time, date, crc, externalAttributes, compressed },
    });
  }
  if (!parts.has('[Content_Types].xml'))
    throw new Failure('input-unreadable', m.notAWorkbook, { next: m.notAWorkbookNext });
  return parts;
}

interface DirectoryEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly externalAttributes: number;
  readonly offset: number;
}

/** The central directory: what the package says it holds. Spreadsheet programs read it, so it decides here too. */
function readDirectory(bytes: Uint8Array, bounds: OpenLimits): readonly DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > bounds.entries) throw tooLarge(fill(m.largeEntries, { n: bounds.entries }));
  const entries: DirectoryEntry[] = [];
  const seen = new Set<string>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw broken();
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const commentLength = view.getUint16(at + 32, true);
    if (at + 46 + nameLength + extraLength + commentLength > bytes.length) throw broken();
    const name = partName(bytes.subarray(at + 46, at + 46 + nameLength));
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [size, compressedSize, offset] = wideSizes(extra, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]);
    if ((flags & 1) !== 0)
      throw new Failure('input-unreadable', m.protectedBook, { next: m.protectedNext });
    // Two parts whose names differ in case alone are one part to a spreadsheet program.
    const folded = name.toLowerCase();
    if (seen.has(folded)) throw broken();
    seen.add(folded);
    if (!name.endsWith('/')) {
      entries.push({
        name,
        flags,
        method: view.getUint16(at + 10, true),
        time: view.getUint16(at + 12, true),
        date: view.getUint16(at + 14, true),
        crc: view.getUint32(at + 16, true),
        compressedSize,
        size,
        externalAttributes: view.getUint32(at + 38, true),
        offset,
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
  throw broken();
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
  if (forbidden) throw new Failure('input-unreadable', m.badEntryName, { next: m.brokenNext });
  return name;
}

function hasControl(s: string): boolean {
  for (let i = 0; i < s.length; i += 1)
    if (s.charCodeAt(i) < 32 || s.charCodeAt(i) === 127) return true;
  return false;
}

function rawData(bytes: Uint8Array, entry: DirectoryEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50)
    throw broken();
  const start =
    entry.offset +
    30 +
    view.getUint16(entry.offset + 26, true) +
    view.getUint16(entry.offset + 28, true);
  if (start + entry.compressedSize > bytes.length) throw broken();
  return bytes.subarray(start, start + entry.compressedSize);
}

/** The inflated bytes, or undefined as soon as more than `cap` came out. */
function inflate(
  compressed: Uint8Array,
  entry: DirectoryEntry,
  cap: number,
): Uint8Array | undefined {
  if (entry.size > cap) return undefined;
  if (entry.method === 0) return compressed.length > cap ? undefined : compressed;
  if (entry.method !== 8) throw broken();
  const out = new Uint8Array(entry.size);
  let total = 0;
  let overflow = false;
  const stream = new Inflate((chunk) => {
    // A package that declares less than it holds is a trick, whatever the cap.
    if (total + chunk.length > entry.size) overflow = true;
    else out.set(chunk, total);
    total += chunk.length;
  });
  try {
    for (let at = 0; at < compressed.length && !overflow; at += stepBytes) {
      stream.push(compressed.subarray(at, at + stepBytes), at + stepBytes >= compressed.length);
    }
  } catch (cause) {
    throw broken(cause);
  }
  if (overflow) return undefined;
  if (total !== entry.size) throw broken();
  return out;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** The failure of every bound that a book can meet, with what it met. */
export function tooLarge(what: Text): Failure {
  return new Failure('limit-exceeded', fillText(m.bookTooLarge, { what }), {
    next: m.bookTooLargeNext,
  });
}

function inflatedTooLarge(bounds: OpenLimits): Failure {
  return tooLarge(fill(m.largeInflated, { mb: Math.round(bounds.inflatedBytes / megabyte) }));
}

function broken(cause?: unknown): Failure {
  return new Failure('input-unreadable', m.brokenPackage, {
    next: m.brokenNext,
    ...(cause === undefined ? {} : { cause }),
  });
}
