import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpFor } from '../src/command.ts';
import { commands } from '../src/command-list.ts';
import { exitCodes } from '../src/exit-codes.ts';
import { machimori, root, temporaryFolder } from './run-program.ts';

const konohashi = 'examples/konohashi/city.yaml';
const day = ['--as-of', '2026-11-21'] as const;

describe('machimori plan', () => {
  it('writes the plan and its documents, and says what to do first', () => {
    const out = join(temporaryFolder(), 'plan');
    const ran = machimori(['plan', konohashi, '--out', out, ...day, '--documents', 'sheet,oscal']);
    expect(ran.err).toBe('');
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('■ はじめにすること');
    expect(readdirSync(out).sort()).toEqual([
      'check-sheet.xlsx',
      'check-sheets',
      'oscal',
      'plan.json',
    ]);
    expect(readdirSync(join(out, 'oscal'))).toContain('system-security-plan.json');
  });

  it('gives the same bytes twice', () => {
    const [a, b] = [temporaryFolder(), temporaryFolder()];
    for (const out of [a, b])
      machimori(['plan', konohashi, '--out', out, ...day, '--documents', 'oscal']);
    for (const name of ['plan.json', 'oscal/catalog.json', 'oscal/system-security-plan.json'])
      expect(readFileSync(join(a, name), 'utf8')).toBe(readFileSync(join(b, name), 'utf8'));
  });

  it('writes nothing when the city is wrong, and names every problem with its line', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'city.yaml');
    const text = readFileSync(join(root, konohashi), 'utf8');
    writeFileSync(
      path,
      text
        .replace('legalForm: public-body', 'legalForm: public-bdy')
        .replace(/population: \d+/, 'population: many'),
    );
    const ran = machimori(['plan', path, '--out', join(folder, 'plan'), ...day]);
    expect(ran.code).toBe(exitCodes['input-invalid']);
    expect(ran.err).toMatch(/city\.yaml:\d+:\d+/);
    expect(ran.err).toContain('public-body');
    expect(ran.err).toContain('population');
    expect(ran.err).not.toContain('    at ');
    expect(existsSync(join(folder, 'plan'))).toBe(false);
  });

  it('says so where no folder can be made, and makes deep ones where it can', () => {
    const refused = machimori([
      'plan',
      konohashi,
      '--out',
      '/proc/plan',
      ...day,
      '--documents',
      'oscal',
    ]);
    expect(refused.code).toBe(exitCodes['output-unwritable']);
    const deep = join(temporaryFolder(), 'a', 'b', 'c');
    expect(machimori(['plan', konohashi, '--out', deep, ...day, '--documents', 'oscal']).code).toBe(
      0,
    );
    expect(existsSync(join(deep, 'plan.json'))).toBe(true);
  });

  it('prints the plan itself for machines when no folder is named', () => {
    const ran = machimori(['plan', konohashi, ...day, '--format', 'json']);
    expect(JSON.parse(ran.out)).toMatchObject({ formatVersion: 1, asOf: '2026-11-21' });
  });

  it('writes for the public one report alone, and tells the terminal no weakness', () => {
    const out = temporaryFolder();
    const ran = machimori(['plan', konohashi, '--out', out, ...day, '--public']);
    expect(ran.code).toBe(0);
    expect(readdirSync(out)).toEqual(['report-public.pdf']);
    expect(ran.out).not.toContain('はじめにすること');
    expect(ran.out).not.toContain('バックアップ');
  });

  it('takes the facts that make a law apply, and applies it', () => {
    const path = join(temporaryFolder(), 'city.yaml');
    const text = readFileSync(join(root, konohashi), 'utf8');
    writeFileSync(path, text.replace(/^promoter:/m, 'facts: [eeaPersonalData]\npromoter:'));
    const ran = machimori(['plan', path, ...day, '--format', 'json']);
    expect(ran.err).toBe('');
    const references = (out: string): string[] =>
      (JSON.parse(out) as { laws: { reference: string }[] }).laws.map((l) => l.reference);
    expect(references(ran.out)).toContain('reference-11');
    expect(
      references(machimori(['plan', konohashi, ...day, '--format', 'json']).out),
    ).not.toContain('reference-11');
  });

  it('speaks English where the machine does', () => {
    const ran = machimori(['plan', konohashi, ...day], { LC_ALL: 'en_GB.UTF-8' });
    expect(ran.out).toContain('What to do first');
  });

  it.each([
    [['plan'], 'usage'],
    [['plan', konohashi, '--as-of', '2026-02-30'], 'usage'],
    [['plan', konohashi, '--documents', 'poem'], 'usage'],
    [['plan', konohashi, '--no-such-option'], 'usage'],
    [['plan', 'no-such-file.yaml'], 'input-unreadable'],
    [['plan', 'examples'], 'input-unreadable'],
    [['no-such-command'], 'usage'],
    [['explain', konohashi, 'no-such-id'], 'not-found'],
    [['catalogue', 'check', '--edition', 'none/at-all'], 'not-found'],
    [['catalogue', 'show', '--edition', '../../etc'], 'not-found'],
    [['catalogue', 'diff', '2.0-draft', '9'], 'not-found'],
  ] as const)('%j ends as %s, with a next step', (args, code) => {
    const ran = machimori([...args]);
    expect(ran.code).toBe(exitCodes[code]);
    expect(ran.err).toContain('エラー');
    expect(ran.out).toBe('');
  });
});

