import { readFileSync } from 'node:fs';
import { Failure } from '@machimori/kernel';
import { openWorkbookSafely } from '../src/index.ts';

/** Opens one book and prints what came of it; run as a process of its own, so that its time and memory can be seen. */
const bytes = new Uint8Array(readFileSync(process.argv[2] ?? ''));
const started = performance.now();
let outcome = 'opened';
try {
  openWorkbookSafely(bytes);
} catch (error) {
  outcome = error instanceof Failure ? error.code : String(error);
}
const seconds = (performance.now() - started) / 1_000;
process.stdout.write(
  JSON.stringify({ outcome, seconds, megabytes: process.resourceUsage().maxRSS / 1_024 }),
);
