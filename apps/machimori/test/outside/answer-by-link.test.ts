import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { carryAnswersNow, keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { sendsMail } from '../routes/address-examples.ts';
import { expert } from '../routes/outside-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';
import {
  entered,
  fieldsOf,
  latestCode,
  lettersOf,
  OutsideBrowser,
  origin,
} from './outside-browser.ts';

// Somebody outside answers lines by a link: what they see and write, what becomes of it, and who may accept it.

const vendor = 'one/contributor';
const officer = 'promoter/contributor';
const approver = 'promoter/approver';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  sendsMail(town, true);
  await kept();
});
afterEach(() => town.close());

async function kept(): Promise<void> {
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
}

interface Sent {
  readonly link: string;
  readonly url: string;
  readonly at: string;
}
async function sentTo(
  who: AskerName,
  lines: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<Sent> {
  const body = { ...expert, lines, ...more };
  const { link, url } = await town.done(who, 'POST', '/sheet/links', { body });
  return { link: String(link), url: String(url), at: `/answer/${link}` };
}
const linesOf = async (who: AskerName, query: Readonly<Record<string, unknown>> = {}) =>
  (
    (await town.done(who, 'GET', '/sheet/lines', { query })) as unknown as {
      lines: { line: string; subject: { key: string; name: { ja: string } } }[];
    }
  ).lines;
const vendorsLines = async (count: number): Promise<readonly string[]> =>
  (await linesOf(vendor, { answeredBy: 'gyosha-a' })).slice(0, count).map(({ line }) => line);
interface Seen {
  readonly stage?: string;
  readonly version: number;
  readonly values: Readonly<Record<string, string>>;
  readonly cells: readonly { field: string; version: number; value: string; byLink?: string }[];
}
const read = async (who: AskerName, line: string): Promise<Seen> =>
  (await town.done(who, 'GET', '/sheet/lines/:line', { params: { line } })) as unknown as Seen;
const listed = async (who: AskerName, query: Readonly<Record<string, string>> = {}) =>
  (
    (await town.done(who, 'GET', '/sheet/links', { query })) as unknown as {
      links: Readonly<Record<string, unknown>>[];
    }
  ).links;
/** Fills a line's page and sends it. */
async function fill(
  browser: OutsideBrowser,
  { at }: Sent,
  place: number,
  typed: Readonly<Record<string, string>>,
) {
  const page = await browser.get(`${at}/lines/${place}`);
  const fields = fieldsOf(page.body, new RegExp(`/lines/${place}$`));
  return browser.post(`${at}/lines/${place}`, { ...fields, go: 'stay', ...typed });
}

describe('a link to somebody outside', () => {
  it('goes to one address with what is asked, and tells whoever made it how it stands', async () => {
    const lines = await vendorsLines(2);
    const sent = await sentTo(vendor, lines);
    const [letter] = await lettersOf(town);
    expect(letter).toMatchObject({ of: 'answers', to: expert.email, url: sent.url, lines: 2 });
    expect(await listed(vendor)).toMatchObject([
      { link: sent.link, state: 'sent', name: expert.name, lines: 2, answered: 0, own: true },
    ]);
    const browser = await entered(town, sent.url);
    expect((await browser.get(`${sent.at}/lines`)).body).toContain(expert.message);
    await fill(browser, sent, 1, { state: 'implemented', statement: '毎月、確かめている' });
    expect(await listed(vendor)).toMatchObject([{ state: 'opened', answered: 1, openings: 1 }]);
    // By line, and not to those whom it is not about.
    expect(await listed(vendor, { line: lines[0] ?? '' })).toHaveLength(1);
    expect(await listed('two/contributor')).toEqual([]);
    expect(await listed(officer)).toHaveLength(1);
  });

  it('is made for lines that one answers, for a while, and by whoever may answer', async () => {
    const [own = ''] = await vendorsLines(1);
    const [foreign] = (await linesOf(officer, { answeredBy: 'gyosha-b' })).map(({ line }) => line);
    const tries: readonly (readonly [AskerName, Readonly<Record<string, unknown>>, number])[] = [
      ['two/contributor', { lines: [own] }, 404],
      [vendor, { lines: [foreign] }, 404],
      [vendor, { lines: ['none@nowhere'] }, 404],
      [vendor, { lines: [own], days: 61 }, 422],
      [vendor, { lines: [own], days: 0 }, 422],
      [vendor, { lines: [own], email: 'nobody' }, 422],
      [vendor, { lines: [own], message: 'あ'.repeat(1_001) }, 422],
      ['one/auditor', { lines: [own] }, 403],
    ];
    for (const [who, more, status] of tries) {
      const body = { ...expert, ...more };
      const answer = await town.ask(who, 'POST', '/sheet/links', { body });
      expect([who, more, answer.status]).toEqual([who, more, status]);
    }
    sendsMail(town, false);
    // Without a mail server the link is handed over, and no letter is written about it.
    const letters = await lettersOf(town);
    await sentTo(vendor, [own]);
    expect(await lettersOf(town)).toEqual(letters);
  });
});

describe('what is written by a link', () => {
  it('is a draft that says from whom it came, until a member hands it in', async () => {
    const [line = ''] = await vendorsLines(1);
    const sent = await sentTo(vendor, [line]);
    const browser = await entered(town, sent.url);
    const saved = await fill(browser, sent, 1, {
      state: 'implemented',
      statement: '一行目\r\n<b>二行目</b>',
    });
    expect([saved.status, saved.location]).toEqual([303, `${sent.at}/lines/1?saved=1`]);
    expect((await browser.get(saved.location ?? '')).body).toContain('保存しました');
    const seen = await read(vendor, line);
    expect(seen).toMatchObject({
      stage: 'draft',
      values: { state: 'implemented', statement: '一行目\n<b>二行目</b>' },
    });
    expect(new Set(seen.cells.map(({ byLink }) => byLink))).toEqual(
      new Set([`${expert.office}　${expert.name}`]),
    );
    // What was typed is text on the page too.
    const again = await browser.get(`${sent.at}/lines/1`);
    expect(again.body).not.toContain('<b>二行目');
    expect(fieldsOf(again.body, /\/lines\/1$/)['statement']).toBe('一行目\n<b>二行目</b>');

    const body = { answers: [{ line, version: seen.version }] };
    const { moved } = (await town.done(vendor, 'POST', '/sheet/submissions', { body })) as {
      moved: { version?: number }[];
    };
    // From here on it is the organisation's: nothing is opened again from outside.
    const late = await fill(browser, sent, 1, { statement: 'あとから' }).catch(() => undefined);
    expect(late).toBeUndefined();
    const page = await browser.get(`${sent.at}/lines/1`);
    expect(page.body).toContain('もう提出しました');
    const decision = {
      answers: [{ line, version: moved[0]?.version ?? 0 }],
      verdict: 'accept',
      reason: '',
    };
    await town.done(approver, 'POST', '/sheet/decisions', { body: decision });
    await carryAnswersNow(town.world, town.city as Id<'city'>);
    expect((await read(officer, line)).stage).toBe('accepted');
  });

  it('leaves what others wrote meanwhile, and shows both', async () => {
    const [line = ''] = await vendorsLines(1);
    const sent = await sentTo(vendor, [line]);
    const browser = await entered(town, sent.url);
    const page = await browser.get(`${sent.at}/lines/1`);
    const fields = fieldsOf(page.body, /\/lines\/1$/);
    const params = { line };
    const cells = [{ field: 'statement', seen: 0, value: '組織が書いた' }];
    await town.done(vendor, 'POST', '/sheet/lines/:line/cells', { params, body: { cells } });
    const clash = await browser.post(`${sent.at}/lines/1`, {
      ...fields,
      state: 'in-progress',
      statement: '外の人が書いた',
      go: 'next',
    });
    expect(clash.status).toBe(409);
    expect(clash.body).toContain('組織が書いた');
    const typed = fieldsOf(clash.body, /\/lines\/1$/);
    expect(typed).toMatchObject({ statement: '外の人が書いた', state: 'in-progress' });
    // What nobody disputes is written.
    expect((await read(vendor, line)).values).toMatchObject({
      state: 'in-progress',
      statement: '組織が書いた',
    });
    const kept = await browser.post(`${sent.at}/lines/1`, { ...typed, take: 'statement' });
    expect(kept.status).toBe(303);
    expect((await read(vendor, line)).values['statement']).toBe('組織が書いた');
    const over = await browser.post(`${sent.at}/lines/1`, { ...typed, go: 'stay' });
    expect(over.status).toBe(303);
    expect((await read(vendor, line)).values['statement']).toBe('外の人が書いた');
  });

  it('says nothing about what was not touched', async () => {
    const [line = ''] = await vendorsLines(1);
    const sent = await sentTo(vendor, [line]);
    const browser = await entered(town, sent.url);
    const page = await browser.get(`${sent.at}/lines/1`);
    const fields = fieldsOf(page.body, /\/lines\/1$/);
    const cells = [{ field: 'statement', seen: 0, value: '組織が書いた' }];
    const params = { line };
    await town.done(vendor, 'POST', '/sheet/lines/:line/cells', { params, body: { cells } });
    const saved = await browser.post(`${sent.at}/lines/1`, { ...fields, state: 'in-progress' });
    expect(saved.status).toBe(303);
    expect((await read(vendor, line)).values).toMatchObject({
      state: 'in-progress',
      statement: '組織が書いた',
    });
  });

  it('is not lost where it cannot be saved: too long, or the session is over', async () => {
    const [line = ''] = await vendorsLines(1);
    const sent = await sentTo(vendor, [line]);
    const browser = await entered(town, sent.url);
    const long = 'あ'.repeat(2_001);
    const wrong = await fill(browser, sent, 1, { statement: long, state: 'implemented' });
    expect(wrong.status).toBe(422);
    expect(fieldsOf(wrong.body, /\/lines\/1$/)['statement']).toBe(long);
    expect((await read(vendor, line)).values['state']).toBe('implemented');

    const fields = fieldsOf((await browser.get(`${sent.at}/lines/1`)).body, /\/lines\/1$/);
    await town.owner.query(`update outside_sessions set ends_at = now() - interval '1 second'`);
    const typed = { ...fields, statement: '長い間、考えて書いた' };
    const ended = await browser.post(`${sent.at}/lines/1`, typed);
    expect(ended.status).toBe(200);
    expect(ended.body).toContain('長い間、考えて書いた');
    const asked = await browser.post(`${sent.at}/code`, fieldsOf(ended.body, /\/code$/));
    const entry = fieldsOf(asked.body, /\/enter$/);
    const code = await latestCode(town);
    const back = await browser.post(`${sent.at}/enter`, { ...entry, code });
    expect(back.status).toBe(200);
    const restored = fieldsOf(back.body, /\/lines\/1$/);
    expect(restored['statement']).toBe('長い間、考えて書いた');
    expect((await browser.post(`${sent.at}/lines/1`, restored)).status).toBe(303);
    expect((await read(vendor, line)).values['statement']).toBe('長い間、考えて書いた');
  });

  it('is handed back, told to whoever asked, and open again when it is sent again', async () => {
    const lines = await vendorsLines(2);
    const sent = await sentTo(vendor, lines);
    const browser = await entered(town, sent.url);
    await fill(browser, sent, 1, { state: 'in-progress' });
    const list = await browser.get(`${sent.at}/lines`);
    const fields: Record<string, string> = {
      ...fieldsOf(list.body, /\/back#back$/),
      note: 'おわりました',
    };
    expect((await browser.post(`${sent.at}/back`, fields)).status).toBe(303);
    const [letter] = (await lettersOf(town)).filter(({ of }) => of === 'handed-back');
    expect(letter).toMatchObject({ to: town.person(vendor).email, answered: 1, lines: 2 });
    expect(await listed(vendor, { handedBack: 'true' })).toMatchObject([
      { link: sent.link, state: 'handed-back', note: 'おわりました', noted: false },
    ]);
    expect((await browser.post(`${sent.at}/back`, fields)).status).toBe(409);
    expect((await browser.get(`${sent.at}/lines/2`)).body).toContain('もう受け渡しました');
    const token = fields['token'] ?? '';
    const late = await browser.post(`${sent.at}/lines/2`, { token, state: 'implemented' });
    expect(late.status).toBe(409);
    const params = { link: sent.link };
    await town.done(vendor, 'PUT', '/sheet/links/:link/note', { params });
    expect(await listed(vendor, { handedBack: 'true' })).toEqual([]);

    const body = { days: 7, message: 'もう一度お願いします' };
    const { url } = await town.done(vendor, 'POST', '/sheet/links/:link/letters', { params, body });
    expect((await browser.get(`${sent.at}/lines`)).status).toBe(401);
    expect((await new OutsideBrowser(town).get(sent.url.replace(origin, ''))).status).toBe(404);
    const again = await entered(town, String(url));
    expect((await fill(again, sent, 2, { state: 'in-progress' })).status).toBe(303);
  });

  it('leads whoever asked to its lines, each with what came, and nobody else', async () => {
    const lines = await vendorsLines(3);
    const sent = await sentTo(vendor, lines.slice(0, 2));
    const browser = await entered(town, sent.url);
    await fill(browser, sent, 1, { state: 'implemented', statement: '確かめている' });
    const params = { link: sent.link };
    const of = async (who: AskerName) =>
      (await town.done(who, 'GET', '/sheet/links/:link/lines', { params }))['lines'];
    const expected = [
      { line: lines[0], standing: 'open', stage: 'draft', state: 'implemented', wrote: true },
      { line: lines[1], standing: 'open', state: 'not-started', wrote: false, complete: false },
    ];
    expect(await of(vendor)).toMatchObject(expected);
    expect(await of(officer)).toMatchObject(expected);
    const narrowed = (who: AskerName) => linesOf(who, { link: sent.link });
    expect((await narrowed(vendor)).map(({ line }) => line).sort()).toEqual(
      lines.slice(0, 2).toSorted(),
    );
    expect(await narrowed(officer)).toHaveLength(2);

    // Others see neither; nor does who verifies these lines, though they may know from whom an answer came.
    await town.owner.query(
      `update sheet_lines set verifier_id = $1 where city_id = $2 and line_id = any($3)`,
      [town.organisations.two, town.city, lines],
    );
    const other = await town.ask('two/contributor', 'GET', '/sheet/links/:link/lines', { params });
    expect(other.status).toBe(404);
    expect(await narrowed('two/contributor')).toEqual([]);
    const far = await town.ask('far/cityAdministrator', 'GET', '/sheet/links/:link/lines', {
      params,
    });
    expect(far.status).toBe(404);
    expect(await narrowed('far/cityAdministrator')).toEqual([]);
    expect(await linesOf(vendor, { link: 'lnk_none' })).toEqual([]);

    // Of a line that others answer by now no more than its item is told.
    await town.owner.query(
      `update sheet_lines set answerer_id = $1, answered_by = 'gyosha-b'
        where city_id = $2 and line_id = $3`,
      [town.organisations.two, town.city, lines[0]],
    );
    const [moved] = (await of(vendor)) as Readonly<Record<string, unknown>>[];
    expect(moved).toMatchObject({ standing: 'moved', wrote: false, evidence: 0 });
    expect(moved).not.toHaveProperty('state');
    expect(moved).not.toHaveProperty('stage');
  });

  it('is accepted by nobody at the mailbox that it came from', async () => {
    const [line = ''] = await vendorsLines(1);
    const { email } = town.person(approver);
    const plus = email.replace('@', '+outside@').toUpperCase();
    const sent = await sentTo(vendor, [line], { email: plus });
    const browser = await entered(town, sent.url);
    await fill(browser, sent, 1, { state: 'implemented', statement: '確かめている' });
    const { version } = await read(vendor, line);
    const { moved } = (await town.done(vendor, 'POST', '/sheet/submissions', {
      body: { answers: [{ line, version }] },
    })) as { moved: { version: number }[] };
    const body = { answers: [{ line, version: moved[0]?.version }], verdict: 'accept', reason: '' };
    const decided = (await town.done(approver, 'POST', '/sheet/decisions', { body })) as {
      moved: { problem?: { code: string } }[];
    };
    expect(decided.moved[0]?.problem?.code).toBe('forbidden');
  });
});
