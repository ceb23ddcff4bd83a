import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbookSafely } from '@machimori/workbook';
import { expect, it } from 'vitest';
import { machimori, root, temporaryFolder } from './run-program.ts';

// A city in which every name and note is an attack on whoever opens what is made of it: every document of its plan
// shows them and does nothing of what they say. (The city's own workbook: packages/city/test/workbook.test.ts.)

const hostile = [
  '=HYPERLINK("https://evil.example","x")',
  "=cmd|' /c calc'!A1",
  '+81',
  '-2+3',
  '@SUM(A1)',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '{{ insert: param, x }}',
  '#eval("x") $x$ //y',
  '&G&P&A &"x"',
];

it('its documents hold text and nothing else', { timeout: 300_000 }, () => {
  const folder = temporaryFolder();
  let count = 0;
  const city = readFileSync(join(root, 'examples/hoshigawatari/city.yaml'), 'utf8').replace(
    /^(\s*(?:- )?(?:name|nameEn|note): ).+$/gm,
    (_, head: string) => {
      const word = `${hostile[count++ % hostile.length]} ${count}`;
      return `${head}'${word.replaceAll("'", "''")}'`;
    },
  );
  expect(count).toBeGreaterThan(hostile.length * 3);
  const file = join(folder, 'city.yaml');
  writeFileSync(file, city);
  const out = join(folder, 'out');
  const planned = machimori(['plan', file, '--out', out]);
  expect([planned.code, planned.err]).toEqual([0, '']);

  const made = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const kinds = new Set<string>();
  let seen = '';
  for (const entry of made) {
    expect(entry.name).toMatch(/^[a-z0-9-]+\.(xlsx|json|pdf)$/);
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    const kind = entry.name.split('.').at(-1) ?? '';
    kinds.add(kind);
    if (kind === 'xlsx')
      for (const [path, part] of openWorkbookSafely(bytes)) {
        const text = Buffer.from(part.bytes).toString();
        if (path.startsWith('xl/worksheets/')) expect(text).not.toMatch(/<(f|hyperlink)[\s>]/);
        expect(text).not.toMatch(/<(script|img)\b/);
        // Nothing is fetched, run or embedded on opening.
        expect(path).not.toMatch(/externalLinks|vbaProject|connections|embeddings|activeX/);
        if (path.endsWith('.rels')) expect(text).not.toMatch(/TargetMode="External"/);
        for (const [, code = ''] of text.matchAll(/<odd(?:Header|Footer)>(.*?)<\/odd/g))
          expect(code.replaceAll('&amp;&amp;', '')).not.toMatch(/&amp;G/);
        seen += text;
      }
    else if (kind === 'pdf')
      expect(bytes.toString('latin1')).not.toMatch(
        /\/(URI|JavaScript|Launch|OpenAction|SubmitForm|EmbeddedFile)\b/,
      );
    else {
      const text = bytes.toString();
      expect(() => JSON.parse(text)).not.toThrow();
      // What OSCAL reads as markup: a title, a description, remarks; and not a name.
      if (entry.parentPath.endsWith('oscal'))
        for (const [, value = ''] of text.matchAll(/"(?:title|description|remarks)": "(.*)"/g))
          expect(value.replaceAll(/\\\\./g, '')).not.toMatch(/<(script|img)|\]\(javascript|\{\{/);
      seen += text;
    }
  }
  expect([...kinds].sort()).toEqual(['json', 'pdf', 'xlsx']);
  // Shown they are, though.
  for (const word of ['HYPERLINK', 'alert(1)', '@SUM(A1)', 'calc']) expect(seen).toContain(word);
});
