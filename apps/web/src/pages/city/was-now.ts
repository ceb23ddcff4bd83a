import { isNothing } from '@machimori/city/kinds';
import type { Text } from '@machimori/kernel';
import type { Say } from '../../language.tsx';
import { entryWords } from '../../messages/city-entry.ts';

const isQuoted = ({ ja, en }: Text): boolean => ja.includes('「') || en.includes('“');

/** What a value was and what it is now; what came or went is said to, and values with parts stand unquoted. */
export function wasNow(before: Text, after: Text, say: Say): string {
  const values = { before: say(before), after: say(after) };
  if (isNothing(before)) return say(entryWords.comes, values);
  if (isNothing(after)) return say(entryWords.goes, values);
  return say(isQuoted(before) || isQuoted(after) ? entryWords.wasOfParts : entryWords.was, values);
}
