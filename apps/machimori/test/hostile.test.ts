import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../src/exit-codes.ts';
import { machimori, type Ran, root, temporaryFolder } from './run-program.ts';

const konohashi = join(root, 'examples/konohashi/city.yaml');
const text = readFileSync(konohashi, 'utf8');
const oscal = ['--as-of', '2026-11-21', '--documents', 'oscal'] as const;
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/** A failure as a person can use it: its code, a next step, no stack, nothing that steers a terminal. */
function expectRefused(ran: Ran, code: keyof typeof exitCodes): void {
  expect(ran.code, ran.err).toBe(exitCodes[code]);
  expect(ran.err).toContain('→ ');
  expect(ran.err).not.toMatch(/\n\s+at /);
  expect(ran.err).not.toMatch(steering);
}

/** A file of the test's own with this content. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

describe('arguments', () => {
  it.each([
    [['constructor']],
    [['__proto__']],
    [['plan', konohashi, '--constructor']],
    [['plan', konohashi, '--__proto__=x']],
    [['plan', konohashi, '--public=yes']],
    [['plan', konohashi, '--out', '']],
    [['plan', konohashi, '--out', '--public']],
    [['plan', konohashi, '--handling', 'a', '--handling', 'b']],
    [['plan', konohashi, '--as-of', '\u001b[2J\nx']],
    [['plan', konohashi, '--documents', '../x']],
    [['\u001b[2J\u202e\nエラー: x']],
    [['bench', '--runs=abc']],
    [['bench', '--runs=0']],
  ])('%j are refused', (args) => {
    expectRefused(machimori(args), 'usage');
  });

  it('are shown as far as a person reads them', () => {
    const ran = machimori(['plan', 'x'.repeat(100_000)]);
    expectRefused(ran, 'input-unreadable');
    expect(ran.err.length).toBeLessThan(10_000);
  });
});

describe('words of an input', () => {
  it('cannot steer the terminal nor begin a line of their own', () => {
    const path = file(
      'city.yaml',
      `${text}\n"\\e[2J\\n\\u202eエラー: x": 1\n"\\x9b31m": 1\n`.replace(
        'legalForm: business',
        'legalForm: "\\e[31m\\u2028"',
      ),
    );
    const ran = machimori(['city', 'check', path]);
    expectRefused(ran, 'input-invalid');
    expect(ran.err).toContain('\\u001b[2J\\u000a\\u202eエラー');
    expect(ran.err.match(/^エラー/gm)).toHaveLength(1);
  });
});

describe('inputs', () => {
  it.runIf(existsSync('/dev/zero'))('without an end are read up to the limit alone', () => {
    expectRefused(machimori(['city', 'check', '/dev/zero']), 'limit-exceeded');
  });

  it.each([
    ['deep.yaml', '['.repeat(100_000), 'limit-exceeded'],
    ['deep.json', '['.repeat(100_000), 'limit-exceeded'],
    ['utf16.yaml', Buffer.from(text, 'utf16le'), 'input-unreadable'],
    ['nul.yaml', text.replace('name: 木の端町', 'name: 木\0町'), 'input-invalid'],
  ] as const)('%s ends by what is wrong with it', (name, content, code) => {
    expectRefused(machimori(['city', 'check', file(name, content)]), code);
  });

  it('of criteria are UTF-8', () => {
    const criteria = Buffer.concat([Buffer.from('id: x # '), Buffer.from([0xff, 0x0a])]);
    const ran = machimori(['plan', konohashi, '--criteria', file('criteria.yaml', criteria)]);
    expectRefused(ran, 'input-unreadable');
  });
});

describe('a city of more places than are planned', () => {
  it('is checked, and refused before a plan of it is tried', () => {
    const path = join(temporaryFolder(), 'city.json');
    machimori(['city', 'import', konohashi, '--out', path]);
    const city = JSON.parse(readFileSync(path, 'utf8')) as { flows: { key: string }[] };
    city.flows = Array.from({ length: 6_000 }, (_, i) => ({ ...city.flows[0], key: `f-${i}` }));
    writeFileSync(path, JSON.stringify(city));
    expect(machimori(['city', 'check', path]).code).toBe(0);
    for (const args of [
      ['plan', path],
      ['explain', path, 'f-1'],
    ])
      expectRefused(machimori(args), 'limit-exceeded');
  });
});

describe('outputs', () => {
  it('are never what was read', () => {
    const city = file('city.yaml', text);
    const alias = join(temporaryFolder(), 'alias.yaml');
    symlinkSync(city, alias);
    for (const out of [city, alias])
      expectRefused(machimori(['city', 'import', city, '--out', out]), 'output-unwritable');
    const book = join(temporaryFolder(), 'alias.xlsx');
    symlinkSync(city, book);
    expectRefused(machimori(['city', 'export', city, '--out', book]), 'output-unwritable');
    expect(readFileSync(city, 'utf8')).toBe(text);

    const folder = temporaryFolder();
    machimori(['city', 'import', city, '--out', join(folder, 'plan.json')]);
    const ran = machimori(['plan', join(folder, 'plan.json'), '--out', folder, ...oscal]);
    expectRefused(ran, 'output-unwritable');
    expect(readdirSync(folder)).toEqual(['plan.json']);
  });

  it('never take the place of a folder, and then none of them is written', () => {
    const out = temporaryFolder();
    mkdirSync(join(out, 'oscal', 'profile.json'), { recursive: true });
    expectRefused(machimori(['plan', konohashi, '--out', out, ...oscal]), 'output-unwritable');
    expect(readdirSync(out)).toEqual(['oscal']);
    expect(readdirSync(join(out, 'oscal'))).toEqual(['profile.json']);
  });

  it('never take the place of a device or a pipe', () => {
    const pipe = join(temporaryFolder(), 'pipe.xlsx');
    if (spawnSync('mkfifo', [pipe]).status !== 0) return;
    expectRefused(machimori(['city', 'template', '--out', pipe]), 'output-unwritable');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it('do not follow a link that was put in their place', () => {
    const [out, other] = [temporaryFolder(), file('other', 'kept')];
    symlinkSync(other, join(out, 'plan.json'));
    expect(machimori(['plan', konohashi, '--out', out, ...oscal]).code).toBe(0);
    expect(readFileSync(other, 'utf8')).toBe('kept');
    expect(lstatSync(join(out, 'plan.json')).isSymbolicLink()).toBe(false);
  });

  it('do not leave the folder that was named by a link in it, though it may be a link itself', () => {
    const [named, elsewhere] = [temporaryFolder(), temporaryFolder()];
    symlinkSync(elsewhere, join(named, 'oscal'));
    expectRefused(machimori(['plan', konohashi, '--out', named, ...oscal]), 'output-unwritable');
    expect([readdirSync(named), readdirSync(elsewhere)]).toEqual([['oscal'], []]);
    const link = join(temporaryFolder(), 'link');
    symlinkSync(elsewhere, link);
    for (const out of [link, `${link}/`])
      expect(machimori(['plan', konohashi, '--out', out, ...oscal]).code).toBe(0);
    expect(readdirSync(elsewhere).sort()).toEqual(['oscal', 'plan.json']);
  });

  it('below a file are refused before the city is read', () => {
    const out = join(file('plan', 'kept'), 'x');
    const ran = machimori(['plan', 'no-such-city', '--out', out]);
    expectRefused(ran, 'output-unwritable');
  });

  it.runIf(process.platform === 'linux')('take few places of those a process may open', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({
      path: join(temporaryFolder(), `${i}`),
      content: 'x',
    }));
    const script = `import { writeFiles } from ${JSON.stringify(join(root, 'apps/machimori/src/files.ts'))};
      await writeFiles(${JSON.stringify(many)});`;
    const node = [process.execPath, '--input-type=module', '-e', script];
    const done = spawnSync('sh', ['-c', 'ulimit -n 48 && exec "$@"', 'sh', ...node]);
    expect(done.status, String(done.stderr)).toBe(0);
    expect(many.every(({ path }) => existsSync(path))).toBe(true);
  });

  it('with a name too long for the disk are said to be unwritable', () => {
    const out = join(temporaryFolder(), 'x'.repeat(300));
    expectRefused(machimori(['plan', konohashi, '--out', out, ...oscal]), 'output-unwritable');
  });

  it('remove what a killed run left behind, and nothing that may still be written', () => {
    const out = temporaryFolder();
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const left = [
      `.plan.json.${gone}-0123456789ab.tmp`,
      `.plan.json.${process.pid}-0123456789ab.tmp`,
      `.plan.json.${gone}-ba9876543210.tmp`,
      '.plan.json.tmp',
    ] as const;
    for (const name of left) writeFileSync(join(out, name), 'x');
    for (const name of [left[0], left[1], left[3]]) utimesSync(join(out, name), 1, 1);
    expect(machimori(['plan', konohashi, '--out', out, ...oscal]).code).toBe(0);
    expect(left.filter((name) => existsSync(join(out, name)))).toEqual(left.slice(1));
  });

  it.runIf(existsSync('/dev/full'))(
    'that cannot be printed are said, and errors still count',
    () => {
      const run = (
        args: readonly string[],
        stdio: ('out' | 'err')[],
      ): { code: number | null; err: string } => {
        const full = openSync('/dev/full', 'w');
        const done = spawnSync(
          process.execPath,
          [join(root, 'apps/machimori/src/main.ts'), ...args],
          {
            encoding: 'utf8',
            stdio: [
              'ignore',
              stdio.includes('out') ? full : 'pipe',
              stdio.includes('err') ? full : 'pipe',
            ],
          },
        );
        closeSync(full);
        return { code: done.status, err: done.stderr };
      };
      const unprinted = run(['catalogue', 'show', '--format', 'json'], ['out']);
      expect(unprinted.code).toBe(exitCodes['output-unwritable']);
      expect(unprinted.err).toContain('ENOSPC');
      expect(run(['plan', 'no-such-file'], ['err']).code).toBe(exitCodes['input-unreadable']);
    },
  );
});

describe('a plan.json', () => {
  const refused = (content: string): Ran =>
    machimori(['sheet', 'fill', 'x.xlsx', '--plan', file('plan.json', content)]);

  it.each([
    ['nested deeply', '{"a":'.repeat(100), 'limit-exceeded'],
    ['of a hundred thousand fields', `{${'"a":1,'.repeat(100_000)}"b":1}`, 'limit-exceeded'],
    ['of one long text', `{"a":"${'x'.repeat(100_000)}"}`, 'limit-exceeded'],
    ['of one long number', `{"a":${'9'.repeat(100_000)}}`, 'limit-exceeded'],
    ['that is a list', `[${'{},'.repeat(100_000)}{}]`, 'input-invalid'],
    ['that is empty', '', 'input-invalid'],
    ['cut short', '{"formatVersion":1', 'input-invalid'],
  ] as const)('%s is refused', (_, content, code) => {
    expectRefused(refused(content), code);
  });

  it('made here is read; one with the same id twice, or asked for nobody, is refused', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'plan.json');
    machimori([
      'plan',
      konohashi,
      '--out',
      folder,
      '--as-of',
      '2026-11-21',
      '--documents',
      'sheet',
    ]);
    const fill = (plan: string, ...more: string[]): Ran =>
      machimori([
        'sheet',
        'fill',
        join(folder, 'check-sheet.xlsx'),
        ...['--plan', plan, '--out', join(folder, 'filled.xlsx'), ...more],
      ]);
    expect(fill(path).code).toBe(0);
    expectRefused(fill(path, '--organisation', '../../x'), 'not-found');
    const plan = JSON.parse(readFileSync(path, 'utf8')) as {
      lines: unknown[];
      edition: { id: string };
    };
    const edition = { ...plan.edition, id: '../../../etc' };
    expectRefused(fill(file('plan.json', JSON.stringify({ ...plan, edition }))), 'not-found');
    plan.lines.push(plan.lines[0]);
    const ran = fill(file('plan.json', JSON.stringify(plan)));
    expectRefused(ran, 'input-invalid');
    expect(ran.err).toContain(`lines[${plan.lines.length - 1}]`);
  });
});
