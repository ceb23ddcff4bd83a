import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as moment } from 'node:timers/promises';
import { createFileStore, createVault, objectFilePlace } from '@machimori/application';
import { Database } from '@machimori/database';
import { type BookLine, readSheetBook } from '@machimori/documents/sheet-books';
import { fingerprintOf, writeAnswerBook } from '@machimori/governance';
import { signerOf, verifyExport } from '@machimori/ledger';
import {
  hasObjectServer,
  type ObjectServer,
  objectServer,
  ownerOf,
  type TestDatabase,
  testDatabase,
} from '@machimori/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepOnce } from '../../src/serve/evidence-sweep.ts';
import { filledBook } from '../routes/sheet-book-examples.ts';
import { root } from '../run-program.ts';
import { at, freePort, serve } from './installation.ts';
import { NotDone, Person } from './person.ts';

// kill -9 of the program while it takes in a book of many lines or a vendor's answer book, or exchanges a file in a
// store of objects (OpenStack Swift). The database holds an act up at the very statement, so that the program dies
// there and nowhere else. Afterwards all of the act is there or nothing, it can be done again with the same result,
// and done twice it counts once.

const manyLines = 1_200;
const sample = readFileSync(join(root, 'examples/hoshigawatari/city.yaml'));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let database: TestDatabase;
let owner: Awaited<ReturnType<typeof ownerOf>>;
let holder: Awaited<ReturnType<typeof ownerOf>>;
let store: ObjectServer;
let env: Readonly<Record<string, string>>;
let program: Awaited<ReturnType<typeof serve>>;
let port: number;
let person: Person;
/** Sessions of the test itself. */
let ours: readonly number[];
/** Key of the organisation for which the person answers. */
const answeredBy = 'hoshigawatari';

const start = async (): Promise<void> => {
  program = await serve(['--data', at('data'), '--port', String(port)], env);
};

const sessions = async (): Promise<readonly number[]> => {
  const { rows } = await owner.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database()',
  );
  return rows.map(({ pid }) => pid);
};

