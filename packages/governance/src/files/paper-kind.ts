/** What a signed paper may come as. */
export type PaperMedia = 'application/pdf' | 'image/jpeg' | 'image/png';

/** Told by the bytes alone, whole from its first to its last; undefined for anything else. */
export function paperMediaOf(bytes: Uint8Array): PaperMedia | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isPdf(file)) return 'application/pdf';
  if (isPng(file)) return 'image/png';
  return isJpeg(file) ? 'image/jpeg' : undefined;
}

const isPdf = (file: Buffer): boolean =>
  /^%PDF-[12]\.\d/.test(file.toString('latin1', 0, 8)) &&
  file.subarray(-2_048).includes('%%EOF') &&
  file.includes('startxref');

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');

/** Chunk after chunk, from IHDR to IEND. */
function isPng(file: Buffer): boolean {
  if (!file.subarray(0, 8).equals(pngSignature)) return false;
  let at = 8;
  let first = true;
  while (at + 12 <= file.length) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    if (first !== (type === 'IHDR') || at + 12 + length > file.length) return false;
    if (type === 'IEND') return length === 0;
    first = false;
    at += 12 + length;
  }
  return false;
}

/** Segment after segment to the picture itself, which ends where it says. */
function isJpeg(file: Buffer): boolean {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return false;
  let at = 2;
  let framed = false;
  while (at + 4 <= file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) framed = true;
    if (marker === 0xda) return framed && file.indexOf(Buffer.of(0xff, 0xd9), at) > at;
    at += 2 + file.readUInt16BE(at + 2);
  }
  return false;
}
