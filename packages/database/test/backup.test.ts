import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engines, serverAddress, type TestDatabase, testDatabase } from '@machimori/testkit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectAsOwner } from '../src/connection.ts';
import {
  type Address,
  type BackupKey,
  backUp,
  Database,
  dropDatabase,
  insertEvents,
  restore,
  transact,
  verifyBackup,
} from '../src/index.ts';

const key: BackupKey = { passphrase: '星ヶ渡市のながい合言葉です。' };
const now = new Date('2026-11-21T00:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'machimori-backup-'));
const [embedded, server = embedded] = engines();
const made: Address[] = [];
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  for (const address of made.splice(0)) await dropDatabase(address, address.database);
});

const awkward = 'a\tb\\c\n"引用" 𠮷 \u0001 \\N \\.';

async function fill(world: TestDatabase): Promise<void> {
  const owner = await connectAsOwner(world.address, 'test');
  await owner.query(`select set_config('machimori.reach', 'keeping', false)`);
  for (const n of [1, 2]) {
    await owner.query(`insert into cities (city_id, name, created_at) values ($1, $2, $3)`, [
      `cty_${n}`,
      awkward,
      now,
    ]);
    await owner.query(`insert into parties (party_id, name, created_at) values ($1, $2, $3)`, [
      `pty_${n}`,
      'p',
      now,
    ]);
    await owner.query(
      `insert into persons (person_id, email, email_key, name, created_at) values ($1, $2, $2, $3, $4)`,
      [`per_${n}`, `${n}@example.jp`, awkward, now],
    );
    await owner.query(
      `insert into organisations (city_id, organisation_id, party_id, name, created_at) values ($1, 'org_1', $2, 'o', $3)`,
      [`cty_${n}`, `pty_${n}`, now],
    );
    await owner.query(
      `insert into memberships (city_id, membership_id, organisation_id, person_id, roles, since)
       values ($1, 'mem_1', 'org_1', $2, '{a,"b c"}', $3)`,
      [`cty_${n}`, `per_${n}`, now],
    );
    await owner.query(
      `insert into jobs (city_id, job_id, kind, payload, state, due_at, created_at)
      select $1, 'job_' || i, 'k', jsonb_build_object('text', repeat(md5(i::text), 20)), 'waiting', $2, $2
      from generate_series(1, 2000) i`,
      [`cty_${n}`, now],
    );
  }
  await owner.query(
    `insert into sessions (session_id, person_id, token_hash, created_at, seen_at, idle_ends_at, ends_at, proved_at)
     values ('ses_1', 'per_1', '\\x01', $1, $1, $1, $1, $1)`,
    [now],
  );
  await owner.end();
}

