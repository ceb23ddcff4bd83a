import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that the built pages depend on, from the root of the repository; tests are none of it. */
const sources = [
  'apps/web/src/**/*.*',
  'apps/web/{index.html,package.json,vite.config.ts}',
  'packages/{kernel,contract}/src/**/*.ts',
  'package-lock.json',
];

/** The same for the same sources, whatever the machine and the time. */
export function sourceHash(root: string): string {
  const hash = createHash('sha256');
  for (const file of globSync(sources, { cwd: root }).sort()) {
    const name = file.replaceAll('\\', '/');
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
