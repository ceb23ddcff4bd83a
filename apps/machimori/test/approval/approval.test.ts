import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileStore, createVault, diskFilePlace } from '@machimori/application';
import { dropDatabase, keeping } from '@machimori/database';
import { testDatabase } from '@machimori/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evidenceFolder } from '../../src/operate/evidence-place.ts';
import { makeBackup } from '../../src/operate/make-backup.ts';
import { putBack } from '../../src/operate/put-back.ts';
import { sweepOnce } from '../../src/serve/evidence-sweep.ts';
import { chance, clock } from '../../src/serve/open-world.ts';
import {
  allowSelfChecks,
  importAnew,
  mayor,
  paperOf,
  smallPicture,
  waiting,
} from '../routes/approval-examples.ts';
import type { Answer } from '../routes/requester.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const recorder = 'promoter/cityAdministrator';
const asker = 'promoter/contributor';
const approver = 'promoter/approver';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
});
afterEach(() => town.close());

const decide = (who: AskerName, of: { approval: string; digest: string }, verdict = 'approve') =>
  town.ask(who, 'POST', '/approvals/:approval/decision', {
    params: { approval: of.approval },
    body: { verdict, reason: verdict === 'approve' ? '' : '人口の数が違います', digest: of.digest },
  });

const seen = async (approval: string): Promise<Record<string, unknown>> =>
  town.done('promoter/auditor', 'GET', '/approvals/:approval', { params: { approval } });

const codeOf = ({ status, json }: Answer): string => `${status} ${json['code']}`;

async function setRoles(who: AskerName, roles: readonly string[]): Promise<void> {
  await town.owner.query('update memberships set roles = $1 where person_id = $2', [
    roles,
    town.person(who).person,
  ]);
}

