import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../src/exit-codes.ts';
import { machimori, root, temporaryFolder } from './run-program.ts';

const konohashi = 'examples/konohashi/city.yaml';

/** Path of the plan.json of a city as it stood on a day. */
function planOn(day: string, city = konohashi): string {
  const out = temporaryFolder();
  machimori(['plan', city, '--out', out, '--as-of', day, '--documents', 'oscal']);
  return join(out, 'plan.json');
}

describe('machimori plan diff', () => {
  it('finds no difference where only time has passed', () => {
    const ran = machimori(['plan', 'diff', planOn('2026-11-21'), planOn('2026-11-24')]);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('2026年11月21日（土）の計画 → 2026年11月24日（火）の計画');
    expect(ran.out).toContain('違いはありません。');
  });

  it('tells what a city stated since, by names and with the ids, in both languages and as JSON', () => {
    const older = planOn('2026-11-21');
    const path = join(temporaryFolder(), 'city.yaml');
    const text = readFileSync(join(root, konohashi), 'utf8');
    writeFileSync(path, text.replace('state: planned', 'state: implemented'));
    const newer = planOn('2026-11-21', path);
    const ran = machimori(['plan', 'diff', older, newer]);
    expect(ran.out).toContain('■ チェックシートの行: 変わった1件');
    expect(ran.out).toContain('[service-2-3@suii-oshirase]');
    expect(ran.out).toContain('状態 予定あり → 実施済み');
    const english = machimori(['plan', 'diff', older, newer, '--lang', 'en']);
    expect(english.out).toContain('state Planned → Implemented');
    const { lists } = JSON.parse(machimori(['plan', 'diff', older, newer, '--format', 'json']).out);
    expect(lists.lines.changed).toEqual([
      {
        id: 'service-2-3@suii-oshirase',
        fields: [{ field: 'state', from: 'planned', to: 'implemented' }],
      },
    ]);
  });

  it('refuses plans of two cities, and what is no plan', () => {
    const path = join(temporaryFolder(), 'city.yaml');
    const text = readFileSync(join(root, konohashi), 'utf8');
    writeFileSync(path, text.replace(/^key: .*$/m, 'key: another-town'));
    const here = planOn('2026-11-21');
    const refused = machimori(['plan', 'diff', here, planOn('2026-11-21', path)]);
    expect(refused.code).toBe(exitCodes['input-invalid']);
    expect(refused.err).toContain('同じ都市の計画どうし');
    expect(machimori(['plan', 'diff', here, 'README.md']).code).toBe(exitCodes['input-invalid']);
    expect(machimori(['plan', 'diff', here]).code).toBe(exitCodes.usage);
  });
});
