import { randomBytes } from 'node:crypto';
import type { FilePlace, StoredFile } from './file-place.ts';
import { createVault, type Vault } from './vault.ts';

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

/** What a file's own key is sealed for. */
export const fileKeyContext = ({ city, file }: StoredFile): string => `file-key/${city}/${file}`;

/** Seals what goes to this place, and opens what comes from there. */
export function createFileStore(at: FilePlace, vault: Vault): FileStore {
  const contextOf = ({ city, file }: StoredFile): string => `file/${city}/${file}`;
  return {
    async put(place, bytes) {
      const key = randomBytes(32);
      await at.write(place, createVault(key).seal(bytes, contextOf(place)));
      return vault.seal(key, fileKeyContext(place));
    },
    async get(place, sealedKey) {
      const sealed = await at.read(place);
      if (sealed === undefined) return undefined;
      const own =
        sealedKey === undefined ? vault : createVault(vault.open(sealedKey, fileKeyContext(place)));
      return own.open(sealed, contextOf(place));
    },
    remove: (place) => at.remove({ ...place, draft: false }),
    async sweep(before, known) {
      let removed = 0;
      for await (const lying of at.list()) {
        const { city, file, since, draft } = lying;
        if (since >= before) continue;
        if (!draft && (await known({ city, file }))) continue;
        await at.remove(lying);
        removed++;
      }
      return removed;
    },
  };
}
