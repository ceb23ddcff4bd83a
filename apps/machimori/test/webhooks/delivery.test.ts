import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { createOutbound } from '@machimori/application';
import { countDead, insertEvents, transact } from '@machimori/database';
import { dayInJapan } from '@machimori/kernel';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pruneFinishedNow } from '../../src/serve/prune-finished-task.ts';
import { webhookTelling } from '../../src/serve/webhook-tasks.ts';
import { handedIn } from '../routes/sheet-examples.ts';
import type { Town } from '../routes/town.ts';
import { verified } from '../webhook-receiver.ts';
import {
  administrator,
  askTest,
  makeHook,
  shownMessages,
  shownWebhooks,
  WebhookTown,
  workersOf,
} from './webhook-town.ts';

// Messages as they arrive at a real receiver, verified by another's implementation of Standard Webhooks.

const vendor = 'one/contributor';
const longMs = 300_000;

let made: WebhookTown;
beforeAll(async () => {
  made = await WebhookTown.make();
}, 480_000);
afterAll(() => made?.drop());

/** Something of this type has happened. */
const happened = (town: Town, type: string, payload: object, eventId = 'evt_of_this_test') =>
  transact(town.database.database, { reach: 'city', city: town.city }, (transaction) =>
    insertEvents(transaction, [
      { eventId, type, city: town.city, aggregate: eventId, payload, at: new Date() },
    ]),
  );

const settle = (town: Town, id: string, decision: string) =>
  town.done(administrator, 'POST', '/undelivered/:id/:by', {
    params: { id, by: 'send-webhooks' },
    body: { decision },
  });