describe('an approval', () => {
  it('is another’s than whoever recorded or asked, and stands in the log', async () => {
    const found = await waiting(town);
    await setRoles(recorder, ['cityAdministrator', 'approver']);
    await setRoles(asker, ['contributor', 'approver']);
    for (const who of [recorder, asker] as const)
      expect(codeOf(await decide(who, found))).toBe('403 forbidden');
    expect((await decide(approver, found)).status).toBe(204);
    expect(await seen(found.approval)).toMatchObject({
      outcome: { state: 'approved', way: 'member', handedOver: false },
      validity: 'holds',
    });
    expect(codeOf(await decide(approver, found))).toBe('409 conflict');
    const { entries } = (await town.done(recorder, 'GET', '/log', {
      query: { action: 'approval:decide' },
    })) as { entries: readonly { outcome: string; content?: unknown }[] };
    expect(JSON.stringify(entries)).toContain(found.digest);
  });

  it('is found among many: pages follow each other without a gap, and say how many there are', async () => {
    const { approval } = await waiting(town);
    await town.owner.query(
      `insert into approvals select city_id, 'apr_' || lpad(to_hex(n), 12, '0') || '70008000000000000000', organisation_id, subject_kind,
        subject_id, digest, shown, note, requested_by, requested_at - n / 3 * interval '1 second', 'withdrawn'
        from approvals, generate_series(1, 120) as n where approval_id = $1`,
      [approval],
    );
    const read = async (query: Record<string, string>): Promise<readonly string[][]> => {
      const pages: string[][] = [];
      for (let cursor: string | undefined; ; ) {
        const page = (await town.done('promoter/auditor', 'GET', '/approvals', {
          query: { ...query, ...(cursor && { cursor }) },
        })) as { approvals: { approval: string }[]; total: number; next?: string };
        pages.push(page.approvals.map((each) => each.approval));
        expect(page.total).toBe(query['state'] === 'withdrawn' ? 120 : 121);
        cursor = page.next;
        if (cursor === undefined) return pages;
      }
    };
    const all = await read({});
    expect(all.map(({ length }) => length)).toEqual([50, 50, 21]);
    expect(new Set(all.flat()).size).toBe(121);
    expect(all[0]?.[0]).toBe(approval);
    expect((await read({ state: 'withdrawn' })).flat()).not.toContain(approval);
    const crooked = await town.ask('promoter/auditor', 'GET', '/approvals', {
      query: { cursor: '1.mem_0123456789abcdef7123456789abcdef' },
    });
    expect(crooked.status).toBe(422);
  });

  it('is of what was shown: a newer revision, another digest or a changed row is not approved', async () => {
    const found = await waiting(town);
    const other = { ...found, digest: '0'.repeat(64) };
    expect(codeOf(await decide(approver, other))).toBe('409 conflict');
    await importAnew(town, 7_777);
    expect(codeOf(await decide(approver, found))).toBe('409 conflict');
    expect((await seen(found.approval))['validity']).toBe('newer');
    const again = await waiting(town);
    expect(again.approval).not.toBe(found.approval);
    expect((await decide(approver, again)).status).toBe(204);
    await town.owner.query(
      `update element_revisions set body = jsonb_set(body, '{name}', '"x"') where kind = 'components'`,
    );
    expect((await seen(again.approval))['validity']).toBe('altered');
  });

  it('hides nothing beneath a small change: whoever recorded since the last approval is a recorder', async () => {
    // The administrator recorded revision 1; somebody else records a small one on top.
    await importAnew(town, 7_001);
    await town.owner.query('update change_sets set actor = $1 where revision = 2', [
      town.person(asker).person,
    ]);
    await setRoles(recorder, ['cityAdministrator', 'approver']);
    const found = await waiting(town);
    expect(codeOf(await decide(recorder, found))).toBe('403 forbidden');
    expect((await decide(approver, found)).status).toBe(204);
    // What was approved lies behind: of the next revision its recorder alone is one.
    await town.owner.query('update change_sets set actor = $1 where revision = 1', [
      town.person(approver).person,
    ]);
    await importAnew(town, 7_002);
    const next = await waiting(town);
    expect((await decide(approver, next)).status).toBe(204);
  });

  it('is another’s than whoever proposed what was accepted, in whatever seat they decide', async () => {
    const proposer = 'one/contributor';
    const service = { kind: 'components', key: 's-gyosha-a' };
    const { element } = (await town.done(proposer, 'GET', '/city/elements/:kind/:key', {
      params: service,
    })) as { element: { body: { name: string } } };
    const { name } = element.body;
    const edit = { change: 'set', ...service, was: { name }, now: { name: `${name} 改` } };
    const { state, proposal } = await town.done(proposer, 'POST', '/city/changes', {
      body: { edits: [edit] },
    });
    expect(state).toBe('proposed');
    await town.done(recorder, 'POST', '/proposals/:proposal/decision', {
      params: { proposal },
      body: { decision: 'accept', reason: '' },
    });
    const found = await waiting(town);
    const { person } = town.person(proposer);
    await town.owner.query(
      `insert into memberships (city_id, membership_id, organisation_id, person_id, roles, since)
       values ($1, 'mem_second', $2, $3, $4, now())`,
      [town.city, town.organisations.promoter, person, ['approver']],
    );
    await town.owner.query('update sessions set seat_organisation = $2 where person_id = $1', [
      person,
      town.organisations.promoter,
    ]);
    expect(JSON.stringify(await seen(found.approval))).toContain('変更を申し出た人');
    expect(codeOf(await decide(proposer, found))).toBe('403 forbidden');
    expect((await decide(approver, found)).status).toBe(204);
  });

  it('is sent back with a reason, and asked for again', async () => {
    const found = await waiting(town);
    const silent = await town.ask(approver, 'POST', '/approvals/:approval/decision', {
      params: { approval: found.approval },
      body: { verdict: 'send-back', reason: ' ', digest: found.digest },
    });
    expect(codeOf(silent)).toBe('422 input-invalid');
    expect((await decide(approver, found, 'send-back')).status).toBe(204);
    expect((await seen(found.approval))['decision']).toMatchObject({
      reason: '人口の数が違います',
    });
    expect((await waiting(town)).approval).not.toBe(found.approval);
  });
});

