import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskFull } from '@machimori/database';
import { createVault, type Vault } from './vault.ts';

/** A file's place: whose it is, and its id. */
export interface StoredFile {
  readonly city: string;
  readonly file: string;
}

/**
 * Where the files lie that people hand in. Bytes are there whole before the act that names them, so that
 * a row never names a file that is not there; what no row names is swept away.
 */
export interface FileStore {
  /**
   * Keeps the bytes sealed under a key of their own; they are on the disk when it returns. What it returns
   * is that key, sealed by the vault: it belongs into the file's row, where a new master key reaches it.
   */
  put(place: StoredFile, bytes: Uint8Array): Promise<Uint8Array>;
  /**
   * Undefined where there is none. Throws where it is not what was put there. Without a sealed key, a file
   * that lies under the master key itself.
   */
  get(place: StoredFile, sealedKey: Uint8Array | undefined): Promise<Uint8Array | undefined>;
  remove(place: StoredFile): Promise<void>;
  /**
   * Removes what was left behind by an act that did not end: files older than `before` that `known` does
   * not name. Says how many.
   */
  sweep(before: Date, known: (place: StoredFile) => Promise<boolean>): Promise<number>;
}

const safe = /^[a-z]{3}_[0-9a-f]{32}$/;

/** What a file's own key is sealed for. */
export const fileKeyContext = ({ city, file }: StoredFile): string => `file-key/${city}/${file}`;

/** Sealed files below one folder, one folder a city: `files/cty_…/fil_…`. */
export function createFileStore(folder: string, vault: Vault): FileStore {
  const pathOf = ({ city, file }: StoredFile): string => {
    if (!safe.test(city) || !safe.test(file)) throw new TypeError('this is no place of a file');
    return join(folder, city, file);
  };
  const contextOf = ({ city, file }: StoredFile): string => `file/${city}/${file}`;
  return {
    async put(place, bytes) {
      const path = pathOf(place);
      const key = randomBytes(32);
      const sealed = createVault(key).seal(bytes, contextOf(place));
      try {
        await writeWhole(path, sealed);
      } catch (error) {
        throw diskFull.is(error) ? diskFull.of(error) : error;
      }
      return vault.seal(key, fileKeyContext(place));
    },
    async get(place, sealedKey) {
      const sealed = await readFile(pathOf(place)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (sealed === undefined) return undefined;
      const own =
        sealedKey === undefined ? vault : createVault(vault.open(sealedKey, fileKeyContext(place)));
      return own.open(sealed, contextOf(place));
    },
    async remove(place) {
      await rm(pathOf(place), { force: true });
    },
    async sweep(before, known) {
      let removed = 0;
      for (const city of await namesIn(folder)) {
        if (!safe.test(city)) continue;
        for (const name of await namesIn(join(folder, city))) {
          const file = name.replace(/\.draft$/, '');
          if (!safe.test(file)) continue;
          const path = join(folder, city, name);
          const found = await stat(path).catch(() => undefined);
          if (found === undefined || found.mtime >= before) continue;
          if (file === name && (await known({ city, file }))) continue;
          await rm(path, { force: true });
          removed++;
        }
      }
      return removed;
    },
  };
}

/** There whole and on the disk, or not at all. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.draft`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path);
  } catch (error) {
    // On a full disk above all, nothing half written takes the room.
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
  for (let at = dirname(path); made !== undefined && at.length >= made.length; at = dirname(at))
    await syncFolder(dirname(at));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}

/** The name is on the disk too, not only the bytes. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
