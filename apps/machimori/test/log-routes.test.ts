import { createHash } from 'node:crypto';
import { readEntries, transact } from '@machimori/database';
import { keptSince } from '@machimori/governance';
import { fromBase64, verifyEntry, verifyExport, verifyGrowth } from '@machimori/ledger';
import { ownerOf, type TestDatabase, testDatabase } from '@machimori/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expireContentsNow } from '../src/serve/expire-contents-task.ts';
import { createHttpServer } from '../src/serve/http-server.ts';
import { type OpenedWorld, worldOn } from '../src/serve/open-world.ts';
import { readSettings } from '../src/serve/settings.ts';
import { enrol, HttpBrowser } from './http-browser.ts';

const password = '青い自転車が三台ならぶ朝';

interface Entry {
  readonly entry: string;
  readonly action: string;
  readonly actor: string;
  readonly actorName: { ja: string };
  readonly organisationName?: string;
  readonly outcome: string;
  readonly content?: string;
  readonly subjects: { id: string; name?: string }[];
  readonly place?: { epoch: number; number: number };
}
interface LogAnswer {
  readonly entries: Entry[];
  readonly next?: string;
}

let db: TestDatabase;
let server: FastifyInstance;
let opened: Pick<OpenedWorld, 'world' | 'logs' | 'vault'>;
let admin: HttpBrowser;
let city: string;
let owner: Awaited<ReturnType<typeof ownerOf>>;
let vendor: { organisation: string; name: string };
let vendorAdmin: HttpBrowser;
let contributor: HttpBrowser;
let auditor: HttpBrowser;
const nobody = (): HttpBrowser => new HttpBrowser(server);

const sequence = () => opened.logs.keeper.sequenceAll(db.database, city, new Date());
const logOf = async (who: HttpBrowser, query = ''): Promise<LogAnswer> => {
  const { status, json } = await who.ask('GET', `/log${query}`);
  expect(status).toBe(200);
  return json as unknown as LogAnswer;
};

async function join(
  organisation: string,
  email: string,
  name: string,
  role: string,
): Promise<HttpBrowser> {
  const invited = await admin.ask('POST', '/invitations', { organisation, email, roles: [role] });
  expect(invited.status).toBe(200);
  const token = String(invited.json['link']).split('#')[1];
  const guest = nobody();
  const accepted = await guest.ask('POST', '/invitation/accept', { token, name, password });
  expect(accepted.status).toBe(200);
  if (role !== 'contributor' && role !== 'auditor') await enrol(guest);
  return guest;
}

/** What the log says of the last act of a kind. */
async function lastEntry(action: string) {
  const found = await transact(db.database, { reach: 'city', city }, (t) =>
    readEntries(t, { log: city, action, limit: 1 }),
  );
  return found[0];
}

beforeAll(async () => {
  db = await testDatabase();
  owner = await ownerOf(db.address);
  opened = worldOn(db.database, {
    settings: readSettings({}),
    key: new Uint8Array(32).fill(3),
    webFolder: undefined,
    firstVisitCode: createHash('sha256').update('code').digest(),
  });
  server = await createHttpServer(opened.world);
  admin = nobody();
  await admin.ask('POST', '/set-up', {
    code: 'code',
    name: '町の担当',
    email: 'tanto@example.lg.jp',
    password,
    cityName: '星ヶ渡市',
    organisationName: '星ヶ渡市役所',
  });
  await enrol(admin);
  const account = await admin.ask('GET', '/account');
  const seat = account.json['seat'] as { city: string; organisation: string };
  city = seat.city;
  const added = await admin.ask('POST', '/organisations', { name: '縞瀬都市基盤' });
  vendor = { name: '縞瀬都市基盤', organisation: String(added.json['organisation']) };
  const { organisation } = vendor;
  vendorAdmin = await join(
    organisation,
    'kanri@vendor.example',
    '会社の管理者',
    'organisationAdministrator',
  );
  contributor = await join(organisation, 'kinyu@vendor.example', '記入する人', 'contributor');
  auditor = await join(seat.organisation, 'kansa@example.lg.jp', '監査する人', 'auditor');
});
afterAll(async () => {
  await server?.close();
  await owner?.end();
  await db?.drop();
});