describe('what is told outside', { timeout: longMs }, () => {
  it('says which lines moved, signed, and nothing of what was written', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    const all = ['answer.submitted', 'answer.accepted', 'answer.returned', 'review.frozen'];
    const { secret } = await makeHook(town, receiver.address, all);
    const answer = await handedIn(town, vendor);
    const decide = (version: number, verdict: string) =>
      town.done('promoter/approver', 'POST', '/sheet/decisions', {
        body: { answers: [{ line: answer.line, version }], verdict, reason: 'ひみつの理由' },
      });
    await decide(answer.version, 'request-changes');
    const again = await handedIn(town, vendor, answer.line);
    await decide(again.version, 'accept');
    const today = dayInJapan(town.world.clock.now());
    const { review } = await town.done(administrator, 'POST', '/sheet/reviews', {
      body: { title: 'ひみつの点検', heldOn: today, note: 'ひみつ' },
    });
    const workers = workersOf(town);
    await workers.runDue();

    const said = receiver.received.map((each) => verified(secret, each));
    expect(said.map(({ type }) => type)).toHaveLength(5);
    const moved = { city: town.city, count: 1, lines: [answer.line] };
    for (const type of ['answer.submitted', 'answer.returned', 'answer.accepted'])
      expect(said).toContainEqual({ type, timestamp: expect.any(String), data: moved });
    expect(said).toContainEqual({
      type: 'review.frozen',
      timestamp: expect.any(String),
      data: {
        city: town.city,
        review,
        revision: expect.any(Number),
        count: expect.any(Number),
      },
    });
    for (const { headers, body, path } of receiver.received) {
      expect(path).toBe('/hook');
      expect(headers['content-type']).toBe('application/json');
      expect(headers['webhook-id']).toMatch(/^msg_[0-9a-f]{32}$/);
      expect(headers['webhook-timestamp']).toMatch(/^\d{10}$/);
      expect(headers['webhook-signature']).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
      expect(body).not.toMatch(/ひみつ|確かめている|担当|@marked|per_/);
    }
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(5);
  });

  it('tells only what is wanted, and nothing of a field that it does not know', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    const { secret } = await makeHook(town, receiver.address, ['answer.accepted']);
    await happened(town, 'plan.made', { revision: 3, yardstick: 1 }, 'evt_a');
    // As a program before this one wrote it.
    await happened(town, 'answer.accepted', { lines: 7, note: 'ひみつ', count: null }, 'evt_b');
    await workersOf(town).runDue();
    expect(receiver.received.map((each) => verified(secret, each))).toEqual([
      {
        type: 'answer.accepted',
        timestamp: expect.any(String),
        data: { city: town.city, lines: 7 },
      },
    ]);
  });

  it('writes nothing down where nobody is told', async () => {
    const town = await made.fresh();
    await happened(town, 'plan.made', { revision: 3, yardstick: 1 });
    await workersOf(town).runDue();
    const { rows } = await town.owner.query(
      `select from ledger_entries where action = 'webhook:tell'`,
    );
    expect(rows).toHaveLength(0);
  });

  it('is tried again under the same id, signed anew each time', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    const { webhook, secret } = await makeHook(town, receiver.address, ['plan.made']);
    receiver.answer = (answer, nth) => answer.writeHead(nth < 4 ? 503 : 200).end('ひみつの返事');
    await happened(town, 'plan.made', { revision: 3, yardstick: 1 });
    const workers = workersOf(town);
    await workers.runDue();
    expect(await shownMessages(town, webhook)).toMatchObject([
      { state: 'put-off', attempts: 1, why: { ja: expect.stringContaining('503') } },
    ]);
    await workers.untilGivenUp();
    expect(receiver.received).toHaveLength(4);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    for (const each of receiver.received) verified(secret, each);
    const shown = await shownMessages(town, webhook);
    expect(shown).toMatchObject([{ state: 'delivered', attempts: 4, type: 'plan.made' }]);
    expect(JSON.stringify(shown)).not.toContain('ひみつ');
  });

  it('is one message, however often the event is handed over', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    await makeHook(town, receiver.address, ['plan.made']);
    const event = {
      city: town.city,
      eventId: 'evt_twice',
      subscriber: 'tell-webhooks',
      type: 'plan.made',
      aggregate: 'a',
      payload: { revision: 3 },
      at: new Date(),
      attempts: 0,
    };
    // Killed after the messages were written and before that was marked as done: it comes again.
    const telling = webhookTelling(town.world);
    if (!('runOutside' in telling)) throw new Error('it works outside');
    await telling.runOutside(event, new AbortController().signal);
    await telling.runOutside(event, new AbortController().signal);
    await workersOf(town).runDue();
    expect(receiver.received).toHaveLength(1);
  });

  it('does not verify where it was forged, altered or is old', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    const { webhook, secret } = await makeHook(town, receiver.address);
    await askTest(town, webhook);
    await workersOf(town).runDue();
    const [one] = receiver.received;
    if (one === undefined) throw new Error('nothing arrived');
    expect(verified(secret, one)).toMatchObject({ type: 'webhook.test' });
    const withHeader = (name: string, value: string) => ({
      ...one,
      headers: { ...one.headers, [name]: value },
    });
    const old = new Webhook(secret);
    const before = new Date(Date.now() - 3_600_000);
    const id = one.headers['webhook-id'] ?? '';
    for (const wrong of [
      { ...one, body: one.body.replace('webhook.test', 'answer.accepted') },
      withHeader('webhook-id', 'msg_of_somebody_else'),
      withHeader('webhook-timestamp', String(Number(one.headers['webhook-timestamp']) + 1)),
      withHeader(
        'webhook-signature',
        `v1,${createHash('sha256').update(one.body).digest('base64')}`,
      ),
    ])
      expect(() => verified(secret, wrong)).toThrow('No matching signature');
    // Signed well, and sent again an hour later.
    const replayed = {
      ...one,
      headers: {
        ...one.headers,
        'webhook-timestamp': String(Math.floor(before.getTime() / 1000)),
        'webhook-signature': old.sign(id, before, one.body),
      },
    };
    expect(() => verified(secret, replayed)).toThrow('too old');
    const another = await makeHook(town, receiver.address);
    expect(another.secret).not.toBe(secret);
    expect(() => verified(another.secret, one)).toThrow('No matching signature');
  });
});

describe('the secret of a webhook', { timeout: longMs }, () => {
  it('is exchanged without a gap: both sign for a day, then the new one alone', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    const { webhook, secret: former } = await makeHook(town, receiver.address);
    const params = { webhook };
    const rotated = await town.done(administrator, 'POST', '/webhooks/:webhook/secrets', {
      params,
    });
    const secret = String(rotated['secret']);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const workers = workersOf(town);
    await askTest(town, webhook);
    await workers.runDue();
    const [both] = receiver.received;
    if (both === undefined) throw new Error('nothing arrived');
    expect(both.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    verified(former, both);
    verified(secret, both);

    await town.owner.query(`update webhooks set former_until = now() - interval '1 second'`);
    await askTest(town, webhook);
    await workers.runDue();
    const [, alone] = receiver.received;
    if (alone === undefined) throw new Error('nothing arrived');
    verified(secret, alone);
    expect(() => verified(former, alone)).toThrow('No matching signature');
    await pruneFinishedNow(town.world);
    const { rows } = await town.owner.query('select former_secret, former_until from webhooks');
    expect(rows).toEqual([{ former_secret: null, former_until: null }]);
  });
});

