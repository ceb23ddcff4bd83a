import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import { writeOscal } from '@machimori/documents/oscal';
import { writeCheckSheet } from '@machimori/documents/sheet';
import { planCity } from '@machimori/planning';
import { generateCity, largeCity } from './generate-city.ts';

/** The documents of the large city, each timed; prints its figures as JSON. */
const root = join(import.meta.dirname, '..', '..');
const edition = JSON.parse(
  readFileSync(join(root, 'catalogue/mic-smart-city-security/2.0-draft/edition.json'), 'utf8'),
) as Edition;
const city = generateCity(largeCity);
const plan = planCity({ city, edition, asOf: '2026-11-21', version: 'bench' });
const figures: Record<string, { ms: number; mb: number }> = {};
const time = async (name: string, make: () => Promise<number>): Promise<void> => {
  const start = performance.now();
  const bytes = await make();
  figures[name] = { ms: performance.now() - start, mb: bytes / 1_048_576 };
};
await time('plan.json', async () => JSON.stringify(plan).length);
await time(
  'check-sheet.xlsx',
  async () => (await writeCheckSheet(plan, edition, { locale: 'ja' })).length,
);
await time('oscal', async () => JSON.stringify(writeOscal({ plan, edition, city })).length);
console.log(JSON.stringify(figures));
