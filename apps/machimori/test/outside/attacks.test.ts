import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { expireContentsNow } from '../../src/serve/expire-contents-task.ts';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { sendsMail } from '../routes/address-examples.ts';
import { councillor, expert } from '../routes/outside-examples.ts';
import { makeTown, type Town } from '../routes/town.ts';
import {
  entered,
  fieldsOf,
  latestCode,
  lettersOf,
  OutsideBrowser,
  origin,
} from './outside-browser.ts';

// Links to people outside as somebody meets them who wants more than they should have.

const vendor = 'one/contributor';
const administrator = 'promoter/cityAdministrator';

const written: string[] = [];
const write = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
  written.push(String(chunk));
  return true;
});
let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let line: string;
let sent: { readonly link: string; readonly url: string; readonly at: string };
beforeAll(async () => {
  made = await makeTown('debug');
}, 480_000);
afterAll(async () => {
  write.mockRestore();
  await made?.drop();
});
beforeEach(async () => {
  town = await made.copy();
  written.splice(0);
  sendsMail(town, true);
  await kept();
  const { lines } = (await town.done(vendor, 'GET', '/sheet/lines', {
    query: { answeredBy: 'gyosha-a' },
  })) as { lines: { line: string }[] };
  line = lines[0]?.line ?? '';
  sent = await sentTo([line]);
});
afterEach(() => town.close());

async function kept(): Promise<void> {
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
}
async function sentTo(lines: readonly string[]): Promise<typeof sent> {
  const body = { ...expert, lines };
  const { link, url } = await town.done(vendor, 'POST', '/sheet/links', { body });
  return { link: String(link), url: String(url), at: `/answer/${link}` };
}
const pathOf = (url: string): string => url.replace(origin, '');
const keyOf = (url: string): string => new URL(url).searchParams.get('key') ?? '';
const codes = async () => (await lettersOf(town)).filter(({ of }) => of === 'code').length;
const valuesOf = async () =>
  (
    (await town.done(vendor, 'GET', '/sheet/lines/:line', { params: { line } })) as {
      values: Record<string, string>;
    }
  ).values;
async function asked(browser: OutsideBrowser): Promise<Record<string, string>> {
  const opening = await browser.get(pathOf(sent.url));
  const page = await browser.post(`${sent.at}/code`, fieldsOf(opening.body, /\/code$/));
  return fieldsOf(page.body, /\/enter$/);
}

describe('a link', () => {
  it('opens nothing and sends nothing by being looked at, however often', async () => {
    for (let i = 0; i < 5; i++) {
      const { status, body } = await new OutsideBrowser(town).get(pathOf(sent.url));
      expect(status).toBe(200);
      expect(body).not.toContain(expert.email);
    }
    expect(await codes()).toBe(0);
    for (const path of ['/lines', '/lines/1', '/code'])
      expect((await new OutsideBrowser(town).get(`${sent.at}${path}`)).status).toBe(401);
  });

  it('is none when it is guessed, cut short, of another, revoked, or over', async () => {
    const key = keyOf(sent.url);
    const other = await sentTo([line]);
    for (const wrong of ['', 'A'.repeat(43), key.slice(0, -1), `${key}A`, keyOf(other.url)]) {
      expect((await new OutsideBrowser(town).get(`${sent.at}?key=${wrong}`)).status).toBe(404);
      const code = await new OutsideBrowser(town).post(`${sent.at}/code`, { key: wrong });
      expect(code.status).toBe(404);
    }
    for (const odd of ['lnk_x', '..%2f', `lnk_${'0'.repeat(32)}`])
      expect((await new OutsideBrowser(town).get(`/answer/${odd}?key=${key}`)).status).toBe(404);
    const browser = await entered(town, sent.url);
    await town.done(vendor, 'DELETE', '/sheet/links/:link', { params: { link: sent.link } });
    expect((await browser.get(`${sent.at}/lines`)).status).toBe(401);
    expect((await browser.get(pathOf(sent.url))).status).toBe(404);
    const last = await entered(town, other.url);
    await town.owner.query(`update outside_links set expires_at = now() - interval '1 second'`);
    expect((await last.get(`${other.at}/lines`)).status).toBe(401);
  });

  it('rests while whoever made it is suspended, and opens no approval or figures', async () => {
    const browser = await entered(town, sent.url);
    const set = (value: Date | null) =>
      town.owner.query('update memberships set suspended_at = $1 where person_id = $2', [
        value,
        town.person(vendor).person,
      ]);
    await set(new Date());
    expect((await browser.get(`${sent.at}/lines`)).status).toBe(404);
    await set(null);
    expect((await browser.get(`${sent.at}/lines`)).status).toBe(200);
    for (const [url, field] of [
      ['/decide', 'link'],
      ['/progress', 'link'],
      ['/progress/code', 'link'],
    ] as const) {
      const answer = await new OutsideBrowser(town).post(url, { [field]: keyOf(sent.url) });
      expect([url, answer.status]).toEqual([url, 404]);
    }
  });

  it('of another city knows nothing here, nor does a session of it', async () => {
    const browser = await entered(town, sent.url);
    const other = await sentTo([line]);
    const secret = browser.cookies.get('machimori-answer')?.value ?? '';
    const thief = new OutsideBrowser(town);
    thief.cookies.set('machimori-answer', { value: secret, path: '/' });
    expect((await thief.get(`${other.at}/lines`)).status).toBe(401);
    const { status } = await town.ask('far/cityAdministrator', 'DELETE', '/sheet/links/:link', {
      params: { link: other.link },
    });
    expect(status).toBe(404);
  });
});

