import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure, text } from '@machimori/kernel';
import type { Address } from '../address.ts';
import { type Binaries, findBinaries, linkLibraries, serverEnvironment } from './binaries.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { livingOwner, OwnerLock } from './owner-lock.ts';
import { commandOf, isAlive, startOf } from './process-identity.ts';
import { type RunAs, runAs } from './run-as.ts';
import { serverSettings } from './server-settings.ts';

export interface EmbeddedOptions {
  /** The data folder; the database keeps to `database/` in it. */
  readonly folder: string;
  /** False for throw-away data alone: it is lost when the machine stops. */
  readonly durable?: boolean;
  /** Hears that the server ended and could not be brought back. */
  readonly onLost?: (why: Failure) => void;
  /** Another PostgreSQL than the one npm brought, and statements for its making: for tests. */
  readonly binaries?: Binaries;
  /** False: as on a system whose kernel tells no process of its parent's death. */
  readonly setpriv?: boolean;
  readonly alsoAtMaking?: readonly string[];
}

/**
 * The PostgreSQL of one data folder, run by this process, or joined because another runs it.
 *
 *   starting ──ready──▶ serving ──stop()──▶ stopping ──▶ stopped
 *                        │  ▲
 *              it ended  ▼  │ started again, a few times
 *                      starting ──not ready──▶ lost
 */
export class EmbeddedServer {
  readonly address: Address;
  /** True where another process of this program runs it. */
  readonly joined: boolean;
  readonly #stop: () => Promise<void>;
  #stopped: Promise<void> | undefined;

  private constructor(address: Address, joined: boolean, stop: () => Promise<void>) {
    this.address = address;
    this.joined = joined;
    this.#stop = stop;
  }

  /** Runs the database of this folder; refuses where another process does. */
  static async start(options: EmbeddedOptions): Promise<EmbeddedServer> {
    const outer = resolve(options.folder);
    const folder = join(outer, 'database');
    mkdirSync(outer, { recursive: true, mode: 0o700 });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = OwnerLock.take(folder, nameSocketFolder(), ({ socketFolder }) =>
      removeSocketFolder(socketFolder),
    );
    const { socketFolder } = lock;
    try {
      const binaries = options.binaries ?? findBinaries();
      const as = runAs([binaries.postgres, binaries.libraries], [outer, folder], options.setpriv);
      const libraries = linkLibraries(binaries, join(folder, `libraries-${binaries.version}`));
      const environment = serverEnvironment(libraries);
      const cluster = await openCluster(folder, {
        binaries,
        as,
        environment,
        durable: options.durable ?? true,
        alsoAtMaking: options.alsoAtMaking ?? [],
      });
      makeSocketFolder(socketFolder, as);
      const server = new Supervised({
        binaries,
        cluster,
        as,
        environment,
        log: join(folder, 'server.log'),
        socketFolder,
        durable: options.durable ?? true,
        onLost: options.onLost ?? (() => {}),
      });
      await server.start();
      lock.publish();
      return new EmbeddedServer(addressAt(socketFolder, cluster), false, async () => {
        await server.stop();
        removeSocketFolder(socketFolder);
        lock.release();
      });
    } catch (error) {
      removeSocketFolder(socketFolder);
      lock.release();
      throw error;
    }
  }

  /** Uses the database that another process of this program runs; undefined where none does. */
  static async join(options: {
    readonly folder: string;
    readonly waitMs?: number;
    /** Hears that the process that runs it has ended, and the database with it. */
    readonly onLost?: (why: Failure) => void;
  }): Promise<EmbeddedServer | undefined> {
    const folder = join(resolve(options.folder), 'database');
    for (let left = options.waitMs ?? 30_000; ; left -= 20) {
      const owner = livingOwner(folder);
      if (owner === undefined) return undefined;
      if (owner.serving) {
        const passwords = JSON.parse(
          readFileSync(join(folder, 'passwords.json'), 'utf8'),
        ) as Cluster['passwords'];
        const cluster = { data: join(folder, 'cluster'), passwords };
        const watch = setInterval(() => {
          if (isAlive(owner)) return;
          clearInterval(watch);
          options.onLost?.(ownerEnded());
        }, 500).unref();
        return new EmbeddedServer(addressAt(owner.socketFolder, cluster), true, async () =>
          clearInterval(watch),
        );
      }
      if (left <= 0) throw notReady('');
      await pause(20);
    }
  }

