import { formerColumnWords } from '@machimori/kernel';
import { bookMessages as m } from './messages.ts';

/** The version of how our books are laid out; a reader refuses newer ones. */
export const bookFormat = 1;

/** What is read from a book that came back. */
export const answerColumns = ['state', 'planned', 'statement'] as const;
export type AnswerColumnName = (typeof answerColumns)[number];
export type ReadColumn = AnswerColumnName | 'line' | 'number';

/** What people and programs call a column, in either language and however wide its signs are. */
const headings: Readonly<Record<ReadColumn, readonly string[]>> = {
  state: [m.state.ja, m.state.en, ...formerColumnWords.state],
  planned: [m.planned.ja, m.planned.en, ...formerColumnWords.planned],
  statement: [m.statement.ja, m.statement.en, ...formerColumnWords.statement],
  line: [m.line.ja, m.line.en, '明細ID'],
  number: [m.number.ja, m.number.en],
};
const byHeading = new Map(
  Object.entries(headings).flatMap(([column, words]) =>
    words.map((word) => [foldedHeading(word), column as ReadColumn] as const),
  ),
);

export const columnOf = (heading: string): ReadColumn | undefined =>
  heading.length > 60 ? undefined : byHeading.get(foldedHeading(heading));

function foldedHeading(given: string): string {
  return given.normalize('NFKC').replace(/\s/g, '').replace(/\(.*$/, '').toUpperCase();
}

/** Signs of a book's number: none that is mistaken for another when read aloud or typed. */
export const numberSigns = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const numberForm = /^BK-?([0-9A-HJKMNP-TV-Z]{8})$/;

/** `BK-7QHM2T9F`, however it was typed; undefined for anything else. */
export function readBookNumber(given: string): string | undefined {
  if (given.length > 40) return undefined;
  const [, signs] = numberForm.exec(plainSigns(given).replace(/\s/g, '')) ?? [];
  return signs && `BK-${signs}`;
}

/** The numbers of books that stand in a text. */
export const bookNumbersIn = (given: string): readonly string[] =>
  [...plainSigns(given).matchAll(/BK-?[0-9A-HJKMNP-TV-Z]{8}/g)].flatMap(
    ([each]) => readBookNumber(each) ?? [],
  );

/** Narrow capital letters, and one sort of dash. */
const plainSigns = (given: string): string =>
  given
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212ー]/g, '-')
    .toUpperCase();
