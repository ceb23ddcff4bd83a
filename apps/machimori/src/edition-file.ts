import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import { Failure, fill, text } from '@machimori/kernel';

/** The checkout's folder. */
export const home = join(import.meta.dirname, '..', '..', '..');
export const catalogueFolder = join(home, 'catalogue');
export const currentEdition = 'mic-smart-city-security/2.0-draft';

const messages = {
  missing: text('「{edition}」という版はありません。', 'There is no edition “{edition}”.'),
  there: text('ある版: {editions}', 'There are: {editions}'),
};

/** Ids of the editions there are: `framework/version`. */
export async function editionIds(catalogue = catalogueFolder): Promise<readonly string[]> {
  const entries = await readdir(catalogue, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.name === 'edition.json')
    .map((entry) => entry.parentPath.slice(catalogue.length + 1).replaceAll('\\', '/'))
    .sort();
}

/** An edition's id as a person may name it, the version alone included. Never a path out of the catalogue. */
export async function editionId(given: string, catalogue = catalogueFolder): Promise<string> {
  const ids = await editionIds(catalogue);
  const found = ids.find((id) => id === given || id.endsWith(`/${given}`));
  if (found !== undefined) return found;
  throw new Failure('not-found', fill(messages.missing, { edition: given }), {
    next: fill(messages.there, { editions: ids.join(', ') }),
  });
}

/** The edition as compiled; the program never reads the YAML at run time. */
export async function loadEdition(
  given: string = currentEdition,
  catalogue = catalogueFolder,
): Promise<Edition> {
  const id = given === currentEdition ? given : await editionId(given, catalogue);
  return JSON.parse(await readFile(join(catalogue, id, 'edition.json'), 'utf8')) as Edition;
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
