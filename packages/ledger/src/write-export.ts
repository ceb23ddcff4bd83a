import { fromUtf8 } from './bytes.ts';
import { type ExportHeader, writeContent, writeRecord } from './export-record.ts';

/** One step of an export, in the order of the log. */
export type ExportItem =
  | {
      readonly item: 'entry';
      /** The leaf's bytes as they were hashed. */
      readonly leaf: Uint8Array;
      /** Canonical content and its salt, where they are to be shown and still exist. */
      readonly opened?: { readonly content: string; readonly salt: Uint8Array };
      readonly inclusion?: { readonly index: number; readonly hashes: readonly Uint8Array[] };
    }
  /** After the entries that it covers; in an export of one stream, before all entries. */
  | { readonly item: 'checkpoint'; readonly note: string }
  | { readonly item: 'stream-head'; readonly note: string };

/** What an export is written from. */
export interface ExportSource {
  readonly header: Omit<ExportHeader, 'record'>;
  /** The signed hand-overs of the log, oldest first. */
  readonly handOvers: readonly string[];
  readonly items: AsyncIterable<ExportItem>;
}

const pieceCharacters = 64 * 1024;

/** Writes an export as pieces of text, each of whole lines. Holds one piece. */
export async function* writeExport(source: ExportSource): AsyncGenerator<string> {
  let piece = `${writeRecord({ record: 'header', ...source.header })}\n`;
  for (const note of source.handOvers) piece += `${writeRecord({ record: 'hand-over', note })}\n`;
  let entries = 0;
  for await (const item of source.items) {
    if (item.item === 'entry') {
      entries++;
      piece += `${fromUtf8(item.leaf) ?? ''}\n`;
      if (item.opened) piece += `${writeContent(item.opened.content, item.opened.salt)}\n`;
      if (item.inclusion) piece += `${writeRecord({ record: 'inclusion', ...item.inclusion })}\n`;
    } else {
      piece += `${writeRecord({ record: item.item, note: item.note })}\n`;
    }
    if (piece.length >= pieceCharacters) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}${writeRecord({ record: 'end', entries })}\n`;
}
