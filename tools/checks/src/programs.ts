import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');

const inRoot = (...path: string[]): string => join(root, ...path);

/** Our tools, each a script for the Node that runs us. */
export const programs = {
  biome: inRoot('node_modules/@biomejs/biome/bin/biome'),
  tidy: inRoot('tools/tidy/src/main.ts'),
  tsc: inRoot('node_modules/typescript/bin/tsc'),
  vitest: inRoot('node_modules/vitest/vitest.mjs'),
} as const;

export function runHere(
  program: keyof typeof programs,
  args: readonly string[],
  output: 'shown' | 'kept' = 'shown',
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [programs[program], ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: output === 'shown' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
}
