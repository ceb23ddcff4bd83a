import { runUseCase } from '@machimori/application';
import { receiveBook } from '@machimori/governance';
import type { Id } from '@machimori/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { currentEdition } from '../../src/edition-file.ts';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { makeTown, type Town } from '../routes/town.ts';

// Statements that follow thousands of answers are planned for thousands: the server has looked at them by then.

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

/** How many rows the server believes are there. */
const believed = async (table: string): Promise<number> => {
  const { rows } = await town.owner.query<{ rows: number }>(
    `select reltuples::int as rows from pg_class where relname = $1`,
    [table],
  );
  return rows[0]?.rows ?? 0;
};

it('knows of many answers before the act that wrote them is over', async () => {
  await town.owner.query(
    `insert into sheet_lines
       select (jsonb_populate_record(null::sheet_lines,
         to_jsonb(l) || jsonb_build_object('line_id', l.line_id || '-' || n))).*
       from (select * from sheet_lines where city_id = $1 and in_plan limit 1) l,
         generate_series(1, 400) n`,
    [town.city],
  );
  const who = 'promoter/contributor';
  const listed = await town.done(who, 'GET', '/sheet/lines', { query: { most: 2_000 } });
  const lines = (listed['lines'] as readonly { line: string }[]).slice(0, 400);
  const write = (some: readonly { line: string }[], value: string, seen: number) =>
    town.done(who, 'POST', '/sheet/cells', {
      body: {
        lines: some.map(({ line }) => ({
          line,
          cells: (['planned', 'statement'] as const)
            .map((field) => ({ field, seen, value: field === 'planned' ? '2027年9月' : value }))
            .concat({ field: 'state' as never, seen, value: 'planned' }),
        })),
      },
    });
  const before = await believed('sheet_cells');
  await write(lines.slice(0, 5), '確かめている', 0);
  expect(await believed('sheet_cells')).toBe(before);
  await write(lines.slice(5), '確かめている', 0);
  for (const table of ['sheet_cells', 'sheet_answers', 'sheet_lines'])
    expect([table, await believed(table)]).toEqual([table, expect.toSatisfy((n) => n >= 395)]);
});

it('is asked to look once, after all that a book has: others who write as much wait from there on', async () => {
  const who = 'promoter/contributor';
  await town.owner.query(
    `insert into sheet_lines
       select (jsonb_populate_record(null::sheet_lines,
         to_jsonb(l) || jsonb_build_object('line_id', 'book-' || n))).*
       from (select * from sheet_lines where city_id = $1 and in_plan limit 1) l,
         generate_series(1, 1200) n`,
    [town.city],
  );
  await town.owner.query(`
    create table looks (cells bigint);
    create or replace function know_the_sheet() returns void language plpgsql security definer as $$
      begin insert into public.looks select count(*) from public.sheet_cells where line_id like 'book-%'; end $$`);
  const rows = Array.from({ length: 1200 }, (_, n) => ({
    line: `book-${n + 1}`,
    sheet: '',
    at: 'A1',
    cells: {
      state: { at: 'B1', value: 'planned' },
      statement: { at: 'C1', value: `書いた ${n}` },
    },
  }));
  const { file } = await runUseCase(town.world, receiveBook, await town.actorOf(who), {
    fileName: 'answers.xlsx',
    bytes: Buffer.from('a book'),
    read: { kind: 'lines', reading: { rows, strays: [], notes: [] } },
    answeredBy: undefined,
    by: currentEdition,
    before: new Map(),
    edition: { checkItems: [], sections: [], categories: [], requirements: [] },
  });
  const merged = await town.done(who, 'POST', '/sheet/books/received/:file/merge', {
    params: { file },
    body: { clear: false, chosen: [], spread: [] },
  });
  const written = Number(merged['written']);
  expect(written).toBeGreaterThan(1_200);
  const looks = await town.owner.query('select cells::int from looks');
  expect(looks.rows).toEqual([{ cells: written }]);
});
