import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { carryAnswersNow, keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const officer = 'promoter/contributor';
const vendor = 'one/contributor';
const other = 'two/contributor';
const sharer = 'one/organisationAdministrator';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let near: Id<'city'>;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  near = town.city as Id<'city'>;
  await kept();
});
afterEach(() => town.close());

/** What the workers do after an act. */
async function kept(): Promise<void> {
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
}
/** The same, as on another day, when every line is kept anew. */
async function keptAnew(): Promise<void> {
  await town.owner.query("update sheet_heads set as_of = '2001-01-01'");
  await kept();
}

const linePath = '/sheet/lines/:line';
const read = (who: AskerName, line: string) =>
  town.done(who, 'GET', linePath, { params: { line } }) as Promise<Record<string, never>>;
const listed = async (who: AskerName): Promise<readonly string[]> =>
  (
    (await town.done(who, 'GET', '/sheet/lines', { query: { most: 500 } })) as unknown as {
      lines: { line: string }[];
    }
  ).lines.map(({ line }) => line);
const adding = (who: AskerName, body: object) =>
  town.ask(who, 'POST', '/sheet/added-lines', { body: { reason: '', ...body } });
async function added(who: AskerName, body: object): Promise<string> {
  const { status, json } = await adding(who, body);
  expect([status, json['code']]).toEqual([200, undefined]);
  return String(json['line']);
}
const removing = (who: AskerName, line: string) =>
  town.ask(who, 'DELETE', '/sheet/added-lines/:line', { params: { line } });
async function write(who: AskerName, line: string, statement: string): Promise<number> {
  const { cells } = (await read(who, line)) as unknown as {
    cells: { field: string; version: number }[];
  };
  const seen = (field: string): number =>
    Math.max(0, ...cells.filter((c) => c.field === field).map(({ version }) => version));
  const { version } = await town.done(who, 'POST', `${linePath}/cells`, {
    params: { line },
    body: {
      cells: [
        { field: 'state', seen: seen('state'), value: 'implemented' },
        { field: 'statement', seen: seen('statement'), value: statement },
      ],
    },
  });
  return Number(version);
}
async function accepted(who: AskerName, line: string, statement: string): Promise<void> {
  const moved = async (as: AskerName, path: string, body: object) => {
    const { moved: all } = (await town.done(as, 'POST', path, { body })) as unknown as {
      moved: { version: number; problem?: unknown }[];
    };
    expect(all[0]?.problem).toBeUndefined();
    return all[0]?.version ?? 0;
  };
  const version = await write(who, line, statement);
  const handedIn = await moved(who, '/sheet/submissions', { answers: [{ line, version }] });
  await moved('promoter/approver', '/sheet/decisions', {
    answers: [{ line, version: handedIn }],
    verdict: 'accept',
    reason: '',
  });
}

const own = (subject: string) => ({
  own: { heading: '避難所の無線を点検する', asks: '月に一度', group: 'asset' },
  subject,
});