  /** Joins where the database runs already, else runs it: for commands beside the program. */
  static async joinOrStart(options: EmbeddedOptions): Promise<EmbeddedServer> {
    for (let attempt = 0; ; attempt++) {
      const joined = await EmbeddedServer.join(options);
      if (joined !== undefined) return joined;
      try {
        return await EmbeddedServer.start(options);
      } catch (error) {
        // Another took the folder between the two looks: join that one.
        if (attempt >= 3 || !(error instanceof Failure) || error.code !== 'conflict') throw error;
      }
    }
  }

  /** The major version of the PostgreSQL that npm brought. */
  static major(): number {
    return findBinaries().major;
  }

  /** Stops the server this process runs, and waits until it has ended; a joined one goes on. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }
}

const addressAt = (socketFolder: string, { passwords }: Cluster): Address => ({
  database: 'machimori',
  host: socketFolder,
  port: 5432,
  owner: { user: 'machimori_owner', password: passwords.owner },
  app: { user: 'machimori_app', password: passwords.app },
  ssl: false,
});

const socketFolderName = /^machimori-db-[0-9a-f]{12}$/;

/** A socket's path has room for about a hundred bytes, so it never lies in the data folder. */
const nameSocketFolder = (): string =>
  join(tmpdir().length > 60 ? '/tmp' : tmpdir(), `machimori-db-${randomBytes(6).toString('hex')}`);

function makeSocketFolder(folder: string, as: RunAs): void {
  // Fails where somebody made it before us; nobody can know its name.
  mkdirSync(folder, { mode: 0o700 });
  if (as.uid !== undefined) chownSync(folder, as.uid, as.uid);
}

function removeSocketFolder(folder: string): void {
  if (socketFolderName.test(basename(folder))) rmSync(folder, { recursive: true, force: true });
}

interface Supervision {
  readonly binaries: Binaries;
  readonly cluster: Cluster;
  readonly as: RunAs;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: string;
  readonly socketFolder: string;
  readonly durable: boolean;
  readonly onLost: (why: Failure) => void;
}

/**
 * The shell says that it is there, and so that the kernel knows to tell it of our death; only then do we
 * give the word on which it becomes the server. Should we die before, the word never comes.
 */
const waitForWord = 'echo >&3; read -r go && exec "$@" </dev/null 3>&-';
/** Where the kernel cannot tell: a shell stays and sees our end of the pipe close. */
const watchPipe =
  'echo >&3; read -r go || exit 1; exec 4<&0 3>&-; "$@" </dev/null 4<&- & server=$!; ' +
  "trap 'kill -INT $server' INT TERM; trap 'kill -QUIT $server' QUIT; " +
  '{ cat <&4 >/dev/null; kill -INT $server; } 2>/dev/null & watch=$!; exec 4<&-; ' +
  'wait $server; status=$?; while kill -0 $server 2>/dev/null; do wait $server; status=$?; done; ' +
  'kill $watch 2>/dev/null; exit $status';

class Supervised {
  readonly #with: Supervision;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #stopping = false;
  #restarts = 0;

  constructor(supervision: Supervision) {
    this.#with = supervision;
  }

