import { createOutbound } from '@machimori/application';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskerName, Town } from '../routes/town.ts';
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

// Whoever wants somebody else's secret, or the program to knock where it must not.

const longMs = 300_000;

let made: WebhookTown;
beforeAll(async () => {
  made = await WebhookTown.make();
}, 480_000);
afterAll(() => made?.drop());

const wanted = (address: string) => ({ address, types: ['plan.made'] });

/** Everything that can be asked about one webhook. */
const asked = (webhook: string) =>
  [
    ['GET', '/webhooks/:webhook/messages', undefined],
    ['PUT', '/webhooks/:webhook', { ...wanted('https://evil.example/'), on: true, version: 1 }],
    ['POST', '/webhooks/:webhook/secrets', undefined],
    ['POST', '/webhooks/:webhook/tests', undefined],
    ['DELETE', '/webhooks/:webhook', undefined],
  ].map(([method = '', path = '', body]) => ({
    method: String(method),
    path: String(path),
    sent: { params: { webhook }, ...(body === undefined ? {} : { body }) },
  }));

describe('a webhook', { timeout: longMs }, () => {
  it('is nobody else’s: not another city’s, another organisation’s, another role’s, a machine’s', async () => {
    const town = await made.fresh();
    const { webhook } = await makeHook(town, made.receiver.address);
    const others: readonly (readonly [AskerName, number])[] = [
      ['far/cityAdministrator', 404],
      ['one/organisationAdministrator', 403],
      ['two/contributor', 403],
      ['promoter/organisationAdministrator', 403],
      ['promoter/auditor', 403],
      ['promoter/approver', 403],
      ['machine', 403],
      ['halfway', 401],
      ['nobody', 401],
    ];
    for (const [who, status] of others) {
      for (const { method, path, sent } of asked(webhook)) {
        const answer = await town.ask(who, method, path, sent);
        expect([who, method, path, answer.status]).toEqual([who, method, path, status]);
      }
      const list = await town.ask(who, 'GET', '/webhooks');
      if (who === 'far/cityAdministrator') expect(list.json['webhooks']).toEqual([]);
      else expect(list.status).toBe(status);
    }
    expect(await shownWebhooks(town)).toMatchObject([
      { webhook, address: made.receiver.address, version: 1 },
    ]);
    expect(await shownMessages(town, webhook)).toEqual([]);
    expect(made.receiver.received).toEqual([]);
  });

  it('shows its secret once, and keeps it sealed', async () => {
    const town = await made.fresh();
    const { webhook, secret } = await makeHook(town, made.receiver.address);
    const { secret: second } = await town.done(
      administrator,
      'POST',
      '/webhooks/:webhook/secrets',
      { params: { webhook } },
    );
    await askTest(town, webhook);
    await workersOf(town).runDue();
    const answers = [
      await town.ask(administrator, 'GET', '/webhooks'),
      await town.ask(administrator, 'GET', '/webhooks/:webhook/messages', { params: { webhook } }),
      await town.ask('promoter/auditor', 'GET', '/log', {}),
      await town.ask('promoter/auditor', 'GET', '/log/export', { query: { contents: 'true' } }),
    ];
    const { rows: tables } = await town.owner.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    const kept: string[] = [];
    for (const { name } of tables) {
      const { rows } = await town.owner.query<{ row: string }>(
        `select row_to_json(t)::text as row from ${town.owner.escapeIdentifier(name)} t`,
      );
      kept.push(...rows.map(({ row }) => row));
    }
    for (const each of [secret, String(second)]) {
      const bytes = Buffer.from(each.slice('whsec_'.length), 'base64');
      expect(bytes).toHaveLength(32);
      for (const form of [each.slice('whsec_'.length), bytes.toString('hex')]) {
        for (const { status, text } of answers) {
          expect(status).toBe(200);
          expect(text).not.toContain(form);
        }
        expect(kept.filter((row) => row.includes(form))).toEqual([]);
      }
    }
    // A seal opens for its own webhook alone: a row put in another's place signs nothing.
    const other = await makeHook(town, made.receiver.address);
    await town.owner.query(
      `update webhooks set secret = (select secret from webhooks where webhook_id = $1), former_secret = null, former_until = null where webhook_id = $2`,
      [other.webhook, webhook],
    );
    made.receiver.forget();
    await askTest(town, webhook);
    await workersOf(town).runDue();
    expect(made.receiver.received).toEqual([]);
  });

  it('is written down by its host alone: the rest of an address may be what lets somebody in', async () => {
    const town = await made.fresh();
    const address = 'https://chat.example.com/hooks/T0/himitsu-no-michi?key=himitsu';
    const { webhook } = await makeHook(town, address);
    await town.done(administrator, 'PUT', '/webhooks/:webhook', {
      params: { webhook },
      body: { address: `${address}2`, types: ['plan.made'], on: false, version: 1 },
    });
    await town.done(administrator, 'DELETE', '/webhooks/:webhook', { params: { webhook } });
    const { rows } = await town.owner.query<{ action: string; content: string }>(
      `select e.action, c.content from ledger_entries e left join ledger_contents c using (city_id, entry_id)
       where e.action like 'webhook:%'`,
    );
    expect(rows.map(({ action }) => action).sort()).toEqual([
      'webhook:change',
      'webhook:make',
      'webhook:remove',
    ]);
    const said = rows.map(({ content }) => content).join('\n');
    expect(said).toContain('chat.example.com');
    expect(said).not.toContain('himitsu');
  });

  it('is one of a few, and a change is judged against what somebody saw', async () => {
    const town = await made.fresh();
    const { receiver } = made;
    for (let i = 0; i < 5; i += 1) await makeHook(town, receiver.address);
    const sixth = await town.ask(administrator, 'POST', '/webhooks', {
      body: wanted(receiver.address),
    });
    expect(sixth.json['code']).toBe('limit-exceeded');
    const [first] = await shownWebhooks(town);
    const change = (version: number) =>
      town.ask(administrator, 'PUT', '/webhooks/:webhook', {
        params: { webhook: first?.webhook },
        body: { ...wanted(receiver.address), on: true, version },
      });
    expect((await change(1)).status).toBe(204);
    expect((await change(1)).json['code']).toBe('conflict');
  });

  it('is not made of nothing, or of what nobody tells', async () => {
    const town = await made.fresh();
    const { address } = made.receiver;
    for (const types of [[], ['member.invited'], ['password-reset.sent'], ['__proto__']]) {
      const { json } = await town.ask(administrator, 'POST', '/webhooks', {
        body: { address, types },
      });
      expect([types, json['code']]).toEqual([types, 'input-invalid']);
    }
  });
});

