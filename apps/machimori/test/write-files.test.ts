import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '@machimori/kernel';
import { expect, it } from 'vitest';
import { type OutputFile, writeFiles } from '../src/files.ts';
import { temporaryFolder } from './run-program.ts';

const names = Array.from({ length: 40 }, (_, i) => `${i}.json`);
const filesOf = (folder: string, content: string): OutputFile[] =>
  names.map((name) => ({ path: join(folder, name), content }));

it('two runs into one folder at once: where files of both are left, one of them says so and what to do', async () => {
  for (let round = 0; round < 5; round += 1) {
    const folder = temporaryFolder();
    // In opposite orders they cross for certain.
    const runs = await Promise.allSettled([
      writeFiles(filesOf(folder, 'a'), folder),
      writeFiles(filesOf(folder, 'b').reverse(), folder),
    ]);
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
    const left = new Set(names.map((name) => readFileSync(join(folder, name), 'utf8')));
    const failures = runs.flatMap((run) => (run.status === 'rejected' ? [run.reason] : []));
    if (left.size === 1 && failures.length === 0) continue;
    expect(failures[0]).toBeInstanceOf(Failure);
    expect(failures[0]).toMatchObject({
      code: 'conflict',
      next: { ja: expect.stringContaining('もう一度') },
    });
    await writeFiles(filesOf(folder, 'c'), folder);
    expect(new Set(names.map((name) => readFileSync(join(folder, name), 'utf8')))).toEqual(
      new Set(['c']),
    );
  }
});

it('one run after another is none of this, nor is a file of the same content', async () => {
  const folder = temporaryFolder();
  await writeFiles(filesOf(folder, 'a'), folder);
  await writeFiles(filesOf(folder, 'a'), folder);
  expect(readdirSync(folder)).toHaveLength(names.length);
});
