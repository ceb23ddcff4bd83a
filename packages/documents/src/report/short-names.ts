const legalForms = /株式会社|有限会社|合同会社|一般社団法人|公益財団法人|[(（][株有同社財][)）]/g;

/** A short name for each organisation, distinct from the others': 市, 協議会, 縞瀬; HC, MS in Latin script. */
export function shortNames(
  organisations: readonly { readonly key: string; readonly name: string }[],
  city: string,
): Map<string, string> {
  const taken = new Set<string>();
  const short = new Map<string, string>();
  for (const { key, name } of organisations) {
    const found =
      candidates(name.replace(legalForms, '').trim() || name, city).find((c) => !taken.has(c)) ??
      numbered(name, taken);
    taken.add(found);
    short.set(key, found);
  }
  return short;
}

function candidates(name: string, city: string): string[] {
  const letters = [...name];
  const place = city.replace(/[市町村区]$/, '');
  if (!/^[\u0000-\u024f’]+$/.test(name)) {
    const starts = [2, 3, 4].map((n) => letters.slice(0, n).join(''));
    if (name === city && place !== city) return [city.slice(place.length), ...starts];
    return name.startsWith(place) && letters.length > [...place].length + 3
      ? [letters.slice(-3).join(''), ...starts]
      : starts;
  }
  const words = name.split(/[\s&.,-]+/).filter((w) => w !== '');
  const initials = words
    .map((w) => w[0]?.toUpperCase() ?? '')
    .join('')
    .slice(0, 3);
  const first = words[0] ?? name;
  return [...(words.length > 1 ? [initials] : []), first.slice(0, 3), first.slice(0, 4)];
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  const start = [...name].slice(0, 2).join('');
  for (let i = 2; ; i += 1) if (!taken.has(`${start}${i}`)) return `${start}${i}`;
}
