import { limits } from '@machimori/kernel';

/** What a JSON text exceeds before anything is built of it. */
export type PlanExcess = 'shape' | 'depth' | 'values' | 'text';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const [openList, closeList] = [0x5b, 0x5d];
const [openObject, closeObject] = [0x7b, 0x7d];

const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

export interface PlanScanLimits {
  readonly depth: number;
  readonly values: number;
  readonly containers: number;
  /** Fields of one object. */
  readonly fields: number;
  /** Bytes of one text or number. */
  readonly textBytes: number;
}

/**
 * Looks at the bytes of a plan as they come: what it nests, how much it holds. A plan of the largest city stays far
 * below; a parser would need minutes and gigabytes for what does not. That it is JSON at all, the parser says.
 */
export class PlanScan {
  readonly #limits: PlanScanLimits;
  /** For each open object how many commas it had, for each open list -1. */
  readonly #open: number[] = [];
  #values = 0;
  #containers = 0;
  #begun = false;
  #inText = false;
  #escaped = false;
  #run = 0;

  constructor(given: PlanScanLimits = { ...limits.plan, depth: limits.depth }) {
    this.#limits = given;
  }

  /** The next bytes; what they exceed, if anything. */
  push(bytes: Uint8Array): PlanExcess | undefined {
    for (const byte of bytes) {
      const excess = this.#inText ? this.#text(byte) : this.#structure(byte);
      if (excess !== undefined) return excess;
    }
    return undefined;
  }

  #text(byte: number): PlanExcess | undefined {
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) this.#inText = false;
    return this.#longer();
  }

  #structure(byte: number): PlanExcess | undefined {
    if (isSpace(byte)) return undefined;
    if (!this.#begun) {
      // A byte-order mark may stand before the first brace.
      if (byte === 0xef || byte === 0xbb || byte === 0xbf) return undefined;
      if (byte !== openObject) return 'shape';
      this.#begun = true;
    }
    switch (byte) {
      case quote:
        this.#inText = true;
        this.#run = 0;
        return undefined;
      case openObject:
      case openList:
        this.#run = 0;
        this.#containers += 1;
        this.#open.push(byte === openObject ? 0 : -1);
        if (this.#open.length > this.#limits.depth) return 'depth';
        return this.#containers > this.#limits.containers ? 'values' : undefined;
      case closeObject:
      case closeList:
        this.#run = 0;
        this.#open.pop();
        return undefined;
      case comma:
        this.#run = 0;
        return this.#next();
      case colon:
        this.#run = 0;
        return undefined;
      default:
        return this.#longer();
    }
  }

  #next(): PlanExcess | undefined {
    this.#values += 1;
    const top = this.#open.length - 1;
    const fields = this.#open[top] ?? -1;
    if (fields >= 0) this.#open[top] = fields + 1;
    return this.#values > this.#limits.values || fields + 1 >= this.#limits.fields
      ? 'values'
      : undefined;
  }

  #longer(): PlanExcess | undefined {
    this.#run += 1;
    return this.#run > this.#limits.textBytes ? 'text' : undefined;
  }
}