describe('the way out', { timeout: longMs }, () => {
  const inside = [
    'http://hooks.example.com/',
    'http://localhost:8080/',
    'http://127.0.0.1:1/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://10.0.0.5/hook',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::ffff:10.0.0.1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://user:word@hooks.example.com/',
    'ftp://hooks.example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'hooks.example.com',
    '',
    `https://hooks.example.com/${'a'.repeat(480)}`,
  ];

  it.each(inside)('does not lead to %s', async (address) => {
    const town = await shared();
    const { status, json } = await town.ask(administrator, 'POST', '/webhooks', {
      body: wanted(address),
    });
    expect([status, json['code']]).toEqual([422, 'input-invalid']);
    expect(JSON.stringify(json)).toContain('address');
  });

  it('says to the city’s administrator whom to ask for a server inside, and for what', async () => {
    const town = await shared();
    const { json } = await town.ask(administrator, 'POST', '/webhooks', {
      body: wanted('https://10.0.0.5/hook'),
    });
    expect(JSON.stringify(json)).toContain('設定 MACHIMORI_ALLOWED_HOSTS に名前を');
  });

  it('does not lead inside by a name that says otherwise when it is visited', async () => {
    const town = await made.fresh();
    // The name was good when it was typed in.
    const { webhook } = await makeHook(town, 'https://rebound.example.com/hook');
    const lookup = ((_name: string, _options: object, callback: (e: null, a: object[]) => void) =>
      callback(null, [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])) as never;
    await askTest(town, webhook);
    await workersOf(town, createOutbound({ allowedHosts: [], lookup })).runDue();
    expect(await shownMessages(town, webhook)).toMatchObject([
      {
        state: 'given-up',
        why: { ja: expect.stringMatching(/内側の網.*MACHIMORI_ALLOWED_HOSTS/) },
      },
    ]);
  });

  it('is judged again for an address that the operator allows no more', async () => {
    const town = await made.fresh();
    const { webhook } = await makeHook(town, made.receiver.address);
    await askTest(town, webhook);
    await workersOf(town, createOutbound({ allowedHosts: [] })).runDue();
    expect(made.receiver.received).toEqual([]);
    expect(await shownMessages(town, webhook)).toMatchObject([{ state: 'given-up' }]);
  });

  it('forgets the part of an address that only browsers know', async () => {
    const town = await made.fresh();
    const { webhook, secret } = await makeHook(town, ` ${made.receiver.address}?a=b#fragment `);
    expect(await shownWebhooks(town)).toMatchObject([{ address: `${made.receiver.address}?a=b` }]);
    await askTest(town, webhook);
    await workersOf(town).runDue();
    const [one] = made.receiver.received;
    expect(one?.path).toBe('/hook?a=b');
    if (one !== undefined) verified(secret, one);
  });

  let town: Promise<Town> | undefined;
  const shared = (): Promise<Town> => {
    town ??= made.copyForAll();
    return town;
  };
  afterAll(async () => (await town)?.close());
});
