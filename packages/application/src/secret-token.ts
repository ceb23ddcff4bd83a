import { createHash, timingSafeEqual } from 'node:crypto';
import type { Chance } from '@machimori/kernel';

/** A secret that is handed out once: 256 bits of chance, in letters that pass through a link. */
export const newToken = (chance: Chance): string =>
  Buffer.from(chance.bytes(32)).toString('base64url');

/** What is kept of a secret that was handed out. It has full entropy, so a plain digest will do. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Whether this is the secret whose digest is kept; takes as long whether or not it is. */
export function digestMatches(kept: Uint8Array | undefined, given: string): boolean {
  const digest = hashOf(given);
  return kept !== undefined && kept.length === digest.length && timingSafeEqual(kept, digest);
}
