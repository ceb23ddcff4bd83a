import { ownerOf, type TestDatabase, testDatabase } from '@machimori/testkit';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Reach, transact, type Wall } from '../src/index.ts';
import { type Of, type Planted, plantRows } from './planted-rows.ts';

// Every table with rows of an organisation, of its people and of its city, and somebody else of the same city
// who has none: what they reach of it is what stands here, and nothing else, however a statement forgot to ask
// for its own.

const theirs: Of = {
  name: 'near',
  city: 'cty_near',
  organisation: 'org_near',
  person: 'per_near',
};
const stranger = { city: 'cty_near', organisation: 'org_third', person: 'per_third' } as const;

let world: TestDatabase;
let rows: Planted;
let owner: pg.Client;
beforeAll(async () => {
  world = await testDatabase();
  rows = await plantRows(world, [theirs]);
  owner = await ownerOf(world.address);
  // The stub of a removed log lets a city go: this one is not removed.
  await owner.query('delete from ledger_removals');
});
afterAll(async () => {
  await owner?.end();
  await world?.drop();
});

/** Acts announce and are written down where they happen, whoever does them. */
const told = {
  jobs: 'added',
  ledger_checkpoints: 'read',
  ledger_contents: 'added',
  ledger_heads: 'read',
  ledger_pseudonyms: 'added',
  ledger_tiles: 'read',
  outbox_deliveries: 'added',
  outbox_events: 'added',
  outbox_heads: 'read, added, changed',
};
/** What everybody of a city sees of it. The head counts its description's revisions, for proposals too. */
const ofTheCity = {
  ...told,
  approval_policies: 'read',
  cities: 'read',
  city_outlines: 'read',
  ledger_pseudonyms: 'read, added',
  log_retention: 'read',
  plans: 'read',
  register_heads: 'read, added, changed',
  sheet_heads: 'read',
  sheet_reviews: 'read',
  sheet_settings: 'read',
  yardsticks: 'read',
};

describe.each<readonly [Reach, Readonly<Record<string, string>>]>([
  ['none', {}],
  // Counted under keyed digests of what somebody tries, who may be anybody.
  ['self', { ...told, throttles: 'read, added, changed, removed' }],
  ['organisation', ofTheCity],
  ['seen', ofTheCity],
])('somebody else of the city who reaches %s', (reach, open) => {
  it('gets at nothing but what is the city’s', async () => {
    const wall: Wall = { ...stranger, reach };
    const reached: Record<string, string> = {};
    const fresh = { ...theirs, name: 'new' };
    for (const [table, columns] of rows.tables) {
      const does = async (statement: string) => (await rows.touched(wall, table, statement)) > 0;
      const did: string[] = [];
      if (await does(`select from ${table}`)) did.push('read');
      if (await does(rows.insertion(table, fresh))) did.push('added');
      for (const column of columns.filter(({ changeable }) => changeable)) {
        const change = `update ${table} set "${column.name}" = ${rows.value(column, theirs)}`;
        if (!(await does(change))) continue;
        did.push('changed');
        break;
      }
      if (await does(`delete from ${table}`)) did.push('removed');
      if (did.length > 0) reached[table] = did.join(', ');
    }
    expect(reached).toEqual(open);
  });
});

describe.each([
  'address_changes',
  'kept_answers',
  'passkeys',
  'password_resets',
  'recovery_codes',
  'totp_secrets',
])('a row of somebody’s own in %s', (table) => {
  const read = `select from ${table}`;
  const themselves: Wall = { reach: 'self', person: theirs.person };

  it('is seen by themselves, and by no other, in whatever city', async () => {
    expect(await rows.touched(themselves, table, read)).toBe(1);
    const others: readonly Wall[] = [
      { reach: 'self', person: 'per_third', city: 'cty_near' },
      { reach: 'self' },
      { reach: 'none', person: theirs.person },
      { reach: 'installation', person: 'per_third' },
      { reach: 'city', city: 'cty_near', organisation: 'org_near', person: 'per_third' },
    ];
    for (const wall of others)
      expect([wall, await rows.touched(wall, table, read)]).toEqual([wall, 0]);
  });

  it('is not given to somebody else, nor added in their name', async () => {
    const column = table === 'kept_answers' ? 'actor' : 'person_id';
    const away = `update ${table} set ${column} = 'per_third'`;
    expect(await rows.touched(themselves, table, away)).toBe(0);
    const foreign = rows.insertion(table, { ...theirs, name: 'new', person: 'per_third' });
    expect(await rows.touched(themselves, table, foreign)).toBe(0);
  });
});

