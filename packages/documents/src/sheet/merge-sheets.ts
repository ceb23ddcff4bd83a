import type { Diagnostic, Place, Text } from '@machimori/kernel';
import { sheetMessages as m } from './messages.ts';
import type { ReadPlanned, ReadReport, ReadValue, SheetAnswer } from './read-sheet.ts';
import type { LineState } from './sheet-content.ts';

/** A book that came back, under the name by which people know it. */
export interface ReturnedBook {
  readonly name: string;
  readonly report: ReadReport;
}

export interface MergedAnswer extends SheetAnswer {
  /** Books that say something under this key. */
  readonly books: readonly string[];
  /** Columns in which they disagree: until somebody settles them, their values answer no line. */
  readonly unsettled: readonly AnswerColumn[];
}

export type AnswerColumn = 'planned' | 'statement' | 'state';

/** What the columns are called in a sheet. */
export const columnNames: Readonly<Record<AnswerColumn, Text>> = {
  planned: m.planned,
  statement: m.statement,
  state: m.state,
};

/** Two books that say different things in one cell. Every value stands here; the merged answer has the first. */
export interface SheetConflict {
  readonly key: string;
  readonly column: AnswerColumn;
  readonly values: readonly {
    readonly book: string;
    readonly text: string;
    readonly place: Place;
  }[];
}

export interface MergeReport {
  readonly answers: readonly MergedAnswer[];
  readonly conflicts: readonly SheetConflict[];
  readonly unmatched: readonly (ReadReport['unmatched'][number] & { readonly book: string })[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Merges what several books say, by key. What one book wrote fills what another left empty or as the plan had it;
 * where two wrote different things, both stand in the conflicts. Nothing is dropped, and the order of books decides nothing but which is named first.
 */
export function mergeSheets(books: readonly ReturnedBook[]): MergeReport {
  const byKey = new Map<string, { book: string; answer: SheetAnswer }[]>();
  for (const { name, report } of books) {
    for (const answer of report.answers) {
      const given = byKey.get(answer.key);
      if (given) given.push({ book: name, answer });
      else byKey.set(answer.key, [{ book: name, answer }]);
    }
  }
  const conflicts: SheetConflict[] = [];
  const answers = [...byKey.values()].map((given) => mergeAnswers(given, conflicts));
  return {
    answers,
    conflicts,
    unmatched: books.flatMap(({ name, report }) =>
      report.unmatched.map((row) => ({ ...row, book: name })),
    ),
    diagnostics: books.flatMap(({ name, report }) =>
      report.diagnostics.map((d) => ({ ...d, place: { ...d.place, file: name } })),
    ),
  };
}

type Given = readonly { readonly book: string; readonly answer: SheetAnswer }[];

function mergeAnswers(given: Given, conflicts: SheetConflict[]): MergedAnswer {
  const [first] = given;
  if (!first) throw new Error('a key without an answer');
  const { planned: _p, statement: _s, state: _t, ...head } = first.answer;
  const before = conflicts.length;
  const planned = choose(
    given,
    'planned',
    (a) => a.planned,
    (v: ReadPlanned) => v.raw,
    conflicts,
  );
  const statement = choose(
    given,
    'statement',
    (a) => a.statement,
    (v: string) => v,
    conflicts,
  );
  const state = choose(
    given,
    'state',
    (a) => a.state,
    (v: LineState) => v,
    conflicts,
  );
  return {
    ...head,
    lines: [...new Set(given.flatMap((g) => g.answer.lines))],
    ...(planned === undefined ? {} : { planned }),
    ...(statement === undefined ? {} : { statement }),
    ...(state === undefined ? {} : { state }),
    books: [...new Set(given.map((g) => g.book))],
    unsettled: conflicts.slice(before).map((conflict) => conflict.column),
  };
}

function choose<T>(
  given: Given,
  column: SheetConflict['column'],
  pick: (answer: SheetAnswer) => ReadValue<T> | undefined,
  textOf: (value: T) => string,
  conflicts: SheetConflict[],
): ReadValue<T> | undefined {
  const all = given.flatMap(({ book, answer }) => {
    const read = pick(answer);
    return read === undefined ? [] : [{ book, read, text: textOf(read.value) }];
  });
  const changed = all.filter(({ read }) => !read.unchanged);
  const chosen = changed[0] ?? all[0];
  // Values that nobody changed can differ only where books come from two plans; then both are worth seeing.
  const rivals = changed.length > 0 ? changed : all;
  const distinct = new Map<string, (typeof all)[number]>();
  for (const value of rivals) {
    const folded = value.text.normalize('NFKC').replace(/\s+/g, '');
    if (!distinct.has(folded)) distinct.set(folded, value);
  }
  if (distinct.size > 1 && chosen) {
    conflicts.push({
      key: given[0]?.answer.key ?? '',
      column,
      values: rivals.map(({ book, read, text }) => ({
        book,
        text,
        place: { ...read.place, file: book },
      })),
    });
  }
  return chosen?.read;
}
