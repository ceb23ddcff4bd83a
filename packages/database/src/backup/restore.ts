import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '@machimori/kernel';
import type pg from 'pg';
import type { Address } from '../address.ts';
import { connectAsOwner } from '../connection.ts';
import { connectionFailure } from '../connection-failure.ts';
import { createDatabase, dropDatabase } from '../databases.ts';
import { migrate, readMigrations } from '../migrate.ts';
import { checkServer, provideAppRole } from '../roles.ts';
import { type Contents, type Part, readContent, Tally } from './backup-content.ts';
import { backupFailure } from './backup-failure.ts';
import { copyIn, copyOut } from './copy.ts';
import { replaceCity } from './replace-city.ts';
import type { BackupKey } from './sealed-file.ts';
import {
  keepingStatement,
  quoted,
  readStatement,
  storedTables,
  writeStatement,
} from './stored-tables.ts';

export interface RestoreOptions {
  readonly file: string;
  readonly key: BackupKey;
  /** The database that is to hold what the backup holds; its server must let us make another beside it. */
  readonly address: Address;
  /** The city to put back, from a backup of that city; the others stay as they are. */
  readonly city?: string;
  /** A folder that is not there yet, for the files in the backup. */
  readonly filesInto?: string;
  /**
   * Before anybody sees it: keys are sealed anew and the log opens its new epoch here. `held` are the parts
   * named `keys/…`. A failure leaves everything as it was.
   */
  readonly beforeSwitch?: (fresh: Address, held: ReadonlyMap<string, Buffer>) => Promise<void>;
}

export interface Restored extends Contents {
  /** What the database was called before, and still is there as; absent where a city was put back. */
  readonly former?: string;
}

/** Reads a backup to its end without touching anything: says what it holds, or throws where it is broken. */
export function verifyBackup(file: string, key: BackupKey): Promise<Contents> {
  return readContent(file, key);
}

/**
 * Puts a backup back:
 *
 *   read to the end ──▶ load into a fresh database ──▶ compare each table ──▶ migrate on ──▶ beforeSwitch ──▶ switch
 *
 * Any failure before the switch leaves the present data as it is; the switch is one transaction.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { address, file, key } = options;
  const contents = await readContent(file, key);
  const { city } = contents.manifest;
  if (city !== options.city) throw backupFailure.wrongKind(city !== undefined);
  const known = readMigrations();
  for (const { name, checksum } of contents.manifest.migrations) {
    const ours = known.find((migration) => migration.name === name);
    if (ours?.checksum !== checksum) throw backupFailure.newerProgram(name);
  }
  const stamp = randomBytes(4).toString('hex');
  const fresh = await createDatabase(address, `${address.database}_restoring_${stamp}`);
  let made = options.filesInto;
  try {
    if (made !== undefined) makeFolder(made);
    const held = new Map<string, Buffer>();
    await load(options, fresh, contents, held);
    await options.beforeSwitch?.(fresh, held);
    if (city !== undefined) {
      await replaceCity(fresh, address, city);
      await dropDatabase(address, fresh.database);
      made = undefined;
      return contents;
    }
    const former = `${address.database}_before_${stamp}`;
    await exchange(address, fresh.database, former);
    made = undefined;
    return { ...contents, former };
  } catch (error) {
    await dropDatabase(address, fresh.database).catch(() => {});
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
    throw connectionFailure.of(error, address, address.owner.user);
  }
}

async function load(
  options: RestoreOptions,
  fresh: Address,
  contents: Contents,
  held: Map<string, Buffer>,
): Promise<void> {
  const client = await connectAsOwner(fresh, 'machimori restore');
  try {
    await checkServer(client, fresh);
    await provideAppRole(client, fresh);
    const of = new Set(contents.manifest.migrations.map(({ name }) => name));
    const migrations = readMigrations();
    await migrate(
      client,
      migrations.filter(({ name }) => of.has(name)),
    );
    await client.query(keepingStatement);
    const tables = await storedTables(client);
    const known = new Set(tables.map(({ name }) => name));
    await client.query('begin');
    // COPY does not write through row-level security; nobody else is in this database yet.
    for (const { name } of tables) {
      await client.query(`alter table ${quoted(name)} no force row level security`);
    }
    await readContent(options.file, options.key, {
      part: async (part, data) => {
        if (part.kind === 'file' && part.name.startsWith('keys/')) {
          const chunks: Buffer[] = [];
          for await (const chunk of data) chunks.push(chunk);
          held.set(part.name, Buffer.concat(chunks));
        } else if (part.kind === 'file') await putFile(options.filesInto, part, data);
        else if (!known.has(part.name)) throw backupFailure.notTheSame(part.name);
        else await copyIn(client, writeStatement(part.name, part.columns ?? []), data);
      },
    });
    for (const { name } of tables) {
      await client.query(`alter table ${quoted(name)} force row level security`);
    }
    await client.query('commit');
    await compare(client, contents);
    await client.query('analyze');
    await migrate(client, migrations);
  } finally {
    await client.end().catch(() => {});
  }
}

/** What is in the database now is, to the byte, what the backup held. */
async function compare(client: pg.Client, contents: Contents): Promise<void> {
  const held = new Map(
    contents.parts.filter(({ kind }) => kind === 'table').map((part) => [part.name, part]),
  );
  for (const table of await storedTables(client)) {
    const part = held.get(table.name);
    held.delete(table.name);
    const tally = new Tally('table');
    await copyOut(
      client,
      readStatement({ ...table, columns: part?.columns ?? table.columns }),
      (chunk) => {
        tally.add(chunk);
        return undefined;
      },
    );
    const { count, digest } = tally.end(table.name);
    const same = part === undefined ? count === 0 : count === part.count && digest === part.digest;
    if (!same) throw backupFailure.notTheSame(table.name);
  }
  const [missing] = held.keys();
  if (missing !== undefined) throw backupFailure.notTheSame(missing);
}

