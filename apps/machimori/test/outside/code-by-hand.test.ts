import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { sendsMail } from '../routes/address-examples.ts';
import { expert } from '../routes/outside-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';
import { fieldsOf, lettersOf, OutsideBrowser, origin } from './outside-browser.ts';

// Where no mail is sent, a member reads a code out to whoever a link is for. What somebody gets by it who should not.

const vendor = 'one/contributor';
const colleague = 'one/organisationAdministrator';
const officer = 'promoter/contributor';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let line: string;
let sent: Sent;
interface Sent {
  readonly link: string;
  readonly url: string;
  readonly at: string;
}
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  sendsMail(town, false);
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
  const { lines } = (await town.done(vendor, 'GET', '/sheet/lines', {
    query: { answeredBy: 'gyosha-a' },
  })) as { lines: { line: string }[] };
  line = lines[0]?.line ?? '';
  sent = await linkOf(vendor);
});
afterEach(() => town.close());

async function linkOf(who: AskerName): Promise<Sent> {
  const body = { ...expert, lines: [line] };
  const { link, url } = await town.done(who, 'POST', '/sheet/links', { body });
  return { link: String(link), url: String(url), at: `/answer/${link}` };
}
const telling = (who: AskerName, link = sent.link) =>
  town.ask(who, 'POST', '/sheet/links/:link/codes', { params: { link } });
async function told(who: AskerName = vendor, link = sent.link): Promise<string> {
  const { status, json } = await telling(who, link);
  expect([status, json['code']]).toEqual([200, expect.stringMatching(/^\d{8}$/)]);
  return String(json['code']);
}
/** A browser that has pressed “Enter the code”, and what its form carries. */
async function asked(of = sent): Promise<{
  readonly browser: OutsideBrowser;
  enter(code: string): Promise<{ readonly status: number; readonly body: string }>;
}> {
  const browser = new OutsideBrowser(town);
  const opening = await browser.get(of.url.replace(origin, ''));
  expect(opening.body).toContain('このリンクを渡した人が、電話などで直接お伝えします');
  expect(opening.body).not.toContain('@');
  const page = await browser.post(`${of.at}/code`, fieldsOf(opening.body, /\/code$/));
  expect(page.body).toContain('リンクを渡した人に確認コードを聞いて');
  const fields = fieldsOf(page.body, /\/enter$/);
  return { browser, enter: (code) => browser.post(`${of.at}/enter`, { ...fields, code }) };
}
const guessBeside = (code: string): string => (code === '12345678' ? '87654321' : '12345678');
const offered = async (who: AskerName): Promise<unknown> =>
  (
    (await town.done(who, 'GET', '/sheet/links')) as unknown as {
      links: { link: string; codeByHand: boolean }[];
    }
  ).links.find(({ link }) => link === sent.link)?.codeByHand;

