import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namesFor } from '../src/city-file.ts';
import { loadEdition } from '../src/edition-file.ts';
import { exitCodes } from '../src/exit-codes.ts';
import { machimori, root, temporaryFolder } from './run-program.ts';

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
};

describe('names to choose from', () => {
  it('are statements for every fact, with nothing that would part them in a cell', async () => {
    const { facts = [] } = namesFor(await loadEdition());
    expect(facts.length).toBeGreaterThan(3);
    for (const { name, also } of facts)
      for (const label of [name.ja, name.en]) {
        expect(label).not.toMatch(/[?？。、,;]|ですか|ますか/);
        expect(also).not.toContain(label);
      }
  });
});

describe('a city that cannot be read at all', () => {
  const shiftJis = Buffer.concat([
    Buffer.from('formatVersion: 1\nkey: machi\nname: '),
    Buffer.from([0x92, 0xac, 0x0a]),
  ]);
  it.each([
    ['sjis.yaml', shiftJis, 'UTF-8'],
    ['jis.yaml', '# \u001b$BKAJ*\u001b(B\nformatVersion: 1\n', 'UTF-8'],
    ['torn.xlsx', Buffer.from('PK\u0003\u0004 torn'), ''],
  ] as const)('ends as unreadable: %s', (name, content, says) => {
    const ran = machimori(['city', 'check', file(name, content)]);
    expect(ran.code).toBe(exitCodes['input-unreadable']);
    expect(ran.err).toContain('を読めません');
    expect(ran.err).toContain(says);
  });

  it('differs from one that is only wrong', () => {
    const text = readFileSync(join(root, 'examples/konohashi/city.yaml'), 'utf8').replace(
      'kind: saas',
      'kind: ほげ',
    );
    const ran = machimori(['city', 'check', file('wrong.yaml', text)]);
    expect(ran.code).toBe(exitCodes['input-invalid']);
    expect(ran.err).toContain('直すところが1か所');
  });
});

describe('names of files to write', () => {
  it.each([
    [['city', 'template', '--out', 'city.txt'], '.xlsx'],
    [['city', 'export', 'examples/konohashi/city.yaml', '--out', 'city.yaml'], '.xlsx'],
    [['city', 'import', 'examples/konohashi/city.yaml', '--out', 'city.xlsx'], '.yaml'],
  ])('are refused where nothing could read the file again: %j', (given, expected) => {
    const out = join(temporaryFolder(), given.at(-1) ?? '');
    const ran = machimori([...given.slice(0, -1), out]);
    expect(ran.code).toBe(exitCodes.usage);
    expect(ran.err).toContain(expected);
    expect(existsSync(out)).toBe(false);
  });
});
