import type { Problem } from '../problem.ts';
import type { Repository } from '../repository.ts';
import { importsOf, relativeTarget } from '../source-imports.ts';

const rule = 'import-circles';

/** No file reaches itself through its imports; types count, since people read them too. */
export function importCircles(repository: Repository): readonly Problem[] {
  const targets = new Map<string, readonly string[]>(
    repository.sources.map((file) => [
      file,
      importsOf(repository, file).flatMap(({ specifier }) => relativeTarget(file, specifier) ?? []),
    ]),
  );
  const problems: Problem[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (file: string): void => {
    const start = way.indexOf(file);
    if (start >= 0) {
      const circle = [...way.slice(start), file].map((each) => each.split('/').at(-1));
      problems.push({ rule, file, message: `imports itself: ${circle.join(' → ')}` });
      return;
    }
    if (done.has(file)) return;
    way.push(file);
    for (const target of targets.get(file) ?? []) visit(target);
    way.pop();
    done.add(file);
  };
  for (const file of targets.keys()) visit(file);
  return problems;
}
