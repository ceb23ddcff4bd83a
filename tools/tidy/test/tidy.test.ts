import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { problemLine } from '../src/problem.ts';
import { Repository } from '../src/repository.ts';
import { chosenWords } from '../src/rules/chosen-words.ts';
import { documentLinks } from '../src/rules/document-links.ts';
import { fileLength } from '../src/rules/file-length.ts';
import { fileNames } from '../src/rules/file-names.ts';
import { glossaryRows } from '../src/rules/glossary-rows.ts';
import { importCircles } from '../src/rules/import-circles.ts';
import { pinnedDependencies } from '../src/rules/pinned-dependencies.ts';
import { exceptionsHaveDecisions, pureRooms } from '../src/rules/pure-rooms.ts';
import { unsafeCalls } from '../src/rules/unsafe-calls.ts';
import { usedDependencies } from '../src/rules/used-dependencies.ts';
import { whoImportsWhom } from '../src/rules/who-imports-whom.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A small repository out of file names and texts. */
function house(files: Readonly<Record<string, string>>): Repository {
  const root = mkdtempSync(join(tmpdir(), 'machimori-tidy-'));
  roots.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return new Repository(root);
}

const manifest = (name: string, dependencies: readonly string[] = []): string =>
  JSON.stringify({
    name,
    exports: { '.': './src/index.ts' },
    dependencies: Object.fromEntries(dependencies.map((each) => [each, '1.0.0'])),
  });

const manifests = {
  'package.json': JSON.stringify({ devDependencies: { vitest: '5.1.0' } }),
  'packages/kernel/package.json': manifest('@machimori/kernel'),
  'packages/city/package.json': manifest('@machimori/city', ['@machimori/kernel', 'yaml']),
  'packages/planning/package.json': manifest('@machimori/planning', ['@machimori/city']),
  'apps/machimori/package.json': manifest('@machimori/app', ['@machimori/city']),
};

test.each([
  [
    'kernel imports nothing',
    'packages/kernel/src/a.ts',
    "import '@machimori/city';",
    'may not import packages/city',
  ],
  [
    'city knows no planning',
    'packages/city/src/a.ts',
    "import type { P } from '@machimori/planning';",
    'may not import',
  ],
  [
    'nobody imports apps',
    'packages/planning/src/a.ts',
    "export * from '@machimori/app';",
    'may not import apps/machimori',
  ],
  [
    'dynamic imports count',
    'packages/city/src/a.ts',
    "await import('@machimori/planning');",
    'may not import',
  ],
  [
    'no way around by a path',
    'packages/planning/src/a.ts',
    "import '../../city/src/model.ts';",
    'leaves packages/planning',
  ],
  [
    'no way around the entrance',
    'packages/planning/src/a.ts',
    "import '@machimori/city/src/model.ts';",
    'goes around the entrance',
  ],
  [
    'no import of oneself by name',
    'packages/city/src/a.ts',
    "import '@machimori/city';",
    'imports itself by name',
  ],
  [
    'no unknown room',
    'packages/city/src/a.ts',
    "import '@machimori/nowhere';",
    'no room of this house',
  ],
  ['what is used is declared', 'packages/kernel/src/a.ts', "import 'yaml';", 'is not declared'],
  [
    'a pure room ships no test tool',
    'packages/city/src/a.ts',
    "import 'vitest';",
    'is not declared',
  ],
  ['a new room needs a row', 'packages/new-room/src/a.ts', '', 'has no row'],
  [
    'data of others is apart',
    'packages/city/src/a.ts',
    "import x from '../../../catalogue/schema/x.json' with { type: 'json' };",
    'leaves packages/city',
  ],
])('%s', (_, file, text, message) => {
  const problems = whoImportsWhom(house({ ...manifests, [file]: text }));
  expect(problems.map(problemLine).join('\n')).toContain(message);
  expect(problems).toHaveLength(1);
});

test.each([
  ['packages/planning/src/a.ts', "import { City } from '@machimori/city';\nimport './b.ts';"],
  ['packages/city/src/a.ts', "import { parse } from 'yaml';"],
  [
    'packages/city/src/a.test.ts',
    "import { test } from 'vitest';\nimport '../../../examples/x.ts';",
  ],
  [
    'packages/catalogue/src/a.ts',
    "import x from '../../../catalogue/schema/x.json' with { type: 'json' };",
  ],
  ['packages/kernel/src/a.ts', '// import "@machimori/city" is only a comment'],
])('%s may', (file, text) => {
  expect(whoImportsWhom(house({ ...manifests, [file]: text }))).toEqual([]);
});

