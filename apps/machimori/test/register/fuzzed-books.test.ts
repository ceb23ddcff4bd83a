import type { Id } from '@machimori/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { makeTown, type Town } from '../routes/town.ts';
import { bookHeadings, rawBook, rawRows } from './raw-book.ts';

// Whatever comes in a book: each cell becomes what the preview said, and nothing else of a line changes.

const who = 'promoter/contributor';
const own = 'machi';
const fields = ['state', 'planned', 'statement'] as const;
type Field = (typeof fields)[number];

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
  town = await made.copy();
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
}, 480_000);
afterAll(async () => {
  await town?.close();
  await made?.drop();
});

type Line = Readonly<Record<Field, string>> & {
  readonly line: string;
  readonly answeredBy: string;
  readonly cells: Readonly<Record<Field, number>>;
};
interface Preview {
  readonly received: { readonly file: string };
  readonly counts: Readonly<Record<string, number>>;
  readonly cells: readonly {
    readonly line: string;
    readonly field: Field;
    readonly outcome: 'new' | 'cleared' | 'conflict' | 'refused';
    readonly value: string;
    readonly seen: number;
    readonly why?: { readonly ja: string };
  }[];
}

const lines = async (): Promise<readonly Line[]> =>
  ((await town.done(who, 'GET', '/sheet/lines', { query: { most: 2_000 } })) as never)['lines'];

/** A book that goes out now, and what its lines say in it. */
async function issued() {
  const { number } = await town.done(who, 'POST', '/sheet/books', {
    body: { answeredBy: own, language: 'ja' },
  });
  return {
    number: String(number),
    said: new Map((await lines()).map((each) => [each.line, each])),
  };
}

/** As GLOSSARY and the page say it is kept. */
const asKept = (given: string): string =>
  given
    .replace(/\r\n|\r/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/\s+(?=\n)/g, (space) => '\n'.repeat(space.split('\n').length - 1))
    .trim();

const pieces = fc.constantFrom(
  ...['=cmd|" /C calc"!A0', '=HYPERLINK("http://x.example")', '+1+1', '-2', '@SUM(A1)', '\t'],
  ...['\r\n', '\r', '\n', '"', '&amp;', '&#65;', ']]>', '<![CDATA[', '<f>1</f>', '</t></is></c>'],
  ...['\u202e逆さ\u202c', '\u200b', '\u00a0', '\u3000', '\ufeff', '\u0085', '\u2028', '\u007f'],
  ...[
    '令和９年度上期',
    'Ｒ９．４．１',
    '昭和99年13月',
    '2027/9/31',
    '４６２９０',
    '済み',
    '実施中',
  ],
  ...['implemented', 'PLANNED', '未着手', '#REF!', '<script>alert(1)</script>', '{x}', '%00'],
  ...["'; drop table sheet_cells; --", 'か\u3099', '㍿', '𠮷野家', '👩‍👩‍👧‍👦', 'null', '__proto__'],
);
// What XML can hold, without what Excel takes for an escape of its own.
const cell = fc
  .oneof(
    { weight: 4, arbitrary: fc.array(pieces, { maxLength: 5 }).map((all) => all.join('')) },
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '実施済み',
        'planned',
        '',
        '2027年9月',
        '令和9年度上期',
        '確かめた',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 90, max: 4_000 }).map((length) => '長'.repeat(length)),
    },
  )
  .map((value) => value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''))
  .filter((value) => !/_x[0-9a-f]{4}_/i.test(value));

const linesAtOnce = 60;
const values = fc.array(cell, { minLength: linesAtOnce * 3, maxLength: linesAtOnce * 3 });

it('ten thousand arbitrary cells become what the preview said of each', async () => {
  let sent = 0;
  const outcomes = new Map<string, number>();
  // Of the organisation's own lines the book says what they said; it went out before the last one was merged.
  let base = await issued();
  await fc.assert(
    fc.asyncProperty(values, async (given) => {
      const { number, said: saidThen } = base;
      base = await issued();
      const all = await lines();
      const before = all.slice(0, linesAtOnce);
      expect(before.length).toBe(linesAtOnce);
      const said = (at: number, field: Field): string =>
        given[at * 3 + fields.indexOf(field)] ?? '';
      const rows = before.map(({ line }, at) => [
        line,
        number,
        ...fields.map((each) => said(at, each)),
      ]);
      const preview = (await town.done(who, 'POST', '/sheet/books/received', {
        file: rawBook(rawRows([bookHeadings, ...rows])),
      })) as unknown as Preview;
      const told = new Map(preview.cells.map((each) => [`${each.line} ${each.field}`, each]));
      expect(told.size).toBe(preview.cells.length);
      const { new: fresh, cleared, conflict, refused, unchanged } = preview.counts;
      expect([fresh, cleared, conflict, refused, unchanged].reduce((a = 0, b = 0) => a + b)).toBe(
        rows.length * 3,
      );
      await town.done(who, 'POST', '/sheet/books/received/:file/merge', {
        params: { file: preview.received.file },
        body: {
          clear: true,
          chosen: preview.cells
            .filter(({ outcome }) => outcome === 'conflict' || outcome === 'cleared')
            .map(({ line, field, seen }) => ({ line, field, seen })),
          spread: [],
        },
      });
      const after = new Map((await lines()).map((line) => [line.line, line]));
      for (const [at, was] of before.entries())
        for (const field of fields) {
          sent += 1;
          const judged = told.get(`${was.line} ${field}`);
          const outcome = judged?.outcome ?? 'unchanged';
          outcomes.set(`${field} ${outcome}`, (outcomes.get(`${field} ${outcome}`) ?? 0) + 1);
          const is = after.get(was.line);
          const isSame = outcome === 'unchanged' || outcome === 'refused';
          const kept = asKept(said(at, field));
          if (outcome === 'refused') expect(judged?.why?.ja).toMatch(/。$/);
          const wanted = isSame
            ? was[field]
            : outcome === 'cleared'
              ? field === 'state'
                ? 'not-started'
                : ''
              : field === 'state'
                ? judged?.value
                : kept;
          expect([field, outcome, is?.[field], is?.cells[field]]).toEqual([
            field,
            outcome,
            wanted,
            was.cells[field] + (isSame ? 0 : 1),
          ]);
          // What is said to be the same is the same.
          if (outcome !== 'unchanged' || field !== 'statement') continue;
          const then = was.answeredBy === own ? saidThen.get(was.line) : undefined;
          // Nobody knows what an empty cell means where nobody knows what stood there.
          expect(then === undefined ? ['', was[field]] : [then[field], was[field]]).toContain(kept);
        }
      for (const was of all.slice(linesAtOnce)) expect(after.get(was.line)).toEqual(was);
    }),
    { numRuns: 56 },
  );
  expect(sent).toBeGreaterThanOrEqual(10_000);
  for (const each of [
    ...[
      'state new',
      'state conflict',
      'state cleared',
      'state refused',
      'planned conflict',
      'planned refused',
    ],
    ...['statement new', 'statement conflict', 'statement cleared', 'statement refused'],
  ])
    expect(outcomes.get(each) ?? 0, each).toBeGreaterThan(20);
}, 600_000);
