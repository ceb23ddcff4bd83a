import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import { type City, readCity } from '@machimori/city';
import { type Plan, planCity } from '../src/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** The compiled edition, as the program reads it. */
export const edition: Edition = JSON.parse(
  readFileSync(join(root, 'catalogue/mic-smart-city-security/2.0-draft/edition.json'), 'utf8'),
);

export function exampleCity(name: string): City {
  const path = join(root, 'examples', name);
  const { city, diagnostics } = readCity({ name: path, text: readFileSync(path, 'utf8') });
  if (!city) throw new Error(JSON.stringify(diagnostics, null, 1));
  return city;
}

export const planOf = (city: City, asOf = '2026-11-21'): Plan =>
  planCity({ city, edition, asOf, version: '0.0.0' });
