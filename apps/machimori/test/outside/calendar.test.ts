import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const vendor = 'one/contributor';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  await planCityNow(town.world, town.world.planner, town.city as Id<'city'>);
  await keepLinesNow(town.world, town.city as Id<'city'>);
});
afterEach(() => town.close());

const make = async (withNames: boolean, who: AskerName = vendor) => {
  const { feed, link } = (await town.done(who, 'POST', '/sheet/calendars', {
    body: { withNames, language: 'ja' },
  })) as { readonly feed: string; readonly link: string };
  return { feed, path: new URL(link).pathname };
};
const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  town.server.inject({ method: 'GET', url, headers });
const unfolded = (body: string): string => body.replaceAll('\r\n ', '');

/** A line that the vendor has in hand, with a statement that nobody else is to read. */
async function inHand(): Promise<{ readonly line: string; readonly heading: string }> {
  const { lines, checkItems } = (await town.done(vendor, 'GET', '/sheet/lines', {
    query: { answeredBy: 'gyosha-a' },
  })) as {
    lines: { line: string; checkItem: string; version: number }[];
    checkItems: { id: string; heading: { ja: string } }[];
  };
  const [{ line = '', checkItem = '' } = {}] = lines;
  await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
    params: { line },
    body: {
      cells: [
        { field: 'planned', seen: 0, value: '2027-02-10' },
        { field: 'statement', seen: 0, value: 'ひみつの書きこみ' },
      ],
    },
  });
  await town.done(vendor, 'POST', '/sheet/assignments', {
    body: { lines: [line], person: town.person(vendor).person },
  });
  const heading = checkItems.find(({ id }) => id === checkItem)?.heading.ja ?? '';
  return { line, heading };
}

describe('the address of a calendar', () => {
  it('gives the dates of its person, and nothing of what was written', async () => {
    const { heading } = await inHand();
    const answer = await get((await make(false)).path);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const body = unfolded(answer.body);
    expect(body).toContain('DTSTART;VALUE=DATE:20270210');
    expect(body).not.toContain('ひみつ');
    expect(body).not.toContain(heading);
    const named = unfolded((await get((await make(true)).path)).body);
    expect(named).toContain(heading.replaceAll(',', '\\,'));
    expect(named).not.toContain('ひみつ');
  });

  it('is asked again without being sent again, until something is otherwise', async () => {
    const { line } = await inHand();
    const { path } = await make(false);
    const first = await get(path);
    const etag = String(first.headers['etag']);
    const again = await get(path, { 'if-none-match': etag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const uid = /UID:(\S+)/.exec(first.body)?.[1] ?? '';
    await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
      params: { line },
      body: { cells: [{ field: 'planned', seen: 1, value: '2027-05-10' }] },
    });
    const moved = await get(path, { 'if-none-match': etag });
    expect(moved.statusCode).toBe(200);
    expect(moved.body).toContain('20270510');
    expect(moved.body).toContain(uid);
  });

  it('shows the same to whoever guesses, was revoked, or works there no more', async () => {
    await inHand();
    const { feed, path } = await make(false);
    const { path: other } = await make(false);
    const guessed = await get(`/calendar/${'A'.repeat(43)}`);
    expect(guessed.statusCode).toBe(404);
    await town.done(vendor, 'DELETE', '/sheet/calendars/:feed', { params: { feed } });
    const revoked = await get(path);
    await town.owner.query(`update memberships set suspended_at = now() where person_id = $1`, [
      town.person(vendor).person,
    ]);
    const gone = await get(other);
    const said = ({ body }: { readonly body: string }) => {
      const { instance: _, ...rest } = JSON.parse(body) as Record<string, unknown>;
      return rest;
    };
    for (const each of [revoked, gone]) {
      expect(each.statusCode).toBe(404);
      expect(said(each)).toEqual(said(guessed));
    }
  });

  it('has nothing of a colleague, and is revoked by nobody else', async () => {
    await inHand();
    const { feed } = await make(false);
    const manager = 'one/organisationAdministrator';
    const { path } = await make(true, manager);
    expect((await get(path)).body).not.toContain('20270210');
    const { feeds } = await town.done(manager, 'GET', '/sheet/calendars', {});
    expect(JSON.stringify(feeds)).not.toContain(feed);
    const { status } = await town.ask(manager, 'DELETE', '/sheet/calendars/:feed', {
      params: { feed },
    });
    expect(status).toBe(404);
  });

  it('keeps no secret, and asking too often is refused', async () => {
    const { path } = await make(false);
    const secret = path.slice(path.lastIndexOf('/') + 1);
    const { rows } = await town.owner.query<{ row: string }>(
      `select row_to_json(f)::text as row from calendar_feeds f`,
    );
    expect(rows.length).toBe(1);
    for (const { row } of rows) expect(row).not.toContain(secret);
    const answers = [];
    for (let at = 0; at < 31; at += 1) answers.push((await get(path)).statusCode);
    expect(answers.at(-1)).toBe(429);
  });
});