describe('a code', () => {
  it('is good once, in the browser that asked for it, for a while', async () => {
    const browser = new OutsideBrowser(town);
    const fields = await asked(browser);
    const code = await latestCode(town);
    const stranger = new OutsideBrowser(town);
    await asked(stranger);
    // The code that came for the other browser does not open this one.
    const wrong = await stranger.post(`${sent.at}/enter`, { ...fields, code });
    expect(wrong.status).toBe(422);
    const wide = [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(' ');
    expect((await browser.post(`${sent.at}/enter`, { ...fields, code: wide })).status).toBe(303);
    const again = new OutsideBrowser(town);
    for (const [name, cookie] of browser.cookies)
      if (name.endsWith('-ask')) again.cookies.set(name, cookie);
    expect((await again.post(`${sent.at}/enter`, { ...fields, code })).status).not.toBe(303);

    const late = new OutsideBrowser(town);
    const lateFields = await asked(late);
    const lateCode = await latestCode(town);
    await town.owner.query(`update outside_codes set expires_at = now() - interval '1 second'`);
    const over = await late.post(`${sent.at}/enter`, { ...lateFields, code: lateCode });
    expect(over.status).toBe(409);
  });

  it('is not guessed in five tries, and whoever guesses locks out nobody else', async () => {
    const thief = new OutsideBrowser(town);
    const fields = await asked(thief);
    const right = await latestCode(town);
    const guess = right === '12345678' ? '87654321' : '12345678';
    const answers: number[] = [];
    for (let i = 0; i < 6; i++)
      answers.push((await thief.post(`${sent.at}/enter`, { ...fields, code: guess })).status);
    expect(answers).toEqual([422, 422, 422, 422, 409, 409]);
    expect((await thief.post(`${sent.at}/enter`, { ...fields, code: right })).status).toBe(409);
    await entered(town, sent.url);
  });

  it('is sent a few times an hour, to the address of the link alone', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) {
      const browser = new OutsideBrowser(town);
      const opening = await browser.get(pathOf(sent.url));
      const fields = { ...fieldsOf(opening.body, /\/code$/), email: 'thief@evil.example' };
      statuses.push((await browser.post(`${sent.at}/code`, fields)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(await codes()).toBe(5);
    const to = new Set((await lettersOf(town)).map((letter) => letter.to));
    expect(to).toEqual(new Set([expert.email]));
  });
});

describe('a session', () => {
  it('is a new secret of its own path, and none that was planted becomes one', async () => {
    const browser = new OutsideBrowser(town);
    const planted = 'planted-secret-of-somebody-else-0000000000';
    browser.cookies.set('machimori-answer', { value: planted, path: sent.at });
    const fields = await asked(browser);
    const entry = { ...fields, code: await latestCode(town) };
    const done = await browser.post(`${sent.at}/enter`, entry);
    expect(browser.cookies.get('machimori-answer')?.value).not.toBe(planted);
    expect(
      done.cookies.find(({ name, value }) => name === 'machimori-answer' && value),
    ).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: sent.at });
    const other = new OutsideBrowser(town);
    other.cookies.set('machimori-answer', { value: planted, path: sent.at });
    expect((await other.get(`${sent.at}/lines`)).status).toBe(401);
  });

  it('writes nothing for another site, nor without its token', async () => {
    const browser = await entered(town, sent.url);
    const page = await browser.get(`${sent.at}/lines/1`);
    const fields = { ...fieldsOf(page.body, /\/lines\/1$/), state: 'implemented' };
    const before = await valuesOf();
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await browser.post(`${sent.at}/lines/1`, fields, headers);
      expect(answer.status).toBe(403);
    }
    for (const token of ['', 'x'.repeat(43)])
      for (const path of ['/lines/1', '/back'])
        expect((await browser.post(`${sent.at}${path}`, { ...fields, token })).status).toBe(403);
    expect(await valuesOf()).toEqual(before);
    for (const policy of [page]) expect(policy.body).not.toContain('<script');
  });

  it('reaches the named lines, and nobody’s name or address but the sender’s name', async () => {
    const browser = await entered(town, sent.url);
    for (const place of ['0', '2', '-1', '99999', 'x', encodeURIComponent(line)])
      expect((await browser.get(`${sent.at}/lines/${place}`)).status).toBe(404);
    const pages = [await browser.get(`${sent.at}/lines`), await browser.get(`${sent.at}/lines/1`)];
    const all = pages.map(({ body }) => body).join('');
    for (const [who, person] of town.people)
      if (person.email !== undefined && who !== vendor) expect(all).not.toContain(person.email);
    expect(all).not.toContain(town.person(vendor).email);
  });

  it('writes nothing more once its link is revoked, not even what was on its way', async () => {
    const browser = await entered(town, sent.url);
    const page = await browser.get(`${sent.at}/lines/1`);
    const fields = { ...fieldsOf(page.body, /\/lines\/1$/), state: 'implemented' };
    await town.owner.query('begin');
    await town.owner.query('update outside_links set revoked_at = now() where link_id = $1', [
      sent.link,
    ]);
    const saving = browser.post(`${sent.at}/lines/1`, fields);
    // It has been let in by now, and waits for whoever revokes.
    await vi.waitFor(
      async () => {
        const { rowCount } = await town.owner.query(
          'select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))',
        );
        expect(rowCount).toBe(1);
      },
      { timeout: 60_000 },
    );
    await town.owner.query('commit');
    expect((await saving).status).toBe(404);
    const { rowCount } = await town.owner.query('select from sheet_cells');
    expect(rowCount).toBe(0);
  });

  it('loses a line that falls away or goes to another organisation, and is told', async () => {
    const browser = await entered(town, sent.url);
    const page = await browser.get(`${sent.at}/lines/1`);
    const fields = { ...fieldsOf(page.body, /\/lines\/1$/), state: 'implemented' };
    await town.owner.query(
      `update sheet_lines set answered_by = 'gyosha-b', answerer_id = $1 where line_id = $2`,
      [town.organisations.two, line],
    );
    const moved = await browser.post(`${sent.at}/lines/1`, fields);
    expect(moved.status).toBe(409);
    expect(moved.body).toContain('答える組織が変わった');
    expect((await browser.get(`${sent.at}/lines`)).body).toContain('答える組織が変わった');
    await town.owner.query('delete from sheet_cells');
    await town.owner.query('delete from sheet_answers');
    await town.owner.query('update sheet_lines set in_plan = false where line_id = $1', [line]);
    const gone = await browser.post(`${sent.at}/lines/1`, fields);
    expect(gone.status).toBe(409);
    expect(gone.body).toContain('なくなりました');
    const { rowCount } = await town.owner.query('select from sheet_cells');
    expect(rowCount).toBe(0);
  });
});