describe('a self-check', () => {
  it('needs the city’s word, carries its mark, and is no approval', async () => {
    const found = await waiting(town);
    const sent = {
      params: { approval: found.approval },
      body: { reason: '一人しかいないため', digest: found.digest },
    };
    const path = '/approvals/:approval/self-check';
    expect(codeOf(await town.ask(asker, 'POST', path, sent))).toBe('403 forbidden');
    await allowSelfChecks(town);
    expect((await town.ask(asker, 'POST', path, sent)).status).toBe(204);
    const mark = { ja: '自己確認', en: 'Self-checked' };
    expect((await seen(found.approval))['outcome']).toEqual({ state: 'self-checked', mark });
    const list = async (state: string) =>
      (await town.done('promoter/auditor', 'GET', '/approvals', { query: { state } }))['approvals'];
    expect([(await list('self-checked')) as unknown, await list('approved')]).toMatchObject([
      [{ approval: found.approval, outcome: { mark } }],
      [],
    ]);
    const { revisions } = await town.done(asker, 'GET', '/city-file/revisions');
    expect(revisions).toMatchObject([{ revision: 1, outcome: { state: 'self-checked', mark } }]);
    // It approved nothing: whoever recorded then is a recorder of the next revision, too.
    await setRoles(recorder, ['cityAdministrator', 'approver']);
    await importAnew(town, 7_003);
    await town.owner.query('update change_sets set actor = $1 where revision = 2', [
      town.person(asker).person,
    ]);
    expect(codeOf(await decide(recorder, await waiting(town)))).toBe('403 forbidden');
  });
});

