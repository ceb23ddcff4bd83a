import { Failure, text } from '@machimori/kernel';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8 } from './bytes.ts';

/** Bytes of the key that a log's pseudonyms are made with. */
export const pseudonymKeyBytes = 32;

/**
 * How a person appears in one log: `person:` and the first 128 bits of HMAC-SHA-256 under the log's own key.
 * The same person looks different in every log; without the key, nobody can tell who it is, nor try all members.
 */
export function pseudonymOf(key: Uint8Array, person: string): string {
  if (key.length !== pseudonymKeyBytes) {
    throw new Failure(
      'input-invalid',
      text('仮名の鍵は32バイトです', 'the key of pseudonyms has 32 bytes'),
    );
  }
  const mac = hmac(sha256, key, utf8(`machimori pseudonym v1\n${person}`));
  return `person:${bytesToHex(mac.subarray(0, 16))}`;
}

/** How a part of the program appears in a log: `system:worker`. */
export const systemActor = (name: string): string => `system:${name}`;
