import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Engine,
  engines,
  serverAddress,
  type TestDatabase,
  testDatabase,
} from '@machimori/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAsOwner } from '../src/connection.ts';
import { createDatabase, Database, dropDatabase, migrate, readMigrations } from '../src/index.ts';
import { missing, requireMigrated } from '../src/migrate.ts';
import { migrationProblems } from '../src/migration-rules.ts';

const migration = (name: string, sql = '', checksum = name) => ({ name, sql, checksum });

describe('what migrations may not do', () => {
  it('ours keep the rules', () => {
    expect(readMigrations().flatMap(migrationProblems)).toEqual([]);
  });

  it.each([
    ['no-drop', 'alter table a drop column b;'],
    ['no-rename', 'alter table a rename column b to c;'],
    ['no-type-change', 'alter table a alter column b type bigint;'],
    ['no-sequence', 'create table a (n bigserial);'],
    ['no-sequence', 'create table a (n int generated always as identity);'],
    ['no-trigger', 'create trigger t after insert on a execute function f();'],
    ['no-way-around-the-wall', 'create function f() returns int security definer return 1;'],
    ['no-deferrable', 'alter table a add foreign key (b) references c deferrable;'],
    ['no-transaction', 'commit;'],
  ])('%s', (rule, sql) => {
    const found = migrationProblems(migration('0009-x', `-- a comment\n${sql}\n`));
    expect(found).toMatchObject([{ rule, line: 2, migration: '0009-x' }]);
    const meant = `-- allowed: ${rule}: unused since the version before\n${sql}`;
    expect(migrationProblems(migration('0009-x', meant))).toEqual([]);
    expect(migrationProblems(migration('0009-x', `${meant}\n${sql}`))).toHaveLength(1);
  });

  it('comments and texts are no statements', () => {
    const sql = `-- drop table a\ninsert into t values ('drop table a');`;
    expect(migrationProblems(migration('0009-x', sql))).toEqual([]);
    expect(migrationProblems(migration('9 x'))).toMatchObject([{ rule: 'name' }]);
  });
});

describe('what is missing', () => {
  const ours = [migration('0001-a'), migration('0002-b')];
  it('is what was not applied, in order', () => {
    expect(missing([], ours)).toEqual(ours);
    expect(missing([ours[0] as (typeof ours)[0]], ours)).toEqual([ours[1]]);
    expect(missing([...ours, migration('0003-newer')], ours)).toEqual([]);
  });
  it('refuses a history that is not ours', () => {
    expect(() => missing([migration('0001-a', '', 'changed')], ours)).toThrow(/does not match/);
    expect(() => missing([migration('0001-other')], ours)).toThrow(/does not match/);
    expect(() => missing([migration('0002-b')], ours)).toThrow(/does not match/);
  });
});

describe.each(engines())('migrations on $name', (engine: Engine) => {
  let world: TestDatabase;
  beforeAll(async () => {
    world = await testDatabase(engine);
  });
  afterAll(() => world.drop());

  it('take turns when several processes start at once', async () => {
    const server = await serverAddress(engine);
    const address = await createDatabase(server, `${world.address.database}_race`);
    const opened = await Promise.all(
      [1, 2, 3].map(() => Database.open({ address, connections: 1 })),
    );
    await Promise.all(opened.map((database) => database.close()));
    const owner = await connectAsOwner(address, 'test');
    const { rows } = await owner.query('select name from schema_migrations order by name');
    expect(rows.map(({ name }) => name)).toEqual(readMigrations().map(({ name }) => name));
    await owner.end();
    await dropDatabase(server, address.database);
  });

  it('leave nothing of one that fails, and name it', async () => {
    const owner = await connectAsOwner(world.address, 'test');
    const failing = [
      ...readMigrations(),
      migration('9999-broken', 'create table half (n int); select 1 / 0;'),
    ];
    await expect(migrate(owner, failing)).rejects.toThrow(/9999-broken/);
    const { rows } = await owner.query(`select to_regclass('half') as half`);
    expect(rows).toEqual([{ half: null }]);
    await expect(requireMigrated(owner, failing)).rejects.toMatchObject({ code: 'unavailable' });
    await owner.end();
  });

  it('bring a database along that holds plans already: each city stays with what it was planned by', async () => {
    const server = await serverAddress(engine);
    const address = await createDatabase(server, `${world.address.database}_planned`);
    const owner = await connectAsOwner(address, 'test');
    const later = readMigrations().findIndex(({ name }) => name === '0018-plan-changes');
    await migrate(owner, readMigrations().slice(0, later));
    await owner.query(`select set_config('machimori.reach', 'keeping', false)`);
    await owner.query(`insert into cities (city_id, name, created_at)
      values ('cty_1', '一', '2026-11-01Z'), ('cty_2', '二', '2026-11-01Z')`);
    await owner.query(`insert into plans (city_id, revision, as_of, edition, counts, computed_at)
      values ('cty_1', 7, '2026-11-20', 'some/1.0', '{}', '2026-11-20T00:00:00Z')`);
    expect(await migrate(owner, readMigrations())).toContain('0018-plan-changes');
    const { rows } = await owner.query(
      'select city_id, yardstick, edition, criteria, revision, adopted_by from yardsticks',
    );
    expect(rows).toEqual([
      {
        city_id: 'cty_1',
        yardstick: 0,
        edition: 'some/1.0',
        criteria: null,
        revision: 7,
        adopted_by: '',
      },
    ]);
    expect((await owner.query('select city_id, yardstick from plans')).rows).toEqual([
      { city_id: 'cty_1', yardstick: 0 },
    ]);
    // The version before goes on writing plans as it did.
    await owner.query(`insert into plans (city_id, revision, as_of, edition, counts, computed_at)
      values ('cty_2', 1, '2026-11-20', 'some/1.0', '{}', '2026-11-20T00:00:00Z')`);
    await owner.end();
    await dropDatabase(server, address.database);
  });

  it('are read alike whatever the line ends of a checkout', () => {
    const folder = mkdtempSync(join(tmpdir(), 'machimori-migrations-'));
    writeFileSync(join(folder, '0001-a.sql'), 'select 1;\n');
    const [unix] = readMigrations(folder);
    writeFileSync(join(folder, '0001-a.sql'), 'select 1;\r\n');
    expect(readMigrations(folder)).toEqual([unix]);
    rmSync(folder, { recursive: true });
  });
});
