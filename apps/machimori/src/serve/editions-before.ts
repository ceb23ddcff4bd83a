import { type Edition, whatItemsBecame } from '@machimori/catalogue';
import type { EditionBefore } from '@machimori/governance';
import { text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';
import { catalogueFolder, editionIds } from '../edition-file.ts';
import { guideline } from './guideline.ts';

const known = new WeakMap<Edition, Promise<ReadonlyMap<string, EditionBefore>>>();

/** Of each other edition that this program has, what its check items became in one: worked out once. */
export async function editionsBefore(
  id: string,
  catalogue: string = catalogueFolder,
): Promise<ReadonlyMap<string, EditionBefore>> {
  const edition = await guideline(id, catalogue);
  const before = known.get(edition);
  if (before !== undefined) return before;
  const working = workedOut(edition, catalogue);
  known.set(edition, working);
  working.catch(() => known.delete(edition));
  return working;
}

async function workedOut(
  edition: Edition,
  catalogue: string,
): Promise<ReadonlyMap<string, EditionBefore>> {
  const found = new Map<string, EditionBefore>();
  for (const id of await editionIds(catalogue)) {
    if (id === edition.id) continue;
    const from = await guideline(id, catalogue);
    found.set(id, {
      name: nameOf(from),
      items: whatItemsBecame(from, edition),
      labels: new Map(from.checkItems.map((item) => [item.id, itemLabel(item)])),
    });
  }
  return found;
}

function nameOf({ version, status }: Edition) {
  const number = version.replace(/-draft$/, '');
  return status === 'draft'
    ? text(`版${number}（案）`, `edition ${number} (draft)`)
    : text(`版${number}`, `edition ${number}`);
}
