import type { ItemBecame } from '@machimori/catalogue';
import type { BookReading, ReadRow } from '@machimori/documents/sheet-books';
import { text } from '@machimori/kernel';
import { expect, it } from 'vitest';
import { moveRows } from '../../src/sheet-books/move-rows.ts';

const number = 'BK-AAAAAAAA';
const one = (id: string, reworded = false): ItemBecame => ({ became: 'one', id, reworded });

const before = new Map([
  [
    'guideline/2.0',
    {
      name: text('版2.0', 'edition 2.0'),
      items: new Map<string, ItemBecame>([
        ['a', one('b')],
        ['b', one('a', true)],
        ['c', one('c')],
        ['d', one('d', true)],
        ['e', { became: 'ended' }],
        ['f', { became: 'unsure', ids: ['g', 'h'] }],
      ]),
      labels: new Map([['b', text('項目②', 'Item ②')]]),
    },
  ],
]);

const row = (line: string, of: Partial<ReadRow> = {}): ReadRow => ({
  line,
  number,
  sheet: '回答',
  at: 'A6',
  cells: { statement: { at: 'E6', value: 'ことば' } },
  ...of,
});

const moved = (rows: readonly ReadRow[], edition: string | undefined = 'guideline/2.0') =>
  moveRows({ rows, strays: [], notes: [] } satisfies BookReading, {
    editionOf: (of) => (of === number ? edition : undefined),
    before,
  });
const told = (rows: readonly ReadRow[], edition?: string): readonly (string | undefined)[] =>
  moved(rows, edition).rows.map(
    ({ line, moved: its }) => its?.lost ?? its?.line ?? (its === undefined ? line : undefined),
  );

it('items that changed their numbers with one another go each to its own', () => {
  expect(told([row('a@x'), row('b@x'), row('c@x')])).toEqual(['b@x', 'a@x', 'c@x']);
});

it('what a line is asked of may be called anything', () => {
  expect(told([row('a@x@y'), row('a@')])).toEqual(['b@x@y', 'b@']);
});

it('what ended, or became one of several, goes nowhere and says so', () => {
  expect(told([row('e@x'), row('f@x')])).toEqual(['ended', 'unsure']);
});

it('of several rows for one line, none that is moved there is taken', () => {
  const anew = row('b@x', { number: 'BK-BBBBBBBB' });
  expect(told([row('a@x'), anew])).toEqual(['twice', 'b@x']);
});

it('other words are told, once for an item', () => {
  const { notes } = moved([row('b@x'), row('b@y'), row('d@x'), row('c@x')]);
  expect(notes.map(({ what }) => what.ja)).toEqual([
    expect.stringContaining('版2.0の「項目②」'),
    expect.stringContaining('版2.0の「d」'),
  ]);
});

it('rows without a number, of no book, of an edition that nobody has, or of a city’s own item stay', () => {
  const rows = [row('a@x', { number: 'BK-CCCCCCCC' }), row('own-1@x')];
  const { number: _, ...without } = row('a@y');
  expect(told([...rows, without])).toEqual(['a@x', 'own-1@x', 'a@y']);
  expect(told([row('a@x')], 'guideline/99.0')).toEqual(['a@x']);
  expect(told([row('a@x')], '__proto__')).toEqual(['a@x']);
});
