import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { runUseCase } from '@machimori/application';
import type { Actor } from '@machimori/authorisation';
import { Worker } from '@machimori/database';
import { addOrganisation, removeSampleCity } from '@machimori/identity';
import { dayInJapan } from '@machimori/kernel';
import { readRemoval, readVerifierKey, verifyRemoval } from '@machimori/ledger';
import { tableDigests } from '@machimori/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepOnce } from '../../src/serve/evidence-sweep.ts';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { Planner } from '../../src/serve/planner.ts';
import { loadSample } from '../../src/serve/sample/load-sample.ts';
import { mayor, smallPicture } from '../routes/approval-examples.ts';
import { origin } from '../routes/requester.ts';
import { makeTown, type Town } from '../routes/town.ts';

const administrator = 'promoter/cityAdministrator';
const names = { cityName: '見本', organisationName: '見本', sample: true };

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let sample: Parameters<typeof loadSample>[1];
const planner = new Planner();

beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(async () => {
  await planner.stop();
  await made?.drop();
});

/** The town with the sample city beside its own: described, planned, with people, invitations and waiting entries. */
beforeEach(async () => {
  town = await made.copy();
  const opened = await town.done(administrator, 'POST', '/cities', { body: names });
  sample = String(opened['city']) as typeof sample;
  await loadSample(town.world, sample);
  await planCityNow(town.world, planner, sample);
  const organisation = await vendorOf(town);
  for (const email of ['a@new.example', `contributor@markedone.example`]) {
    const body = { organisation, email, roles: ['organisationAdministrator'] };
    await town.done(administrator, 'POST', '/invitations', { body });
  }
  await town.opened.logs.keeper.sequenceAll(town.world.database, sample, town.world.clock.now());
  await town.done(administrator, 'POST', '/organisations', { body: { name: '後から来た組織' } });
  return () => town.close();
}, 480_000);

