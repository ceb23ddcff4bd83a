import { inflateSync } from 'node:zlib';
import { objectStreamsOf, plainName } from './pdf-streams.ts';

/** Names under which a PDF runs something, carries files, or fetches: none of them belongs into evidence. */
const active = new Set([
  'JavaScript',
  'JS',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'RichMedia',
  'Rendition',
  'XFA',
  'SubmitForm',
  'ImportData',
  'GoToE',
]);

/** Objects lie packed in streams; of all of them together no more is unpacked than this. */
const mostUnpacked = 32 * 1024 * 1024;

/** `locked`: nobody can see what is in it. */
export type PdfTrouble = 'active' | 'locked' | 'broken';

/** What keeps a PDF from being evidence; undefined where nothing does. */
export function pdfTroubleOf(file: Buffer): PdfTrouble | undefined {
  const whole = file.toString('latin1');
  const names = namesIn(whole);
  if (names.has('Encrypt')) return 'locked';
  if (isActive(names)) return 'active';
  let left = mostUnpacked;
  const streams = objectStreamsOf(whole);
  // Where objects are said to be packed, and are in no stream that is one, nobody knows what a reader finds.
  if (streams === 'broken' || (names.has('ObjStm') && streams.length === 0)) return 'broken';
  for (const begin of streams) {
    const end = whole.indexOf('endstream', begin);
    if (end < 0) return 'broken';
    const packed = file.subarray(begin, end);
    const within = unpacked(packed, left);
    if (within === undefined) return 'broken';
    left -= within.length;
    const inner = namesIn(within);
    if (isActive(inner)) return 'active';
  }
  return undefined;
}

const isActive = (names: ReadonlySet<string>): boolean =>
  [...names].some((name) => active.has(name));

/** Names of a PDF, with what was written as `#4a` put back into letters. */
function namesIn(content: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name = ''] of content.matchAll(/\/([A-Za-z#][A-Za-z0-9#]{1,40})/g))
    names.add(plainName(name));
  return names;
}

function unpacked(packed: Uint8Array, most: number): string | undefined {
  if (most <= 0) return undefined;
  try {
    return inflateSync(packed, { maxOutputLength: most }).toString('latin1');
  } catch {
    return undefined;
  }
}
