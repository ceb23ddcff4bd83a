/** Work that one search may do, so that a hostile file cannot make suggestions expensive. */
const candidatesPerSearch = 4_000;
const longest = 64;

/** The candidate that a mistyped word most probably meant: the nearest, or the only one that begins with it. */
export function nearestWord(given: string, candidates: Iterable<string>): string | undefined {
  if (given === '' || given.length > longest) return undefined;
  const wanted = fold(given);
  const reach = Math.min(3, Math.max(1, Math.floor(wanted.length / 3)));
  let best: string | undefined;
  let distance = reach + 1;
  let looked = 0;
  let longer: string | undefined;
  let longerOnes = 0;
  for (const candidate of candidates) {
    if (wanted.length >= 3 && candidate.startsWith(wanted) && candidate.length <= longest) {
      longer = candidate;
      longerOnes += 1;
    }
    if (candidate.length > longest || Math.abs(candidate.length - wanted.length) >= distance)
      continue;
    looked += 1;
    if (looked > candidatesPerSearch) break;
    const found = editDistance(wanted, fold(candidate), distance - 1);
    if (found < distance) {
      distance = found;
      best = candidate;
      if (found === 0) break;
    }
  }
  return best ?? (longerOnes === 1 ? longer : undefined);
}

const fold = (s: string): string => s.normalize('NFKC').toLowerCase().replaceAll('_', '-');

/** Edits from one word to another, neighbouring swaps counted once; above `limit` any larger number. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}
