import type { Problem } from '../problem.ts';
import type { Repository } from '../repository.ts';

const rule = 'file-length';
const mostLines = 500;
const written = /\.(ts|tsx|cjs|mjs|js|css|sh|sql|typ|md)$|^machimori$|^\.ci\//;
const apart = /^(catalogue|conformance|examples)\/|^CHANGELOG\.md$/;

/** What one cannot read in one sitting is two files. Data is apart. */
export function fileLength(repository: Repository): readonly Problem[] {
  return repository.files
    .filter((file) => written.test(file) && !apart.test(file))
    .flatMap((file) => {
      const lines = repository.read(file).trimEnd().split('\n').length;
      const message = `${lines} lines; at most ${mostLines}: part it by what it is about`;
      return lines > mostLines ? [{ rule, file, message }] : [];
    });
}
