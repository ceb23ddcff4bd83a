import type { ServerResponse } from 'node:http';
import { setTimeout as moment } from 'node:timers/promises';
import { ownerOf, type TestDatabase, testDatabase } from '@machimori/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verified, WebhookReceiver } from '../webhook-receiver.ts';
import { at, freePort, serve } from './installation.ts';
import { Person } from './person.ts';

// kill -9 of the program while a receiver has a message and has not answered yet, and right after it answered.

const receiver = new WebhookReceiver();
let database: TestDatabase;
let owner: Awaited<ReturnType<typeof ownerOf>>;
let holder: Awaited<ReturnType<typeof ownerOf>>;
let env: Readonly<Record<string, string>>;
let program: Awaited<ReturnType<typeof serve>>;
let port: number;
let person: Person;

const start = async (): Promise<void> => {
  program = await serve(['--data', at('data'), '--port', String(port)], env);
};
const killed = async (): Promise<void> => {
  program.child.kill('SIGKILL');
  await program.ended;
};
async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await moment(10);
}

beforeAll(async () => {
  await receiver.start();
  database = await testDatabase();
  const { host, port: serverPort, database: name, owner: tables, app } = database.address;
  const url = ({ user, password }: { user: string; password?: string | undefined }): string =>
    `postgresql://${user}:${password}@/${name}?host=${encodeURIComponent(host)}&port=${serverPort}`;
  env = {
    DATABASE_URL: url(app ?? tables),
    ...(app && { DATABASE_OWNER_URL: url(tables) }),
    MACHIMORI_ALLOWED_HOSTS: receiver.host,
  };
  owner = await ownerOf(database.address);
  holder = await ownerOf(database.address);
  port = await freePort();
  person = new Person(port);
  await start();
  await person.setUp(at('data'));
}, 480_000);
afterAll(async () => {
  program?.child.kill('SIGKILL');
  await program?.ended;
  await receiver.stop();
  await holder?.end();
  await owner?.end();
  await database?.drop();
});

/** As if the time had passed for which nobody else may take up what the dead one had begun. */
const letGo = () =>
  owner.query('update outbox_deliveries set claimed_until = null where claimed_until is not null');

const isDone = async (): Promise<boolean> =>
  (
    await owner.query(
      `select from outbox_deliveries where subscriber = 'send-webhooks' and state <> 'done'`,
    )
  ).rowCount === 0;

it('sends it again under the same id after the next start', { timeout: 300_000 }, async () => {
  const body = { address: receiver.address, types: ['plan.made'] };
  const { webhook, secret } = await person.ask('POST', '/webhooks', body);

  // It has arrived, and no answer has gone back.
  let open: ServerResponse | undefined;
  receiver.answer = (answer) => {
    open = answer;
  };
  await person.ask('POST', `/webhooks/${String(webhook)}/tests`);
  await until(() => open !== undefined);
  await killed();
  receiver.answer = (answer) => answer.writeHead(204).end();
  await letGo();
  await start();
  await until(isDone);
  expect(receiver.received).toHaveLength(2);

  // It was answered, and that it is done was not written down: the database holds that up.
  await owner.query(`
    create function hold() returns trigger language plpgsql as
      'begin perform pg_advisory_xact_lock_shared(7); return new; end';
    create trigger hold before update on outbox_deliveries for each row
      when (new.state = 'done' and new.subscriber = 'send-webhooks') execute function hold()`);
  await holder.query('select pg_advisory_lock(7)');
  await person.ask('POST', `/webhooks/${String(webhook)}/tests`);
  await until(async () => {
    const { rowCount } = await owner.query(
      `select from pg_locks where locktype = 'advisory' and not granted and objid = 7`,
    );
    return rowCount === 1;
  });
  await killed();
  await owner.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted and objid = 7`,
  );
  await holder.query('select pg_advisory_unlock(7)');
  await letGo();
  await start();
  await until(isDone);

  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(4);
  expect([ids[0], ids[2]]).toEqual([ids[1], ids[3]]);
  expect(ids[0]).not.toBe(ids[2]);
  // The secret outlived the program, and signs as before.
  for (const each of receiver.received)
    expect(verified(String(secret), each)['type']).toBe('webhook.test');
});
