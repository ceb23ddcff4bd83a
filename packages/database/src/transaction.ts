import type { Writable } from 'node:stream';
import {
  CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { PoolClient } from 'pg';
import { statement } from './statement.ts';
import { type Wall, type WallSetting, wallSettings } from './wall.ts';

/** What the outbox asks of the program that runs it. */
export interface WorkBoard {
  /** Who is told of events of this type: the outbox writes a delivery for each. */
  subscribersOf(type: string): readonly string[];
  /** Workers of this process look at once instead of at their next turn. */
  wake(): void;
}

/** One transaction, as work gets it. After its end every use of it throws. */
export interface Transaction {
  /** Queries run in this transaction. A store names its tables: `transaction.tables<IdentityTables>()`. */
  readonly db: Kysely<object>;
  tables<Tables>(): Kysely<Tables>;
  /** Changes what row-level security lets through for every statement from here to the end. */
  wall(wall: Wall): Promise<void>;
  /**
   * Sends a statement whose answer nobody needs. The server runs it before all that follows; where it fails, what
   * follows fails with its error, the commit too.
   */
  send(query: CompiledQuery): void;
  /** Runs after the commit and never before; must not throw. */
  afterCommit(act: () => void): void;
  readonly work: WorkBoard;
}

/** A use of a handle whose transaction is over: a missing await, most often. */
export class TransactionOverError extends Error {
  constructor() {
    super('this transaction is over: await everything that uses it within the work');
    this.name = 'TransactionOverError';
  }
}

export const nothingSaved = (cause: unknown): Error =>
  new Error('nothing was saved: a statement failed and the work went on as if it had not', {
    cause,
  });

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();
const dialect: Dialect = {
  createAdapter: () => adapter,
  createDriver: () => {
    throw new Error('a transaction brings its own connection');
  },
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => compiler,
};

export class OpenTransaction implements Transaction {
  readonly #connection: GuardedConnection;
  readonly db: Kysely<object>;
  readonly committed: (() => void)[] = [];
  readonly work: WorkBoard;

  constructor(client: PoolClient, work: WorkBoard) {
    this.work = work;
    const connection = new GuardedConnection(client);
    this.#connection = connection;
    // Put together by hand: one connection needs none of what Kysely does to share several.
    this.db = new Kysely<object>({
      config: { dialect },
      dialect,
      driver: new OneConnectionDriver(connection),
      executor: new DefaultQueryExecutor(compiler, adapter, {
        provideConnection: (consumer) => consumer(connection),
      }),
    });
  }

  tables<Tables>(): Kysely<Tables> {
    return this.db as unknown as Kysely<Tables>;
  }

  async wall(wall: Wall): Promise<void> {
    this.#connection.refuseWhenOver();
    const settings = wallSettings(wall);
    this.send(CompiledQuery.raw(wallStatement, settings.flat()));
  }

  send(query: CompiledQuery): void {
    this.#connection.send(query);
  }

  /** Lets what could not even be sent become known: the server would know nothing of it, and commit the rest. */
  sent(): Promise<void> {
    return new Promise((resolve) => process.nextTick(resolve));
  }

  /** Waits for the answers to what was sent. */
  answered(): Promise<unknown> {
    return this.#connection.answered;
  }

  afterCommit(act: () => void): void {
    this.#connection.refuseWhenOver();
    this.committed.push(act);
  }

  /** What made it come to nothing, where something did: as it is, unless the work heard of it and went on. */
  get failure(): unknown {
    const { unheard, failure } = this.#connection;
    return unheard ?? (failure === undefined ? undefined : nothingSaved(failure));
  }

  /** From here on the handle throws; what still runs is waited for by the server's own order. */
  end(): void {
    this.#connection.over = true;
  }
}

/** A session's stream to the server, which its type does not show. */
interface Streaming {
  readonly connection?: { readonly stream?: Pick<Writable, 'cork' | 'uncork' | 'writableCorked'> };
}

/**
 * Statements that follow each other unanswered leave together: one message wakes the server once. It leaves in the turn
 * after the next, for a commit waits a turn to see whether all before it could be sent.
 */
export function gatherStatements(client: PoolClient): void {
  const stream = (client as Streaming).connection?.stream;
  if (stream === undefined || stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => process.nextTick(() => stream.uncork()));
}

/** Sets the four settings of a wall; the same text each time, so that its plan is kept. */
const wallStatement =
  'select set_config($1, $2, true), set_config($3, $4, true), set_config($5, $6, true), set_config($7, $8, true)';

class GuardedConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  /** Settles once everything that was sent has been answered. */
  answered: Promise<unknown> = Promise.resolve();
  /** The first statement that failed: the transaction comes to nothing, whatever its work makes of it. */
  failure: unknown;
  /** The failure that a statement without an answer met: the work could not know of it. */
  unheard: unknown;
  over = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  refuseWhenOver(): void {
    if (this.over) throw new TransactionOverError();
  }

  send(query: CompiledQuery): void {
    this.refuseWhenOver();
    // Answers come in the order of the statements: the last one settles last.
    this.answered = this.#ask(query).catch((error: unknown) => {
      this.unheard ??= error;
    });
  }

  #ask({ sql, parameters }: CompiledQuery) {
    gatherStatements(this.#client);
    return this.#client.query(statement(sql, [...parameters])).catch((error: unknown) => {
      this.failure ??= error;
      throw this.failure;
    });
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.refuseWhenOver();
    const { rows, rowCount, command } = await this.#ask(query);
    // What was answered after a failure may have been asked outside of the wall.
    if (this.failure !== undefined) throw this.failure;
    this.refuseWhenOver();
    const changes = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command);
    return {
      rows: (rows ?? []) as Row[],
      ...(changes ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}),
    };
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a generator.
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('rows are read in pages, not streamed');
  }
}

/** Hands out the one connection, and refuses transactions within the transaction. */
class OneConnectionDriver implements Driver {
  readonly #connection: GuardedConnection;

  constructor(connection: GuardedConnection) {
    this.#connection = connection;
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection.refuseWhenOver();
    return this.#connection;
  }
  async releaseConnection(): Promise<void> {}
  async beginTransaction(): Promise<void> {
    throw new Error('a transaction within a transaction: pass the one you have');
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async destroy(): Promise<void> {}
}

export interface Beginning {
  readonly wall: Wall;
  /** All statements then see one moment: what was read belongs together, and nothing can be in its way. */
  readonly readOnly: boolean;
  readonly statementTimeoutMs: number;
}

/** Begins and sets the wall in one message: what follows can never run without it. */
export function beginStatement(
  { wall, readOnly, statementTimeoutMs }: Beginning,
  quote: (value: string) => string,
): string {
  const settings: readonly WallSetting[] = [
    ...wallSettings(wall),
    ['statement_timeout', String(Math.round(statementTimeoutMs))],
  ];
  const calls = settings.map(([name, value]) => `set_config('${name}', ${quote(value)}, true)`);
  const mode = readOnly ? 'repeatable read read only' : 'read committed read write';
  return `begin isolation level ${mode}; select ${calls.join(', ')}`;
}
