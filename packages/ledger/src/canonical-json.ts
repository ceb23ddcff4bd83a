import { Failure, limits, text } from '@machimori/kernel';
import { fromUtf8, sameBytes, utf8 } from './bytes.ts';

/** What JSON can say. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

function refuse(path: string, what: { ja: string; en: string }): never {
  const at = path === '' ? '$' : path;
  throw new Failure(
    'input-invalid',
    text(
      `${at} は、JSON の決まった形にできません: ${what.ja}`,
      `${at} has no canonical JSON: ${what.en}`,
    ),
  );
}

/**
 * The one text of a value by RFC 8785: members in the order of their names' UTF-16 units, numbers and strings as
 * ECMAScript writes them, no spaces. What has no such text is refused, never dropped or turned into null.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '', new Set());
}

/** As `canonicalJson`, in UTF-8. */
export const canonicalBytes = (value: unknown): Uint8Array => utf8(canonicalJson(value));

function write(value: unknown, path: string, above: Set<object>): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, path);
    case 'number':
      if (Number.isFinite(value)) return JSON.stringify(value);
      return refuse(path, text('数でない値、または無限大', 'not a finite number'));
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : writeObject(value, path, above);
    default:
      return refuse(path, text(`${typeof value} は書けません`, `a value of type ${typeof value}`));
  }
}

function writeString(value: string, path: string): string {
  if (value.isWellFormed()) return JSON.stringify(value);
  return refuse(path, text('片割れのサロゲートがあります', 'a lone surrogate'));
}

function writeObject(value: object, path: string, above: Set<object>): string {
  if (above.has(value)) return refuse(path, text('自分自身を含んでいます', 'it contains itself'));
  if (above.size >= limits.depth)
    return refuse(path, text('入れ子が深すぎます', 'nested too deep'));
  above.add(value);
  const written = Array.isArray(value)
    ? // Array.from meets the holes that map would leave out.
      `[${Array.from(value, (each, i) => write(each, `${path}[${i}]`, above)).join(',')}]`
    : writeMembers(value, path, above);
  above.delete(value);
  return written;
}

function writeMembers(value: object, path: string, above: Set<object>): string {
  const kind: unknown = Object.getPrototypeOf(value);
  if (kind !== Object.prototype && kind !== null) {
    return refuse(path, text('値だけのオブジェクトではありません', 'no plain object'));
  }
  if (Object.getOwnPropertySymbols(value).length > 0) {
    return refuse(path, text('名前でない名をもっています', 'a member named by a symbol'));
  }
  const members = Object.keys(value)
    .sort()
    .map((name) => {
      const at = path === '' ? name : `${path}.${name}`;
      const member = (value as Readonly<Record<string, unknown>>)[name];
      return `${writeString(name, at)}:${write(member, at, above)}`;
    });
  return `{${members.join(',')}}`;
}

/** The value of a canonical JSON text, or undefined where the text is no JSON or not in its canonical form. */
export function readCanonicalJson(given: string): Json | undefined {
  try {
    const value = JSON.parse(given) as Json;
    // A second member of one name, a space, 1.0 for 1: whatever is not the one form differs when written again.
    return canonicalJson(value) === given ? value : undefined;
  } catch {
    return undefined;
  }
}

/** As `readCanonicalJson`, of bytes: they must be UTF-8 without a byte order mark. */
export function readCanonicalBytes(bytes: Uint8Array): Json | undefined {
  const given = fromUtf8(bytes);
  if (given === undefined) return undefined;
  const value = readCanonicalJson(given);
  return value !== undefined && sameBytes(utf8(given), bytes) ? value : undefined;
}

/** The members of a JSON object, or undefined for anything else. */
export function jsonMembers(value: unknown): { readonly [key: string]: Json } | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })
    : undefined;
}
