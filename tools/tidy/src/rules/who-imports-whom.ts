import { house, roomByName } from '../house.ts';
import type { Problem } from '../problem.ts';
import { isTest, type Repository, roomOf } from '../repository.ts';
import { importsOf, relativeTarget, type SourceImport } from '../source-imports.ts';

const rule = 'who-imports-whom';

/** A world in a process, for tests alone: it may need every room, so no room declares it. */
const testkit = 'packages/testkit';

interface Manifest {
  readonly name?: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Each room imports only the rooms below it, through their entrance, and declares what it uses. */
export function whoImportsWhom(repository: Repository): readonly Problem[] {
  const manifests = new Map<string, Manifest>();
  const manifestOf = (room: string): Manifest => {
    let manifest = manifests.get(room);
    if (manifest === undefined) {
      const file = room === '' ? 'package.json' : `${room}/package.json`;
      manifest = (repository.has(file) ? JSON.parse(repository.read(file)) : {}) as Manifest;
      manifests.set(room, manifest);
    }
    return manifest;
  };

  return repository.sources.flatMap((file) => {
    const room = roomOf(file);
    if (room === undefined) return [];
    const at = (line: number, message: string): Problem => ({ rule, file, line, message });
    const allowed = house[room];
    if (allowed === undefined) {
      return [at(1, `${room} has no row in tools/tidy/src/house.ts: say who may import whom`)];
    }
    const check = ({ specifier, line }: SourceImport): readonly Problem[] => {
      const target = relativeTarget(file, specifier);
      if (target !== undefined) {
        if (roomOf(target) === room || roomOf(`${target}/`) === room) return [];
        if (isTest(file) && roomOf(target) === undefined) return [];
        if (target.endsWith('.json') && allowed.data?.some((folder) => target.startsWith(folder))) {
          return [];
        }
        return [at(line, `${specifier} leaves ${room}: import a room by its name`)];
      }
      if (/^node:/.test(specifier)) return [];
      const [, name = specifier] = /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier) ?? [];
      const other = roomByName(name);
      if (other === undefined && name.startsWith('@machimori/')) {
        return [at(line, `${name} is no room of this house`)];
      }
      if (other === room) return [at(line, `${room} imports itself by name: use a relative path`)];
      if (other === testkit && isTest(file)) return [];
      if (other !== undefined && !allowed.mayImport.includes(other)) {
        return [at(line, `${room} may not import ${other}`)];
      }
      const manifest = manifestOf(room);
      const root = manifestOf('');
      const entrance = `.${specifier.slice(name.length)}`;
      if (other !== undefined && manifestOf(other).exports?.[entrance] === undefined) {
        return [at(line, `${specifier} goes around the entrance of ${other} (its exports)`)];
      }
      const declared =
        manifest.dependencies?.[name] ??
        manifest.optionalDependencies?.[name] ??
        (isTest(file) || !allowed.pure
          ? (manifest.devDependencies?.[name] ?? root.devDependencies?.[name])
          : undefined);
      return declared === undefined
        ? [at(line, `${name} is not declared in ${room}/package.json`)]
        : [];
    };
    return importsOf(repository, file).flatMap(check);
  });
}
