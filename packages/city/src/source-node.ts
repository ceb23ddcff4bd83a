import type { Place } from '@machimori/kernel';

/** A value as the input gave it, with where it stood; YAML, JSON and workbooks all become this. */
export type SourceNode = SourceScalar | SourceList | SourceMap | SourceRefused;

export interface SourceScalar {
  readonly is: 'scalar';
  readonly value: string | number | boolean | null;
  /** As it was written, so that `1.10` stays a version and not a number. */
  readonly raw: string;
  readonly at: Place;
}

export interface SourceList {
  readonly is: 'list';
  readonly items: readonly SourceNode[];
  readonly at: Place;
}

export interface SourceMap {
  readonly is: 'map';
  readonly entries: readonly SourceEntry[];
  readonly at: Place;
  /** Where a field would stand that is not there: the empty cell of a workbook's row. */
  readonly emptyAt?: (name: string) => Place | undefined;
}

/** Something that was refused, and reported, where it was read: nothing more is to be said about it. */
export interface SourceRefused {
  readonly is: 'refused';
  readonly at: Place;
}

export interface SourceEntry {
  readonly name: string;
  readonly nameAt: Place;
  readonly value: SourceNode;
}

/** A text given to be read, with the name that diagnostics show. */
export interface CitySource {
  readonly name: string;
  readonly text: string;
}

/** Turns offsets into lines and columns that count from 1; a column counts characters as an editor does. */
export class LineFinder {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
      this.#starts.push(at + 1);
  }

  placeOf(offset: number, file: string): Place {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}
