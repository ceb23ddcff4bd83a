import { createHash, randomInt } from 'node:crypto';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { ownerOf, type TestDatabase, testDatabase } from '@machimori/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, freePort, serve } from './installation.ts';
import { Person } from './person.ts';

// kill -9 of the program while evidence is handed in: what was acknowledged is there to the byte, no row names a
// file that is not there, and what an act that did not end has left is taken away at a later start.

const kib = 1024;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A file of its own: text, since that is evidence at any length. */
const fileOf = (name: string, bytes: number): Uint8Array => {
  const line = Buffer.from(`${name}\n`);
  return Buffer.concat([...Array(Math.floor(bytes / line.length))].map(() => line));
};

const query = (name: string): string =>
  new URLSearchParams({
    title: name,
    fileName: `${name}.txt`,
    effectiveOn: '2026-04-01',
  }).toString();

let database: TestDatabase;
let owner: Awaited<ReturnType<typeof ownerOf>>;
let holder: Awaited<ReturnType<typeof ownerOf>>;
let env: Readonly<Record<string, string>>;
let program: Awaited<ReturnType<typeof serve>>;
let port: number;
let person: Person;
/** Sessions of the test itself. */
let ours: readonly number[];
/** What the program said it has: the digest by the piece's id. */
const acknowledged = new Map<string, string>();

const start = async (): Promise<void> => {
  program = await serve(['--data', at('data'), '--port', String(port)], env);
};

const sessions = async (): Promise<readonly number[]> => {
  const { rows } = await owner.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database()',
  );
  return rows.map(({ pid }) => pid);
};

/** Ends the program as a power cut does, and waits until the server has given up what it had under way. */
async function kill(): Promise<void> {
  program.child.kill('SIGKILL');
  await program.ended;
  while ((await sessions()).some((pid) => !ours.includes(pid))) await moment(10);
}

/** Hands in a file; it is known from the moment on at which the program says so. */
async function handIn(name: string, bytes: number): Promise<void> {
  const file = fileOf(name, bytes);
  const { evidence } = await person.ask('POST', `/evidence/files?${query(name)}`, undefined, file);
  acknowledged.set(String(evidence), sha256(file));
}

/** The files that lie in the data folder, with what is being written. */
const lying = (): readonly string[] => {
  const files = at('data', 'files');
  if (!existsSync(files)) return [];
  return readdirSync(files, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
};
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const named = async (): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ file_id: string }>('select file_id from evidence_files');
  return rows.map(({ file_id }) => file_id).sort();
};

/** What stands after the next start, looked at from outside. */
async function expectWhole(): Promise<void> {
  // No row without its file, whole; and what nobody names is there at most until the sweep.
  const whole = new Set(
    lying()
      .map(nameOf)
      .filter((name) => !name.endsWith('.draft')),
  );
  expect((await named()).filter((file) => !whole.has(file))).toEqual([]);
  // As if the time had passed after which a file without a row is of an act that did not end.
  const old = new Date(Date.now() - 2 * 3_600_000);
  for (const path of lying()) utimesSync(path, old, old);
  await start();
  const rows = await named();
  while (lying().length !== rows.length) await moment(10);
  expect(lying().map(nameOf).sort()).toEqual(rows);

  const seen = new Map<string, string>();
  for (let next: string | undefined = ''; next !== undefined; ) {
    const after = next === '' ? '' : `?cursor=${next}`;
    const page = (await person.ask('GET', `/evidence${after}`)) as {
      evidence: readonly { evidence: string; latest: { digest?: string; file?: unknown } }[];
      next?: string;
    };
    for (const { evidence, latest } of page.evidence)
      if (latest.file !== undefined) seen.set(evidence, latest.digest ?? '');
    next = page.next;
  }
  // All that is listed opens as what its row says, and all that was acknowledged is listed.
  expect(seen.size).toBe(rows.length);
  for (const [evidence, digest] of seen)
    expect(sha256(await person.download(`/evidence/${evidence}/revisions/1/file`))).toBe(digest);
  expect([...acknowledged].filter(([evidence, digest]) => seen.get(evidence) !== digest)).toEqual(
    [],
  );
}