test('a pure room touches neither files nor clock nor chance', () => {
  const world = [
    "import { readFileSync } from 'node:fs';",
    "import os from 'os';",
    'const now = Date.now();',
    'const today = new Date();',
    'const key = process.env;',
    'const dice = Math.random();',
  ];
  const problems = pureRooms(house({ 'packages/planning/src/a.ts': world.join('\n') }));
  expect(problems.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('apps, tests, comments and strings may name the world', () => {
  const repository = house({
    'apps/machimori/src/a.ts': "import 'node:fs'; Date.now();",
    'packages/city/src/a.test.ts': "import 'node:fs'; new Date();",
    'packages/city/src/b.ts': "// Date.now()\nconst a = 'Date.now()'; const b = new Date(0);",
  });
  expect(pureRooms(repository)).toEqual([]);
});

test('an exception without its decision is refused', () => {
  expect(exceptionsHaveDecisions(house({}))).not.toEqual([]);
});

test('a circle is found, also through types', () => {
  const repository = house({
    'packages/city/src/a.ts': "import './b.ts';",
    'packages/city/src/b.ts': "export * from './c.ts';",
    'packages/city/src/c.ts': "import type { A } from './a.ts';",
    'packages/city/src/d.ts': "import './a.ts';",
  });
  expect(importCircles(repository).map(problemLine)).toEqual([
    expect.stringContaining('a.ts → b.ts → c.ts → a.ts'),
  ]);
});

test('a long file is found, long data is not', () => {
  const long = 'x\n'.repeat(501);
  const repository = house({
    'packages/city/src/a.ts': long,
    'packages/city/src/b.ts': 'x\n'.repeat(500),
    'catalogue/a.yaml': long,
    'docs/a.md': long,
    'package-lock.json': long,
  });
  expect(fileLength(repository).map(({ file }) => file)).toEqual([
    'docs/a.md',
    'packages/city/src/a.ts',
  ]);
});

test('names that say nothing, and names that are not kebab-case', () => {
  const repository = house({
    'packages/city/src/utils.ts': '',
    'packages/city/src/common/text.ts': '',
    'packages/city/src/string-helpers.ts': '',
    'packages/city/src/cityIndex.ts': '',
    'packages/city/src/city-index.test.ts': '',
    'packages/city/tsconfig.json': '',
    'packages/city/README.md': '',
    'vitest.config.ts': '',
    'look.ts': '',
  });
  expect(fileNames(repository).map(({ file }) => file)).toEqual([
    'look.ts',
    'packages/city/src/cityIndex.ts',
    'packages/city/src/string-helpers.ts',
    'packages/city/src/utils.ts',
    'packages/city/src/common',
  ]);
});

test('a domain noun without a row is found, wherever it is written', () => {
  const repository = house({
    'packages/city/package.json': manifest('@machimori/city'),
    'packages/city/src/index.ts':
      "export * from './model.ts';\nexport { type Hidden } from './more.ts';",
    'packages/city/src/model.ts':
      'export interface City {}\nexport type Town = 1;\nexport class Port {}\ntype Inner = 1;',
    'packages/city/src/more.ts': 'export interface Hidden {}\nexport interface Private {}',
    'GLOSSARY.md': '| 街 | まち | `City`, `Town` | | | |\n| 港 | みなと | | `Port` | | |',
  });
  expect(glossaryRows(repository).map(({ message }) => message.split(' ')[0])).toEqual([
    'Port',
    'Hidden',
  ]);
});

test('the list of technical types holds reasons, and nothing that is gone or explained elsewhere', () => {
  const repository = house({
    'packages/city/package.json': manifest('@machimori/city'),
    'packages/city/src/index.ts':
      'export interface City {}\nexport type FieldType = 1;\nexport type Bare = 1;',
    'GLOSSARY.md': '| 街 | まち | `City` |',
    'tools/tidy/data/technical-types.yaml':
      'packages/city:\n  FieldType: how a column is read\n  City: no\n  Gone: no\n  Bare: ""\n',
  });
  const messages = glossaryRows(repository).map(({ message }) => message);
  expect(messages).toEqual([
    expect.stringContaining('City stands in GLOSSARY.md already'),
    expect.stringContaining('exports no Gone'),
    expect.stringContaining('Bare needs a reason'),
  ]);
});

test('links that lead nowhere', () => {
  const repository = house({
    'README.md':
      '[a](docs/a.md) [b](docs/missing.md) [c](https://example.com) `[d](no.md)`\n![e](docs/e.png)',
    'docs/a.md':
      '# 一つ目 の Heading!\n[up](../README.md) [here](#一つ目-の-heading) [gone](#other) [out](../../x.md)',
  });
  expect(documentLinks(repository).map(problemLine)).toEqual([
    'README.md:1  docs/missing.md does not exist  [document-links]',
    'README.md:2  docs/e.png does not exist  [document-links]',
    'docs/a.md:2  docs/a.md has no heading #other  [document-links]',
    'docs/a.md:2  ../../x.md does not exist  [document-links]',
  ]);
});

test('dependencies that float, name a host, carry no hash or run scripts', () => {
  const repository = house({
    'packages/city/package.json': '{"dependencies": {"yaml": "^2.9.1", "ajv": "8.20.0"}}',
    'package-lock.json': JSON.stringify({
      packages: {
        '': {},
        'packages/city': {},
        'node_modules/@machimori/city': { resolved: 'packages/city', link: true },
        'node_modules/a': { resolved: 'https://registry.example/a.tgz', integrity: 'sha512-a' },
        'node_modules/b': {},
        'node_modules/a/node_modules/c': { integrity: 'sha512-c', hasInstallScript: true },
      },
    }),
  });
  expect(pinnedDependencies(repository).map(({ message }) => message)).toEqual([
    'yaml is not pinned: ^2.9.1',
    'a names the host it came from',
    'b has no hash',
    'c wants to run a script when it is installed',
  ]);
});

test('every dependency has its row in the decision on dependencies', () => {
  const repository = house({
    'docs/adr/0003-dependencies.md':
      '| 部品 | 版 |\n| --- | --- |\n| a | 1.0.0 |\n| @s/b, c | 1.0.0 |\n',
    'package.json': JSON.stringify({
      dependencies: { a: '1.0.0', '@s/b': '1.0.0', '@s/c': '1.0.0', '@s/d': '1.0.0', e: '1.0.0' },
    }),
  });
  expect(pinnedDependencies(repository).map(({ message }) => message)).toEqual([
    '@s/d has no row in docs/adr/0003-dependencies.md',
    'e has no row in docs/adr/0003-dependencies.md',
  ]);
});

test('a dependency that nothing in its room names', () => {
  const repository = house({
    'package.json': '{"devDependencies": {"tool": "1.0.0"}}',
    'packages/city/package.json': JSON.stringify({
      dependencies: { yaml: '1.0.0', ajv: '1.0.0', css: '1.0.0', '@types/node': '1.0.0' },
    }),
    'packages/city/src/index.ts': "import { parse } from 'yaml/parse';\n// ajv is a word here\n",
    'packages/city/src/look.css': "@import 'css';\n",
    'packages/planning/src/index.ts': "import 'ajv';\n",
  });
  expect(usedDependencies(repository).map(({ message }) => message)).toEqual([
    'nothing here uses ajv',
  ]);
});

test.each([
  'eval(words);',
  'new Function(words);',
  'exec(words);',
  'execSync(words);',
  'spawn(program, [], { shell: true });',
  'spawn(program, [], { shell });',
  'const n = Math.random();',
  'element.innerHTML = words;',
  "createHash('md5').update(words);",
  "createHmac('sha1', key);",
])('%s is refused', (line) => {
  const repository = house({ 'packages/city/src/x.ts': `const a = 1;\n${line}\n` });
  expect(unsafeCalls(repository).map(problemLine)).toEqual([
    expect.stringContaining('packages/city/src/x.ts:2'),
  ]);
});

test('what only looks unsafe is not', () => {
  const source = [
    '/x/.exec(words);',
    'execFile(program, [words]);',
    'spawn(program, [words], { shell: false });',
    "createHash('sha256').update('md5');",
    "const words = 'eval(x)'; // eval(x)",
    'chance.random();',
  ].join('\n');
  expect(unsafeCalls(house({ 'packages/city/src/x.ts': source }))).toEqual([]);
});

test('one word for one thing, where people read it', () => {
  const found = chosenWords(
    house({
      'docs/a.md': 'データのフォルダを開き、\n予備のコードを控えます。フォルダーもあります。',
      'apps/web/src/a.ts': "text('回復コード', 'Recovery code')",
      'apps/web/test/a.test.ts': "'回復コード'",
    }),
  );
  expect(found.map(problemLine)).toEqual([
    'apps/web/src/a.ts:1  says 回復コード: say 予備のコード  [chosen-words]',
    'docs/a.md:1  says フォルダ: say フォルダー  [chosen-words]',
  ]);
});