async function putFile(
  folder: string | undefined,
  { name }: Part,
  data: AsyncIterable<Buffer>,
): Promise<void> {
  if (folder === undefined) return;
  const steps = name.split('/');
  if (steps.some((step) => step === '' || step === '.' || step === '..' || /[\0\\]/.test(step))) {
    throw backupFailure.badFileName(name);
  }
  const path = join(folder, ...steps);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    await pipeline(Readable.from(data), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  } catch (cause) {
    throw cause instanceof Failure ? cause : backupFailure.filesUnwritable(folder, cause);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (cause) {
    throw backupFailure.filesUnwritable(folder, cause);
  }
}

/** The fresh database takes the name of the present one, which keeps its rows under another name. */
async function exchange(address: Address, fresh: string, former: string): Promise<void> {
  const client = await connectAsOwner({ ...address, database: 'postgres' }, 'machimori restore');
  const name = (database: string): string => client.escapeIdentifier(database);
  try {
    await client.query(`alter database ${name(address.database)} with allow_connections false`);
    try {
      for (let attempt = 0; ; attempt++) {
        await client.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1) and pid <> pg_backend_pid()',
          [[address.database, fresh]],
        );
        try {
          await client.query('begin');
          await client.query(`alter database ${name(address.database)} rename to ${name(former)}`);
          await client.query(`alter database ${name(fresh)} rename to ${name(address.database)}`);
          await client.query('commit');
          break;
        } catch (error) {
          await client.query('rollback');
          // Sessions told to end take a moment.
          if (attempt >= 50 || (error as { code?: string }).code !== '55006') throw error;
          await client.query('select pg_sleep(0.1)');
        }
      }
      await client.query(`alter database ${name(former)} with allow_connections true`);
    } catch (error) {
      await client
        .query(`alter database ${name(address.database)} with allow_connections true`)
        .catch(() => {});
      throw error;
    }
  } finally {
    await client.end().catch(() => {});
  }
}
