import type { ReadRow } from '@machimori/documents/sheet-books';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRow, type PresentLine } from '../../src/sheet-books/judge-book.ts';

const states = ['not-started', 'planned', 'in-progress', 'implemented', 'not-applicable'] as const;
type Said = readonly [(typeof states)[number], string, string];

const present = (
  [state, planned, statement]: Said,
  of: Partial<PresentLine> = {},
): PresentLine => ({
  inPlan: true,
  own: true,
  stage: undefined,
  values: { state, planned, statement },
  versions: { state: 1, planned: 1, statement: 1 },
  ...of,
});
const row = ([state, planned, statement]: readonly string[], number?: string): ReadRow => ({
  line: 'service-2-3@kawa',
  sheet: '回答',
  at: 'A2',
  ...(number === undefined ? {} : { number }),
  cells: {
    state: { at: 'B2', value: state ?? '' },
    planned: { at: 'C2', value: planned ?? '' },
    statement: { at: 'D2', value: statement ?? '' },
  },
});
const outcomes = (...of: Parameters<typeof judgeRow>): Record<string, string> =>
  Object.fromEntries(judgeRow(...of).cells.map(({ field, outcome }) => [field, outcome]));

const words = fc.constantFrom('', 'あ', 'い', 'う');
const said = fc.tuple(fc.constantFrom(...states), words, words);

describe('a cell of a book', () => {
  it('is compared with what it said when it went out, and with what it says here', () => {
    fc.assert(
      fc.property(said, said, said, (base, now, book) => {
        const judged = outcomes(row(book, 'BK-7QHM2T9F'), base, present(now));
        for (const [at, field] of (['state', 'planned', 'statement'] as const).entries()) {
          const [was, is, says] = [base[at], now[at], book[at]];
          const expected =
            says === is || says === was
              ? undefined
              : says === ''
                ? 'cleared'
                : was === is
                  ? 'new'
                  : 'conflict';
          expect(judged[field], `${was} ${is} ${says}`).toBe(expected);
        }
      }),
      { numRuns: 3_500 },
    );
  });

  it('never writes over what stands here where nobody knows what it said', () => {
    fc.assert(
      fc.property(said, said, (now, book) => {
        const judged = judgeRow(row(book), undefined, present(now));
        for (const { field, outcome } of judged.cells) {
          const is = now[(['state', 'planned', 'statement'] as const).indexOf(field)];
          expect(outcome).toBe(is === '' || is === 'not-started' ? 'new' : 'conflict');
        }
      }),
    );
  });

  it('says why it is left out, whatever stands in it, and nothing of a line that is not one’s own', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('=1+1', '\u0000', 'あ'.repeat(2_001), '#REF!', '\ud800', '2027/9/30'),
    );
    fc.assert(
      fc.property(any, any, any, said, (state, planned, statement, now) => {
        const { cells, unchanged } = judgeRow(
          row([state, planned, statement]),
          undefined,
          present(now),
        );
        expect(cells.length + unchanged).toBe(3);
        for (const { outcome, why } of cells) expect(outcome === 'refused').toBe(why !== undefined);
      }),
      { numRuns: 3_400 },
    );
    const mine = row(['planned', '令和9年度', 'する']);
    for (const line of [undefined, present(['planned', '', ''], { own: false })]) {
      const { cells } = judgeRow(mine, undefined, line);
      expect(cells.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
    }
  });

  it('that a spreadsheet program made a date of is no change', () => {
    const base: Said = ['planned', '2027/9/30', 'する'];
    const back = row(['planned', '2027年9月30日', 'する\r\n'], 'BK-7QHM2T9F');
    expect(judgeRow(back, base, present(base))).toMatchObject({ cells: [], unchanged: 3 });
    const month = row(['planned', '2027年9月', 'する'], 'BK-7QHM2T9F');
    expect(outcomes(month, base, present(base))).toEqual({ planned: 'new' });
  });

  it('of a line that fell away is no matter unless somebody wrote into it', () => {
    const base: Said = ['planned', '', ''];
    const gone = present(base, { inPlan: false });
    expect(judgeRow(row([...base], 'BK-7QHM2T9F'), base, gone).cells).toEqual([]);
    const wrote = row(['planned', '', '書いた'], 'BK-7QHM2T9F');
    expect(outcomes(wrote, base, gone)).toEqual({ statement: 'refused' });
    expect(outcomes(wrote, 'unknown', present(base))).toMatchObject({ statement: 'refused' });
  });
});
