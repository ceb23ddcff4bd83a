import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Database, EmbeddedServer, isAlive, type ProcessIdentity } from '@machimori/database';
import { type Engine, engines } from './database-engines.ts';

// Runs the database servers of one test run, in a process of its own, because test files come and go
// in many. It ends with the run that it was started for, and takes its folder along.

interface Task {
  readonly folder: string;
  readonly engine: string;
  readonly run: ProcessIdentity;
}

const task = JSON.parse(process.argv[2] ?? '{}') as Task;
const engine = engines().find(({ name }) => name === task.engine) as Engine;
mkdirSync(task.folder, { recursive: true, mode: 0o700 });
const server = await EmbeddedServer.start({
  folder: task.folder,
  durable: false,
  alsoAtMaking: [
    // As a managed server gives it: may make roles and databases, and is held by row-level security.
    `CREATE ROLE managed LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE CREATEDB PASSWORD 'managed'`,
    `CREATE ROLE mighty LOGIN SUPERUSER PASSWORD 'mighty'`,
    'CREATE DATABASE machimori_template OWNER machimori_owner',
  ],
  ...(engine.binaries === undefined ? {} : { binaries: engine.binaries }),
});
try {
  const address = { ...server.address, database: 'machimori_template' };
  await (await Database.open({ address })).close();
  writeFileSync(join(task.folder, 'ready'), '');
  while (isAlive(task.run)) await pause(100);
} finally {
  await server.stop();
  rmSync(task.folder, { recursive: true, force: true });
}
