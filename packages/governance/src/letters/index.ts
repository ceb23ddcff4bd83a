export { mostLetters } from './expect-few-letters.ts';
export { pruneLettersCaused } from './letters-caused-store.ts';