describe('reading the log', () => {
  it('shows who did what when, by name, latest first; reading is itself an entry', async () => {
    const { entries } = await logOf(admin, '?action=member:invite');
    expect(entries).toHaveLength(3);
    expect(entries[0]).toMatchObject({
      actorName: { ja: '町の担当' },
      organisationName: '星ヶ渡市役所',
      actionText: { ja: '招待', en: 'Invitation of a person' },
      outcome: 'done',
    });
    expect(await lastEntry('log:read')).toMatchObject({
      outcome: 'done',
      content: { asked: { action: 'member:invite' } },
    });
  });

  it('narrows by actor, organisation, outcome and day', async () => {
    const choices = await admin.ask('GET', '/log/choices');
    const { actors, organisations, actions } = choices.json as {
      actors: { id: string; name: { ja: string } }[];
      organisations: { id: string; name: string }[];
      actions: { id: string }[];
    };
    expect(organisations.map(({ name }) => name).sort()).toEqual(['星ヶ渡市役所', '縞瀬都市基盤']);
    expect(actions.map(({ id }) => id)).toContain('member:invite');
    const person = actors.find(({ name }) => name.ja === '会社の管理者')?.id ?? '';
    const by = await logOf(admin, `?actor=${person}`);
    expect(by.entries.length).toBeGreaterThan(0);
    expect(new Set(by.entries.map(({ actor }) => actor))).toEqual(new Set([person]));
    const of = await logOf(admin, `?organisation=${vendor.organisation}`);
    expect(new Set(of.entries.map(({ organisationName }) => organisationName))).toEqual(
      new Set([vendor.name]),
    );
    await contributor.ask('GET', '/log');
    const refused = await logOf(admin, '?outcome=refused');
    expect(refused.entries).toMatchObject([{ action: 'log:read', outcome: 'refused' }]);
    const day = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
    expect((await logOf(admin, `?from=${day}&until=${day}`)).entries.length).toBeGreaterThan(3);
    expect((await logOf(admin, '?until=2020-01-01')).entries).toEqual([]);
  });

  it('comes in pages that neither repeat nor lose an entry', async () => {
    await owner.query(
      `insert into ledger_entries (city_id, entry_id, stream, at, action, actor, subjects, outcome)
        select $1, 'ent_0123456789ab7123812345678901' || lpad(n::text, 4, '0'), 'audit',
          '2026-01-01T00:00:00Z'::timestamptz, 'plan:compute', 'system:worker', '{}', 'done'
        from generate_series(1, 120) n`,
      [city],
    );
    const seen: string[] = [];
    let next: string | undefined = '';
    for (let pages = 0; next !== undefined && pages < 9; pages++) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page = await logOf(admin, `?action=plan:compute${cursor}`);
      seen.push(...page.entries.map(({ entry }) => entry));
      next = page.next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
    expect(seen).toEqual(seen.toSorted().reverse());
  });

  it.each([
    '?cursor=nonsense',
    '?cursor=99999999999999999.ent_0123456789ab71238123456789010001',
    '?from=2026-02-30',
    '?from=2026-02-02&until=2026-02-01',
    '?actor=system%3Aworker%27--',
    '?organisation=org_1',
    '?outcome=won',
    "?action=a'%20or%201=1",
  ])('refuses what makes no sense: %s', async (query) => {
    const { status, json } = await admin.ask('GET', `/log${query}`);
    expect([status, json['code']]).toEqual([422, 'input-invalid']);
  });

  it('shows an organisation’s administrator what its own people did, and nothing else', async () => {
    const { entries } = await logOf(vendorAdmin);
    expect(entries.length).toBeGreaterThan(0);
    expect(new Set(entries.map(({ organisationName }) => organisationName))).toEqual(
      new Set([vendor.name]),
    );
    const own = (await admin.ask('GET', '/account')).json['seat'] as { organisation: string };
    expect((await logOf(vendorAdmin, `?organisation=${own.organisation}`)).entries).toEqual([]);
    expect((await logOf(vendorAdmin, '?action=member:invite')).entries).toEqual([]);
    const choices = await vendorAdmin.ask('GET', '/log/choices');
    expect(choices.text).not.toContain('町の担当');
    const { organisations } = choices.json as { organisations: { name: string }[] };
    expect(organisations.map(({ name }) => name)).toEqual([vendor.name]);
  });

  it('lets an auditor read, and nobody who has no such right or is signed out', async () => {
    expect((await logOf(auditor)).entries.length).toBeGreaterThan(3);
    for (const path of ['/log', '/log/choices', '/log/export']) {
      expect((await contributor.ask('GET', path)).status).toBe(403);
      expect((await nobody().ask('GET', path)).status).toBe(401);
    }
  });

  it('says no name of a person who was erased from it', async () => {
    const before = await logOf(admin, '?action=invitation:accept');
    const named = before.entries.find(({ actorName }) => actorName.ja === '監査する人');
    const person = named?.actor ?? '';
    expect(named?.subjects.map(({ name }) => name)).toContain('監査する人');
    await owner.query('delete from ledger_pseudonyms where person_id = $1', [person]);
    const { entries } = await logOf(admin);
    expect(JSON.stringify(entries)).not.toContain('監査する人');
    expect(entries.map(({ actorName }) => actorName.ja)).toContain('名前は残っていません');
  });
});

