import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

/** A package from texts. */
export function zip(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, data]) => [
        name,
        typeof data === 'string' ? strToU8(data) : data,
      ]),
    ),
    { level: 1 },
  );
}

/** An entry as a hostile writer puts it: what the directory says of it need not be so. */
export interface MadeEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly declared?: number;
  readonly method?: number;
  readonly flags?: number;
}

export function packed(entries: readonly MadeEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const method = entry.method ?? 8;
    const data = method === 0 ? entry.data : deflateRawSync(entry.data, { level: 1 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.flags ?? 0, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(entry.declared ?? entry.data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, name, data]);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(at, 10);
    locals.push(local);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, offset, name]));
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...locals, central, end]));
}

export const contentTypes: MadeEntry = {
  name: '[Content_Types].xml',
  data: Buffer.from('<Types/>'),
};

/** The parts of the least book: one sheet, given as the XML inside its root. */
export function leastBook(sheet: string): Record<string, string | Uint8Array> {
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': '<Relationships/>',
    'xl/workbook.xml': '<workbook/>',
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${sheet}</worksheet>`,
  };
}