describe('a signed paper', () => {
  const path = '/approvals/:approval/paper';

  it('is a PDF, a JPEG or a PNG that is whole; nothing else is kept', async () => {
    const sent = await paperOf(town);
    const pdf = '%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n';
    const wrong = [
      '<html><script>alert(1)</script></html>',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'PK\u0003\u0004',
      ' %PDF-1.7 startxref %%EOF',
      '%PDF-1.7 <script>',
      'GIF89a',
      'ÿØÿ',
    ].map((each) => Buffer.from(each, 'latin1'));
    for (const file of [...wrong, smallPicture.subarray(0, 40), Buffer.alloc(0)])
      expect((await town.ask(asker, 'POST', path, { ...sent, file })).status).toBe(422);
    const large = Buffer.concat([Buffer.from(pdf), Buffer.alloc(10 * 1024 * 1024)]);
    expect((await town.ask(asker, 'POST', path, { ...sent, file: large })).status).toBe(413);
    const tomorrow = { ...sent, query: { ...sent.query, on: '2999-01-01' } };
    expect((await town.ask(asker, 'POST', path, tomorrow)).status).toBe(422);
    expect((await town.ask(asker, 'POST', path, { ...sent, file: Buffer.from(pdf) })).status).toBe(
      204,
    );
    const approval = String(sent.params?.['approval']);
    const copy = await town.ask('promoter/auditor', 'GET', path, { params: { approval } });
    expect(copy.headers['content-type']).toBe('application/pdf');
    expect(copy.headers['content-disposition']).toMatch(/^attachment; filename="fil_\w+\.pdf"$/);
    expect(copy.headers['content-security-policy']).toMatch(/^sandbox/);
    expect(copy.text).toBe(pdf);
  });

  it('does not carry the name of whoever recorded', async () => {
    const sent = await paperOf(town);
    const { name } = (await town.done(recorder, 'GET', '/account')) as { name: string };
    const query = { ...sent.query, name: ` ${name} ` };
    expect(codeOf(await town.ask(asker, 'POST', path, { ...sent, query }))).toBe('403 forbidden');
  });

  it('lies sealed, is seen to be altered, and leaves nothing behind that no row names', async () => {
    const sent = await paperOf(town);
    await town.done(asker, 'POST', path, sent);
    const folder = join(town.data, 'files', town.city);
    const [file = ''] = readdirSync(folder);
    const sealed = readFileSync(join(folder, file));
    expect(sealed.includes(smallPicture.subarray(0, 8))).toBe(false);

    // As kill -9 leaves them: a draft, and a file whose row was never written; and one of this moment.
    const old = new Date(Date.now() - 2 * 3_600_000);
    const left = [`fil_${'1'.repeat(32)}.draft`, `fil_${'2'.repeat(32)}`];
    for (const name of left) {
      writeFileSync(join(folder, name), 'left');
      utimesSync(join(folder, name), old, old);
    }
    const fresh = `fil_${'3'.repeat(32)}`;
    writeFileSync(join(folder, fresh), 'being written');
    utimesSync(join(folder, file), old, old);
    expect(await sweepOnce(town.world)).toBe(2);
    expect(readdirSync(folder).sort()).toEqual([file, fresh].sort());

    const params = { approval: sent.params?.['approval'] };
    sealed[sealed.length - 20] = (sealed[sealed.length - 20] ?? 0) ^ 1;
    writeFileSync(join(folder, file), sealed);
    expect(codeOf(await town.ask(asker, 'GET', path, { params }))).toBe('409 not-verified');
  });

  it('goes with a backup to another machine and master key, as does a letter with a link that waits', async () => {
    const sent = await paperOf(town);
    await town.done(asker, 'POST', path, sent);
    const [here, otherKey] = [createVault(new Uint8Array(32).fill(3)), new Uint8Array(32).fill(4)];
    const letter = Buffer.from(here.seal(Buffer.from('letter'), 'letter/lnk_1')).toString('base64');
    await town.owner.query(
      `insert into outbox_events (city_id, event_id, type, aggregate, position, payload, occurred_at)
       values ($1, 'evt_1', 'approval.link-sent', 'apr_1', 1, $2, now())`,
      [town.city, JSON.stringify({ link: 'lnk_1', letter })],
    );
    const there = await testDatabase();
    const { address } = there;
    await there.database.close();
    const data = join(town.data, 'elsewhere');
    mkdirSync(data);
    const of = { file: join(town.data, 'town.backup'), key: { key: new Uint8Array(32).fill(5) } };
    try {
      const from = {
        address: town.database.address,
        files: diskFilePlace(evidenceFolder(town.data)),
        vault: here,
      };
      await makeBackup({ ...of, ...from, now: new Date() });
      const into = diskFilePlace(evidenceFolder(data));
      await putBack({
        ...of,
        address,
        data,
        files: into,
        masterKey: otherKey,
        clock,
        chance,
        occupied: false,
      });
      const { rows } = await keeping(address, (client) =>
        client.query<{ file: string; sealed: Buffer; letter: string }>(
          `select file_id as file, sealed_key as sealed, payload ->> 'letter' as letter
           from evidence_files cross join outbox_events where event_id = 'evt_1'`,
        ),
      );
      const [row] = rows;
      const vault = createVault(otherKey);
      const files = createFileStore(into, vault);
      const place = { city: town.city, file: row?.file ?? '' };
      const read = await files.get(place, row?.sealed);
      expect(Buffer.from(read ?? []).equals(smallPicture)).toBe(true);
      const opened = vault.open(Buffer.from(row?.letter ?? '', 'base64'), 'letter/lnk_1');
      expect(Buffer.from(opened).toString()).toBe('letter');
    } finally {
      await dropDatabase(town.database.address, address.database);
    }
  });
});

