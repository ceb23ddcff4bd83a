import type { Id } from '@machimori/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { makeTown, type Town } from '../routes/town.ts';

// Whatever comes off a clipboard: every cell is told what became of it, what is taken is read back as it is kept, and
// nothing else of a line changes.

const who = 'promoter/contributor';
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

interface Line {
  readonly line: string;
  readonly state: string;
  readonly planned: string;
  readonly statement: string;
  readonly cells: Readonly<Record<Field, number>>;
}
interface Verdict {
  readonly field: Field;
  readonly outcome: 'written' | 'same' | 'conflict' | 'refused';
  readonly version: number;
  readonly value?: string;
  readonly problem?: { readonly code: string; readonly text: { readonly ja: string } };
}

const lines = async (): Promise<readonly Line[]> =>
  ((await town.done(who, 'GET', '/sheet/lines', { query: { most: 2_000 } })) as never)['lines'];
const paste = (given: readonly Line[], said: (at: number, field: Field) => string) =>
  town.ask(who, 'POST', '/sheet/cells', {
    body: {
      lines: given.map(({ line, cells }, at) => ({
        line,
        cells: fields.map((field) => ({ field, seen: cells[field], value: said(at, field) })),
      })),
    },
  });

/** As GLOSSARY and the page say it is kept: tabs as spaces, one kind of line end, nothing about it nor at its rows' ends. */
const asKept = (given: string): string =>
  given
    .replace(/\r\n|\r/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/\s+(?=\n)/g, (space) => '\n'.repeat(space.split('\n').length - 1))
    .trim();

const pieces = fc.constantFrom(
  ...[
    '=cmd|" /C calc"!A0',
    '=HYPERLINK("http://x.example")',
    '+1+1',
    '-2',
    '@SUM(A1)',
    '\t',
    '\r\n',
    '\r',
  ],
  ...[
    '\n',
    '"',
    '""',
    '\u200e',
    '\u202e逆さ\u202c',
    '\u2066',
    '\u200b',
    '\u00a0',
    '\u3000',
    '\ufeff',
  ],
  ...[
    '\u0001',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\u2028',
    '\uffff',
    '令和９年度上期',
    '平成31年4月',
    'Ｒ９．４．１',
  ],
  ...[
    '昭和99年13月',
    '2027/9/31',
    '1899-12-31',
    '４６２９０',
    '済み',
    'implemented',
    'not-applicable',
    'PLANNED',
  ],
  ...[
    '#REF!',
    '#N/A',
    '<script>alert(1)</script>',
    "'; drop table sheet_cells; --",
    '{x}',
    '{{x}}',
    '%00',
  ],
  ...[
    'が',
    'か\u3099',
    '㍿',
    '𠮷野家',
    '👩‍👩‍👧‍👦',
    '葛\u{e0100}',
    'null',
    'undefined',
    '__proto__',
    '\\u0000',
  ],
);
const sendable = fc
  .oneof(
    { weight: 4, arbitrary: fc.array(pieces, { maxLength: 5 }).map((all) => all.join('')) },
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'implemented',
        'in-progress',
        'planned',
        '',
        '2027年9月',
        '確かめた',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 90, max: 8_000 }).map((length) => '長'.repeat(length)),
    },
  )
  .filter((value) => value.length <= 8_000 && value.isWellFormed() && !value.includes('\u0000'));

const linesAtOnce = 50;
const values = fc.array(sendable, { minLength: linesAtOnce * 3, maxLength: linesAtOnce * 3 });

it('gives every one of ten thousand arbitrary cells a verdict, and keeps what it takes', async () => {
  let pasted = 0;
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(values, async (given) => {
      const before = (await lines()).slice(0, linesAtOnce);
      const said = (at: number, field: Field): string =>
        given[at * 3 + fields.indexOf(field)] ?? '';
      const answer = await paste(before, said);
      expect(answer.status).toBe(200);
      const told = answer.json['lines'] as readonly { line: string; cells: readonly Verdict[] }[];
      const after = new Map((await lines()).map((line) => [line.line, line]));
      expect(told.map(({ line }) => line)).toEqual(before.map(({ line }) => line));
      for (const [at, was] of before.entries()) {
        const is = after.get(was.line);
        const verdicts = new Map(told[at]?.cells.map((each) => [each.field, each]));
        expect([...verdicts.keys()].toSorted()).toEqual(fields.toSorted());
        for (const field of fields) {
          const { outcome, version, problem } = verdicts.get(field) as Verdict;
          const kept = asKept(said(at, field));
          outcomes.set(`${field} ${outcome}`, (outcomes.get(`${field} ${outcome}`) ?? 0) + 1);
          pasted += 1;
          expect(['written', 'same', 'refused']).toContain(outcome);
          if (outcome === 'refused') expect(problem?.text.ja).toMatch(/。$/);
          const wanted =
            outcome === 'refused'
              ? was[field]
              : kept === '' && field === 'state'
                ? 'not-started'
                : kept;
          const versionWanted = was.cells[field] + (outcome === 'written' ? 1 : 0);
          expect([field, is?.[field], is?.cells[field]]).toEqual([field, wanted, versionWanted]);
          if (outcome !== 'refused') expect(version).toBe(versionWanted);
        }
      }
    }),
    { numRuns: 67 },
  );
  expect(pasted).toBeGreaterThanOrEqual(10_000);
  // Of each kind there were many.
  for (const each of [
    'state written',
    'state refused',
    'planned written',
    'planned refused',
    'statement written',
    'statement refused',
  ])
    expect(outcomes.get(each) ?? 0).toBeGreaterThan(20);
}, 600_000);

it('refuses a paste with what no request takes as a whole, and nothing of it is written', async () => {
  const poison = fc.oneof(
    fc.constantFrom(
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\udc00\ud800',
      '長'.repeat(8_001),
      'x'.repeat(100_000),
    ),
    fc
      .string({ unit: fc.constantFrom('\ud83d', 'あ', '\u0000'), minLength: 1 })
      .filter((value) => !value.isWellFormed() || value.includes('\u0000')),
  );
  await fc.assert(
    fc.asyncProperty(poison, fc.nat(29), async (bad, place) => {
      const before = (await lines()).slice(0, 10);
      const answer = await paste(before, (at, field) =>
        at * 3 + fields.indexOf(field) === place
          ? bad
          : field === 'state'
            ? 'planned'
            : '毒と並んだ欄',
      );
      expect(answer.status).toBe(422);
      expect((await lines()).slice(0, 10)).toEqual(before);
    }),
    { numRuns: 20 },
  );
}, 240_000);
