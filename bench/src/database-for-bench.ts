import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVault, type Vault } from '@machimori/application';
import { Database, EmbeddedServer, LogKeeper } from '@machimori/database';
import { type Chance, type Clock, Ids } from '@machimori/kernel';

/** An embedded database with a log keeper. Its data are durable: every commit waits for the disk. */
export interface BenchDatabase {
  readonly folder: string;
  readonly database: Database;
  readonly keeper: LogKeeper;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly ids: Ids;
}

/** Gives the work a database of its own, and takes it away again. */
export async function withDatabase<T>(work: (of: BenchDatabase) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'machimori-bench-'));
  const clock: Clock = { now: () => new Date() };
  const chance: Chance = { bytes: (length) => randomBytes(length) };
  const ids = new Ids(clock, chance);
  const vault = createVault(randomBytes(32));
  const keeper = new LogKeeper({ vault, ids, chance });
  let embedded: EmbeddedServer | undefined;
  let database: Database | undefined;
  try {
    embedded = await EmbeddedServer.start({ folder });
    database = await Database.open({ embedded });
    return await work({ folder, database, keeper, vault, clock, chance, ids });
  } finally {
    await database?.close();
    await embedded?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
