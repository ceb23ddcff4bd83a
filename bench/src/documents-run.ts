import { writeOscal } from '@machimori/documents/oscal';
import { writeCheckSheet } from '@machimori/documents/sheet';
import { planCity } from '@machimori/planning';
import { largeInput } from './large-plan.ts';

/** The documents of the large city, each timed; prints its figures as JSON. */
const input = largeInput();
const { city, edition } = input;
const plan = planCity(input);
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
