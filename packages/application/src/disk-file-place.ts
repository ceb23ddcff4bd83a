import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskFull } from '@machimori/database';
import { type FilePlace, isStoredFile, type StoredFile } from './file-place.ts';

/** One folder a city below this one: `files/cty_…/fil_…`. */
export function diskFilePlace(folder: string): FilePlace {
  const pathOf = ({ city, file }: StoredFile): string => {
    if (!isStoredFile({ city, file })) throw new TypeError('this is no place of a file');
    return join(folder, city, file);
  };
  return {
    async write(place, sealed) {
      try {
        await writeWhole(pathOf(place), sealed);
      } catch (error) {
        throw diskFull.is(error) ? diskFull.of(error) : error;
      }
    },
    async read(place) {
      return readFile(pathOf(place)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
    },
    async remove(place) {
      await rm(`${pathOf(place)}${place.draft ? '.draft' : ''}`, { force: true });
    },
    async *list(only) {
      for (const city of await namesIn(folder)) {
        if (only !== undefined && city !== only) continue;
        for (const name of await namesIn(join(folder, city))) {
          const file = name.replace(/\.draft$/, '');
          if (!isStoredFile({ city, file })) continue;
          const found = await stat(join(folder, city, name)).catch(() => undefined);
          if (found !== undefined) yield { city, file, since: found.mtime, draft: file !== name };
        }
      }
    },
  };
}

/** There whole and on the disk, or not at all. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.draft`;
  // A draft that is there is of a writing that died: nobody else writes a file of this id.
  const handle = await open(draft, 'w', 0o600);
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
