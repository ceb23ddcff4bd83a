import { readFileSync } from 'node:fs';
import { Failure } from '@machimori/kernel';
import { zipSync } from 'fflate';
import { readSheet } from '../../src/sheet/read-sheet.ts';
import { book, rows, zip } from './build-book.ts';
import { edition } from './plan-fixture.ts';

/** Reads one hostile book and prints what came of it; run as a process of its own, so that its memory can be seen. */

const head = rows([['項目', '実装予定時期', '実装方法'], ['サービス①-1', 'a', 'b']]);
const megabyte = 1024 * 1024;

function nested(part: Uint8Array): Uint8Array {
  return zipSync({ '[Content_Types].xml': new TextEncoder().encode('<Types/>'), 'xl/media/a.bin': part });
}

function lie(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; at + 46 < bytes.length; at += 1) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1_000, true);
  return bytes;
}

const fill = (piece: string, bytes: number): string => piece.repeat(Math.floor(bytes / piece.length));

const bombs: Readonly<Record<string, () => Uint8Array>> = {
  declared: () => nested(new Uint8Array(1_500 * megabyte)),
  lying: () => lie(nested(new Uint8Array(1_500 * megabyte))),
  'many-small': () => zip(Object.fromEntries([['[Content_Types].xml', '<Types/>'], ...Array.from({ length: 1_900 }, (_, i) => [`xl/m${i}.bin`, '0'.repeat(60_000)])] as [string, string][])),
  'wide-sheet': () => book({ 表: `${head}<x>${fill('<c/>', 47 * megabyte)}</x>` }),
  'one-tag': () => book({ 表: `${head}<x ${fill('r ', 47 * megabyte)}>` }),
  strings: () => book({ 表: head }, { 'xl/sharedStrings.xml': `<sst>${fill('<si/>', 47 * megabyte)}</sst>` }),
  merges: () => book({ 表: `${head}<mergeCells>${fill('<mergeCell ref="A1:D1000"/>', 40 * megabyte)}</mergeCells>` }),
  attributes: () => book({ 表: `<sheetData>${fill('<row><c t="inlineStr"><is><t>①</t></is></c></row>', 40 * megabyte)}</sheetData>` }),
};

const kind = process.argv[2] ?? 'declared';
// The bomb is made in a process of its own, so that making it does not count.
if (process.argv[3] === 'make') process.stdout.write(bombs[kind]?.() ?? new Uint8Array());
else {
  const { spawnSync } = await import('node:child_process');
  const made = spawnSync(process.execPath, [process.argv[1] ?? '', kind, 'make'], { maxBuffer: 64 * megabyte });
  const bytes = new Uint8Array(made.stdout);
  const started = performance.now();
  let outcome = 'read';
  try {
    readSheet(bytes, edition);
  } catch (error) {
    outcome = error instanceof Failure ? error.code : String(error);
  }
  const seconds = (performance.now() - started) / 1_000;
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  process.stdout.write(JSON.stringify({ outcome, seconds, megabytes: Number(peak ?? 0) / 1_024, bytes: bytes.length }));
}
