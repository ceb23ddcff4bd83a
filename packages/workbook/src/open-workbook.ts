import { type Failure, fill, limits } from '@machimori/kernel';
import { inflatePart } from './inflate-part.ts';
import { workbookMessages as m } from './messages.ts';
import { readDirectory } from './package-directory.ts';
import { notAWorkbook, protectedBook, tooLarge } from './refusals.ts';

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

export interface OpenOptions extends Partial<OpenLimits> {
  /** Parts to inflate; all when absent. The others are checked by what the directory says, and left out. */
  readonly wanted?: (name: string) => boolean;
}

const defaults: OpenLimits = {
  bytes: limits.workbookBytes,
  inflatedBytes: limits.workbookInflatedBytes,
  entries: limits.workbookEntries,
  xmlBytes: limits.workbookXmlBytes,
};

const megabyte = 1024 * 1024;

/**
 * Unpacks a workbook within bounds: the sizes a package declares are checked first, and the bytes that
 * really come out are counted, so that a bomb is refused before it costs time or memory.
 */
export function openWorkbookSafely(
  bytes: Uint8Array,
  { wanted = () => true, ...given }: OpenOptions = {},
): WorkbookPackage {
  const bounds = { ...defaults, ...given };
  if (bytes.length > bounds.bytes)
    throw tooLarge(fill(m.largeOnDisk, { mb: Math.round(bounds.bytes / megabyte) }));
  if (startsWith(bytes, [0xd0, 0xcf])) throw protectedBook();
  if (!startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) throw notAWorkbook();
  const entries = readDirectory(bytes, bounds.entries);
  if (entries.reduce((sum, e) => sum + e.size, 0) > bounds.inflatedBytes)
    throw inflatedTooLarge(bounds);
  if (!entries.some((e) => e.name === '[Content_Types].xml')) throw notAWorkbook();

  const parts = new Map<string, WorkbookPart>();
  let room = bounds.inflatedBytes;
  let xmlRoom = bounds.xmlBytes;
  for (const entry of entries) {
    if (!wanted(entry.name)) continue;
    const isXml = /\.(xml|rels|vml)$/i.test(entry.name);
    const cap = isXml ? Math.min(room, xmlRoom) : room;
    const inflated = inflatePart(entry, cap);
    if (inflated === undefined) {
      throw cap === room
        ? inflatedTooLarge(bounds)
        : tooLarge(fill(m.largeXml, { mb: Math.round(bounds.xmlBytes / megabyte) }));
    }
    room -= inflated.length;
    if (isXml) xmlRoom -= inflated.length;
    const { name, flags, method, time, date, crc, externalAttributes, compressed } = entry;
    parts.set(name, {
      name,
      bytes: inflated,
      record: { flags, method, time, date, crc, externalAttributes, compressed },
    });
  }
  return parts;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

function inflatedTooLarge(bounds: OpenLimits): Failure {
  return tooLarge(fill(m.largeInflated, { mb: Math.round(bounds.inflatedBytes / megabyte) }));
}
