import type { Problem } from '../problem.ts';
import type { Repository } from '../repository.ts';

const rule = 'file-names';
const emptyWords = new Set([
  'util',
  'utils',
  'utility',
  'utilities',
  'helper',
  'helpers',
  'common',
  'manager',
  'managers',
  'misc',
]);
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const codeRooms = /^(packages|apps|tools|bench)\//;
/** Code that the tools look for at the top; all other code has a room. */
const topmost = new Set(['vitest.config.ts']);
const codeAtTop = /^[^/]+\.(ts|tsx|js|cjs|mjs|py|sh)$/;
/** Names that tools or habit fix. */
const fixed = /^(README|CHANGELOG|LICENSE)\.md$|^tsconfig(\.[a-z]+)?\.json$/;

/**
 * Files are named in kebab-case for what they do; a name that says nothing is no name. Code stands in a room, so that
 * nothing tried out at the top stays.
 */
export function fileNames(repository: Repository): readonly Problem[] {
  const problems: Problem[] = [];
  for (const path of [...repository.files, ...repository.folders]) {
    const name = path.split('/').at(-1) ?? '';
    const bare = name.replace(/^\./, '').replace(/\..*$/, '');
    const empty = bare
      .toLowerCase()
      .split(/[-_]/)
      .find((word) => emptyWords.has(word));
    if (empty !== undefined) {
      const message = `"${empty}" says nothing: name it for what it does`;
      problems.push({ rule, file: path, message });
    } else if (codeRooms.test(path) && !fixed.test(name) && !kebab.test(bare)) {
      problems.push({ rule, file: path, message: 'is not in kebab-case' });
    } else if (codeAtTop.test(path) && !topmost.has(path)) {
      problems.push({ rule, file: path, message: 'is code outside every room' });
    }
  }
  return problems;
}
