import type { Problem } from './problem.ts';
import type { Repository } from './repository.ts';
import { chosenWords } from './rules/chosen-words.ts';
import { documentLinks } from './rules/document-links.ts';
import { fileLength } from './rules/file-length.ts';
import { fileNames } from './rules/file-names.ts';
import { glossaryRows } from './rules/glossary-rows.ts';
import { importCircles } from './rules/import-circles.ts';
import { pinnedDependencies } from './rules/pinned-dependencies.ts';
import { exceptionsHaveDecisions, pureRooms } from './rules/pure-rooms.ts';
import { unsafeCalls } from './rules/unsafe-calls.ts';
import { usedDependencies } from './rules/used-dependencies.ts';
import { whoImportsWhom } from './rules/who-imports-whom.ts';

export const rules: readonly ((repository: Repository) => readonly Problem[])[] = [
  whoImportsWhom,
  pureRooms,
  exceptionsHaveDecisions,
  importCircles,
  pinnedDependencies,
  usedDependencies,
  unsafeCalls,
  fileLength,
  fileNames,
  glossaryRows,
  documentLinks,
  chosenWords,
];

export function tidy(repository: Repository): readonly Problem[] {
  return rules.flatMap((rule) => rule(repository));
}
