import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { budgetBytes, firstLoads } from './first-load.ts';
import { sourceHash } from './source-hash.ts';

// The built pages are made where they are used: on the first start, and again when the sources changed.
// Several programs may start at once; one builds, the others wait and then find it done. A build that
// stops half-way leaves the old one as it was.

const web = join(import.meta.dirname, '..');
const root = join(web, '../..');
const dist = join(web, 'dist');
const stamp = 'build.json';
const lock = join(web, 'dist.lock');

export interface Built {
  readonly state: 'up-to-date' | 'built';
  readonly folder: string;
  readonly hash: string;
}

function builtHash(): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(dist, stamp), 'utf8')) as { hash?: string }).hash;
  } catch {
    return undefined;
  }
}

const alive = (process_: number): boolean => {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Takes the lock, or says that another process has it. One that died leaves it to whoever comes next. */
function takeLock(): boolean {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'process'), String(process.pid));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  try {
    const owner = Number(readFileSync(join(lock, 'process'), 'utf8'));
    if (owner > 0 && !alive(owner)) rmSync(lock, { recursive: true, force: true });
  } catch {
    // Made a moment ago and not yet written, or just given back: look again.
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 10_000) {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  return false;
}

/** Builds the pages into a folder of one's own choice. */
export async function build(
  folder: string,
  mode: 'production' | 'components' = 'production',
): Promise<void> {
  const { build: viteBuild } = await import('vite');
  // Whoever starts us may be in a test or in development; the pages are neither.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await viteBuild({
      configFile: join(web, 'vite.config.ts'),
      mode,
      logLevel: 'warn',
      build: { outDir: folder },
    });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

/** Sees to it that the pages are there and belong to these sources. */
export async function ensureBuild(log: (line: string) => void = () => {}): Promise<Built> {
  const hash = sourceHash(root);
  const upToDate: Built = { state: 'up-to-date', folder: dist, hash };
  if (builtHash() === hash) return upToDate;
  while (!takeLock()) {
    await wait(100);
    if (builtHash() === hash) return upToDate;
  }
  try {
    if (builtHash() === hash) return upToDate;
    log('画面をつくっています… / Building the pages…');
    for (const name of readdirSync(web)) {
      if (/^dist\.(new|old)$/.test(name)) rmSync(join(web, name), { recursive: true, force: true });
    }
    const fresh = join(web, 'dist.new');
    await build(fresh);
    const pages = firstLoads(fresh);
    const [heaviest] = pages;
    if (heaviest !== undefined && heaviest.gzipBytes > budgetBytes) {
      throw new Error(
        `${heaviest.page} loads ${heaviest.gzipBytes} bytes of JavaScript (gzip); at most ${budgetBytes}`,
      );
    }
    writeFileSync(join(fresh, stamp), `${JSON.stringify({ hash, pages }, null, 2)}\n`);
    if (existsSync(dist)) renameSync(dist, join(web, 'dist.old'));
    renameSync(fresh, dist);
    rmSync(join(web, 'dist.old'), { recursive: true, force: true });
    return { state: 'built', folder: dist, hash };
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
