import {
  CompiledQuery,
  type DatabaseConnection,
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

export class OpenTransaction implements Transaction {
  readonly #connection: GuardedConnection;
  readonly db: Kysely<object>;
  readonly committed: (() => void)[] = [];
  readonly work: WorkBoard;

  constructor(client: PoolClient, work: WorkBoard) {
    this.work = work;
    const connection = new GuardedConnection(client);
    this.#connection = connection;
    this.db = new Kysely<object>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new OneConnectionDriver(connection),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    });
  }

  tables<Tables>(): Kysely<Tables> {
    return this.db as unknown as Kysely<Tables>;
  }

  async wall(wall: Wall): Promise<void> {
    this.#connection.refuseWhenOver();
    const settings = wallSettings(wall);
    const calls = settings.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`);
    // Not waited for: it goes before the next statement, and where it fails that one fails too.
    this.#connection
      .executeQuery(CompiledQuery.raw(`select ${calls.join(', ')}`, settings.flat()))
      .catch(() => {});
  }

  afterCommit(act: () => void): void {
    this.#connection.refuseWhenOver();
    this.committed.push(act);
  }

  /** What made it come to nothing, where something did. */
  get failure(): unknown {
    return this.#connection.failure;
  }

  /** From here on the handle throws; what still runs is waited for by the server's own order. */
  end(): void {
    this.#connection.over = true;
  }
}

class GuardedConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  /** The first statement that failed: the transaction comes to nothing, whatever its work makes of it. */
  failure: unknown;
  over = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  refuseWhenOver(): void {
    if (this.over) throw new TransactionOverError();
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.refuseWhenOver();
    const { rows, rowCount, command } = await this.#client
      .query(statement(query.sql, [...query.parameters]))
      .catch((error: unknown) => {
        this.failure ??= error;
        throw this.failure;
      });
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
  readonly readOnly: boolean;
  readonly isolation: Isolation;
  readonly statementTimeoutMs: number;
}

export type Isolation = 'read committed' | 'repeatable read' | 'serializable';

/** Begins and sets the wall in one message: what follows can never run without it. */
export function beginStatement(
  { wall, readOnly, isolation, statementTimeoutMs }: Beginning,
  quote: (value: string) => string,
): string {
  const settings: readonly WallSetting[] = [
    ...wallSettings(wall),
    ['statement_timeout', String(Math.round(statementTimeoutMs))],
  ];
  const calls = settings.map(([name, value]) => `set_config('${name}', ${quote(value)}, true)`);
  const access = readOnly ? 'read only' : 'read write';
  return `begin isolation level ${isolation} ${access}; select ${calls.join(', ')}`;
}
