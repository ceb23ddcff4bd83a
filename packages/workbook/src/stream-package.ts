import { strToU8, Zip, ZipDeflate } from 'fflate';

/** Packages carry a time; the same content gives the same bytes. */
const packedOn = new Date(1980, 0, 2);

/** A fast setting: rows of a large book are much alike, and whoever waits for them waits longer than for the network. */
const level = 3;

/**
 * Writes a package piece by piece: a part may be longer than what memory should hold at once. `emit` gets the bytes
 * in their order; what it throws ends the writing.
 */
export class PackageStream {
  readonly #zip: Zip;

  constructor(emit: (bytes: Uint8Array) => void) {
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error;
      if (bytes.length > 0) emit(bytes);
    });
  }

  /** A part that is there whole. */
  add(name: string, bytes: Uint8Array): void {
    this.open(name).end(bytes);
  }

  /** A part that comes in pieces; it is ended before the next begins. */
  open(name: string): { write(text: string): void; end(bytes?: Uint8Array): void } {
    const part = new ZipDeflate(name, { level });
    part.mtime = packedOn;
    this.#zip.add(part);
    return {
      write: (text) => part.push(strToU8(text), false),
      end: (bytes = new Uint8Array()) => part.push(bytes, true),
    };
  }

  end(): void {
    this.#zip.end();
  }
}
