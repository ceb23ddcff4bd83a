import { Failure, text } from '@machimori/kernel';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, hashFromBase64, sameBytes, toBase64, utf8 } from './bytes.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

/** Bytes of a salt: enough that no content can be guessed from its commitment once the salt is gone. */
export const saltBytes = 32;

/** What a leaf holds of a content, and what lies beside it to open it. Destroying the salt leaves the leaf whole. */
export interface Committed {
  /** For the leaf: base64 of SHA-256(salt ‖ canonical content). */
  readonly commitment: string;
  readonly salt: Uint8Array;
  /** The content as canonical JSON. */
  readonly content: string;
}

/** Commits to a content under an unpredictable salt of 32 bytes. */
export function commit(content: unknown, salt: Uint8Array): Committed {
  if (salt.length !== saltBytes) {
    throw new Failure('input-invalid', text('ソルトは32バイトです', 'a salt has 32 bytes'));
  }
  const written = canonicalJson(content);
  return {
    commitment: toBase64(sha256(concatBytes(salt, utf8(written)))),
    salt,
    content: written,
  };
}

/** True where this content and salt are what the leaf committed to. */
export function opensCommitment(
  commitment: string | null,
  content: Json,
  salt: Uint8Array,
): boolean {
  const hash = hashFromBase64(commitment);
  if (hash === undefined || salt.length !== saltBytes) return false;
  return sameBytes(hash, sha256(concatBytes(salt, utf8(canonicalJson(content)))));
}