const count = async (from: string, values: readonly unknown[] = []): Promise<number> => {
  const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from ${from}`, [
    ...values,
  ]);
  return rows[0]?.n ?? 0;
};

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await moment(10);
}

/** Ends the program as a power cut does, and waits until the server has given up what it had under way. */
async function kill(): Promise<void> {
  program.child.kill('SIGKILL');
  await program.ended;
}
const givenUp = () => until(async () => !(await sessions()).some((pid) => !ours.includes(pid)));

/** Where an act is held up: by a row that goes into a table. */
interface Place {
  readonly table: string;
  /** Before or after, insert or update. */
  readonly when: string;
  readonly condition: string;
}

/** Begins an act and kills the program once the act has come to the place. */
async function killedAt(
  { table, when, condition }: Place,
  act: () => Promise<unknown>,
): Promise<void> {
  await owner.query(`
    create function hold_act() returns trigger language plpgsql as
      'begin if ${condition.replaceAll("'", "''")} then perform pg_advisory_xact_lock_shared(78); end if; return new; end';
    create trigger hold_act ${when} on ${table} for each row execute function hold_act()`);
  await holder.query('select pg_advisory_lock(78)');
  let over = false;
  const begun = act()
    .catch((error: unknown) => error)
    .finally(() => {
      over = true;
    });
  const waiting = `pg_locks where locktype = 'advisory' and not granted and objid = 78`;
  await until(async () => over || (await count(waiting)) > 0);
  await kill();
  await holder.query('select pg_advisory_unlock(78)');
  expect(await begun).toSatisfy(
    (ended) => ended instanceof Error && !(ended instanceof NotDone),
    'died with the program, and did not end before it came to the place',
  );
  await givenUp();
  await owner.query('drop function hold_act() cascade');
}

/** Begins an act and kills the program as soon as the act stands in the database, answered or not. */
async function killedAfter(
  stands: () => Promise<boolean>,
  act: () => Promise<unknown>,
): Promise<void> {
  const begun = act().catch((error: unknown) => error);
  await until(stands);
  await kill();
  await begun;
  await givenUp();
}

/** Each piece of a file, sealed, that lies in the store. */
async function lying(): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const { file } of place().list()) files.push(file);
  return files.sort();
}
const place = () =>
  objectFilePlace({
    endpoint: store.endpoint,
    bucket: 'evidence',
    region: 'us-east-1',
    keyId: store.keyId,
    secret: store.secret,
  });
const named = async (): Promise<readonly string[]> =>
  (
    await owner.query<{ file_id: string }>('select file_id from evidence_files order by file_id')
  ).rows.map(({ file_id }) => file_id);

/** No row without its file at any time; what no row names is gone once nobody can still be writing it. */
async function expectFilesWhole(): Promise<void> {
  const rows = await named();
  expect(await lying()).toEqual(expect.arrayContaining([...rows]));
  const master = Buffer.from(readFileSync(at('data', 'master.key'), 'utf8').trim(), 'hex');
  const files = createFileStore(place(), createVault(master));
  const open = await Database.open({ address: database.address, migrations: 'leave' });
  const later = { now: () => new Date(Date.now() + 2 * 3_600_000) };
  await sweepOnce({ database: open, clock: later, ports: { files } });
  await open.close();
  expect(await lying()).toEqual(rows);
}

/** Each act of these stands in the log once, and the log is as it was written. */
async function expectLogged(action: string, acts: number): Promise<void> {
  const done = `ledger_entries where action = $1 and outcome = 'done'`;
  expect(await count(done, [action])).toBe(acts);
  const lines = Buffer.from(await person.download('/log/export'))
    .toString()
    .trimEnd()
    .split('\n');
  const { key } = JSON.parse(lines[0] ?? '') as { key: string };
  const report = await verifyExport(Readable.from(lines.map((line) => `${line}\n`)), key);
  expect([report.ok, report.findings]).toEqual([true, []]);
}

beforeAll(async () => {
  if (!hasObjectServer()) return;
  store = await objectServer();
  await store.makeBucket('evidence');
  database = await testDatabase();
  const { host, port: serverPort, database: name, owner: tables, app } = database.address;
  const url = ({ user, password }: { user: string; password?: string | undefined }): string =>
    `postgresql://${user}:${password}@/${name}?host=${encodeURIComponent(host)}&port=${serverPort}`;
  env = {
    DATABASE_URL: url(app ?? tables),
    ...(app && { DATABASE_OWNER_URL: url(tables) }),
    MACHIMORI_S3_ENDPOINT: store.endpoint,
    MACHIMORI_S3_BUCKET: 'evidence',
    MACHIMORI_S3_KEY_ID: store.keyId,
    MACHIMORI_S3_SECRET: store.secret,
  };
  owner = await ownerOf(database.address);
  holder = await ownerOf(database.address);
  ours = await sessions();
  port = await freePort();
  person = new Person(port);
  await start();
  await person.setUp(at('data'));
  await person.importCity(sample);
  await until(
    async () =>
      (await count('sheet_lines')) > 0 &&
      (await count(`outbox_deliveries where state = 'waiting'`)) === 0,
  );
  // The town answers one line many times over, and whoever set it up may answer.
  await owner.query(`update memberships set roles = array['cityAdministrator', 'contributor']`);
  const { rows } = await owner.query<{ answered_by: string }>(
    `with of as (
       select l.* from sheet_lines l join elements e on e.city_id = l.city_id and e.element_key = l.subject
       where l.in_plan order by l.line_id limit 1)
     insert into sheet_lines select (jsonb_populate_record(null::sheet_lines, to_jsonb(of)
       || jsonb_build_object('line_id', line_id || '-' || n, 'answered_by', $2::text,
         'state', 'not-started', 'planned_raw', '', 'statement', '', 'control_key', null,
         'answerer_id', (select organisation_id from memberships)))).*
     from of, generate_series(1, $1) n returning answered_by`,
    [manyLines, answeredBy],
  );
  expect(rows).toHaveLength(manyLines);
}, 480_000);
afterAll(async () => {
  program?.child.kill('SIGKILL');
  await program?.ended;
  await holder?.end();
  await owner?.end();
  await database?.drop();
  await store?.end();
});

