import { deflateSync } from 'fflate';
import type { WorkbookPackage } from './open-workbook.ts';

/**
 * Writes a package again with some parts replaced. Every other part is copied as it lay there,
 * compressed bytes, time and attributes included; nothing is added and nothing reordered.
 */
export function rewritePackage(
  parts: WorkbookPackage,
  replaced: ReadonlyMap<string, Uint8Array>,
): Uint8Array {
  const records = [...parts.values()].map((part) => {
    const name = new TextEncoder().encode(part.name);
    const bytes = replaced.get(part.name);
    const data = bytes === undefined ? part.record.compressed : deflateSync(bytes, { level: 6 });
    return {
      name,
      data,
      method: bytes === undefined ? part.record.method : 8,
      crc: bytes === undefined ? part.record.crc : crc32(bytes),
      size: bytes === undefined ? part.bytes.length : bytes.length,
      // Bit 3 (sizes follow the data) goes, since the sizes stand in the header; bit 11 says UTF-8.
      flags: (part.record.flags & ~0x0008) | 0x0800,
      time: part.record.time,
      date: part.record.date,
      externalAttributes: part.record.externalAttributes,
    };
  });
  const localSize = records.reduce((sum, r) => sum + 30 + r.name.length + r.data.length, 0);
  const directorySize = records.reduce((sum, r) => sum + 46 + r.name.length, 0);
  const out = new Uint8Array(localSize + directorySize + 22);
  const view = new DataView(out.buffer);
  const common = (at: number, r: (typeof records)[number]): void => {
    view.setUint16(at, 20, true);
    view.setUint16(at + 2, r.flags, true);
    view.setUint16(at + 4, r.method, true);
    view.setUint16(at + 6, r.time, true);
    view.setUint16(at + 8, r.date, true);
    view.setUint32(at + 10, r.crc, true);
    view.setUint32(at + 14, r.data.length, true);
    view.setUint32(at + 18, r.size, true);
    view.setUint16(at + 22, r.name.length, true);
  };
  let at = 0;
  let directoryAt = localSize;
  for (const r of records) {
    view.setUint32(at, 0x04034b50, true);
    common(at + 4, r);
    out.set(r.name, at + 30);
    out.set(r.data, at + 30 + r.name.length);

    view.setUint32(directoryAt, 0x02014b50, true);
    view.setUint16(directoryAt + 4, 20, true);
    common(directoryAt + 6, r);
    view.setUint32(directoryAt + 38, r.externalAttributes, true);
    view.setUint32(directoryAt + 42, at, true);
    out.set(r.name, directoryAt + 46);

    at += 30 + r.name.length + r.data.length;
    directoryAt += 46 + r.name.length;
  }
  view.setUint32(directoryAt, 0x06054b50, true);
  view.setUint16(directoryAt + 8, records.length, true);
  view.setUint16(directoryAt + 10, records.length, true);
  view.setUint32(directoryAt + 12, directorySize, true);
  view.setUint32(directoryAt + 16, localSize, true);
  return out;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = (c & 1) === 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
