import { concatBytes } from '@noble/hashes/utils.js';

export { bytesToHex, concatBytes } from '@noble/hashes/utils.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** The text of these bytes, or undefined where they are no UTF-8. A byte order mark stays a character. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Base64 of RFC 4648, section 4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8_192) {
    text += String.fromCharCode(...bytes.subarray(from, from + 8_192));
  }
  return btoa(text);
}

/** Bytes of base64 in its one right form: no spaces, padded, no stray bits. Otherwise undefined. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const binary = atob(text);
  const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : undefined;
}

/** As `fromBase64`, of a SHA-256 hash. */
export function hashFromBase64(text: unknown): Uint8Array | undefined {
  const bytes = typeof text === 'string' && text.length === 44 ? fromBase64(text) : undefined;
  return bytes?.length === 32 ? bytes : undefined;
}

/** For hashes that everybody may see: it does not hide how far two values agree. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Hashes laid end to end. */
export const joined = (hashes: readonly Uint8Array[]): Uint8Array => concatBytes(...hashes);

/** The hashes of a row that lies end to end. */
export function parted(row: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: row.length / 32 }, (_, i) => row.slice(i * 32, i * 32 + 32));
}
