import type { CheckItem, Edition } from '@machimori/catalogue';
import { type Text, text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';

/** What stands for a name that one does not see. */
const unseen = {
  organisation: text('ほかの組織', 'another organisation'),
  subject: text('見えないもの', 'something that you do not see'),
} as const;

export const itemsOf = (edition: Edition): ReadonlyMap<string, CheckItem> =>
  new Map(edition.checkItems.map((item) => [item.id, item]));

/** The words of a check item; its id where the edition does not have it any more. */
export function wordsOfItem(items: ReadonlyMap<string, CheckItem>, id: string) {
  const item = items.get(id);
  const label = item === undefined ? text(id, id) : itemLabel(item);
  return {
    label: { ...label },
    heading: { ...(item?.heading ?? label) },
    asks: { ...(item?.asks ?? label) },
  };
}

/** An element by its name; an organisation that one does not see has no key either. */
export function nameIn(
  names: ReadonlyMap<string, Text>,
  key: string,
  what: keyof typeof unseen,
): { key: string; name: Text } {
  const name = names.get(key);
  const hidden = name === undefined && what === 'organisation';
  return { key: hidden ? '*' : key, name: { ...(name ?? unseen[what]) } };
}
