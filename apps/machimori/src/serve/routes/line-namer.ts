import type { Actor } from '@machimori/authorisation';
import type { Text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';
import { sheetGuidelineFor } from '../guideline.ts';
import type { ServerWorld } from '../server-world.ts';

/** What check items are called, by the edition that the reader's city plans by; undefined for what it does not know. */
export async function lineNamer(
  world: ServerWorld,
  actor: Actor,
): Promise<(checkItem: string | undefined) => Text | undefined> {
  const { checkItems } = await sheetGuidelineFor(world, actor);
  const items = new Map(checkItems.map((item) => [item.id, item]));
  return (checkItem) => {
    const item = checkItem === undefined ? undefined : items.get(checkItem);
    return item && { ...itemLabel(item) };
  };
}