describe('what was typed wrongly', () => {
  it.each([
    [['plna'], 'plan'],
    [['city', 'chek'], 'city check'],
    [['--format', 'json', 'plan'], 'コマンドを先に'],
    [['plan'], '都市のファイル'],
    [['plan', konohashi, '--ot', 'x'], '--out'],
    [['catalogue', 'diff', '2.0-draft'], '後の版'],
  ])('%j is told what was probably meant', (args, expected) => {
    const ran = machimori(args);
    expect(ran.code).toBe(exitCodes.usage);
    expect(ran.err).toContain(expected);
  });
});

describe('a town in Excel', () => {
  it('goes out as a workbook, comes back the same, and is planned', () => {
    const folder = temporaryFolder();
    const [book, back] = [join(folder, 'city.xlsx'), join(folder, 'city.yaml')];
    expect(machimori(['city', 'export', konohashi, '--out', book]).code).toBe(0);
    expect(machimori(['city', 'import', book, '--out', back]).code).toBe(0);
    const plan = (path: string): string =>
      machimori(['plan', path, ...day, '--format', 'json']).out;
    expect(plan(back)).toBe(plan(konohashi));
    expect(plan(book)).toBe(plan(konohashi));
  });

  it('begins with a template that says what is missing, cell by cell', () => {
    const folder = temporaryFolder();
    const book = join(folder, 'city.xlsx');
    expect(machimori(['city', 'template', '--out', book]).code).toBe(0);
    const ran = machimori(['city', 'import', book, '--out', join(folder, 'city.yaml')]);
    expect(ran.code).toBe(exitCodes['input-invalid']);
    expect(existsSync(join(folder, 'city.yaml'))).toBe(false);
  });
});

describe('check sheets', () => {
  it('come back into the city file as answers', () => {
    const folder = temporaryFolder();
    machimori(['plan', konohashi, '--out', folder, ...day, '--documents', 'sheet']);
    const out = join(folder, 'city.yaml');
    const ran = machimori([
      'sheet',
      'read',
      join(folder, 'check-sheet.xlsx'),
      '--plan',
      join(folder, 'plan.json'),
      '--city',
      konohashi,
      '--out',
      out,
    ]);
    expect(ran.err).toBe('');
    expect(ran.code).toBe(0);
    expect(machimori(['city', 'check', out]).code).toBe(0);
  });

  it('refuse a plan that is none', () => {
    const ran = machimori(['sheet', 'read', 'x.xlsx', '--plan', 'package.json']);
    expect(ran.code).toBe(exitCodes['input-invalid']);
    expect(ran.err).toContain('plan.json');
  });
});

describe('machimori', () => {
  it('names the command itself where it sends somebody to its help', () => {
    const { code, err } = machimori(['backup']);
    expect(code).toBe(exitCodes.usage);
    expect(err).toContain('./machimori backup --help');
    expect(machimori(['nonsense']).err).not.toContain('<コマンド>');
  });

  it('lists its commands, and each explains itself in both languages', async () => {
    const help = machimori(['--help']).out;
    // What each is for begins in one column, whatever the longest is called.
    const begin = machimori(['admin', '--help'])
      .out.trimEnd()
      .split('\n')
      .map((line) => {
        const [words = ''] = /^ {2}admin \S+ +/.exec(line) ?? [];
        return words.length;
      });
    expect(begin.length).toBeGreaterThan(5);
    expect(new Set(begin).size).toBe(1);
    for (const [name, { load }] of Object.entries(commands)) {
      expect(help).toContain(name);
      const command = await load();
      expect(command.name).toBe(name);
      expect(helpFor(command, 'ja')).toContain(`使い方: machimori ${name}`);
      expect(helpFor(command, 'en')).toContain(`Usage: machimori ${name}`);
      for (const argument of command.takes)
        expect(helpFor(command, 'ja')).toMatch(
          new RegExp(`^ {2}${argument.replace('.', '\\.')} +.*[ぁ-ん一-龠]`, 'm'),
        );
    }
    expect(machimori(['sheet', 'fill', '--help']).out).toBe(
      `${helpFor(await (commands['sheet fill'] as (typeof commands)[string]).load(), 'ja')}\n`,
    );
  });

  it('ends with the codes that docs/exit-codes.md lists', () => {
    const documented = [
      ...readFileSync(join(root, 'docs/exit-codes.md'), 'utf8').matchAll(
        /^\| (\d+) \| `([a-z-]+)`/gm,
      ),
    ].map((m) => [m[2], Number(m[1])]);
    expect(Object.fromEntries(documented)).toEqual(exitCodes);
  });
});
