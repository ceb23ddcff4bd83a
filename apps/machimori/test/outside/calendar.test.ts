import { dayInJapan, type Id } from '@machimori/kernel';
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

  it('has one day for all answers accepted on a day, by the period that the city settled', async () => {
    const { lines } = (await town.done(vendor, 'GET', '/sheet/lines', {
      query: { answeredBy: 'gyosha-a' },
    })) as { lines: { line: string }[] };
    const accept = async (count: number): Promise<void> => {
      for (const { line } of lines.slice(0, count)) {
        await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
          params: { line },
          body: {
            cells: [
              { field: 'state', seen: 0, value: 'implemented' },
              { field: 'statement', seen: 0, value: 'ひみつの書きこみ' },
            ],
          },
        });
      }
      const { lines: now } = (await town.done(vendor, 'GET', '/sheet/lines', {
        query: { answeredBy: 'gyosha-a', stage: 'draft' },
      })) as { lines: { line: string; version: number }[] };
      const { moved } = (await town.done(vendor, 'POST', '/sheet/submissions', {
        body: { answers: now.map(({ line, version }) => ({ line, version })) },
      })) as { moved: { line: string; version: number }[] };
      await town.done('promoter/approver', 'POST', '/sheet/decisions', {
        body: {
          answers: moved.map(({ line, version }) => ({ line, version })),
          verdict: 'accept',
          reason: '',
        },
      });
    };
    const { path } = await make(false);
    const confirmed = async () => {
      const { body } = await get(path);
      return unfolded(body)
        .split('BEGIN:VEVENT')
        .map((event) => {
          const said = (name: string) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(event)?.[1] ?? '';
          const day = said('DTSTART;VALUE=DATE');
          return { uid: said('UID'), summary: said('SUMMARY'), day };
        })
        .filter(({ summary }) => summary.startsWith('認められた回答'));
    };
    expect(await confirmed()).toEqual([]);
    await accept(2);
    const today = dayInJapan(town.world.clock.now());
    const [year, rest] = [Number(today.slice(0, 4)), today.slice(5).replace('-', '')];
    const [first] = await confirmed();
    expect(first).toMatchObject({ summary: '認められた回答を確かめ直す日（2行）' });
    expect([`${year + 1}${rest}`, `${year + 1}0228`]).toContain(first?.day);
    // Another period moves the day; it is the same entry to the calendar.
    await town.owner.query(
      `insert into sheet_settings (city_id, review_months, version) values ($1, 36, 1)
        on conflict (city_id) do update set review_months = 36`,
      [town.city],
    );
    const [moved] = await confirmed();
    expect([moved?.uid, moved?.day.slice(0, 4)]).toEqual([first?.uid, String(year + 3)]);
    // Of another organisation's answers nothing is told.
    const { path: theirs } = await make(true, 'two/contributor');
    expect((await get(theirs)).body).not.toContain('確かめ直す日');
    expect(unfolded((await get(path)).body)).not.toContain('ひみつ');
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
    for (let at = 0; at < 201; at += 1) answers.push((await get(path)).statusCode);
    // A hundred colleagues whose calendars open at nine are answered.
    expect(answers.indexOf(429)).toBeGreaterThan(100);
    expect(answers.at(-1)).toBe(429);
  });
});
