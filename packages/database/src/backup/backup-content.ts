import { createHash } from 'node:crypto';
import { backupFailure } from './backup-failure.ts';
import { type BackupKey, openSealed, type SealedWriter } from './sealed-file.ts';

// What the sealed file holds: frames of one letter, four bytes of length, and content.
//   M manifest · (T table or F file, D data …, E end with its count and digest) … · Z the same once more, for all

export interface Manifest {
  readonly program: string;
  readonly madeAt: string;
  readonly postgres: string;
  /** The one city it holds; absent: the whole installation. */
  readonly city?: string;
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[];
  /** How far each log was at that moment. */
  readonly logs: readonly { readonly log: string; readonly epoch: number; readonly size: number }[];
}

export interface Part {
  readonly kind: 'table' | 'file';
  readonly name: string;
  /** Of a table. */
  readonly columns?: readonly string[];
}

export interface PartEnd {
  readonly name: string;
  /** Rows of a table, bytes of a file. */
  readonly count: number;
  readonly digest: string;
}

export interface Contents {
  readonly manifest: Manifest;
  readonly parts: readonly (Part & PartEnd)[];
}

type Letter = 'M' | 'T' | 'F' | 'D' | 'E' | 'Z';
const dataBytes = 256 * 1024;
const frameLimit = 64 * 1024 * 1024;

/** Rows and digest of what passes through; in COPY's text format each row is one line. */
export class Tally {
  readonly #hash = createHash('sha256');
  readonly #lines: boolean;
  #count = 0;

  constructor(kind: Part['kind']) {
    this.#lines = kind === 'table';
  }

  add(bytes: Buffer): void {
    this.#hash.update(bytes);
    if (!this.#lines) this.#count += bytes.length;
    else for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) this.#count++;
  }

  end(name: string): PartEnd {
    return { name, count: this.#count, digest: this.#hash.digest('hex') };
  }
}

export class ContentWriter {
  readonly #to: SealedWriter;
  readonly #parts: (Part & PartEnd)[] = [];
  #part: Part | undefined;
  #tally = new Tally('file');
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(to: SealedWriter) {
    this.#to = to;
  }

  manifest(manifest: Manifest): Promise<void> {
    return this.#json('M', manifest);
  }

  async begin(part: Part): Promise<void> {
    this.#part = part;
    this.#tally = new Tally(part.kind);
    await this.#json(part.kind === 'table' ? 'T' : 'F', part);
  }

  /** Answers a promise only where the disk must be waited for. */
  data(bytes: Buffer): Promise<void> | undefined {
    this.#tally.add(bytes);
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    return this.#heldBytes >= dataBytes ? this.#flush() : undefined;
  }

  async end(): Promise<PartEnd> {
    await this.#flush();
    const part = this.#part as Part;
    const end = this.#tally.end(part.name);
    this.#parts.push({ ...part, ...end });
    await this.#json('E', end);
    return end;
  }

  async finish(): Promise<readonly (Part & PartEnd)[]> {
    await this.#json('Z', this.#parts);
    await this.#to.finish();
    return this.#parts;
  }

  async #flush(): Promise<void> {
    if (this.#heldBytes === 0) return;
    const bytes = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    await this.#frame('D', bytes);
  }

  #json(letter: Letter, value: unknown): Promise<void> {
    return this.#frame(letter, Buffer.from(JSON.stringify(value)));
  }

  #frame(letter: Letter, bytes: Buffer): Promise<void> {
    const head = Buffer.alloc(5, letter);
    head.writeUInt32BE(bytes.length, 1);
    return this.#to.write(Buffer.concat([head, bytes]));
  }
}

async function* frames(file: string, key: BackupKey): AsyncGenerator<readonly [string, Buffer]> {
  let rest: Buffer[] = [];
  let have = 0;
  let wanted = 5;
  for await (const chunk of openSealed(file, key)) {
    rest.push(chunk);
    have += chunk.length;
    if (have < wanted) continue;
    let all = Buffer.concat(rest);
    for (;;) {
      const length = all.length < 5 ? 0 : all.readUInt32BE(1);
      wanted = 5 + length;
      if (length > frameLimit) throw backupFailure.broken();
      if (all.length < wanted) break;
      yield [String.fromCharCode(all[0] ?? 0), all.subarray(5, wanted)];
      all = all.subarray(wanted);
    }
    rest = [all];
    have = all.length;
  }
  if (have > 0) throw backupFailure.broken();
}

/** Takes what a backup holds, part by part; `data` is to be read to its end before the next comes. */
export interface ContentReader {
  manifest?(manifest: Manifest): Promise<void>;
  part?(part: Part, data: AsyncIterable<Buffer>): Promise<void>;
}

/** Reads a backup from start to end, holding every part to its digest; throws where one does not fit. */
export async function readContent(
  file: string,
  key: BackupKey,
  reader: ContentReader = {},
): Promise<Contents> {
  const source = frames(file, key);
  const next = async (): Promise<readonly [string, Buffer]> => {
    const { done, value } = await source.next();
    if (done === true) throw backupFailure.broken();
    return value;
  };
  const parts: (Part & PartEnd)[] = [];
  try {
    const [first, head] = await next();
    if (first !== 'M') throw backupFailure.broken();
    const manifest = json<Manifest>(head);
    await reader.manifest?.(manifest);
    for (;;) {
      const [letter, bytes] = await next();
      if (letter === 'Z') {
        const same = JSON.stringify(json(bytes)) === JSON.stringify(parts);
        if (!same || (await source.next()).done !== true) throw backupFailure.broken();
        return { manifest, parts };
      }
      if (letter !== 'T' && letter !== 'F') throw backupFailure.broken();
      const part = json<Part>(bytes);
      const tally = new Tally(part.kind);
      let end: PartEnd | undefined;
      const data = (async function* () {
        for (;;) {
          const [kind, content] = await next();
          if (kind === 'D') {
            tally.add(content);
            yield content;
          } else if (kind === 'E') {
            end = json<PartEnd>(content);
            return;
          } else throw backupFailure.broken();
        }
      })();
      await reader.part?.(part, data);
      // Whatever the reader left is read past, so that the next part is found.
      if (end === undefined) for await (const _ of data);
      const found = tally.end(part.name);
      if (JSON.stringify(found) !== JSON.stringify(end)) throw backupFailure.broken();
      parts.push({ ...part, ...found });
    }
  } finally {
    await source.return(undefined);
  }
}

function json<T>(bytes: Buffer): T {
  try {
    return JSON.parse(bytes.toString()) as T;
  } catch (error) {
    throw backupFailure.broken(error);
  }
}
