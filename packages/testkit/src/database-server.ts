import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';
import {
  type Address,
  addressOf,
  createDatabase,
  Database,
  type DatabaseOptions,
  dropDatabase,
  EmbeddedServer,
  isAlive,
  ownIdentity,
  type ProcessIdentity,
  startOf,
} from '@machimori/database';
import type { Engine } from './database-engines.ts';

/** A database of a test file's own, migrated and empty. */
export interface TestDatabase {
  readonly database: Database;
  readonly address: Address;
  /** Ends its sessions and drops it. */
  drop(): Promise<void>;
}

const embedded: Engine = { name: 'embedded' };
const prefix = 'machimori-test-db-';

/**
 * A database cloned from the migrated template, on the server that all files of this run share:
 *
 *   const world = await testDatabase();
 *   afterAll(() => world.drop());
 */
export async function testDatabase(
  engine: Engine = embedded,
  options: Omit<DatabaseOptions, 'url' | 'embedded' | 'address'> = {},
): Promise<TestDatabase> {
  const server = await serverAddress(engine);
  const template = engine.url === undefined ? 'machimori_template' : undefined;
  const address = await createDatabase(server, `test_${randomBytes(6).toString('hex')}`, template);
  const migrations = engine.url === undefined ? 'leave' : 'apply';
  const database = await Database.open({ migrations, ...options, address });
  return {
    database,
    address,
    drop: async () => {
      await database.close();
      await dropDatabase(server, address.database);
    },
  };
}

const servers = new Map<string, Promise<Address>>();

/** The server of this engine for the whole test run, started at first use. */
export function serverAddress(engine: Engine = embedded): Promise<Address> {
  if (engine.url !== undefined) return Promise.resolve(addressOf(engine.url));
  const known = servers.get(engine.name);
  if (known !== undefined) return known;
  const started = start(engine);
  servers.set(engine.name, started);
  return started;
}

/** The process that stands for the whole run: vitest's own, whose children (or threads) the files run in. */
function testRun(): ProcessIdentity {
  const own = ownIdentity();
  if (process.env['VITEST'] === undefined || !isMainThread) return own;
  return { ...own, pid: process.ppid, started: startOf(process.ppid) ?? '' };
}

async function start(engine: Engine): Promise<Address> {
  sweep();
  const run = testRun();
  const slug = engine.name.replace(/\W+/g, '-').toLowerCase();
  const folder = join(tmpdir(), `${prefix}${run.pid}-${run.started.replace(/\W+/g, '')}-${slug}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const task = JSON.stringify({ folder, engine: engine.name, run });
  const keeper = join(import.meta.dirname, 'database-keeper.ts');
  // Files that start at one moment each send a keeper; the first gets the folder, the others go.
  const child = spawn(process.execPath, [keeper, task], {
    cwd: tmpdir(),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, VITEST: undefined, NODE_OPTIONS: undefined },
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
  });
  child.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  for (let waited = 0; !existsSync(join(folder, 'ready')); waited += 10) {
    if (waited > 60_000) throw new Error(`the test database did not start: ${said}`);
    if (child.exitCode !== null && child.exitCode !== 0 && !said.includes('conflict')) {
      throw new Error(`the test database did not start: ${said}`);
    }
    await pause(10);
  }
  const server = await EmbeddedServer.join({ folder });
  if (server === undefined) throw new Error(`the test database is gone: ${said}`);
  return server.address;
}

/** Folders of runs that were killed: their servers are gone, since a server ends with its keeper. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid, started] = new RegExp(`^${prefix}(\\d+)-(\\w*)-`).exec(name) ?? [];
    if (pid === undefined || startOf(Number(pid))?.replace(/\W+/g, '') === started) continue;
    const folder = join(tmpdir(), name);
    try {
      const owner = JSON.parse(readFileSync(join(folder, 'database', 'owner.json'), 'utf8'));
      if (isAlive(owner as ProcessIdentity)) continue;
      const { socketFolder } = owner as { socketFolder?: string };
      if (socketFolder?.includes('machimori-db-'))
        rmSync(socketFolder, { recursive: true, force: true });
    } catch {}
    rmSync(folder, { recursive: true, force: true });
  }
}
