import type { CheckItem } from '@machimori/catalogue';
import { type Text, text } from '@machimori/kernel';
import { itemLabel } from './item-label.ts';

/** A check item as people find it: its heading with its label. */
export function checkItemName(item: CheckItem): Text {
  const label = itemLabel(item);
  return text(`${item.heading.ja}（${label.ja}）`, `${item.heading.en} (${label.en})`);
}

/** A risk as people read it: through which weakness what happens. */
export const riskName = (weakness: Text, incident: Text): Text =>
  text(`${weakness.ja}：${incident.ja}`, `${weakness.en}: ${incident.en}`);

/** What a row of the plan is about, and where. */
export const placedName = (what: Text, where: Text): Text =>
  text(`${what.ja}｜${where.ja}`, `${what.en} | ${where.en}`);
