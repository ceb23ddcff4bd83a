import { readFileSync } from 'node:fs';
import { Failure } from '@machimori/kernel';
import { fillSheet } from '../../src/sheet/fill-sheet.ts';
import { readSheet } from '../../src/sheet/read-sheet.ts';
import { edition, plan } from './plan-fixture.ts';

/** Reads or fills one book and prints what came of it; run as a process of its own, so that its memory can be seen. */
const [, , act, file] = process.argv;
const bytes = new Uint8Array(readFileSync(file ?? ''));
let outcome = 'done';
try {
  if (act === 'fill') fillSheet(bytes, plan, edition);
  else readSheet(bytes, edition, plan);
} catch (error) {
  outcome = error instanceof Failure ? error.code : String(error);
}
process.stdout.write(
  JSON.stringify({
    outcome,
    megabytes: process.resourceUsage().maxRSS / 1_024,
  }),
);
