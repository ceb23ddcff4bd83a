import { readFileSync } from 'node:fs';
import type { Edition } from '@machimori/catalogue';
import { type City, readCity } from '@machimori/city';
import { type Plan, planCity } from '@machimori/planning';

const root = new URL('../../../../', import.meta.url);

export const edition = JSON.parse(
  readFileSync(new URL('catalogue/mic-smart-city-security/2.0-draft/edition.json', root), 'utf8'),
) as Edition;

export const asOf = '2026-11-21';

export interface Sample {
  readonly city: City;
  readonly plan: Plan;
  readonly edition: Edition;
}

export const planOf = (city: City): Sample => ({
  city,
  plan: planCity({ city, edition, asOf, version: '0.1.0' }),
  edition,
});

/** A city of the examples, as its file stands. */
export function exampleCity(path: string): City {
  const { city, diagnostics } = readCity({
    name: path,
    text: readFileSync(new URL(`examples/${path}`, root), 'utf8'),
  });
  if (city === undefined) throw new Error(`${path}: ${JSON.stringify(diagnostics.slice(0, 3))}`);
  return city;
}

export const examples = [
  'hoshigawatari/city.yaml',
  'konohashi/city.yaml',
  'templates/disaster.yaml',
  'templates/medical.yaml',
  'templates/payment.yaml',
  'templates/tourism.yaml',
  'templates/transport.yaml',
] as const;
