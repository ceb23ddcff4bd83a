import { Failure } from '@machimori/kernel';
import { readSheet, type SheetAnswer } from '../sheet/read-sheet.ts';
import type { SheetEdition } from '../sheet/sheet-sources.ts';
import type { AnswerColumnName } from './book-columns.ts';
import { bookMessages as m } from './messages.ts';
import { type BookReading, type ReadCell, readSheetBook } from './read-sheet-book.ts';

/** Of the official sheet, what was written beside a check item. */
export interface ItemRow {
  readonly checkItem: string;
  readonly sheet: string;
  readonly at: string;
  readonly cells: Readonly<Partial<Record<AnswerColumnName, ReadCell>>>;
}

/** What was read from a file that came: a book of ours, or the official sheet. */
export type AnyBookReading =
  | { readonly kind: 'lines'; readonly reading: BookReading }
  | {
      readonly kind: 'official';
      readonly items: readonly ItemRow[];
      /** Rows that it has for single lines: what was written there counts before what was written for the item. */
      readonly reading: BookReading;
    };

/** Reads a book of ours; what has no table of lines, as the official sheet. Says of neither what of both is true. */
export function readAnyBook(bytes: Uint8Array, edition: SheetEdition): AnyBookReading {
  try {
    return { kind: 'lines', reading: readSheetBook(bytes) };
  } catch (error) {
    if (!(error instanceof Failure) || error.text !== m.noTable) throw error;
  }
  const { answers, unmatched, diagnostics } = readOfficial(bytes, edition);
  const rows = answers.map((answer) => ({ answer, ...placed(answer.place) }));
  return {
    kind: 'official',
    items: rows.flatMap(({ answer, sheet, at }) => {
      const cells = cellsOf(answer);
      return answer.scope === 'line' || Object.keys(cells).length === 0
        ? []
        : [{ checkItem: answer.checkItem, sheet, at, cells }];
    }),
    reading: {
      rows: rows.flatMap(({ answer, sheet, at }) => {
        const cells = cellsOf(answer);
        return answer.scope !== 'line' || Object.keys(cells).length === 0
          ? []
          : [{ line: answer.key, sheet, at, cells }];
      }),
      strays: unmatched.map(({ place, label, planned, statement, state }) => ({
        ...placed(place),
        words: [label, state, planned, statement].filter(Boolean).join(' ').slice(0, 80),
      })),
      notes: diagnostics
        .filter(({ severity, code }) => severity === 'error' || code === 'duplicate-key')
        .slice(0, 200)
        .map(({ place, message }) => ({ ...placed(place), what: message })),
    },
  };
}

function readOfficial(bytes: Uint8Array, edition: SheetEdition) {
  try {
    return readSheet(bytes, edition);
  } catch (error) {
    // Nobody can tell from a book without either table which it was to be.
    if (error instanceof Failure && error.code === 'input-invalid')
      throw new Failure('input-invalid', m.neither, { next: m.noTableNext });
    throw error;
  }
}

const placed = ({ sheet = '', cell = '' }: SheetAnswer['place']) => ({ sheet, at: cell });

/** What somebody wrote; a draft that was left as it was is nobody's answer. */
function cellsOf({ state, planned, statement }: SheetAnswer): ItemRow['cells'] {
  const written = (read: typeof statement, value: string | undefined): ReadCell | undefined =>
    read === undefined || read.unchanged || value === undefined
      ? undefined
      : { at: read.place.cell ?? '', value };
  const cells = {
    state: written(state as typeof statement, state?.value),
    planned: written(planned as unknown as typeof statement, planned?.value.raw),
    statement: written(statement, statement?.value),
  };
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined));
}
