import { concatBytes, utf8 } from './bytes.ts';

/** An export as it arrives: bytes or text, cut anywhere. A file's chunks will do, and so will its lines with their newlines. */
export type ExportPieces = AsyncIterable<Uint8Array | string>;

/** The longest line that is read; a content of an act is far below it. */
export const lineBytes = 1024 * 1024;

const newline = 0x0a;

/** Lines of an export as they come in. `cut` is true for a last line without its newline, `long` for one that is given up. */
export interface LineBatch {
  readonly lines: readonly Uint8Array[];
  readonly cut?: boolean;
  readonly long?: boolean;
}

/** Parts pieces into lines. Never holds more than one piece and one line. */
export async function* lineBatches(pieces: ExportPieces): AsyncGenerator<LineBatch> {
  let rest: Uint8Array[] = [];
  let held = 0;
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? utf8(piece) : piece;
    const lines: Uint8Array[] = [];
    let from = 0;
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, from)) {
      const part = bytes.subarray(from, at);
      lines.push(rest.length === 0 ? part : concatBytes(...rest, part));
      [rest, held, from] = [[], 0, at + 1];
    }
    if (from < bytes.length) {
      // A copy: the source may fill its buffer again.
      rest.push(bytes.slice(from));
      held += bytes.length - from;
    }
    if (lines.length > 0) yield { lines };
    if (held > lineBytes) {
      yield { lines: [], long: true };
      return;
    }
  }
  if (held > 0) yield { lines: [concatBytes(...rest)], cut: true };
}
