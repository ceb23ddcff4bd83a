import { otherStateWords, stateWords, type Text } from '@machimori/kernel';
import type { Field, SheetLine } from '../sheet-queries.ts';

export const fields = ['state', 'planned', 'statement'] as const satisfies readonly Field[];

type State = SheetLine['state'];
export const states = Object.keys(stateWords) as readonly State[];

const bare = (words: string): string => words.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** Words, in either language, and codes for how far a line is, by which a pasted cell is known. */
const known: ReadonlyMap<string, State> = new Map([
  ...Object.entries(otherStateWords),
  ...states.flatMap((state) =>
    [state, stateWords[state].ja, stateWords[state].en].map(
      (words) => [bare(words), state] as const,
    ),
  ),
]);

/** What is kept of something typed or pasted; what nobody knows stays as it is, and the server says what is wrong. */
export function valueFrom(field: Field, text: string): string {
  const words = text.replace(/\r\n?/g, '\n').trim();
  if (field !== 'state') return words;
  return words === '' ? 'not-started' : (known.get(bare(words)) ?? words);
}

/** States that begin with what was typed, in any of their words, or the one with that number. */
export function statesLike(typed: string): readonly State[] {
  const words = bare(typed);
  if (/^[1-9]$/.test(words)) return states.slice(Number(words) - 1, Number(words));
  const like = states.filter((state) =>
    [state, stateWords[state].ja, stateWords[state].en].some((name) => bare(name).includes(words)),
  );
  return like.length === 0 ? states : like;
}

export const isState = (value: string): value is State => states.some((state) => state === value);

/** What stands in the cell for how far a line is, in words. */
export const stateText = (value: string, say: (words: Text) => string): string =>
  isState(value) ? say(stateWords[value]) : value;
