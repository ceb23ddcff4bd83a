import { hashFromBase64, toBase64 } from './bytes.ts';
import { epochOf, originOf } from './checkpoint.ts';
import type { SignedNote } from './signed-note.ts';
import { readStatement, signStatement } from './statement.ts';
import type { Signer } from './verifier-key.ts';

/**
 * The log's word that at a size of the log a stream had so many entries, the last of this hash.
 * A false one can be shown to be false with the whole log, and it is signed.
 */
export interface StreamHead {
  readonly epoch: number;
  /** Entries of the epoch when it was said. */
  readonly size: number;
  readonly stream: string;
  readonly counter: number;
  readonly hash: Uint8Array;
}

export function signStreamHead(head: StreamHead, signer: Signer): Promise<string> {
  const origin = originOf(signer.key.name, head.epoch);
  const numbers = [String(head.size), head.stream, String(head.counter)];
  return signStatement('stream-head', [origin, ...numbers, toBase64(head.hash)], [signer]);
}

/** A stream's head as it was given, or undefined where it is none of this log. Nothing is verified yet. */
export function readStreamHead(
  name: string,
  given: string,
): (StreamHead & { readonly note: SignedNote }) | undefined {
  const read = readStatement('stream-head', given, 5);
  const [origin = '', size = '', stream = '', counter = '', encoded] = read?.lines ?? [];
  const epoch = epochOf(name, origin);
  const hash = hashFromBase64(encoded);
  const whole = /^(0|[1-9]\d{0,14})$/;
  if (read === undefined || epoch === undefined || hash === undefined) return undefined;
  if (!whole.test(size) || !whole.test(counter)) return undefined;
  return { epoch, size: Number(size), stream, counter: Number(counter), hash, note: read.note };
}
