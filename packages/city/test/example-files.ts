import { readFileSync } from 'node:fs';
import { type City, readCity } from '../src/index.ts';

export const exampleFiles = [
  'hoshigawatari/city.yaml',
  'konohashi/city.yaml',
  ...['disaster', 'medical', 'payment', 'transport', 'tourism'].map(
    (domain) => `templates/${domain}.yaml`,
  ),
];

export const exampleText = (file: string): string =>
  readFileSync(new URL(`../../../examples/${file}`, import.meta.url), 'utf8');

export function exampleCity(file: string): City {
  const { city, diagnostics } = readCity({ name: file, text: exampleText(file) });
  if (!city) throw new Error(JSON.stringify(diagnostics, null, 1));
  return city;
}