describe('a link', () => {
  const path = '/approvals/:approval/links';
  const body = (token: string, more: Record<string, string> = {}) =>
    new URLSearchParams({ link: token, ...more }).toString();
  const post = (payload: string, cookie = '', origin = 'http://localhost:8080') =>
    town.server.inject({
      method: 'POST',
      url: '/decide',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin,
        ...(cookie === '' ? {} : { cookie }),
      },
      payload,
    });
  const made = async (approval: string) => {
    const sent = { params: { approval }, body: mayor };
    const { url, link } = await town.done(asker, 'POST', path, sent);
    return { token: String(url).split('#')[1] ?? '', link: String(link) };
  };

  it('does not go to whoever recorded or asked, however the address is spelt', async () => {
    const { approval } = await waiting(town);
    const addresses = [recorder, asker].flatMap((who) => {
      const { email } = town.person(who as AskerName);
      const [name, host] = email.split('@');
      return [email, email.toUpperCase(), `${name}+x@${host}`, email.replace('@', '＠')];
    });
    for (const email of addresses) {
      const sent = { params: { approval }, body: { ...mayor, email } };
      expect(codeOf(await town.ask(asker, 'POST', path, sent))).toBe('403 forbidden');
    }
  });

  it('shows what is approved, decides once, and says afterwards what was decided', async () => {
    const { approval, digest } = await waiting(town);
    const { token, link } = await made(approval);
    const opening = await town.server.inject({ method: 'GET', url: '/decide' });
    expect(opening.headers['content-type']).toContain('text/html');
    expect(opening.body).not.toContain(token);
    const page = await post(body(`http://localhost:8080/decide#${token}`));
    expect(page.statusCode).toBe(200);
    for (const word of ['まちの内容（版1）', '町長', digest, '承認する', '差し戻す'])
      expect(page.body).toContain(word);
    const yes = { verdict: 'approve', digest, myself: 'yes' };
    expect((await post(body(token, { ...yes, myself: '' }))).statusCode).toBe(422);
    expect((await post(body(token, { ...yes, digest: '1'.repeat(64) }))).statusCode).toBe(409);
    // The link makes no other person of whoever recorded.
    const cookies = town.person(recorder).requester.cookies;
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    expect((await post(body(token, yes), cookie)).statusCode).toBe(403);
    expect((await post(body(token, yes), '', 'https://evil.example')).statusCode).toBe(403);
    expect((await seen(approval))['outcome']).toEqual({ state: 'waiting' });

    const done = await post(body(token, yes));
    expect([done.statusCode, done.body.includes('承認されました')]).toEqual([200, true]);
    const back = await post(body(token, { ...yes, verdict: 'send-back', reason: 'やはり' }));
    expect(back.statusCode).toBe(409);
    expect((await post(body(token))).body).toContain('承認されました');
    expect(await seen(approval)).toMatchObject({
      outcome: { state: 'approved', way: 'link', handedOver: true },
      decision: { name: mayor.name, office: mayor.office },
      links: [{ link, used: true }],
    });
    const { rows } = await town.owner.query(`select * from approval_links`);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('is useless when revoked, over or made up, and escapes what people wrote', async () => {
    const { approval } = await waiting(town);
    const first = await made(approval);
    const params = { approval, link: first.link };
    await town.done(asker, 'DELETE', '/approvals/:approval/links/:link', { params });
    expect((await post(body(first.token))).statusCode).toBe(404);
    const second = await made(approval);
    await town.owner.query(`update approval_links set expires_at = now() - interval '1 second'`);
    expect((await post(body(second.token))).statusCode).toBe(404);
    for (const token of ['', 'x'.repeat(43), '<script>', "' or 1=1"]) {
      const answer = await post(body(token));
      expect([answer.statusCode, answer.body.includes('<script>')]).toEqual([404, false]);
    }
    const sent = {
      params: { approval },
      body: { ...mayor, office: '"><script>alert(1)</script>' },
    };
    const { url } = await town.done(asker, 'POST', path, sent);
    const page = await post(body(String(url).split('#')[1] ?? ''));
    expect(page.body).not.toContain('<script>alert');
    expect(page.body).toContain('&lt;script&gt;');
  });
});