describe('a line by hand', () => {
  it('stands with its words whatever is planned anew, is answered and accepted, and bears on no description', async () => {
    const line = await added(vendor, own('s-gyosha-a'));
    expect(await listed(vendor)).toContain(line);
    const page = await town.done(vendor, 'GET', '/sheet/lines', { query: { most: 500 } });
    const marked = (page['lines'] as { line: string; added?: true }[]).filter((each) => each.added);
    expect(marked.map((each) => each.line)).toEqual([line]);
    expect(await read(vendor, line)).toMatchObject({
      checkItem: { heading: { ja: '避難所の無線を点検する' }, asks: { ja: '月に一度' } },
      answeredBy: { key: 'gyosha-a' },
      inPlan: true,
      added: { joined: false, mayRemove: true },
      may: { answer: true },
    });
    const done = async () =>
      (
        (await town.done(vendor, 'GET', '/sheet/progress')) as unknown as {
          counted: { done: number };
        }
      ).counted.done;
    const doneBefore = await done();
    await accepted(vendor, line, '毎月1日に点検している');
    await carryAnswersNow(town.world, near);
    // The plan does not ask it, and progress counts it all the same.
    expect(await done()).toBe(doneBefore + 1);
    const before = await read(vendor, line);
    await keptAnew();
    await keptAnew();
    expect(await read(vendor, line)).toEqual(before);
    expect(await done()).toBe(doneBefore + 1);
    expect(before).toMatchObject({ stage: 'accepted', stale: [] });
    const { rows } = await town.owner.query(
      "select from elements where kind = 'controls' and element_key like 'own-%'",
    );
    expect(rows).toHaveLength(0);
  });

  it('is taken away with its answers kept, and put back by the same organisation', async () => {
    const item = { checkItem: 'governance-1-1', subject: 's-gyosha-a' };
    const line = await added(vendor, item);
    await write(vendor, line, '決まりを読んでいる');
    expect((await removing(vendor, line)).status).toBe(204);
    await keptAnew();
    expect(await listed(vendor)).not.toContain(line);
    const gone = await read(vendor, line);
    expect(gone).toMatchObject({ inPlan: false, values: { statement: '決まりを読んでいる' } });
    expect(gone['moves']).toMatchObject([{ deed: 'removed' }, { deed: 'added' }]);
    // The other vendor sees none of it, and cannot take it over by adding the same.
    expect((await adding(other, item)).status).toBe(404);
    expect(await added(vendor, item)).toBe(line);
    expect(await read(vendor, line)).toMatchObject({
      inPlan: true,
      values: { statement: '決まりを読んでいる' },
    });
  });

  it('is not doubled where the plan asks it, and joined where it comes to ask it', async () => {
    const planned = { checkItem: 'service-2-2', subject: 's-gyosha-a' };
    expect((await adding(officer, { ...planned, answeredBy: 'gyosha-a' })).status).toBe(409);
    // As if it had been added before the plan asked it.
    const line = 'service-2-2@s-gyosha-a';
    await town.owner.query(
      `insert into sheet_added_lines (city_id, line_id, check_item, check_group, subject, per, performer,
        answered_by, answerer_id, organisation_id, added_at, added_by, reason)
      values ($1, $2, 'service-2-2', 'service', 's-gyosha-a', 'component', 'gyosha-a', 'gyosha-a', $3, $3,
        now(), 'x', '')`,
      [town.city, line, town.organisations.one],
    );
    await keptAnew();
    expect(await read(vendor, line)).toMatchObject({ added: { joined: true }, inPlan: true });
    expect((await listed(vendor)).filter((each) => each === line)).toHaveLength(1);
    // Taken away by hand it stays, since the plan asks it.
    expect((await removing(vendor, line)).status).toBe(204);
    await keptAnew();
    expect(await listed(vendor)).toContain(line);
    expect((await read(vendor, line))['added']).toBeUndefined();
  });

  it('is added for others, with their verifier, by the promoting body alone', async () => {
    expect((await adding(vendor, { ...own('s-gyosha-a'), answeredBy: 'machi' })).status).toBe(403);
    expect((await adding(vendor, { ...own('s-gyosha-a'), verifier: 'gyosha-a' })).status).toBe(403);
    expect((await adding(vendor, own('s-gyosha-b'))).status).toBe(404);
    const self = { ...own('s-gyosha-a'), answeredBy: 'gyosha-a', verifier: 'gyosha-a' };
    expect((await adding(officer, self)).status).toBe(422);
    const line = await added(officer, { ...own('s-gyosha-a'), answeredBy: 'gyosha-a' });
    expect(await read(vendor, line)).toMatchObject({ added: { mayRemove: false } });
    expect((await removing(vendor, line)).status).toBe(403);
    expect((await removing(other, line)).status).toBe(404);
    expect(await listed(other)).not.toContain(line);
    await accepted(vendor, line, '点検している');
  });
});