describe('a receiver', { timeout: longMs }, () => {
  it('that says it is gone is told nothing any more', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    const { webhook } = await makeHook(town, receiver.address, ['plan.made']);
    receiver.answer = (answer) => answer.writeHead(410).end();
    await happened(town, 'plan.made', { revision: 3 }, 'evt_a');
    const workers = workersOf(town);
    await workers.runDue();
    await happened(town, 'plan.made', { revision: 4 }, 'evt_b');
    await workers.untilGivenUp();
    expect(receiver.received).toHaveLength(1);
    expect(await shownWebhooks(town)).toMatchObject([{ webhook, stopped: { why: 'gone' } }]);
    expect(await shownMessages(town, webhook)).toMatchObject([
      { state: 'given-up', attempts: 1, why: { ja: expect.stringContaining('410') } },
    ]);
    const { rows } = await town.owner.query<{ content: string }>(
      `select c.content from ledger_entries e join ledger_contents c using (city_id, entry_id)
       where e.action = 'webhook:stop'`,
    );
    expect(rows.map(({ content }) => content).join()).toContain('gone');
    // Nobody asked for that: a test is refused until somebody turns it on again.
    const { status } = await town.ask(administrator, 'POST', '/webhooks/:webhook/tests', {
      params: { webhook },
    });
    expect(status).toBe(409);
  });

  it.each([410, 500])('of a test that answers %i leaves nothing undelivered', async (status) => {
    const { receiver } = made;
    const town = await made.fresh();
    const { webhook } = await makeHook(town, receiver.address, ['plan.made']);
    receiver.answer = (answer) => answer.writeHead(status).end();
    await askTest(town, webhook);
    await workersOf(town).untilGivenUp();
    expect(receiver.received).toHaveLength(1);
    // Whoever tried it sees how it went; nobody is asked for a word, and nobody who watches is woken.
    const tried = [
      {
        state: 'given-up',
        attempts: 1,
        why: { ja: expect.stringContaining(String(status)) },
      },
    ];
    expect(await shownMessages(town, webhook)).toMatchObject(tried);
    expect(await town.done(administrator, 'GET', '/undelivered', {})).toEqual({ undelivered: [] });
    const { database } = town.database;
    expect(
      await transact(database, { reach: 'system' }, (transaction) => countDead(transaction, 'all')),
    ).toBe(0);
    if (status === 410) return;
    await askTest(town, webhook);
    expect(await shownMessages(town, webhook)).toMatchObject([{ state: 'waiting' }, ...tried]);
  });

  it('where nothing arrives for long is turned off; what was given up goes out when it is mended', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    const { webhook, secret } = await makeHook(town, receiver.address, ['plan.made']);
    receiver.answer = (answer) => answer.writeHead(500).end();
    await happened(town, 'plan.made', { revision: 3 });
    const workers = workersOf(town);
    await workers.untilGivenUp();
    expect(receiver.received).toHaveLength(9);
    const [stopped] = await shownWebhooks(town);
    expect(stopped?.stopped).toMatchObject({ why: 'failing' });
    const { undelivered } = (await town.done(administrator, 'GET', '/undelivered', {})) as {
      undelivered: readonly { id: string; what: { ja: string }; why: { ja: string } }[];
    };
    expect(undelivered).toMatchObject([
      { what: { ja: '外への知らせ（webhook）' }, why: { ja: expect.stringContaining('500') } },
    ]);

    receiver.answer = (answer) => answer.writeHead(200).end();
    await town.done(administrator, 'PUT', '/webhooks/:webhook', {
      params: { webhook },
      body: {
        address: receiver.address,
        types: ['plan.made'],
        on: true,
        version: stopped?.version,
      },
    });
    await settle(town, undelivered[0]?.id ?? '', 'retry');
    await workers.untilGivenUp();
    const [first] = receiver.received;
    const last = receiver.received.at(-1);
    if (first === undefined || last === undefined) throw new Error('nothing arrived');
    expect(receiver.received).toHaveLength(10);
    expect(last.headers['webhook-id']).toBe(first.headers['webhook-id']);
    verified(secret, last);
  });

  it('that takes others keeps being told, and what it does not take is listed', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    const { webhook } = await makeHook(town, receiver.address, ['plan.made', 'answer.accepted']);
    receiver.answer = (answer) => {
      const told = receiver.received.at(-1);
      answer.writeHead(told?.body.includes('plan.made') === true ? 400 : 200).end();
    };
    await happened(town, 'plan.made', { revision: 3 }, 'evt_a');
    const workers = workersOf(town);
    await workers.runDue();
    await happened(town, 'answer.accepted', { count: 1, lines: [] }, 'evt_b');
    await workers.untilGivenUp();
    const [shown] = await shownWebhooks(town);
    expect(shown?.stopped).toBeUndefined();
    const states = (await shownMessages(town, webhook)).map(({ type, state }) => [type, state]);
    expect(states).toEqual([
      ['answer.accepted', 'delivered'],
      ['plan.made', 'given-up'],
    ]);
  });

  it.each([
    [
      'points elsewhere',
      '別のアドレス',
      (answer: ServerResponse): unknown =>
        answer.writeHead(307, { location: 'http://127.0.0.1:1/inside' }).end(),
    ],
    [
      'answers without end',
      '長すぎます',
      (answer: ServerResponse) => {
        answer.writeHead(200);
        const more = (): void => {
          while (!answer.destroyed && answer.write('x'.repeat(65_536)));
        };
        answer.on('drain', more);
        more();
      },
    ],
    [
      'never ends its answer',
      'つながらない',
      (answer: ServerResponse): void => void answer.writeHead(200).write('{'),
    ],
    ['never answers', 'つながらない', () => undefined],
    ['breaks off', 'つながらない', (answer: ServerResponse): void => void answer.destroy()],
  ] as const)('that %s has not taken it', async (_, words, answers) => {
    const { receiver } = made;
    const town = await made.fresh();
    const { webhook } = await makeHook(town, receiver.address);
    receiver.answer = (answer) => void answers(answer);
    await askTest(town, webhook);
    // The same way out, less patient.
    const outbound = createOutbound({
      allowedHosts: [receiver.host],
      timeoutMs: 500,
      longestAnswer: 65_536,
    });
    const workers = workersOf(town, outbound);
    await workers.untilGivenUp();
    // Somebody waits for a test: it is tried once.
    expect(receiver.received).toHaveLength(1);
    expect(await shownMessages(town, webhook)).toMatchObject([
      { state: 'given-up', attempts: 1, why: { ja: expect.stringContaining(words) } },
    ]);
    // The next takes nothing away of what became of it.
    receiver.forget();
    await askTest(town, webhook);
    await workers.runDue();
    expect((await shownMessages(town, webhook)).map(({ state }) => state)).toEqual([
      'delivered',
      'given-up',
    ]);
  });

  it('that is turned off or removed hears no more of what waited', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    receiver.answer = (answer) => answer.writeHead(500).end();
    const off = await makeHook(town, receiver.address, ['plan.made']);
    const removed = await makeHook(town, receiver.address, ['plan.made']);
    await happened(town, 'plan.made', { revision: 3 });
    const workers = workersOf(town);
    await workers.runDue();
    expect(receiver.received).toHaveLength(2);
    await town.done(administrator, 'PUT', '/webhooks/:webhook', {
      params: { webhook: off.webhook },
      body: { address: receiver.address, types: ['plan.made'], on: false, version: 1 },
    });
    await town.done(administrator, 'DELETE', '/webhooks/:webhook', {
      params: { webhook: removed.webhook },
    });
    await workers.untilGivenUp();
    expect(receiver.received).toHaveLength(2);
    expect(await shownMessages(town, off.webhook)).toMatchObject([{ state: 'dropped' }]);
    const { rows } = await town.owner.query(
      `select (select count(*) from webhooks)::int as hooks,
        (select count(*) from webhook_messages)::int as messages`,
    );
    expect(rows).toEqual([{ hooks: 1, messages: 1 }]);
  });
});

it('forgets messages with what the outbox knew of them', { timeout: longMs }, async () => {
  const { receiver } = made;
  const town = await made.fresh();
  const { webhook } = await makeHook(town, receiver.address, ['plan.made']);
  await happened(town, 'plan.made', { revision: 3 }, 'evt_a');
  const workers = workersOf(town);
  await workers.runDue();
  receiver.answer = (answer) => answer.writeHead(500).end();
  await happened(town, 'plan.made', { revision: 4 }, 'evt_b');
  await workers.untilGivenUp();
  for (const [table, columns] of [
    ['outbox_events', ['occurred_at']],
    ['outbox_deliveries', ['ended_at']],
    ['webhook_messages', ['made_at']],
  ] as const)
    for (const column of columns)
      await town.owner.query(`update ${table} set ${column} = ${column} - interval '2 years'`);
  await pruneFinishedNow(town.world);
  // What was given up stays until somebody says a word about it.
  expect(await shownMessages(town, webhook)).toMatchObject([{ state: 'given-up' }]);
});