/** Rows of a city in each table that has a city_id, as the owner of the tables sees them. */
async function rowsOf(city: string): Promise<ReadonlyMap<string, number>> {
  const { owner } = town;
  const { rows: tables } = await owner.query<{ name: string; column: string }>(
    `select table_name as name, column_name as column from information_schema.columns
     where table_schema = 'public' and column_name in ('city_id', 'seat_city')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const counts = new Map<string, number>();
  for (const { name, column } of tables) {
    const { rows } = await owner.query<{ count: number }>(
      `select count(*)::integer as count from ${owner.escapeIdentifier(name)} where ${column} = $1`,
      [city],
    );
    if (rows[0]?.count) counts.set(name, rows[0].count);
  }
  return counts;
}

async function keyOf(city: string): Promise<string> {
  const { rows } = await town.owner.query<{ public_key: string }>(
    `select public_key from ledger_keys where city_id = $1 and purpose = 'sign' and number = 1`,
    [city],
  );
  return rows[0]?.public_key ?? '';
}

/** An organisation of the city that the administrator is in, besides the promoter. */
async function vendorOf(of: Town): Promise<string> {
  const { organisations } = (await of.done(administrator, 'GET', '/city')) as {
    readonly organisations: readonly { organisation: string; promoter: boolean }[];
  };
  return organisations.find(({ promoter }) => !promoter)?.organisation ?? '';
}

const codeOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: { readonly code?: string }) => error.code ?? String(error),
  );

describe('removing the sample city', () => {
  it('leaves no row of it but the stub of its log, which a stranger verifies', async () => {
    const before = await rowsOf(sample);
    for (const table of ['elements', 'plans', 'plan_actions', 'memberships', 'invitations'])
      expect([table, before.has(table)]).toEqual([table, true]);
    const key = readVerifierKey(await keyOf(sample));
    const otherKey = readVerifierKey(await keyOf(town.city));
    const answer = await town.done(administrator, 'DELETE', '/city');
    expect([...(await rowsOf(sample))]).toEqual([['ledger_removals', 1]]);
    const stub = readRemoval(String(answer['stub']));
    expect(stub).toMatchObject({ log: sample, reason: 'sample-removed' });
    expect(stub && key && (await verifyRemoval(stub, key))).toBe(true);
    expect(stub && otherKey && (await verifyRemoval(stub, otherKey))).toBe(false);
    const listed = await town.done(administrator, 'GET', '/removals');
    expect(listed).toMatchObject({ removals: [{ city: sample }] });
    const handed = await town.ask('one/auditor', 'GET', `/removals/${sample}`);
    expect(handed.text.trim()).toBe(answer['stub']);
  });

  it('leaves its links leading nowhere, its letters unsent, and its papers no place on the disk', async () => {
    const { revisions } = (await town.done(administrator, 'GET', '/city-file/revisions')) as {
      readonly revisions: readonly { revision: number }[];
    };
    const asked = { subjectKind: 'revision', subject: String(revisions[0]?.revision), note: '' };
    const { approval, digest } = await town.done(administrator, 'POST', '/approvals', {
      body: asked,
    });
    const params = { approval };
    const { url } = await town.done(administrator, 'POST', '/approvals/:approval/links', {
      params,
      body: mayor,
    });
    const [, token = ''] = String(url).split('#');
    const page = (link: string) =>
      town.server.inject({
        method: 'POST',
        url: '/decide',
        headers: { host: 'localhost', origin, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ link }).toString(),
      });
    expect((await page(token)).statusCode).toBe(200);
    const organisation = await vendorOf(town);
    const invited = await town.done(administrator, 'POST', '/invitations', {
      body: { organisation, email: 'b@new.example', roles: ['contributor'] },
    });
    const [, invitation = ''] = String(invited['link']).split('#');
    const look = (of: string) =>
      town.ask('nobody', 'POST', '/invitation/look', { body: { token: of } });
    expect((await look(invitation)).status).toBe(200);
    const paper = {
      name: '町長',
      office: '役場',
      on: dayInJapan(new Date()),
      fileName: 'a.png',
      digest,
    };
    await town.done(administrator, 'POST', '/approvals/:approval/paper', {
      params,
      query: paper,
      file: smallPicture,
    });
    await town.done(administrator, 'POST', '/evidence/files', {
      query: { title: '記録', note: '', effectiveOn: '2026-04-01', fileName: 'a.png' },
      file: smallPicture,
    });
    const folder = join(town.data, 'files', sample);
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const file of readdirSync(folder)) utimesSync(join(folder, file), old, old);
    expect(await sweepOnce(town.world)).toBe(0);
    // A letter that waits, as where there is a mail server that is down.
    await town.owner.query(
      `insert into outbox_events (city_id, event_id, type, aggregate, position, payload, occurred_at)
       values ($1, 'evt_1', 'approval.link-sent', 'apr_1', 1, '{}', now())`,
      [sample],
    );
    await town.owner.query(
      `insert into outbox_deliveries (city_id, event_id, subscriber, aggregate, position, state, due_at)
       values ($1, 'evt_1', 'approval-letters', 'apr_1', 1, 'waiting', now() - interval '1 minute')`,
      [sample],
    );

    await town.done(administrator, 'DELETE', '/city');
    // As one that never was.
    const unknown = 'x'.repeat(token.length);
    const [gone, never] = [await page(token), await page(unknown)];
    expect([gone.statusCode, gone.body.replace(/req_\w+/g, '')]).toEqual([
      404,
      never.body.replace(/req_\w+/g, ''),
    ]);
    const lookedAt = await look(invitation);
    expect([lookedAt.status, lookedAt.json['code']]).toEqual([404, 'not-found']);
    const sent: unknown[] = [];
    const letters = {
      name: 'approval-letters',
      runOutside: async (of: unknown) => void sent.push(of),
    };
    const { database, clock } = town.world;
    await new Worker({ database, clock, subscribers: [letters] }).runDue();
    expect(sent).toEqual([]);
    expect(await sweepOnce(town.world)).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves no party without a city, and keeps the people', async () => {
    const count = async (sql: string) => (await town.owner.query(sql)).rowCount;
    const loose = `select from parties p where not exists
      (select from organisations o where o.party_id = p.party_id)`;
    const people = await count('select from persons');
    await town.done(administrator, 'DELETE', '/city');
    expect(await count(loose)).toBe(0);
    expect(await count('select from persons')).toBe(people);
  });

  it('changes nothing of another city, where its administrator finds themselves again', async () => {
    const of = async (city: string) => [...(await rowsOf(city))];
    const [near, far] = [await of(town.city), await of(town.far.city)];
    await town.done(administrator, 'DELETE', '/city');
    // The administrator's session came back from the sample.
    const back = near.map(([table, n]) => [table, table === 'sessions' ? n + 1 : n]);
    expect(await of(town.city)).toEqual(back);
    expect(await of(town.far.city)).toEqual(far);
    const { city } = await town.done(administrator, 'GET', '/city');
    expect(city).toMatchObject({ city: town.city, sample: false });
  });

  it('stands in the log of the installation, since its own is gone', async () => {
    await town.done(administrator, 'DELETE', '/city');
    const { rows } = await town.owner.query(
      `select city_id, outcome from ledger_entries where action = 'city:remove'`,
    );
    expect(rows).toEqual([{ city_id: 'installation', outcome: 'done' }]);
  });

  it('is all or nothing', async () => {
    const before = await tableDigests(town.owner);
    const actor = await town.actorOf(administrator);
    const failing = {
      ...town.world,
      ports: {
        ...town.world.ports,
        removeLog: async (...of: Parameters<typeof town.world.ports.removeLog>) => {
          await town.world.ports.removeLog(...of);
          throw new Error('the machine stopped');
        },
      },
    };
    await expect(runUseCase(failing, removeSampleCity, actor, null)).rejects.toThrow('stopped');
    expect(await tableDigests(town.owner)).toEqual(before);
  });

  it('does not begin the log anew for what comes late', async () => {
    const actor = await town.actorOf(administrator);
    await town.done(administrator, 'DELETE', '/city');
    const late: Actor = { kind: 'system', name: 'start', city: sample };
    expect(await codeOf(loadSample(town.world, sample))).not.toBe('done');
    expect(await codeOf(runUseCase(town.world, addOrganisation, late, { name: 'x' }))).toBe(
      'forbidden',
    );
    expect(await codeOf(runUseCase(town.world, addOrganisation, actor, { name: 'x' }))).toBe(
      'not-found',
    );
    await planCityNow(town.world, planner, sample);
    expect([...(await rowsOf(sample)).keys()]).toEqual(['ledger_removals']);
  });

  it('is refused for a real city, by whomever, and that is written down', async () => {
    await town.done(administrator, 'PUT', '/seat', {
      body: { city: town.city, organisation: town.organisations.promoter },
    });
    const before = [...(await rowsOf(town.city))].filter(([table]) => !table.startsWith('ledger'));
    const answer = await town.ask(administrator, 'DELETE', '/city');
    expect([answer.status, answer.json['code']]).toEqual([403, 'forbidden']);
    const after = [...(await rowsOf(town.city))].filter(([table]) => !table.startsWith('ledger'));
    expect(after).toEqual(before);
    const { rowCount } = await town.owner.query(
      `select from ledger_entries
       where action = 'city:remove' and outcome = 'refused' and city_id = $1`,
      [town.city],
    );
    expect(rowCount).toBe(1);
  });

  it('is refused to the administrator of one of its organisations', async () => {
    const { city } = await town.done(administrator, 'GET', '/city');
    expect(city).toMatchObject({ sample: true });
    await town.owner.query('update cities set sample = true where city_id = $1', [town.city]);
    const before = [...(await rowsOf(town.city))].filter(([table]) => !table.startsWith('ledger'));
    for (const who of ['one/organisationAdministrator', 'promoter/organisationAdministrator']) {
      const answer = await town.ask(who as typeof administrator, 'DELETE', '/city');
      expect([who, answer.status]).toEqual([who, 403]);
    }
    const after = [...(await rowsOf(town.city))].filter(([table]) => !table.startsWith('ledger'));
    expect(after).toEqual(before);
  });

  it('nobody opens a second sample beside the first', async () => {
    const answer = await town.ask(administrator, 'POST', '/cities', { body: names });
    expect(answer.status).toBe(409);
  });
});