beforeAll(async () => {
  database = await testDatabase();
  const { host, port: serverPort, database: name, owner: tables, app } = database.address;
  const url = ({ user, password }: { user: string; password?: string | undefined }): string =>
    `postgresql://${user}:${password}@/${name}?host=${encodeURIComponent(host)}&port=${serverPort}`;
  env = { DATABASE_URL: url(app ?? tables), ...(app && { DATABASE_OWNER_URL: url(tables) }) };
  owner = await ownerOf(database.address);
  holder = await ownerOf(database.address);
  ours = await sessions();
  port = await freePort();
  person = new Person(port);
  await start();
  await person.setUp(at('data'));
}, 240_000);
afterAll(async () => {
  program?.child.kill('SIGKILL');
  await program?.ended;
  await holder?.end();
  await owner?.end();
  await database?.drop();
});

describe('killed while a file is handed in', { timeout: 400_000 }, () => {
  it('with half of it on the disk: nobody sees it, and it is taken away', async () => {
    await handIn('the first of all', 3 * kib);
    // How far it came is known afterwards: again, until it has died with a file half written.
    for (let half = false; !half; ) {
      let over = false;
      const sending = handIn('half of this', 19 * kib * kib)
        .catch(() => undefined)
        .finally(() => {
          over = true;
        });
      while (!over && !lying().some((path) => path.endsWith('.draft'))) await moment(0);
      await kill();
      await sending;
      half = lying().some((path) => path.endsWith('.draft'));
      await expectWhole();
    }
  });

  it.each([
    ['the file is there and no row', 'evidence_files', 'before insert', 'true'],
    ['the row of the file is there, and none of the evidence', 'evidence', 'before insert', 'true'],
    [
      'all but the entry in the log is there',
      'ledger_entries',
      'before insert',
      `new.action = 'evidence:add'`,
    ],
  ])('when %s', async (_, table, when, condition) => {
    await owner.query(`
      create function hold_upload() returns trigger language plpgsql as
        'begin if ${condition.replaceAll("'", "''")} then perform pg_advisory_xact_lock_shared(77); end if; return new; end';
      create trigger hold_upload ${when} on ${table} for each row execute function hold_upload()`);
    const before = await named();
    await holder.query('select pg_advisory_lock(77)');
    const sending = handIn('whole, without a row', 40 * kib).catch((error: unknown) => error);
    const waiting = `select from pg_locks where locktype = 'advisory' and not granted and objid = 77`;
    while ((await owner.query(waiting)).rowCount === 0) await moment(10);
    // Whole on the disk before any row speaks of it.
    expect(lying()).toHaveLength(before.length + 1);
    await kill();
    await holder.query('select pg_advisory_unlock(77)');
    expect(await sending).toBeInstanceOf(Error);
    await owner.query('drop function hold_upload() cascade');
    expect(await named()).toEqual(before);
    await expectWhole();
    expect(await named()).toEqual(before);
  });

  it('at any moment, with several on their way: what was acknowledged is there, and nothing is half there', async () => {
    for (let round = 0; round < 5; round++) {
      const send = async (n: number): Promise<void> => {
        for (let i = 0; ; i++) await handIn(`piece ${round}-${n}-${i}`, randomInt(1, 900) * kib);
      };
      const before = acknowledged.size;
      const sending = [0, 1].map((n) => send(n).catch(() => undefined));
      while (acknowledged.size < before + 2) await moment(1);
      await moment(randomInt(0, 60));
      await kill();
      await Promise.all(sending);
      await expectWhole();
    }
    expect(acknowledged.size).toBeGreaterThan(10);
  });
});
