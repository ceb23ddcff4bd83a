import type pg from 'pg';

/**
 * COPY over the driver's connection: it knows the messages but offers no stream. Text format, in which a
 * row is a line and which every version of PostgreSQL reads.
 */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
  readonly stream: {
    pause(): void;
    resume(): void;
    readonly writableNeedDrain: boolean;
    once(event: 'drain' | 'close', listener: () => void): unknown;
    removeListener(event: 'drain' | 'close', listener: () => void): unknown;
  };
}

abstract class Copy {
  readonly #statement: string;
  readonly done: Promise<void>;
  #resolve: () => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #error: unknown;

  constructor(statement: string) {
    this.#statement = statement;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Heard by whoever waits for it, later; until then it is no unhandled failure.
    this.done.catch(() => {});
  }

  submit(connection: CopyConnection): void {
    connection.query(this.#statement);
  }

  fail(error: unknown): void {
    this.#error ??= error;
  }

  handleError(error: unknown): void {
    this.#error ??= error;
    this.#reject(this.#error);
  }

  handleReadyForQuery(): void {
    if (this.#error === undefined) this.#resolve();
    else this.#reject(this.#error);
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFail('nothing to send');
  }
  handleCopyData(_message: { chunk: Buffer }, _connection: CopyConnection): void {}
}

class CopyOut extends Copy {
  readonly #take: (chunk: Buffer) => Promise<void> | undefined;

  constructor(statement: string, take: (chunk: Buffer) => Promise<void> | undefined) {
    super(statement);
    this.#take = take;
  }

  override handleCopyData({ chunk }: { chunk: Buffer }, { stream }: CopyConnection): void {
    const slow = this.#take(Buffer.from(chunk));
    if (slow === undefined) return;
    // Whoever takes is behind: the server waits, and memory does not grow.
    stream.pause();
    slow.then(
      () => stream.resume(),
      (error) => {
        this.fail(error);
        stream.resume();
      },
    );
  }
}

class CopyIn extends Copy {
  readonly #chunks: AsyncIterable<Buffer>;

  constructor(statement: string, chunks: AsyncIterable<Buffer>) {
    super(statement);
    this.#chunks = chunks;
  }

  override handleCopyInResponse(connection: CopyConnection): void {
    void this.#send(connection);
  }

  async #send(connection: CopyConnection): Promise<void> {
    try {
      for await (const chunk of this.#chunks) {
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain) await drained(connection.stream);
      }
      connection.endCopyFrom();
    } catch (error) {
      this.fail(error);
      connection.sendCopyFail('the rest could not be read');
    }
  }
}

function drained(stream: CopyConnection['stream']): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      stream.removeListener('drain', over);
      stream.removeListener('close', over);
      resolve();
    };
    stream.once('drain', over);
    stream.once('close', over);
  });
}

/** Runs COPY … TO STDOUT; `take` gets whole rows and answers a promise where it needs time. */
export function copyOut(
  client: pg.Client,
  statement: string,
  take: (chunk: Buffer) => Promise<void> | undefined,
): Promise<void> {
  return client.query(new CopyOut(statement, take) as unknown as pg.Submittable & CopyOut).done;
}

/** Runs COPY … FROM STDIN with these chunks. */
export function copyIn(
  client: pg.Client,
  statement: string,
  chunks: AsyncIterable<Buffer>,
): Promise<void> {
  return client.query(new CopyIn(statement, chunks) as unknown as pg.Submittable & CopyIn).done;
}