async function count(address: Address, statement: string): Promise<number> {
  const owner = await connectAsOwner(address, 'test');
  await owner.query(`select set_config('machimori.reach', 'keeping', false)`);
  const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from ${statement}`);
  await owner.end();
  return rows[0]?.n ?? -1;
}

describe('backup and restore', () => {
  let world: TestDatabase;
  beforeAll(async () => {
    world = await testDatabase(embedded);
    await fill(world);
  });
  afterAll(() => world.drop());

  it('carries everything to another server and version, and is the same to the byte', async () => {
    const file = join(folder, 'whole');
    const { parts } = await backUp({
      address: world.address,
      file,
      key,
      program: '0',
      now,
      async *extraFiles() {
        yield { name: 'evidence/a/b.bin', content: Buffer.alloc(700_000, 7) };
      },
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).includes('example.jp')).toBe(false);
    expect(parts.find(({ name }) => name === 'jobs')).toMatchObject({ count: 4000 });
    expect(parts.map(({ name }) => name)).not.toContain('sessions');

    const target = await testDatabase(server);
    await target.database.close();
    const filesInto = join(folder, 'files');
    const restored = await restore({ file, key, address: target.address, filesInto });
    made.push(target.address, { ...target.address, database: restored.former ?? '' });
    expect(await count(target.address, 'jobs')).toBe(4000);
    expect(await count(target.address, 'sessions')).toBe(0);
    expect(readFileSync(join(filesInto, 'evidence/a/b.bin')).length).toBe(700_000);

    const database = await Database.open({ address: target.address, migrations: 'require' });
    const { rows } = await transact(database, { reach: 'installation' }, ({ db }) =>
      sql<{ name: string }>`select name from cities order by city_id`.execute(db),
    );
    expect(rows.map(({ name }) => name)).toEqual([awkward, awkward]);
    // The second wall stands in the restored database too.
    const none = await transact(database, { reach: 'none' }, ({ db }) =>
      sql`select from jobs`.execute(db),
    );
    expect(none.rows).toEqual([]);
    await database.close();
    const again = join(folder, 'again');
    const second = await backUp({ address: target.address, file: again, key, program: '0', now });
    const tables = parts.filter(({ kind }) => kind === 'table');
    expect(second.parts).toEqual(tables);
  });

  it('switches under a running program, which goes on with the restored data', async () => {
    const file = join(folder, 'switch');
    const target = await testDatabase(embedded);
    await backUp({ address: world.address, file, key, program: '0', now });
    const seen: Address[] = [];
    const { former = '' } = await restore({
      file,
      key,
      address: target.address,
      beforeSwitch: async (fresh) => {
        seen.push(fresh);
        expect(await count(fresh, 'jobs')).toBe(4000);
        expect(await count(target.address, 'jobs')).toBe(0);
      },
    });
    made.push({ ...target.address, database: former });
    expect(seen).toHaveLength(1);
    const all = (): Promise<{ rows: unknown[] }> =>
      transact(target.database, { reach: 'system' }, ({ db }) => sql`select from jobs`.execute(db));
    // A session that was cut off shows once; the next is a new one.
    const { rows } = await all().catch(all);
    expect(rows).toHaveLength(4000);
    await target.drop();
  });

  it('puts one city back and leaves the others as they are', async () => {
    const file = join(folder, 'city');
    const { parts } = await backUp({
      address: world.address,
      file,
      key,
      program: '0',
      now,
      city: 'cty_1',
    });
    expect(parts.find(({ name }) => name === 'persons')).toMatchObject({ count: 1 });
    const target = await testDatabase(embedded);
    await fill(target);
    await transact(target.database, { reach: 'system' }, async (transaction) => {
      await sql`delete from jobs where job_id <> 'job_1'`.execute(transaction.db);
      const event = { type: 't', aggregate: 'a', payload: {}, at: now };
      await insertEvents(transaction, [
        { ...event, eventId: 'evt_1', city: 'cty_1' },
        { ...event, eventId: 'evt_2', city: 'cty_2' },
      ]);
    });
    await restore({ file, key, address: target.address, city: 'cty_1' });
    expect(await count(target.address, `jobs where city_id = 'cty_1'`)).toBe(2000);
    expect(await count(target.address, `jobs where city_id = 'cty_2'`)).toBe(1);
    expect(await count(target.address, `outbox_events where city_id = 'cty_1'`)).toBe(0);
    expect(await count(target.address, `outbox_events where city_id = 'cty_2'`)).toBe(1);
    expect(await count(target.address, `memberships`)).toBe(2);
    await expect(restore({ file, key, address: target.address })).rejects.toMatchObject({
      code: 'usage',
    });
    // Into an installation that knows neither the city nor its people.
    const empty = await testDatabase(embedded);
    await restore({ file, key, address: empty.address, city: 'cty_1' });
    expect(await count(empty.address, `memberships join persons using (person_id)`)).toBe(1);
    await empty.drop();
    await target.drop();
  });

  it('refuses a wrong key, a cut file and any changed byte, and changes nothing', async () => {
    const file = join(folder, 'broken');
    await backUp({ address: world.address, file, key, program: '0', now, city: 'cty_1' });
    await expect(verifyBackup(file, { passphrase: 'another passphrase' })).rejects.toMatchObject({
      code: 'not-verified',
    });
    await expect(verifyBackup(file, { key: Buffer.alloc(32) })).rejects.toMatchObject({
      code: 'not-verified',
    });
    const whole = readFileSync(file);
    const spoilt = join(folder, 'spoilt');
    const chunk = 64 * 1024 + 16;
    const head = whole.indexOf(10, 25) + 1;
    const variants: Buffer[] = [
      ...[0, 30, head - 1, head, head + chunk, head + 3 * chunk, whole.length - 1].map((length) =>
        whole.subarray(0, length),
      ),
      ...[21, head + 5, Math.floor(whole.length / 2), whole.length - 1].map((at) => {
        const copy = Buffer.from(whole);
        copy[at] = (copy[at] ?? 0) ^ 1;
        return copy;
      }),
      Buffer.concat([whole, Buffer.from([0])]),
      // Two chunks in each other's place.
      Buffer.concat([
        whole.subarray(0, head),
        whole.subarray(head + chunk, head + 2 * chunk),
        whole.subarray(head, head + chunk),
        whole.subarray(head + 2 * chunk),
      ]),
    ];
    const databases = (): Promise<number> =>
      count(world.address, `pg_database where datname like '%restoring%'`);
    for (const bytes of variants) {
      writeFileSync(spoilt, bytes);
      await expect(
        restore({ file: spoilt, key, address: world.address, city: 'cty_1' }),
      ).rejects.toMatchObject({
        name: 'Failure',
      });
    }
    expect(await databases()).toBe(0);
    expect(await count(world.address, 'jobs')).toBe(4000);
  }, 480_000);

  it('leaves everything as it was when something fails before the switch', async () => {
    const file = join(folder, 'hook');
    await backUp({ address: world.address, file, key, program: '0', now });
    const filesInto = join(folder, 'never');
    const failing = restore({
      file,
      key,
      address: world.address,
      filesInto,
      beforeSwitch: () => Promise.reject(new Error('the log cannot open an epoch')),
    });
    await expect(failing).rejects.toThrow('epoch');
    expect(await count(world.address, `pg_database where datname like '%restoring%'`)).toBe(0);
    expect(() => statSync(filesInto)).toThrow();
    expect(await count(world.address, 'jobs')).toBe(4000);
  });

  it('takes a managed server, whose owner may make roles and databases and no more', async () => {
    const place = await serverAddress(server);
    if (server?.url !== undefined) return;
    const login = { user: 'managed', password: 'managed' };
    const managed: Address = {
      ...place,
      owner: login,
      app: undefined,
      database: 'machimori_template',
    };
    const target = { ...managed, database: 'managed_target' };
    const { createDatabase } = await import('../src/index.ts');
    await createDatabase({ ...managed, database: 'postgres' }, target.database);
    made.push(target);
    const database = await Database.open({ address: target });
    const file = join(folder, 'managed');
    await backUp({ address: world.address, file, key, program: '0', now });
    await database.close();
    const { former = '' } = await restore({ file, key, address: target });
    made.push({ ...target, database: former });
    expect(await count(target, 'jobs')).toBe(4000);
    const opened = await Database.open({ address: target });
    const { rows } = await transact(opened, { reach: 'city', city: 'cty_1' }, ({ db }) =>
      sql<{ role: string }>`select distinct current_user as role, city_id from jobs`.execute(db),
    );
    expect(rows).toEqual([{ role: 'machimori_app', city_id: 'cty_1' }]);
    await opened.close();
  });
});
