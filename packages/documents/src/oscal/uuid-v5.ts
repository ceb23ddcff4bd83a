import { sha1 } from './sha1.ts';

export type Uuid = string;

const utf8 = new TextEncoder();

/** UUID of a name in a namespace (RFC 9562, version 5): the same name gives the same UUID on every machine. */
export function uuidV5(namespace: Uuid, name: string): Uuid {
  const space = namespace.replaceAll('-', '');
  const text = utf8.encode(name);
  const input = new Uint8Array(16 + text.length);
  for (let i = 0; i < 16; i += 1) input[i] = Number.parseInt(space.slice(i * 2, i * 2 + 2), 16);
  input.set(text, 16);
  const digest = sha1(input);
  digest[6] = ((digest[6] as number) & 0x0f) | 0x50;
  digest[8] = ((digest[8] as number) & 0x3f) | 0x80;
  let hex = '';
  for (let i = 0; i < 16; i += 1) hex += (digest[i] as number).toString(16).padStart(2, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
