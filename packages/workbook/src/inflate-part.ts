import { Inflate } from 'fflate';
import type { DirectoryEntry } from './package-directory.ts';
import { brokenPackage } from './refusals.ts';

/** Compressed bytes given to the inflater at once: bounds what one step can produce (about 1,000 to 1). */
const stepBytes = 2 * 1024;

/** The inflated bytes, or undefined as soon as more than `cap`, or more than declared, came out. */
export function inflatePart(
  { size, method, compressed }: DirectoryEntry,
  cap: number,
): Uint8Array | undefined {
  if (size > cap) return undefined;
  if (method === 0) {
    if (compressed.length > cap) return undefined;
    if (compressed.length !== size) throw brokenPackage();
    return compressed;
  }
  const out = new Uint8Array(size);
  let total = 0;
  let overflow = false;
  const stream = new Inflate((chunk) => {
    // A package that declares less than it holds is a trick, whatever the cap.
    if (total + chunk.length > size) overflow = true;
    else out.set(chunk, total);
    total += chunk.length;
  });
  try {
    for (let at = 0; at < compressed.length && !overflow; at += stepBytes) {
      stream.push(compressed.subarray(at, at + stepBytes), at + stepBytes >= compressed.length);
    }
  } catch (cause) {
    throw brokenPackage(cause);
  }
  if (overflow) return undefined;
  if (total !== size) throw brokenPackage();
  return out;
}
