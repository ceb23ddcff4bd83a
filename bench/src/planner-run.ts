import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import { planCity } from '@machimori/planning';
import { generateCity, largeCity } from './generate-city.ts';

/** One run of the planner on the large city in a process of its own; prints its figures as JSON. */
const root = join(import.meta.dirname, '..', '..');
const edition = JSON.parse(
  readFileSync(join(root, 'catalogue/mic-smart-city-security/2.0-draft/edition.json'), 'utf8'),
) as Edition;
const city = generateCity(largeCity);
const before = process.resourceUsage().maxRSS;
const start = performance.now();
const plan = planCity({ city, edition, asOf: '2026-11-21', version: 'bench' });
const ms = performance.now() - start;
const peak = process.resourceUsage().maxRSS;
console.log(
  JSON.stringify({
    ms,
    peakMb: peak / 1024,
    beforeMb: before / 1024,
    counts: plan.counts,
    plannedRows: plan.sheet.length,
  }),
);
