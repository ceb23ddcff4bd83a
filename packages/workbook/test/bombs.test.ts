import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { bombs } from './bombs.ts';

describe('bombs, each in a process of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'machimori-bombs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(Object.entries(bombs))('%s: refused within 2 s and 300 MB', (kind, make) => {
    const file = join(folder, `${kind}.xlsx`);
    writeFileSync(file, make());
    const script = fileURLToPath(new URL('./open-bomb.ts', import.meta.url));
    const run = spawnSync(process.execPath, ['--max-semi-space-size=16', script, file], {
      encoding: 'utf8',
    });
    const { outcome, seconds, megabytes } = JSON.parse(
      run.stdout || `{"outcome":${JSON.stringify(run.stderr)}}`,
    ) as { outcome: string; seconds: number; megabytes: number };
    expect(outcome).toBe('limit-exceeded');
    expect(seconds).toBeLessThan(2);
    expect(megabytes).toBeLessThan(300);
  });
});
