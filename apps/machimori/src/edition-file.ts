import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';

/** The checkout's folder. */
export const home = join(import.meta.dirname, '..', '..', '..');
export const catalogueFolder = join(home, 'catalogue');
export const currentEdition = 'mic-smart-city-security/2.0-draft';

/** The edition as compiled; the program never reads the YAML at run time. */
export async function loadEdition(id: string = currentEdition): Promise<Edition> {
  return JSON.parse(await readFile(join(catalogueFolder, id, 'edition.json'), 'utf8')) as Edition;
}

/** The YAML files of an edition's folder by their name relative to it, `ours/` included. */
export async function readEditionFolder(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.yaml')) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length + 1).replaceAll('\\', '/'), await readFile(path, 'utf8'));
  }
  return files;
}