describe('exporting the log', () => {
  it('gives a whole log that verifies, with contents or without, and is an entry', async () => {
    await sequence();
    const { json } = await admin.ask('GET', '/log/checkpoint');
    const key = String(json['verifierKey']);
    const since = String(json['checkpoint']);
    const out = await admin.ask('GET', '/log/export');
    expect(out.headers['content-type']).toBe('application/jsonl');
    expect(out.headers['content-disposition']).toMatch(/^attachment; filename="machimori-log-/);
    const lines = async function* (text: string): AsyncGenerator<string> {
      yield text;
    };
    const report = await verifyExport(lines(out.text), key, { since });
    expect(report).toMatchObject({ ok: true, kind: 'whole', since: 'holds', findings: [] });
    expect(report.entries).toBe(json['entries']);
    expect(report.opened).toBeGreaterThan(5);
    expect(out.text).not.toMatch(/per_[0-9a-f]{32}"\],"v"/);
    const bare = await admin.ask('GET', '/log/export?contents=false');
    expect(await verifyExport(lines(bare.text), key)).toMatchObject({ ok: true, opened: 1 });
    expect(bare.text).not.toContain('kanri@vendor.example');
    expect(await lastEntry('log:export')).toMatchObject({
      content: { contents: false, kind: 'whole' },
    });
    expect((await admin.ask('GET', '/log/export?contents=some')).status).toBe(422);
  });

  it('gives an organisation its own entries, each with its proof', async () => {
    await sequence();
    const { json } = await vendorAdmin.ask('GET', '/log/checkpoint');
    const out = await vendorAdmin.ask('GET', '/log/export');
    const lines = async function* (): AsyncGenerator<string> {
      yield out.text;
    };
    expect(await verifyExport(lines(), String(json['verifierKey']))).toMatchObject({
      ok: true,
      kind: 'selection',
      findings: [{ code: 'open-end' }],
    });
    const own = (await admin.ask('GET', '/account')).json['seat'] as { organisation: string };
    expect(out.text).toContain(vendor.organisation);
    expect(out.text).not.toContain(`"organisation":"${own.organisation}","outcome"`);
    expect(await lastEntry('log:export')).toMatchObject({ content: { kind: 'selection' } });
  });
});

describe('proofs', () => {
  it('hands out the latest checkpoint to every member', async () => {
    await sequence();
    const { status, json } = await contributor.ask('GET', '/log/checkpoint');
    expect([status, json['epoch'], json['handOvers']]).toEqual([200, 1, []]);
    expect((await nobody().ask('GET', '/log/checkpoint')).status).toBe(401);
  });

  it('prove one entry, also by the keys after the first; of others’ entries there is none', async () => {
    const [entry] = (await logOf(admin, '?action=organisation:add')).entries;
    await opened.logs.keeper.rotateKey(db.database, city, new Date());
    const path = `/log/entries/${entry?.entry}/proof`;
    const { json } = await admin.ask('GET', path);
    const proof = json['proof'] as {
      leaf: string;
      index: number;
      hashes: string[];
      checkpoint: string;
    };
    const handOvers = json['handOvers'] as string[];
    const hashes = proof.hashes.map((each) => fromBase64(each) ?? new Uint8Array());
    const key = String(json['verifierKey']);
    expect(handOvers).toHaveLength(1);
    expect(await verifyEntry({ ...proof, hashes }, key, { handOvers })).toBe('holds');
    expect(proof.index + 1).toBe(
      (await logOf(admin, '?action=organisation:add')).entries[0]?.place?.number,
    );
    expect((await vendorAdmin.ask('GET', path)).status).toBe(404);
    expect((await contributor.ask('GET', path)).status).toBe(403);
    expect((await nobody().ask('GET', path)).status).toBe(401);
    const [waiting] = (await logOf(admin)).entries;
    expect((await admin.ask('GET', `/log/entries/${waiting?.entry}/proof`)).json['proof']).toBe(
      undefined,
    );
    expect((await admin.ask('GET', '/log/entries/ent_1/proof')).status).toBe(422);
    expect((await admin.ask('GET', `/log/entries/ent_${'0'.repeat(32)}/proof`)).status).toBe(404);
  });

  it('prove growth since a checkpoint that was kept, as it was pasted', async () => {
    const before = (await contributor.ask('GET', '/log/checkpoint')).json;
    await sequence();
    const kept = String(before['checkpoint']);
    const ask = (checkpoint: string, who = contributor) =>
      who.ask('GET', `/log/growth?${new URLSearchParams({ checkpoint })}`);
    const { status, json } = await ask(`\r\n ${kept.replaceAll('\n', '  \r\n')}`.trimStart());
    expect([status, json['growth'], json['older']]).toEqual([200, 'grew', before['entries']]);
    const hashes = (json['hashes'] as string[]).map((each) => fromBase64(each) ?? new Uint8Array());
    const handOvers = json['handOvers'] as string[];
    const key = String(json['verifierKey']);
    const newer = String(json['checkpoint']);
    expect(await verifyGrowth(kept, newer, hashes, key, { handOvers })).toBe('grew');
    expect((await ask(newer)).json['growth']).toBe('same');
    expect((await ask(kept.replace(/\n\d+\n/, '\n3\n'))).json['growth']).toBe('not-signed');
    expect((await ask(kept.replace(/\n\d+\n/, '\n999999\n'))).json['growth']).toBe('not-signed');
    expect((await ask('nonsense')).status).toBe(422);
    expect((await ask(kept.replace(/^machimori\/cty_./, 'machimori/cty_9'))).status).toBe(404);
    expect((await ask(kept, nobody())).status).toBe(401);
  });
});

describe('how long contents are kept', () => {
  it('is the city’s to decide, never under a year, and stands in the log', async () => {
    const read = async () => (await contributor.ask('GET', '/log/retention')).json;
    expect(await read()).toEqual({ signIn: 12, log: 12, accounts: 60 });
    const change = (body: object, who = admin) => who.ask('PUT', '/log/retention', body);
    expect((await change({ signIn: 24, log: 12, accounts: 120, city: 120 })).status).toBe(204);
    expect(await read()).toEqual({ signIn: 24, log: 12, accounts: 120, city: 120 });
    expect(await lastEntry('log:retain')).toMatchObject({
      content: { before: { accounts: 60, city: null }, after: { accounts: 120 } },
    });
    expect((await change({ signIn: 1 })).status).toBe(422);
    expect((await change({ signIn: 24 }, vendorAdmin)).status).toBe(403);
    expect((await change({ signIn: 24 }, nobody())).status).toBe(401);
  });

  it('ends them when their time is over; the entries stay and the export verifies', async () => {
    await sequence();
    await expireContentsNow(opened.world);
    expect(await lastEntry('log:expire')).toBeUndefined();
    const later = new Date(Date.now() + 366 * 86_400_000);
    const world = { ...opened.world, clock: { now: () => later } };
    await expireContentsNow(world);
    expect(await lastEntry('log:expire')).toMatchObject({
      actor: 'system:worker',
      content: { destroyed: { log: expect.any(Number) } },
    });
    const { entries } = await logOf(admin, '?action=log:read&outcome=done');
    expect(entries.at(-1)).toMatchObject({ contentGone: true });
    expect((await logOf(admin, '?action=member:invite')).entries[0]?.content).toContain('email');
    await sequence();
    const { json } = await admin.ask('GET', '/log/checkpoint');
    const out = await admin.ask('GET', '/log/export');
    const lines = async function* (): AsyncGenerator<string> {
      yield out.text;
    };
    expect(await verifyExport(lines(), String(json['verifierKey']))).toMatchObject({ ok: true });
  });

  it('counts months of the calendar', () => {
    const since = (day: string, months: number) =>
      keptSince(new Date(`${day}T00:00:00Z`), months)
        .toISOString()
        .slice(0, 10);
    expect(since('2026-11-21', 12)).toBe('2025-11-21');
    expect(since('2028-02-29', 12)).toBe('2027-02-28');
    expect(since('2026-03-31', 1)).toBe('2026-02-28');
  });
});
