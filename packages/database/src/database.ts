import { once } from 'node:events';
import pg from 'pg';
import type { Address } from './address.ts';
import { addressOf, clientConfig, connectAsOwner } from './connection.ts';
import { connectionFailure } from './connection-failure.ts';
import type { EmbeddedServer } from './embedded/embedded-server.ts';
import { migrate, readMigrations, requireMigrated } from './migrate.ts';
import { appRole, checkServer, provideAppRole } from './roles.ts';
import type { WorkBoard } from './transaction.ts';

export interface DatabaseOptions {
  /** Exactly one of the three. */
  readonly url?: string;
  readonly embedded?: EmbeddedServer;
  readonly address?: Address;
  /** Beside `url`: the role that owns the tables, where the URL's does not. */
  readonly ownerUrl?: string;
  /** Shown in the server's list of sessions. */
  readonly name?: string;
  readonly connections?: number;
  /** apply: brings the tables up to date. require: refuses where they are not. leave: looks at nothing. */
  readonly migrations?: 'apply' | 'require' | 'leave';
  /** Who is told of which events, by their type. */
  readonly subscribers?: Readonly<Record<string, readonly string[]>>;
  /** Hears of a connection lost while nobody used it. */
  readonly onLost?: (error: Error) => void;
}

/** How long a server may take to end sessions that are told to end. */
const goodbyeMs = 5_000;

/** A database that is reached, new enough, migrated, and entered as the working role. */
export class Database {
  readonly address: Address;
  readonly work: WorkBoard;
  /** Workers of this process, to be woken when there is work. */
  readonly workers = new Set<() => void>();
  readonly #pool: pg.Pool;
  readonly #sessions = new Set<pg.PoolClient>();
  #closed: Promise<void> | undefined;

  private constructor(
    address: Address,
    pool: pg.Pool,
    subscribers: Readonly<Record<string, readonly string[]>>,
  ) {
    const known = new Map(Object.entries(subscribers));
    this.work = {
      subscribersOf: (type) => known.get(type) ?? [],
      wake: () => {
        for (const wake of this.workers) wake();
      },
    };
    this.address = address;
    this.#pool = pool;
  }

  static async open(options: DatabaseOptions): Promise<Database> {
    const address =
      options.address ??
      options.embedded?.address ??
      addressOf(options.url ?? '', options.ownerUrl);
    const name = options.name ?? 'machimori';
    const migrations = options.migrations ?? 'apply';
    if (migrations !== 'leave') {
      const owner = await connectAsOwner(address, `${name} migrations`);
      try {
        await checkServer(owner, address);
        await provideAppRole(owner, address);
        const files = readMigrations();
        if (migrations === 'apply') await migrate(owner, files);
        else await requireMigrated(owner, files);
      } catch (error) {
        throw connectionFailure.of(error, address, address.owner.user);
      } finally {
        await owner.end().catch(() => {});
      }
    }
    const pool = new pg.Pool({
      ...clientConfig(address, address.app ?? address.owner, name),
      max: options.connections ?? 10,
      idleTimeoutMillis: 60_000,
      // A statement may follow another before that is answered; within a transaction an error stops both.
      pipeline: true,
      // Every session lays down the owner's rights before anything else runs in it.
      verify: (client, done) => {
        if (address.app?.user === appRole) done();
        else client.query(`set role ${appRole}`).then(() => done(), done);
      },
    });
    const database = new Database(address, pool, options.subscribers ?? {});
    pool.on('connect', (client) => database.#sessions.add(client));
    pool.on('remove', (client) => database.#sessions.delete(client));
    pool.on('error', (error) => options.onLost?.(error));
    try {
      (await database.borrow()).release();
    } catch (error) {
      await pool.end().catch(() => {});
      throw error;
    }
    return database;
  }

  /** A session of the pool; only `transact` asks for one, and gives it back. */
  async borrow(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      const { user } = this.address.app ?? this.address.owner;
      throw connectionFailure.of(error, this.address, user);
    }
  }

  /** Waits for transactions that run, then ends every session. */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    await this.#pool.end();
    // The pool forgets its sessions before they have said goodbye: a server that is stopped at that moment
    // would end them itself, as if they were lost.
    const late = AbortSignal.timeout(goodbyeMs);
    while (this.#sessions.size > 0 && !late.aborted)
      await once(this.#pool, 'remove', { signal: late }).catch(() => undefined);
  }
}
