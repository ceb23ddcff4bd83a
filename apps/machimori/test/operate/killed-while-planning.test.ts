import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { ownerOf, type TestDatabase, testDatabase } from '@machimori/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../run-program.ts';
import { at, freePort, serve } from './installation.ts';
import { Person } from './person.ts';

// kill -9 of the program between a change and what follows from it: the plan, what the plan changed, and the
// entry of each. The database holds it up at the very statement, so that it dies there and nowhere else.

const sample = readFileSync(join(root, 'examples/hoshigawatari/city.yaml'), 'utf8');
const fileOf = (population: number): Uint8Array =>
  Buffer.from(sample.replace(/^population: .*$/m, `population: ${population}`));

/** Where it is held up, and what of the change is kept already when it dies there. */
const places = [
  ['before the plan is written', 'plans', 'insert or update', 'true', 'change'],
  ['before what it changes is owed', 'plan_changes', 'insert', 'true', 'change'],
  ['before the comparison is put down', 'plan_changes', 'update', 'true', 'plan'],
  ['before its entry is', 'ledger_entries', 'insert', `new.action = 'plan:compare'`, 'plan'],
  [
    'before it is told as done',
    'outbox_deliveries',
    'update',
    `new.state = 'done' and new.subscriber = 'compare-plans'`,
    'comparison',
  ],
] as const;

let database: TestDatabase;
let owner: Awaited<ReturnType<typeof ownerOf>>;
let holder: Awaited<ReturnType<typeof ownerOf>>;
let env: Readonly<Record<string, string>>;
let program: Awaited<ReturnType<typeof serve>>;
let port: number;
let person: Person;
/** Sessions of the test itself. */
let ours: readonly number[];

const start = async (): Promise<void> => {
  program = await serve(['--data', at('data'), '--port', String(port)], env);
};

const sessions = async (): Promise<readonly number[]> => {
  const { rows } = await owner.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database()',
  );
  return rows.map(({ pid }) => pid);
};

async function until(what: string): Promise<void> {
  while ((await owner.query(what)).rowCount === 0) await moment(10);
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
  await person.importCity(fileOf(48_000));
  await until('select from plans');
  for (const [i, [, table, when, condition]] of places.entries())
    await owner.query(`
      create function hold_${i}() returns trigger language plpgsql as
        'begin if ${condition.replaceAll("'", "''")} then perform pg_advisory_xact_lock_shared(${i}); end if; return new; end';
      create trigger hold_${i} before ${when} on ${table} for each row execute function hold_${i}()`);
}, 480_000);
afterAll(async () => {
  program?.child.kill('SIGKILL');
  await program?.ended;
  await holder?.end();
  await owner?.end();
  await database?.drop();
});

const numbers = async (what: string): Promise<readonly number[]> =>
  (await owner.query<{ n: number }>(`select (${what})::int as n`)).rows.map(({ n }) => n);
const planned = 'select revision from plans';
const owed = 'select count(*) from plan_changes where body is null';
const compared = 'select count(*) from plan_changes where body is not null';

it.each(places.map((place, i) => [place[0], i] as const))(
  'killed %s, it is done once after the next start',
  {
    timeout: 300_000,
  },
  async (_, place) => {
    const kept = places[place]?.[4];
    const [before = 0] = await numbers(compared);
    await holder.query('select pg_advisory_lock($1)', [place]);
    const revision = await person.importCity(fileOf(48_001 + place));
    await until(
      `select from pg_locks where locktype = 'advisory' and not granted and objid = ${place}`,
    );
    program.child.kill('SIGKILL');
    await program.ended;
    await holder.query('select pg_advisory_unlock($1)', [place]);
    // What it had under way when it died is given up by the server.
    while ((await sessions()).some((pid) => !ours.includes(pid))) await moment(10);

    // Nothing is half there.
    expect(await numbers(planned)).toEqual([kept === 'change' ? revision - 1 : revision]);
    expect(await numbers(owed)).toEqual([kept === 'plan' ? 1 : 0]);
    expect(await numbers(compared)).toEqual([kept === 'comparison' ? before + 1 : before]);

    // As if the time had passed for which nobody else may take up what the dead one had begun.
    await owner.query(
      'update outbox_deliveries set claimed_until = null where claimed_until is not null',
    );
    await start();
    await until(
      `select from plan_changes where revision = ${revision} and body is not null
     having count(*) > 0 and not exists (select from outbox_deliveries where state <> 'done')`,
    );
    expect(await numbers(planned)).toEqual([revision]);
    expect(await numbers(owed)).toEqual([0]);
    expect(await numbers(compared)).toEqual([before + 1]);
    const { rows } = await owner.query<{ revision: number; from_revision: number }>(
      'select revision, from_revision from plan_changes order by revision',
    );
    // From plan to plan without a gap, each once.
    expect(rows.map((row) => row.from_revision)).toEqual(rows.map((row) => row.revision - 1));
    const { changes, making } = (await person.ask('GET', '/plan/changes')) as {
      changes: readonly { revision: number }[];
      making: boolean;
    };
    expect([making, changes.map((change) => change.revision)]).toEqual([
      false,
      rows.map((row) => row.revision).reverse(),
    ]);
    const { rows: entries } = await owner.query(
      `select action, count(*)::int as entries from ledger_entries join ledger_contents using (city_id, entry_id)
     where action in ('plan:compute', 'plan:compare') and outcome = 'done'
       and (content::jsonb ->> 'revision')::int = $1 and (content::jsonb ? 'asOf' or content::jsonb ? 'lines')
     group by action order by action`,
      [revision],
    );
    expect(entries).toEqual([
      { action: 'plan:compare', entries: 1 },
      { action: 'plan:compute', entries: 1 },
    ]);
  },
);