describe.runIf(hasObjectServer())('killed in the middle', { timeout: 400_000 }, () => {
  const entry = {
    table: 'ledger_entries',
    when: 'before insert',
    condition: `new.action = 'sheet:answer'`,
  };

  it('of receiving an answer book: it is there with its key and its file, once, or not at all', async () => {
    const signer = signerOf('machimori/answers/vendor', new Uint8Array(32).fill(7));
    const fingerprint = fingerprintOf(signer.key);
    const { rows } = await owner.query<{ check_item: string; edition: string; about: string }>(
      `select l.check_item, e.body ->> 'kind' as about from sheet_lines l
       join elements e on e.city_id = l.city_id and e.element_key = l.subject
       where l.answered_by = $1 limit 1`,
      [answeredBy],
    );
    const [asked] = rows;
    const book = await writeAnswerBook(
      {
        vendor: '海辺システム',
        edition: 'mic-smart-city-security/2.0-draft',
        madeOn: '2026-04-01',
        answers: [
          {
            checkItem: asked?.check_item ?? '',
            about: asked?.about ?? '',
            product: '',
            state: 'implemented',
            planned: '',
            statement: '業者が、こうしている',
            acceptedOn: '2026-04-01',
            evidence: [],
          },
        ],
      },
      signer,
    );
    const query = new URLSearchParams({ answeredBy, fingerprint }).toString();
    const receive = (key: string) =>
      person.ask('POST', `/sheet/answer-books/received?${query}`, undefined, book, {
        'idempotency-key': `done-${key}`,
      }) as Promise<{ received?: { file: string } }>;
    const received = () => count(`sheet_books_received where kind = 'answer-book'`);
    const files = await named();
    const acts = await count(`ledger_entries where action = 'sheet:answer' and outcome = 'done'`);
    for (const each of [
      { table: 'evidence_files', when: 'before insert', condition: 'true' },
      entry,
    ]) {
      await killedAt(each, () => receive('once'));
      expect([await received(), await count('answer_book_vendors')]).toEqual([0, 0]);
      expect(await named()).toEqual(files);
      // It went into the store before any row spoke of it.
      expect(await lying()).toHaveLength(files.length + 1);
      await expectFilesWhole();
      await start();
    }
    await killedAfter(
      async () => (await received()) === 1,
      () => receive('once'),
    );
    await start();
    const first = await receive('once');
    expect(first).toMatchObject({ counts: { new: 2 * manyLines } });
    expect((await receive('once')).received?.file).toBe(first.received?.file);
    expect([await received(), await count('answer_book_vendors')]).toEqual([1, 1]);
    expect(await named()).toHaveLength(files.length + 1);
    await expectFilesWhole();
    await expectLogged('sheet:answer', acts + 1);
  });

  it('of merging a book of many lines: all of its cells are there, once, or none', async () => {
    const { number } = await person.ask('POST', '/sheet/books', { answeredBy, language: 'ja' });
    const issued = readSheetBook(await person.download(`/sheet/books/${String(number)}/file`));
    const lines = issued.rows.map(
      ({ line }): Partial<BookLine> => ({
        line,
        state: 'implemented',
        statement: `${line}は、こうしている`,
      }),
    );
    expect(lines).toHaveLength(manyLines);
    const back = await filledBook(String(number), lines);
    const { received } = (await person.ask('POST', '/sheet/books/received', undefined, back)) as {
      received: { file: string };
    };
    const path = `/sheet/books/received/${received.file}`;
    const merge = (key: string) =>
      person.ask('POST', `${path}/merge`, { clear: false, chosen: [], spread: [] }, undefined, {
        'idempotency-key': `done-${key}`,
      });
    const acts = await count(`ledger_entries where action = 'sheet:answer' and outcome = 'done'`);
    for (const each of [
      // The first thousand lines have gone in.
      { table: 'sheet_cells', when: 'before insert', condition: `new.line_id like '%-1100'` },
      { table: 'sheet_books_received', when: 'before update', condition: 'true' },
      entry,
    ]) {
      await killedAt(each, () => merge('once'));
      expect(await count('sheet_cells')).toBe(0);
      expect(await count('sheet_answers')).toBe(0);
      expect(await count('sheet_books_received where written > 0 or reading is null')).toBe(0);
      await start();
      expect(await person.ask('GET', path)).toMatchObject({ counts: { new: 2 * manyLines } });
    }
    const all = async (): Promise<boolean> => (await count('sheet_cells')) === 2 * manyLines;
    await killedAfter(all, () => merge('once'));
    await start();
    const merged = { written: 2 * manyLines, reopened: 0, conflicts: 0, refused: 0 };
    expect(await merge('once')).toMatchObject(merged);
    await expect(merge('twice')).rejects.toMatchObject({ code: 'conflict' });
    expect(await count('sheet_cells')).toBe(2 * manyLines);
    expect(await count('sheet_cells where version = 1')).toBe(2 * manyLines);
    expect(await count('sheet_answers where version = 1')).toBe(manyLines);
    expect(await count('sheet_books_received where written = $1', [2 * manyLines])).toBe(1);
    expect(await count(`outbox_events where type = 'book.merged'`)).toBe(1);
    await expectFilesWhole();
    await expectLogged('sheet:answer', acts + 1);
  });

  it('of exchanging a file in a store of objects: the one from before or the new one, whole', async () => {
    const [before, after] = ['前の記録\n', '新しい記録\n'].map((line) =>
      Buffer.from(line.repeat(300_000)),
    ) as [Buffer, Buffer];
    const said = { title: '記録', fileName: '記録.txt', effectiveOn: '2026-04-01' };
    const query = new URLSearchParams(said).toString();
    const { evidence } = await person.ask('POST', `/evidence/files?${query}`, undefined, before);
    const path = `/evidence/${String(evidence)}`;
    const exchange = (key: string) =>
      person.ask('POST', `${path}/files?${query}&seen=1`, undefined, after, {
        'idempotency-key': `done-${key}`,
      });
    const revisions = () => count('evidence_revisions where evidence_id = $1', [evidence]);
    const files = await named();
    const acts = await count(`ledger_entries where action = 'evidence:add' and outcome = 'done'`);
    const expectBefore = async (): Promise<void> => {
      expect([await revisions(), await named()]).toEqual([1, files]);
      await expectFilesWhole();
      await start();
      expect(sha256(await person.download(`${path}/revisions/1/file`))).toBe(sha256(before));
    };
    // With a part of it on its way into the store.
    store.halt();
    const sending = exchange('once').catch((error: unknown) => error);
    // The piece is held, and its file is what comes next.
    const held = `pg_locks where relation = 'evidence'::regclass and mode = 'RowShareLock'`;
    await until(async () => (await count(held)) > 0);
    await kill();
    store.goOn();
    expect(await sending).toBeInstanceOf(Error);
    await givenUp();
    await expectBefore();
    for (const each of [
      { table: 'evidence_files', when: 'before insert', condition: 'true' },
      { ...entry, condition: `new.action = 'evidence:add'` },
    ]) {
      await killedAt(each, () => exchange('once'));
      expect(await lying()).toHaveLength(files.length + 1);
      await expectBefore();
    }
    await killedAfter(
      async () => (await revisions()) === 2,
      () => exchange('once'),
    );
    await start();
    expect(await exchange('once')).toEqual({ revision: 2 });
    await expect(exchange('twice')).rejects.toMatchObject({ code: 'conflict' });
    expect([await revisions(), (await named()).length]).toEqual([2, files.length + 1]);
    for (const [number, bytes] of [before, after].entries())
      expect(sha256(await person.download(`${path}/revisions/${number + 1}/file`))).toBe(
        sha256(bytes),
      );
    await expectFilesWhole();
    await expectLogged('evidence:add', acts + 1);
  });
});
