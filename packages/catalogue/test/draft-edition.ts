import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edition } from '../src/index.ts';
import { compileEdition } from '../src/index.ts';

const folder = fileURLToPath(
  new URL('../../../catalogue/mic-smart-city-security/2.0-draft', import.meta.url),
);

/** The data files of the 2.0 draft, as they lie in the folder. */
export const draftFiles: ReadonlyMap<string, string> = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);

export const editionJson = (): string => readFileSync(join(folder, 'edition.json'), 'utf8');

export const compiledDraft = compileEdition(draftFiles);

/** The draft as compiled; a copy, so that a test may change it. */
export function draftEdition(): Edition {
  if (compiledDraft.edition === undefined) throw new Error('the draft does not compile');
  return structuredClone(compiledDraft.edition);
}

type Changeable<T> = { -readonly [K in keyof T]: Changeable<T[K]> };

/** The draft with a change. */
export function changed(change: (edition: Changeable<Edition>) => void): Edition {
  const edition = draftEdition();
  change(edition as Changeable<Edition>);
  return edition;
}
