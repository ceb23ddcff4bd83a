import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkEdition } from '../src/check-edition.ts';
import { compileEdition } from '../src/compile-edition.ts';
import { writeEdition } from '../src/write-edition.ts';

/** Reads an edition's folder and writes its edition.json: `node compile-catalogue.ts [folder]`. */
const folder =
  process.argv[2] ??
  fileURLToPath(new URL('../../../catalogue/mic-smart-city-security/2.0-draft', import.meta.url));

const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.yaml'))
  .sort();
const { edition, diagnostics, placeOf } = compileEdition(
  new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
);
const problems = [...diagnostics, ...(edition === undefined ? [] : checkEdition(edition, placeOf))];
for (const { severity, place, message, expected } of problems) {
  const where = `${place.file ?? ''}:${place.line ?? 1}:${place.column ?? 1}`;
  const wanted = expected === undefined ? '' : ` (${expected.en})`;
  console.error(`${where} ${severity} ${place.path ?? ''} ${message.en}${wanted}`);
}
if (edition === undefined) console.error('edition.json was not written.');
else writeFileSync(join(folder, 'edition.json'), writeEdition(edition));
process.exitCode = problems.some((d) => d.severity === 'error') ? 1 : 0;
