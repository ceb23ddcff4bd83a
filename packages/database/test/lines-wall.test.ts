import { ownerOf, type TestDatabase, testDatabase } from '@machimori/testkit';
import fc from 'fast-check';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Reach, transact } from '../src/index.ts';
import { type Planted, plantRows } from './planted-rows.ts';

// Who answers or verifies a line sees what hangs on it, and nobody else: whoever looks, and whatever the lines say,
// nobody reaches a row by the policies of today that this plain wall would not show them.

/** Rows that the organisation which has them sees, too, whoever answers their line. */
const ownToo = ['evidence_lines', 'applied_control_lines'];
const tables = [
  'sheet_answers',
  'sheet_cells',
  'sheet_owners',
  'sheet_moves',
  'sheet_comments',
  ...ownToo,
];

const onLine = `line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
  AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id))`;
const plainWall = tables
  .map(
    (table) => `ALTER POLICY seen ON ${table}
      USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
        AND ${ownToo.includes(table) ? `(organisation_id = (SELECT wall_organisation()) OR ${onLine})` : onLine});`,
  )
  .join('\n');
const cities = ['cty_a', 'cty_b'];
const organisations = ['org_a', 'org_b', 'org_c'];
const subjects = ['sub_open', 'sub_a', 'sub_b', 'sub_c', 'sub_gone'];
const lines = ['one', 'two', 'three'];
const someone = fc.option(fc.constantFrom(...organisations), { nil: null });
const sheet = fc.record({
  lines: fc.array(
    fc.record({
      name: fc.constantFrom(...lines),
      city: fc.constantFrom(...cities),
      subject: fc.constantFrom(...subjects),
      answerer: someone,
      verifier: someone,
      since: fc.constantFrom(null, '2026-11-20', '2026-11-22'),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  hung: fc.array(
    fc.record({
      name: fc.constantFrom(...lines),
      city: fc.constantFrom(...cities),
      organisation: fc.constantFrom(...organisations),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

let world: TestDatabase;
let rows: Planted;
let owner: pg.Client;
beforeAll(async () => {
  world = await testDatabase();
  rows = await plantRows(world, []);
  owner = await ownerOf(world.address);
  for (const city of cities) {
    for (const organisation of organisations) {
      const of = { name: organisation, city, organisation, person: 'per' };
      await owner.query(rows.insertion('organisations', of));
    }
    for (const name of subjects.slice(0, 4)) {
      const of = { name, city, organisation: name, person: 'per' };
      await owner.query(rows.insertion('elements', of));
    }
  }
  await owner.query(`
    update organisations set element_key = organisation_id;
    update elements set element_key = substr(element_key, length('element_key_') + 1);
    update elements set owners = array[case element_key when 'sub_open' then '*'
      else 'org_' || substr(element_key, 5) end]`);
});
afterAll(async () => {
  await owner?.end();
  await world?.drop();
});

/** The policies of today, as the database has them. */
async function policies(): Promise<string> {
  const { rows: found } = await owner.query<{ statement: string }>(
    `select format('alter policy seen on %I using (%s)', tablename, qual) as statement
     from pg_policies where policyname = 'seen' and tablename = any($1)`,
    [tables],
  );
  return found.map(({ statement }) => statement).join(';');
}

/** Everything that everybody reaches behind these policies, by who looks. */
async function reachedBy(text: string): Promise<Readonly<Record<string, readonly string[]>>> {
  await owner.query(text);
  const seen: Record<string, readonly string[]> = {};
  for (const reach of ['none', 'organisation', 'seen', 'city'] as const satisfies readonly Reach[])
    for (const city of cities)
      for (const organisation of [...organisations, undefined]) {
        const wall = { reach, city, person: 'per', ...(organisation && { organisation }) };
        await transact(world.database, wall, async ({ db }) => {
          for (const table of tables) {
            const found = await sql<{ row: string }>`
              select to_jsonb(t)::text as row from ${sql.table(table)} t order by 1`.execute(db);
            seen[`${reach} ${city} ${organisation} ${table}`] = found.rows.map(({ row }) => row);
          }
        });
      }
  return seen;
}

it('lets nobody see a row of a line that they neither answer nor verify', async () => {
  const today = await policies();
  let any = 0;
  await fc.assert(
    fc.asyncProperty(sheet, async (of) => {
      for (const table of [...tables, 'sheet_lines']) await owner.query(`delete from ${table}`);
      for (const { name, city, subject, answerer, verifier, since } of of.lines) {
        await owner.query(
          `${rows.insertion('sheet_lines', { name, city, organisation: subject, person: 'per' })}
           on conflict do nothing`,
        );
        await owner.query(
          `update sheet_lines set subject = $1, answerer_id = $2, verifier_id = $3, answered_since = $4
           where city_id = $5 and line_id = $6`,
          [subject, answerer, verifier, since, city, `line_id_${name}`],
        );
      }
      for (const table of tables)
        for (const each of of.hung)
          await owner.query(
            `${rows.insertion(table, { ...each, person: 'per' })} on conflict do nothing`,
          );
      const seen = await reachedBy(plainWall);
      for (const [who, found] of Object.entries(await reachedBy(today)))
        expect([who, found.filter((row) => !seen[who]?.includes(row))]).toEqual([who, []]);
      any += Object.entries(seen).filter(
        ([who, found]) => who.startsWith('organisation') && found.length > 0,
      ).length;
    }),
    { numRuns: 10, endOnFailure: true },
  );
  expect(any).toBeGreaterThan(0);
}, 240_000);
