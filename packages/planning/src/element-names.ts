import type { CityIndex } from '@machimori/city';
import type { Text } from '@machimori/kernel';

/** Name of any element in both languages; the key where there is none. */
export function nameOf(index: CityIndex, key: string): Text {
  const flow = index.flows.get(key);
  if (flow && flow.name === undefined) {
    const [from, to] = [nameOf(index, flow.from), nameOf(index, flow.to)];
    return { ja: `${from.ja}から${to.ja}への流れ`, en: `flow from ${from.en} to ${to.en}` };
  }
  const found =
    index.components.get(key) ??
    index.organisations.get(key) ??
    index.contracts.get(key) ??
    index.dataSets.get(key) ??
    index.externals.get(key) ??
    flow ??
    (index.city.key === key ? index.city : undefined);
  const ja = found?.name ?? key;
  return { ja, en: found?.nameEn ?? ja };
}