describe('what a token was answered', () => {
  const of = { city: 'cty_near', organisation: 'org_near' };
  const [one, other] = ['tok_one', 'tok_other'];
  beforeAll(async () => {
    for (const [token, organisation] of [
      [one, 'org_near'],
      [other, 'org_near'],
      ['tok_third', 'org_third'],
    ] as const) {
      await owner.query(rows.insertion('kept_answers', { ...theirs, name: token, person: token }));
      await owner.query(rows.insertion('api_tokens', { ...theirs, name: token, organisation }));
      await owner.query('update api_tokens set token_id = $1 where token_id = $2', [
        token,
        `token_id_${token}`,
      ]);
    }
  });
  const seen = async (wall: Wall): Promise<readonly string[]> =>
    transact(world.database, wall, async ({ db }) => {
      const { rows: found } = await sql<{ actor: string }>`
        select actor from kept_answers where actor like 'tok%' order by 1`.execute(db);
      return found.map(({ actor }) => actor);
    });

  it('is seen by that token alone, not by another of its organisation', async () => {
    for (const reach of ['organisation', 'seen', 'city'] as const)
      expect(await seen({ ...of, reach, person: one })).toEqual([one]);
    expect(await seen({ ...of, reach: 'seen', person: 'tok_none' })).toEqual([]);
  });

  it('where the version before names no token, is seen within its organisation and by nobody else', async () => {
    expect(await seen({ ...of, reach: 'seen' })).toEqual([one, other]);
    expect(await seen({ ...of, reach: 'city' })).toEqual([one, other]);
    expect(await seen({ ...of, reach: 'seen', organisation: 'org_third' })).toEqual(['tok_third']);
    for (const wall of [
      { reach: 'none' },
      { reach: 'self' },
      { reach: 'sign-in' },
      { reach: 'installation' },
      { reach: 'city', city: 'cty_near' },
      { reach: 'seen', city: 'cty_far', organisation: 'org_near' },
    ] as const)
      expect([wall, await seen(wall)]).toEqual([wall, []]);
  });

  it('is kept and found by the version before', async () => {
    const before: Wall = { ...of, reach: 'seen' };
    const again = rows.insertion('kept_answers', { ...theirs, name: 'again', person: one });
    expect(await rows.touched(before, 'kept_answers', again)).toBe(1);
    const foreign = rows.insertion('kept_answers', {
      ...theirs,
      name: 'again',
      person: 'tok_third',
    });
    expect(await rows.touched(before, 'kept_answers', foreign)).toBe(0);
  });
});

describe('a session of the working role, with statements of its own', () => {
  let session: pg.Client;
  beforeAll(async () => {
    const { host, port, database, app, owner: ownerLogin } = world.address;
    const { user, password } = app ?? ownerLogin;
    session = new pg.Client({ host, port, database, user, password });
    await session.connect();
    if (app === undefined) await session.query('set role machimori_app');
  });
  afterAll(() => session?.end());

  it('sees nothing before a wall is named, nor behind that of those who keep the tables', async () => {
    for (const reach of ['', 'keeping', 'everything']) {
      await session.query("select set_config('machimori.reach', $1, false)", [reach]);
      const seen: string[] = [];
      for (const table of rows.tables.keys()) {
        const { rowCount } = await session
          .query(`select from ${table}`)
          .catch(() => ({ rowCount: 0 }));
        if (rowCount !== 0) seen.push(table);
      }
      // A stub is for everybody; there is none here.
      expect([reach, seen]).toEqual([reach, []]);
    }
  });

  it.each([
    'truncate kept_answers',
    'alter table kept_answers disable row level security',
    'alter table kept_answers no force row level security',
    'drop policy own on kept_answers',
    'create policy mine on kept_answers using (true)',
    'alter function wall_reach() rename to wall_reached',
    `create or replace function public.wall_reach() returns text language sql as $$ select 'keeping' $$`,
    'create table public.mine (n int)',
    'alter role machimori_app bypassrls',
    'alter role machimori_app superuser',
    `create role mine login superuser`,
    `copy (select 1) to program 'true'`,
    `copy (select 1) to '/tmp/machimori-of-the-role'`,
    `select pg_read_file('postgresql.conf')`,
    `select pg_ls_dir('.')`,
    `select lo_import('/etc/passwd')`,
    'select * from pg_authid',
    'set session_replication_role = replica',
    'select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user',
  ])('may not: %s', async (statement) => {
    await expect(session.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('and a statement without policies is refused, not answered', async () => {
    await session.query('set row_security = off');
    await expect(session.query('select from kept_answers')).rejects.toMatchObject({
      code: '42501',
    });
  });
});
