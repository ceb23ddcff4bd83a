import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import type { PlanInput } from '@machimori/planning';
import { generateCity, largeCity, scaled } from './generate-city.ts';

const edition = join(
  import.meta.dirname,
  '../../catalogue/mic-smart-city-security/2.0-draft/edition.json',
);

/** What the plan of the large city, or of one `times` as large, is made of; the day is fixed, so that every run plans the same. */
export const largeInput = (times = 1): PlanInput => ({
  city: generateCity(scaled(largeCity, times)),
  edition: JSON.parse(readFileSync(edition, 'utf8')) as Edition,
  asOf: '2026-11-21',
  version: 'bench',
});
