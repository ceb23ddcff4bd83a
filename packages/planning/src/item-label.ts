import type { CheckItem } from '@machimori/catalogue';
import type { Text } from '@machimori/kernel';

/** A check item's label for people: サービス②-1 as it is printed, Service ②-1 for readers of English. */
export function itemLabel(item: Pick<CheckItem, 'id' | 'label'>): Text {
  const numbers = item.label.slice(Math.max(0, item.label.search(/[\u2460-\u2473]/)));
  const words = item.id.replace(/(?:-\d+)+$/, '').replaceAll('-', ' ');
  const name = words.replace(/^./, (first) => first.toUpperCase()).replace(/ os$/, ' OS');
  return { ja: item.label, en: `${name} ${numbers}` };
}