describe('a code that is told by hand', () => {
  it('opens its link in the browser that asked, once, whether made before or after', async () => {
    const before = await asked();
    const code = await told();
    expect((await before.enter(`${code.slice(0, 4)} ${code.slice(4)}`)).status).toBe(303);
    expect((await before.browser.get(`${sent.at}/lines`)).status).toBe(200);
    const again = await asked();
    expect((await again.enter(code)).status).toBe(409);

    const next = await told(colleague);
    const after = await asked();
    // Somebody else who has the link comes second: the code is not theirs.
    const thief = await asked();
    expect((await thief.enter(next)).status).toBe(409);
    expect((await after.enter(next)).status).toBe(303);
    expect(await lettersOf(town)).toEqual([]);
  });

  it('is not guessed: five tries, then another has to be made, a few an hour', async () => {
    const code = await told();
    const thief = await asked();
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push((await thief.enter(guessBeside(code))).status);
    expect(statuses).toEqual([422, 422, 422, 422, 409, 409]);
    expect((await thief.enter(code)).status).toBe(409);
    // The same page takes the next one, by whoever it was told to.
    const next = await told();
    expect((await thief.enter(next)).status).toBe(303);
    const made: number[] = [];
    for (let i = 0; i < 4; i++) made.push((await telling(vendor)).status);
    expect(made).toEqual([200, 200, 200, 429]);
  });

  it('is none once its time has passed, another was made, or its link is revoked or another', async () => {
    const browser = await asked();
    const first = await told();
    const second = await told();
    expect((await browser.enter(first)).status).toBe(422);
    const other = await linkOf(vendor);
    expect((await (await asked(other)).enter(second)).status).toBe(409);
    await town.owner.query(`update outside_codes set expires_at = now() - interval '1 second'`);
    const late = await browser.enter(second);
    expect(late.status).toBe(409);
    expect(late.body).toContain('新しいコードを聞いてください');
    const last = await told();
    await town.done(vendor, 'DELETE', '/sheet/links/:link', { params: { link: sent.link } });
    expect((await browser.enter(last)).status).toBe(404);
    expect((await telling(vendor)).status).toBe(409);
    await town.owner.query(
      `update outside_links set revoked_at = null, expires_at = now() - interval '1 second'`,
    );
    expect((await telling(vendor)).status).toBe(409);
  });

  it('is told by members of the organisation that made the link, and by nobody else', async () => {
    const statuses: [AskerName, number][] = [];
    const others = [
      'two/contributor',
      'far/cityAdministrator',
      'one/auditor',
      'one/approver',
      'machine',
      'nobody',
      // Sees the whole city, and lends no name of another organisation.
      officer,
      'promoter/cityAdministrator',
    ] as const;
    for (const who of others) statuses.push([who, (await telling(who)).status]);
    expect(statuses).toEqual([
      ['two/contributor', 404],
      ['far/cityAdministrator', 404],
      ['one/auditor', 403],
      ['one/approver', 403],
      ['machine', 403],
      ['nobody', 401],
      [officer, 403],
      ['promoter/cityAdministrator', 403],
    ]);
    expect(await offered(officer)).toBe(false);
    expect(await offered(colleague)).toBe(true);
    const { rowCount } = await town.owner.query('select from outside_codes');
    expect(rowCount).toBe(0);
  });

  it('is neither offered nor good where mail is sent', async () => {
    const browser = await asked();
    const code = await told();
    sendsMail(town, true);
    expect((await browser.enter(code)).status).toBe(409);
    expect((await telling(vendor)).status).toBe(409);
    expect(await offered(vendor)).toBe(false);
    // A code by letter is none where no letter can go out.
    sendsMail(town, false);
    expect((await browser.enter(code)).status).toBe(303);
  });

  it('is logged as an act of whoever told it; neither tables nor log hold it', async () => {
    const code = await told();
    const { enter } = await asked();
    expect((await enter(code)).status).toBe(303);
    const { entries } = (await town.done('promoter/cityAdministrator', 'GET', '/log', {
      query: { action: 'sheet:tell-code' },
    })) as unknown as { entries: { actor: unknown }[] };
    expect(entries).toHaveLength(1);
    const rows: string[] = [];
    for (const table of ['outside_codes', 'outside_links', 'ledger_contents', 'outbox_events'])
      rows.push(JSON.stringify((await town.owner.query(`select * from ${table}`)).rows));
    expect(rows.join('')).not.toContain(code);
    // Nor can the digits be tried by whoever has the tables alone: no plain digest of them stands there.
    const { rows: digests } = await town.owner.query<{ plain: boolean }>(
      `select code_hash = sha256(convert_to($1, 'UTF8')) as plain from outside_codes`,
      [code],
    );
    expect(digests).toEqual([{ plain: false }]);
  });

  it('makes whoever told it accept nothing that came by its link', async () => {
    sent = await linkOf(officer);
    const { browser, enter } = await asked();
    expect((await enter(await told(officer))).status).toBe(303);
    const page = await browser.get(`${sent.at}/lines/1`);
    const fields = fieldsOf(page.body, /\/lines\/1$/);
    const typed = { ...fields, state: 'implemented', statement: '毎月確かめている', go: 'stay' };
    expect((await browser.post(`${sent.at}/lines/1`, typed)).status).toBe(303);
    const { version } = await town.done(vendor, 'GET', '/sheet/lines/:line', { params: { line } });
    const { moved } = (await town.done(vendor, 'POST', '/sheet/submissions', {
      body: { answers: [{ line, version }] },
    })) as { moved: { version: number }[] };
    await town.owner.query(
      `update memberships set roles = '{contributor,approver}' where membership_id = $1`,
      [town.person(officer).membership],
    );
    const deciding = async (who: AskerName) =>
      (
        (await town.done(who, 'POST', '/sheet/decisions', {
          body: { answers: [{ line, version: moved[0]?.version }], verdict: 'accept', reason: '' },
        })) as { moved: { problem?: { code: string } }[] }
      ).moved[0]?.problem?.code;
    expect(await deciding(officer)).toBe('forbidden');
    expect(await deciding('promoter/approver')).toBeUndefined();
  });
});