describe('figures for somebody outside', () => {
  const shared = async (more: object = {}) =>
    (await town.done(administrator, 'POST', '/sheet/progress-links', {
      body: { ...councillor, ...more },
    })) as { link: string; url: string };
  const secretOf = (url: string): string => url.split('#')[1] ?? '';

  it('are counted and dated, hold no answer unless that was chosen, and end with the link', async () => {
    const { link, url } = await shared();
    const browser = new OutsideBrowser(town);
    expect((await browser.get('/progress')).status).toBe(200);
    const seen = await browser.post('/progress', { link: secretOf(url) });
    expect(seen.status).toBe(200);
    expect(seen.body).toContain('まち全体');
    expect(seen.body).not.toContain('行っていること');
    for (const person of town.people.values()) expect(seen.body).not.toContain(person.email);
    await browser.post('/progress', { link: secretOf(url) });
    const { links } = (await town.done(administrator, 'GET', '/sheet/links', {})) as {
      links: { link: string; openings: number }[];
    };
    expect(links.find((each) => each.link === link)?.openings).toBe(2);
    await town.done(administrator, 'DELETE', '/sheet/links/:link', { params: { link } });
    expect((await browser.post('/progress', { link: secretOf(url) })).status).toBe(404);
    for (const wrong of ['', 'A'.repeat(43), keyOf(sent.url)])
      expect((await browser.post('/progress', { link: wrong })).status).toBe(404);
    const path = `/answer/${link}?key=${secretOf(url)}`;
    expect((await browser.get(path)).status).toBe(404);
  });

  it('stand behind a code where that was chosen', async () => {
    const { url } = await shared({ withCode: true });
    const browser = new OutsideBrowser(town);
    const opening = await browser.post('/progress', { link: secretOf(url) });
    expect(opening.body).not.toContain('まち全体');
    const page = await browser.post('/progress/code', fieldsOf(opening.body, /\/code$/));
    const fields = fieldsOf(page.body, /\/enter$/);
    const wrong = await browser.post('/progress/enter', { ...fields, code: '1' });
    expect([wrong.status, wrong.body.includes('まち全体')]).toEqual([422, false]);
    const right = { ...fields, code: await latestCode(town) };
    expect((await browser.post('/progress/enter', right)).body).toContain('まち全体');
    expect((await browser.post('/progress/enter', right)).status).toBe(409);
  });
});