  async start(): Promise<void> {
    await this.#endOrphan();
    for (let attempt = 0; ; attempt++) {
      if (await this.#startOnce()) break;
      // Processes of a server that was killed take a moment to see that it is gone.
      if (attempt >= 100 || !/shared memory block|lock file/.test(this.#said())) {
        throw notReady(this.#said());
      }
      await pause(50);
    }
    const child = this.#child;
    child?.once('exit', () => {
      if (!this.#stopping) void this.#bringBack();
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGINT');
    const asked = setTimeout(() => child.kill('SIGQUIT'), 30_000);
    const forced = setTimeout(() => child.kill('SIGKILL'), 60_000);
    await this.#ended;
    clearTimeout(asked);
    clearTimeout(forced);
  }

  /** True once the server answers; false where it ended instead. */
  async #startOnce(): Promise<boolean> {
    const { binaries, cluster, as, environment, log, socketFolder, durable } = this.#with;
    if (existsSync(log) && statSync(log).size > 1_000_000) renameSync(log, `${log}.1`);
    const output = openSync(log, 'a', 0o600);
    const script = as.server.length > 0 ? waitForWord : watchPipe;
    const settings = serverSettings(binaries.major, socketFolder, durable).flatMap((setting) => [
      '-c',
      setting,
    ]);
    const args = [
      '/bin/sh',
      '-c',
      script,
      'sh',
      binaries.postgres,
      '-D',
      cluster.data,
      ...settings,
    ];
    const [program = '/bin/sh', ...rest] = [...as.server, ...args];
    const child = spawn(program, rest, {
      cwd: '/',
      env: environment,
      stdio: ['pipe', output, output, 'pipe'],
      // A group of its own: Ctrl-C reaches us, and we stop it after our own work.
      detached: true,
      ...(as.server.length === 0 && as.uid !== undefined ? { uid: as.uid, gid: as.uid } : {}),
    });
    closeSync(output);
    this.#child = child;
    this.#ended = new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    child.stdin?.on('error', () => {});
    const there = child.stdio[3];
    there?.on('error', () => {});
    there?.once('data', () => {
      child.stdin?.write('go\n');
      there.destroy();
    });
    let over = false;
    void this.#ended.then(() => {
      over = true;
    });
    // As pg_ctl does: the eighth line of its pid file tells how far it is.
    for (let waited = 0; waited < 120_000; waited += 5) {
      await pause(5);
      if (over) return false;
      const lines = pidFile(cluster.data);
      if (lines?.[7]?.trim() === 'ready' && lines[4] === socketFolder) return true;
    }
    child.kill('SIGQUIT');
    await this.#ended;
    throw notReady(this.#said());
  }

  /** It ended though nobody asked it to: starts it again, a few times, then says that it is lost. */
  async #bringBack(): Promise<void> {
    try {
      if (++this.#restarts > 20) throw notReady(this.#said());
      await this.start();
    } catch (error) {
      if (!this.#stopping) this.#with.onLost(error instanceof Failure ? error : notReady(''));
    }
    if (this.#stopping) await this.stop();
  }

  /** A server whose program was killed in its first moments may still run: it is stopped, and waited for. */
  async #endOrphan(): Promise<void> {
    const { data } = this.#with.cluster;
    const pid = Number(pidFile(data)?.[0]);
    if (!Number.isInteger(pid) || pid <= 1) return;
    for (let waited = 0; startOf(pid) !== undefined; waited += 10) {
      // The number may have come round to somebody else; PostgreSQL would then refuse to start.
      if (!commandOf(pid)?.includes(data)) {
        rmSync(join(data, 'postmaster.pid'), { force: true });
        return;
      }
      if (waited === 500) process.kill(pid, 'SIGINT');
      if (waited >= 60_000) throw notReady('');
      await pause(10);
    }
  }

  #said(): string {
    try {
      return readFileSync(this.#with.log, 'utf8').trimEnd().split('\n').slice(-6).join('\n');
    } catch {
      return '';
    }
  }
}

function pidFile(data: string): readonly string[] | undefined {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

const ownerEnded = (): Failure =>
  new Failure(
    'unavailable',
    text(
      'データベースを動かしていた街守りが終わったので、こちらも止まりました。保存したものは失われていません。',
      'The Machimori that ran the database has ended, and so did this one. Nothing that was saved is lost.',
    ),
    {
      next: text(
        'もう一度始めてください。先に始まったほうが、データベースを動かします。',
        'Start again; whichever starts first runs the database.',
      ),
    },
  );

const notReady = (said: string): Failure =>
  new Failure(
    'unavailable',
    text(
      `データベースを起動できませんでした。データベースが述べたこと: ${said}`,
      `The database could not be started. It said: ${said}`,
    ),
    {
      next: text(
        'ディスクの空きを確かめ、データのフォルダーの database/server.log を読んでください。',
        'Check free disk space and read database/server.log in the data folder.',
      ),
    },
  );
