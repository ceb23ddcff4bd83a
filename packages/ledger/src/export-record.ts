import { fromBase64, hashFromBase64, toBase64 } from './bytes.ts';
import { canonicalJson, type Json, jsonMembers, readCanonicalJson } from './canonical-json.ts';
import { saltBytes } from './commitment.ts';

/** The name of the format in the first line of an export. */
export const exportFormat = 'machimori-ledger';
export const exportVersion = 1;

/** What an export holds: all, one stream without a gap, or entries that somebody may see, each with its proof. */
export const exportKinds = ['whole', 'stream', 'selection'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** The first line: which log this is, and the first of its keys. */
export interface ExportHeader {
  readonly record: 'header';
  readonly at: string;
  /** Each entry of the log, those of one stream, or some entries of it; the last two with proofs. */
  readonly kind: ExportKind;
  readonly stream: string | null;
  readonly log: string;
  readonly name: string;
  /** The first verifier key of the log. */
  readonly key: string;
}

/** A line of an export that is no entry. */
export type ExportRecord =
  | ExportHeader
  | { readonly record: 'hand-over'; readonly note: string }
  | { readonly record: 'checkpoint'; readonly note: string }
  /** Opens the commitment of the entry on the line before. */
  | { readonly record: 'content'; readonly content: Json; readonly salt: Uint8Array }
  /** Proves the entry on the line before against the checkpoint of its epoch. */
  | { readonly record: 'inclusion'; readonly index: number; readonly hashes: readonly Uint8Array[] }
  /** The log's word that a stream has so many entries and no more. */
  | { readonly record: 'stream-head'; readonly note: string }
  | { readonly record: 'end'; readonly entries: number };

/** What a line of an entry begins with; no record does. */
export const entryStart = '{"action":';

/** A record as one line, without its newline. */
export function writeRecord(record: ExportRecord): string {
  switch (record.record) {
    case 'header':
      return canonicalJson({ ...record, format: exportFormat, v: exportVersion });
    case 'content':
      return canonicalJson({ ...record, salt: toBase64(record.salt) });
    case 'inclusion':
      return canonicalJson({ ...record, hashes: record.hashes.map(toBase64) });
    default:
      return canonicalJson(record);
  }
}

/** A line whose content is canonical JSON already, as it lies beside its leaf. */
export const writeContent = (content: string, salt: Uint8Array): string =>
  `{"content":${content},"record":"content","salt":"${toBase64(salt)}"}`;

const words = (value: Json | undefined): value is string => typeof value === 'string';
const isCount = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** A record of its line, or undefined where the line is none of them or not in its one form. */
export function readRecord(line: string): ExportRecord | undefined {
  const given = jsonMembers(readCanonicalJson(line));
  if (given === undefined) return undefined;
  const record = partsOf(given);
  // Written again it must be the same line: a member too many is a mistake, or hides something.
  return record !== undefined && writeRecord(record) === line ? record : undefined;
}

function partsOf(given: { readonly [key: string]: Json }): ExportRecord | undefined {
  const { note } = given;
  switch (given['record']) {
    case 'header':
      return headerOf(given);
    case 'hand-over':
    case 'checkpoint':
    case 'stream-head':
      return words(note) ? { record: given['record'], note } : undefined;
    case 'content': {
      const salt = words(given['salt']) ? fromBase64(given['salt']) : undefined;
      const content = given['content'];
      return salt?.length === saltBytes && content !== undefined
        ? { record: 'content', content, salt }
        : undefined;
    }
    case 'inclusion': {
      const { index, hashes } = given;
      if (!isCount(index) || !Array.isArray(hashes) || hashes.length > 64) return undefined;
      const read = hashes.map(hashFromBase64);
      return read.every((each) => each !== undefined)
        ? { record: 'inclusion', index, hashes: read as readonly Uint8Array[] }
        : undefined;
    }
    case 'end':
      return isCount(given['entries']) ? { record: 'end', entries: given['entries'] } : undefined;
    default:
      return undefined;
  }
}

function headerOf(given: { readonly [key: string]: Json }): ExportHeader | undefined {
  const { at, kind, stream = null, log, name, key } = given;
  if (given['format'] !== exportFormat || given['v'] !== exportVersion) return undefined;
  if (!words(at) || !words(log) || !words(name) || !words(key)) return undefined;
  if ((kind === 'whole' || kind === 'selection') && stream === null) {
    return { record: 'header', at, kind, stream, log, name, key };
  }
  return kind === 'stream' && words(stream)
    ? { record: 'header', at, kind, stream, log, name, key }
    : undefined;
}