describe('what is kept', () => {
  it('is no secret: neither in tables nor in what the program logs', async () => {
    const browser = await entered(town, sent.url);
    await browser.get(`${sent.at}/lines`);
    const secrets = [
      keyOf(sent.url),
      await latestCode(town),
      browser.cookies.get('machimori-answer')?.value ?? '',
    ];
    const log = written.join('');
    expect(log).toContain('/answer/:link');
    const tables = ['links', 'link_lines', 'codes', 'sessions'].map((name) => `outside_${name}`);
    const rows: string[] = [];
    for (const table of [...tables, 'outbox_events', 'ledger_contents'])
      rows.push(JSON.stringify((await town.owner.query(`select * from ${table}`)).rows));
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(7);
      expect(log).not.toContain(secret);
      expect(rows.join('')).not.toContain(secret);
    }
    for (const personal of [expert.email, expert.name]) expect(log).not.toContain(personal);
  });

  it('is forgotten with the contents about accounts: who it was, not what was answered', async () => {
    const browser = await entered(town, sent.url);
    const page = await browser.get(`${sent.at}/lines/1`);
    const fields = { ...fieldsOf(page.body, /\/lines\/1$/), state: 'in-progress', go: 'stay' };
    await browser.post(`${sent.at}/lines/1`, fields);
    await expireContentsNow(town.world);
    const names = async () =>
      (await town.owner.query<{ name: string }>('select name from outside_links')).rows.map(
        ({ name }) => name,
      );
    expect(await names()).toEqual([expert.name]);
    await town.owner.query(
      `update outside_links set expires_at = now() - interval '61 months', created_at = now() - interval '62 months'`,
    );
    await expireContentsNow(town.world);
    expect(await names()).toEqual(['']);
    const { rows } = await town.owner.query(
      "select email, message, note from outside_links union all select writer, coalesce(mailbox_hash::text, ''), '' from outside_link_lines",
    );
    expect(JSON.stringify(rows)).not.toMatch(/[^"{}[\],:a-z]/);
    expect((await valuesOf())['state']).toBe('in-progress');
  });
});