describe('answers that are shared', () => {
  const mine = 'service-2-2@s-gyosha-a';
  const theirs = 'service-2-2@s-gyosha-b';
  const sharedWith = async (who: AskerName, line: string) =>
    (await town.done(who, 'GET', `${linePath}/shared`, { params: { line } })) as unknown as {
      answers: { share: string; organisationName: string; statement: string }[];
    };
  const share = (line: string, named: boolean) =>
    town.done(sharer, 'PUT', '/sheet/sharings/:line', { params: { line }, body: { named } });
  const unshare = (line: string) =>
    town.done(sharer, 'DELETE', '/sheet/sharings/:line', { params: { line } });

  it('are seen by others of the same role, accepted alone, as long as they are shared', async () => {
    await accepted(vendor, mine, '四半期に一度、棚卸しする');
    expect((await sharedWith(other, theirs)).answers).toEqual([]);
    await share(mine, false);
    const { answers } = await sharedWith(other, theirs);
    expect(answers).toMatchObject([
      { organisationName: '', statement: '四半期に一度、棚卸しする' },
    ]);
    expect(JSON.stringify(answers)).not.toMatch(/gyosha|markedone|org_/);
    // Neither what is written after it was accepted, nor another line.
    await write(vendor, mine, '書きかけの秘密');
    expect(JSON.stringify(await sharedWith(other, theirs))).not.toContain('秘密');
    await keptAnew();
    expect(JSON.stringify(await sharedWith(other, theirs))).not.toContain('秘密');
    expect((await sharedWith(other, 'service-2-3@s-gyosha-b')).answers).toEqual([]);
    await share(mine, true);
    expect((await sharedWith(other, theirs)).answers[0]?.organisationName).toContain('markedone');
    // The name goes at once where it is no longer given, though the answer is open again.
    await share(mine, false);
    expect((await sharedWith(other, theirs)).answers[0]?.organisationName).toBe('');
    await unshare(mine);
    expect((await sharedWith(other, theirs)).answers).toEqual([]);
  });

  it('follow what is accepted anew where all are shared, and go with the line', async () => {
    await share('all', false);
    await accepted(vendor, mine, 'はじめの答え');
    await carryAnswersNow(town.world, near);
    expect((await sharedWith(other, theirs)).answers[0]?.statement).toBe('はじめの答え');
    await accepted(vendor, mine, '次の答え');
    await carryAnswersNow(town.world, near);
    expect((await sharedWith(other, theirs)).answers.map(({ statement }) => statement)).toEqual([
      '次の答え',
    ]);
    await town.owner.query('update sheet_lines set answerer_id = null where line_id = $1', [mine]);
    await carryAnswersNow(town.world, near);
    expect((await sharedWith(other, theirs)).answers).toEqual([]);
  });

  it('are not seen by another role, nor in another city', async () => {
    await accepted(vendor, mine, '四半期に一度、棚卸しする');
    await share(mine, true);
    await town.owner.query(
      `update elements set body = jsonb_set(body, '{roles}', '["iotVendor"]')
        where element_key = 'gyosha-b' and kind = 'organisations'`,
    );
    expect((await sharedWith(other, theirs)).answers).toEqual([]);
    const far = await town.ask('far/contributor', 'GET', `${linePath}/shared`, {
      params: { line: mine },
    });
    expect(far.status).toBe(404);
  });

  it('are taken over as a draft that says so, and not once they are shared no more', async () => {
    await accepted(vendor, mine, '四半期に一度、棚卸しする');
    await share(mine, false);
    const [answer] = (await sharedWith(other, theirs)).answers;
    const taking = (line: string, seen: number) =>
      town.ask(other, 'POST', `${linePath}/shared`, {
        params: { line },
        body: { share: answer?.share, seen },
      });
    // Not into a line that asks something else, nor into another's.
    expect((await taking('service-2-3@s-gyosha-b', 0)).status).toBe(404);
    expect((await taking(mine, 0)).status).toBe(404);
    expect((await taking(theirs, 0)).status).toBe(200);
    const line = (await read(other, theirs)) as unknown as {
      stage: string;
      cells: { taken?: boolean; value: string }[];
    };
    expect(line).toMatchObject({
      stage: 'draft',
      cells: [{ taken: true, value: '四半期に一度、棚卸しする' }],
    });
    expect((await taking(theirs, 7)).status).toBe(200); // The same stands there: nothing to write.
    await write(other, theirs, '自分の文');
    expect((await taking(theirs, 0)).status).toBe(409);
    await unshare(mine);
    expect((await taking(theirs, 2)).status).toBe(404);
  });

  it('are shared by whoever administers the organisation, of its own lines alone', async () => {
    const put = (who: AskerName, line: string) =>
      town.ask(who, 'PUT', '/sheet/sharings/:line', { params: { line }, body: { named: false } });
    expect((await put(vendor, mine)).status).toBe(403);
    expect((await put(sharer, theirs)).status).toBe(404);
    expect((await put('promoter/cityAdministrator', mine)).status).toBeGreaterThanOrEqual(403);
  });
});

describe('the time after which an answer is confirmed', () => {
  it('is the city’s to settle, from 3 to 36 months', async () => {
    const line = 'service-2-2@s-gyosha-a';
    const settle = (
      reviewMonths: number,
      version: number,
      who: AskerName = 'promoter/cityAdministrator',
    ) => town.ask(who, 'PUT', '/sheet/settings', { body: { reviewMonths, version } });
    await accepted(vendor, line, '棚卸しする');
    await town.owner.query(
      "update sheet_answers set decided_at = now() - interval '7 months' where line_id = $1",
      [line],
    );
    const stale = async () => (await read(vendor, line))['stale'];
    expect(await stale()).toEqual([]);
    expect((await settle(6, 0)).status).toBe(204);
    expect(await stale()).toContain('review-due');
    expect(await read(vendor, line)).toMatchObject({ reviewMonths: 6 });
    expect((await settle(9, 0)).status).toBe(409);
    expect((await settle(9, 1)).status).toBe(204);
    expect(await stale()).toEqual([]);
    for (const months of [2, 37]) expect((await settle(months, 2)).status).toBe(422);
    expect((await settle(9, 2, officer)).status).toBe(403);
  });
});
