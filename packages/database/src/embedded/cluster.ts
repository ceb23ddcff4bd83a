import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure, text } from '@machimori/kernel';
import type { Binaries } from './binaries.ts';
import type { RunAs } from './run-as.ts';

/** The database's files and what it takes to enter: `database/` inside the data folder. */
export interface Cluster {
  readonly data: string;
  readonly passwords: Passwords;
}

export interface Passwords {
  readonly owner: string;
  readonly app: string;
}

export interface Making {
  readonly binaries: Binaries;
  readonly as: RunAs;
  readonly environment: NodeJS.ProcessEnv;
  /** False for throw-away data: not synced to the disk. */
  readonly durable: boolean;
  /** Statements of a test's own, when the database is made. */
  readonly alsoAtMaking?: readonly string[];
}

/** It can log in nowhere, having no password: it works on a stopped database alone. */
const keeper = 'machimori_keeper';

/** Opens what is there, or makes it once; what a killed making left half done goes. */
export async function openCluster(folder: string, making: Making): Promise<Cluster> {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('making-')) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const data = join(folder, 'cluster');
  const secrets = join(folder, 'passwords.json');
  if (!existsSync(join(data, 'PG_VERSION'))) {
    const passwords = await makeCluster(folder, data, secrets, making);
    return { data, passwords };
  }
  refuseOtherMajor(data, making.binaries);
  const known = readPasswords(secrets);
  if (known !== undefined) return { data, passwords: known };
  // A data folder that came without its passwords is still ours: whoever holds the files may set new ones.
  const passwords = newPasswords();
  await single(data, making, [
    `ALTER ROLE machimori_owner PASSWORD '${passwords.owner}'`,
    `ALTER ROLE machimori_app PASSWORD '${passwords.app}'`,
  ]);
  writeDurably(secrets, JSON.stringify(passwords));
  return { data, passwords };
}

export function refuseOtherMajor(data: string, { major }: Pick<Binaries, 'major'>): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === String(major)) return;
  throw new Failure(
    'configuration',
    text(
      `このデータのフォルダーは PostgreSQL ${found} でつくられたもので、いまの PostgreSQL ${major} では開けません。データはそのまま残っています。`,
      `This data folder was made by PostgreSQL ${found}; PostgreSQL ${major} cannot open it. Nothing was changed.`,
    ),
    {
      next:
        Number(found) < major
          ? text(
              `PostgreSQL ${found} のプログラムを入れ（Debian なら postgresql-${found}）、「./machimori upgrade-database」を実行してください。`,
              `Install the programs of PostgreSQL ${found} (on Debian postgresql-${found}) and run “./machimori upgrade-database”.`,
            )
          : text(
              'それをつくった版か、それより新しい版の街守りで始めてください。',
              'Start it with the version of Machimori that made it, or a newer one.',
            ),
    },
  );
}

function readPasswords(file: string): Passwords | undefined {
  try {
    const { owner, app } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Passwords>;
    return typeof owner === 'string' && typeof app === 'string' ? { owner, app } : undefined;
  } catch {
    return undefined;
  }
}

const newPasswords = (): Passwords => ({
  owner: randomBytes(24).toString('base64url'),
  app: randomBytes(24).toString('base64url'),
});

/** Written beside and renamed: there whole or not at all, also after a power cut. */
function writeDurably(file: string, content: string): void {
  const beside = `${file}.new`;
  const handle = openSync(beside, 'w', 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
  syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

async function makeCluster(
  folder: string,
  data: string,
  secrets: string,
  making: Making,
): Promise<Passwords> {
  const half = join(folder, `making-${randomBytes(6).toString('hex')}`);
  mkdirSync(half, { mode: 0o700 });
  const uid = making.as.uid;
  if (uid !== undefined) chownSync(half, uid, uid);
  try {
    await run(
      making,
      making.binaries.initdb,
      [
        `--pgdata=${half}`,
        `--username=${keeper}`,
        '--encoding=UTF8',
        '--locale=C',
        // Texts compare by their characters, on every machine alike.
        ...(making.binaries.major >= 17
          ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
          : []),
        '--data-checksums',
        '--wal-segsize=4',
        ...(making.durable ? [] : ['--no-sync']),
        // Nobody can ask yet; who may enter is written below, before it runs for the first time.
        '--auth=trust',
      ],
      '',
    );
    const passwords = newPasswords();
    await single(half, making, [
      `CREATE ROLE machimori_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB PASSWORD '${passwords.owner}'`,
      `CREATE ROLE machimori_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD '${passwords.app}'`,
      // To end sessions before a database is exchanged for a restored one.
      'GRANT pg_signal_backend TO machimori_owner',
      'CREATE DATABASE machimori OWNER machimori_owner',
      ...(making.alsoAtMaking ?? []),
    ]);
    writeFileSync(join(half, 'pg_hba.conf'), 'local all all scram-sha-256\n', { flush: true });
    writeFileSync(join(half, 'pg_ident.conf'), '', { flush: true });
    writeDurably(secrets, JSON.stringify(passwords));
    renameSync(half, data);
    syncFolder(folder);
    return passwords;
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw error;
  }
}

/** Runs statements on a stopped database, as its keeper. */
function single(data: string, making: Making, statements: readonly string[]): Promise<void> {
  const settings = [
    'exit_on_error=on',
    'dynamic_shared_memory_type=mmap',
    'shared_buffers=16MB',
    `fsync=${making.durable ? 'on' : 'off'}`,
  ];
  const options = settings.flatMap((setting) => ['-c', setting]);
  return run(
    making,
    making.binaries.postgres,
    ['--single', '-D', data, ...options, 'postgres'],
    statements.map((statement) => `${statement};\n`).join(''),
  );
}

function run(
  { as, environment }: Making,
  command: string,
  args: readonly string[],
  input: string,
): Promise<void> {
  const [program = command, ...rest] = [...as.once, command, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      cwd: '/',
      env: environment,
      stdio: ['pipe', 'ignore', 'pipe'],
      detached: true,
      ...(as.once.length === 0 && as.uid !== undefined ? { uid: as.uid, gid: as.uid } : {}),
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', (cause) => reject(couldNotMake(String(cause), cause)));
    child.on('close', (status) => {
      if (status === 0) resolve();
      else reject(couldNotMake(said.trim()));
    });
  });
}

const couldNotMake = (said: string, cause?: unknown): Failure =>
  new Failure(
    'unavailable',
    text(
      `データベースを用意できませんでした。データベースが述べたこと: ${said}`,
      `The database could not be made. It said: ${said}`,
    ),
    {
      cause,
      next: text(
        'ディスクの空きと、データのフォルダーに書けるかを確かめて、もう一度実行してください。',
        'Check free disk space and that the data folder can be written to, then try again.',
      ),
    },
  );
