import { Worker } from 'node:worker_threads';
import type { BookLine, SheetBookHead } from '@machimori/documents/sheet-books';

/** What a thread that writes is told, one after the other. */
export type BookTask<Head, Row> =
  | { readonly begin: Head }
  | { readonly add: readonly Row[] }
  | { readonly end: true };

/** What comes back each time: what was written so far and not told yet. */
export type BookTold = { readonly made: readonly Uint8Array[] } | { readonly failed: string };

/** A piece of a book, and how many of its lines were written by then. */
export interface BookPiece {
  readonly bytes: Uint8Array;
  readonly lines: number;
}

/** So many lines are handed over at once: requests of others come in between. */
const linesAtOnce = 500;

/** Threads that write at once; the others wait in line. Two fill the cores of a small machine. */
const atOnce = 2;
const waiting: (() => void)[] = [];
let busy = 0;

/** A turn is for what is written, never for what somebody has yet to take: who takes slowly keeps nobody waiting. */
async function inTurn<T>(write: () => Promise<T>): Promise<T> {
  if (busy >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else busy += 1;
  try {
    return await write();
  } finally {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  }
}

/**
 * Writes a book in a thread of its own, piece by piece, no faster than the pieces are taken. Whoever stops taking
 * them ends the thread; nothing of the book is kept.
 */
export const makeBook = <Line>(
  head: Omit<SheetBookHead, 'lines'>,
  lines: readonly Line[],
  rowOf: (line: Line) => BookLine,
): AsyncGenerator<BookPiece> =>
  writeInThread(
    new URL('./book-thread.ts', import.meta.url),
    { ...head, lines: lines.length } satisfies SheetBookHead,
    lines,
    rowOf,
  );

/** The same for any document that a thread writes from its head and its rows. */
export async function* writeInThread<Head, Line, Row>(
  of: URL,
  head: Head,
  lines: readonly Line[],
  rowOf: (line: Line) => Row,
): AsyncGenerator<BookPiece> {
  const thread = new Worker(of, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
  const writer = new Told<Head, Row>(thread);
  try {
    yield* piece(await inTurn(() => writer.tell({ begin: head })), 0);
    for (let at = 0; at < lines.length; at += linesAtOnce) {
      const some = lines.slice(at, at + linesAtOnce);
      const made = await inTurn(() => writer.tell({ add: some.map(rowOf) }));
      yield* piece(made, at + some.length);
    }
    yield* piece(await inTurn(() => writer.tell({ end: true })), lines.length);
  } finally {
    await thread.terminate();
  }
}

/** Tells the thread one thing at a time, and waits for what it says to that; a thread that ended says nothing. */
class Told<Head, Row> {
  readonly #thread: Worker;
  #resolve: (told: BookTold) => void = () => undefined;
  #ended = false;

  constructor(thread: Worker) {
    this.#thread = thread;
    thread.on('message', (told: BookTold) => this.#resolve(told));
    const ended = (): void => {
      this.#ended = true;
      this.#resolve({ failed: 'the thread ended' });
    };
    thread.on('error', ended);
    thread.on('exit', ended);
  }

  async tell(task: BookTask<Head, Row>): Promise<readonly Uint8Array[]> {
    const told = await new Promise<BookTold>((resolve) => {
      this.#resolve = resolve;
      // It may have ended while this waited for its turn: nothing would ever come, and the turn never be over.
      if (this.#ended) resolve({ failed: 'the thread ended' });
      this.#thread.postMessage(task);
    });
    if ('failed' in told) throw new Error(`a book was not written: ${told.failed}`);
    return told.made;
  }
}

function* piece(made: readonly Uint8Array[], lines: number): Iterable<BookPiece> {
  yield { bytes: Buffer.concat(made), lines };
}
