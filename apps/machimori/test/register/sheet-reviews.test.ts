import { dayInJapan, type Id } from '@machimori/kernel';
import { ownerOf } from '@machimori/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { carryAnswersNow, keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const officer = 'promoter/cityAdministrator';
const vendor = 'one/contributor';
const other = 'two/contributor';

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

async function kept(): Promise<void> {
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
}

interface Progress {
  readonly lines: number;
  readonly done: number;
  readonly inProgress: number;
  readonly planned: number;
  readonly notStarted: number;
  readonly overdue: number;
  readonly submitted: number;
}
interface Seen {
  readonly own?: { readonly key: string };
  readonly counted: Progress;
  readonly beside: number;
  readonly groups: readonly { readonly group: string; readonly progress: Progress }[];
  readonly organisations: readonly {
    readonly organisation: { readonly key: string };
    readonly progress: Progress;
  }[];
  readonly roles: readonly { readonly role: string; readonly progress: Progress }[];
  readonly months: readonly { readonly month: string; readonly lines: number }[];
  readonly reviews: readonly { readonly review: string; readonly title: string }[];
}
interface Compared {
  readonly counts: Readonly<Record<string, number>>;
  readonly lines: readonly {
    readonly line: string;
    readonly before?: { readonly state: string };
    readonly after?: { readonly state: string; readonly statement: string };
  }[];
}

const progress = async (who: AskerName): Promise<Seen> =>
  (await town.done(who, 'GET', '/sheet/progress')) as unknown as Seen;
const compared = async (who: AskerName, review: string): Promise<Compared> =>
  (await town.done(who, 'GET', '/sheet/reviews/:review/changes', {
    params: { review },
  })) as unknown as Compared;
async function freeze(title = '第3四半期の点検'): Promise<string> {
  const heldOn = dayInJapan(town.world.clock.now());
  const { review } = await town.done(officer, 'POST', '/sheet/reviews', {
    body: { title, heldOn, note: '' },
  });
  return String(review);
}

/** The vendor answers a line of its own, and it is accepted and carried into the plan. */
async function answerOne(): Promise<string> {
  const { lines } = (await town.done(vendor, 'GET', '/sheet/lines', {
    query: { answeredBy: 'gyosha-a' },
  })) as { lines: { line: string }[] };
  const line = lines[0]?.line ?? '';
  const { version } = await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
    params: { line },
    body: {
      cells: [
        { field: 'state', seen: 0, value: 'implemented' },
        { field: 'statement', seen: 0, value: '毎月、記録を確かめている' },
      ],
    },
  });
  const { moved } = (await town.done(vendor, 'POST', '/sheet/submissions', {
    body: { answers: [{ line, version }] },
  })) as { moved: { version: number }[] };
  expect((await progress(vendor)).counted.submitted).toBe(1);
  await town.done('promoter/approver', 'POST', '/sheet/decisions', {
    body: { answers: [{ line, version: moved[0]?.version }], verdict: 'accept', reason: '' },
  });
  await carryAnswersNow(town.world, near);
  await kept();
  return line;
}

describe('progress', () => {
  it('counts every line once by category, by organisation and by month', async () => {
    const { counted, groups, organisations, months, roles } = await progress(officer);
    const { total } = await town.done(officer, 'GET', '/sheet/lines');
    expect(counted.lines).toBe(total);
    const sum = (parts: readonly { readonly lines: number }[]): number =>
      parts.reduce((all, { lines }) => all + lines, 0);
    expect(sum(groups.map((each) => each.progress))).toBe(total);
    expect(sum(organisations.map((each) => each.progress))).toBe(total);
    expect(sum(months)).toBe(total);
    expect(counted.done + counted.inProgress + counted.planned + counted.notStarted).toBe(total);
    expect(roles.map(({ role }) => role)).toContain('promoter');
  });

  it('counts of an organisation what it answers: the same number as its lines', async () => {
    const seen = await progress(vendor);
    const { counted, beside, groups, organisations, months, roles } = seen;
    expect(seen.own?.key).toBe('gyosha-a');
    const sheet = async (query: Readonly<Record<string, string>>): Promise<unknown> =>
      (await town.done(vendor, 'GET', '/sheet/lines', { query }))['total'];
    expect(await sheet({ answeredBy: 'gyosha-a' })).toBe(counted.lines);
    expect(await sheet({})).toBe(counted.lines + beside);
    expect(beside).toBeGreaterThan(0);
    const sum = (parts: readonly { readonly lines: number }[]): number =>
      parts.reduce((all, { lines }) => all + lines, 0);
    expect(sum(groups.map((each) => each.progress))).toBe(counted.lines);
    expect(sum(months)).toBe(counted.lines);
    expect(roles).toEqual([]);
    expect(organisations.find((each) => each.organisation.key === 'gyosha-a')?.progress).toEqual(
      counted,
    );
    const all = await progress(officer);
    expect([all.own, all.beside]).toEqual([undefined, 0]);
    expect(
      all.organisations.find((each) => each.organisation.key === 'gyosha-a')?.progress,
    ).toEqual(counted);
  });

  it('is that of what one sees, and follows what is accepted', async () => {
    const before = await progress(vendor);
    const all = await progress(officer);
    expect(before.counted.lines).toBeLessThan(all.counted.lines);
    const hidden = new Set(before.organisations.map(({ organisation }) => organisation.key));
    expect(hidden.has('gyosha-b')).toBe(false);
    // Those whom one does not see are one row at most, which does not tell how many they are.
    expect(hidden.size).toBe(before.organisations.length);
    await answerOne();
    expect((await progress(vendor)).counted.done).toBe(before.counted.done + 1);
    expect((await progress(officer)).counted.done).toBe(all.counted.done + 1);
  });
});

describe('a review', () => {
  it('keeps the sheet as it stood, and what changed since is told line by line', async () => {
    const review = await freeze();
    expect((await compared(officer, review)).counts['lines']).toBe(0);
    const line = await answerOne();
    const { counts, lines } = await compared(officer, review);
    expect(counts).toMatchObject({ done: 1, appeared: 0, fellAway: 0, reopened: 0 });
    expect(lines.find((each) => each.line === line)).toMatchObject({
      before: { state: 'not-started' },
      after: { state: 'implemented', statement: '毎月、記録を確かめている' },
    });
    // Between two reviews as between one and the present.
    const next = await freeze('第3四半期の点検（午後）');
    const between = (await town.done(officer, 'GET', '/sheet/reviews/:review/changes', {
      params: { review },
      query: { with: next },
    })) as unknown as Compared;
    expect(between.lines).toEqual(lines);
    expect((await compared(officer, next)).counts['lines']).toBe(0);
  });

  it('shows an organisation its own lines alone', async () => {
    const review = await freeze();
    const line = await answerOne();
    expect((await compared(vendor, review)).lines.map((each) => each.line)).toEqual([line]);
    expect((await compared(other, review)).counts['lines']).toBe(0);
    const { rows } = await town.owner.query<{ seen: string }>(
      'select count(*) as seen from review_lines where city_id = $1',
      [town.city],
    );
    expect(Number(rows[0]?.seen)).toBe((await progress(officer)).counted.lines);
  });

  it('is told from another by when, by whom and of how many lines; of one name and day there is one', async () => {
    const review = await freeze();
    const { before } = (await town.done(officer, 'GET', '/sheet/reviews/:review/changes', {
      params: { review },
    })) as { before: Readonly<Record<string, unknown>> };
    expect(before).toMatchObject({ lines: (await progress(officer)).counted.lines });
    expect(before['frozenByName']).not.toBe('');
    const heldOn = dayInJapan(town.world.clock.now());
    for (const title of ['第3四半期の点検', '第３四半期の　点検']) {
      const body = { title, heldOn, note: '' };
      const again = await town.ask(officer, 'POST', '/sheet/reviews', { body });
      expect([again.status, JSON.stringify(again.json)]).toEqual([
        409,
        expect.stringContaining('（午後）'),
      ]);
    }
    await freeze('第4四半期の点検');
    expect((await progress(officer)).reviews).toHaveLength(2);
    const seen = (await town.done(vendor, 'GET', '/sheet/reviews/:review/changes', {
      params: { review },
    })) as { before: { lines: number } };
    expect(seen.before.lines).toBeLessThan(Number(before['lines']));
  });

  it('is kept once where two people keep it at the same moment, and the second is told', async () => {
    const second = 'promoter/auditor';
    await town.owner.query(
      `update memberships set roles = '{cityAdministrator}' where membership_id = $1`,
      [town.person(second).membership],
    );
    const heldOn = dayInJapan(town.world.clock.now());
    const keep = (who: AskerName, title: string) =>
      town.ask(who, 'POST', '/sheet/reviews', { body: { title, heldOn, note: '' } });
    const meanwhile = await ownerOf(town.database.address);
    // Neither can write a review before both are on their way.
    await meanwhile.query('begin');
    await meanwhile.query('lock table sheet_reviews in share mode');
    const both = Promise.all([keep(officer, '臨時の点検'), keep(second, '臨時の 点検')]);
    try {
      await vi.waitFor(
        async () => {
          const { rows } = await town.owner.query(
            `select distinct pid from pg_locks join pg_stat_activity using (pid)
             where not granted and datname = current_database()`,
          );
          expect(rows.length).toBe(2);
        },
        { timeout: 60_000 },
      );
    } finally {
      await meanwhile.query('rollback');
      await meanwhile.end();
    }
    const answers = await both;
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { json } = answers.find(({ status }) => status === 409) ?? {};
    expect(json).toMatchObject({
      code: 'conflict',
      text: { ja: expect.stringContaining('もう残してあります') },
      next: { ja: expect.stringContaining('名前に足してください') },
    });
    const { reviews } = await progress(officer);
    expect(reviews).toHaveLength(1);
  });

  it('is of today or before, and has a name', async () => {
    const wrong = [
      { title: ' ', heldOn: '2026-01-01', note: '' },
      { title: '点検', heldOn: '2999-01-01', note: '' },
      { title: '点'.repeat(101), heldOn: '2026-01-01', note: '' },
      { title: '点検', heldOn: '2026-02-30', note: '' },
    ];
    for (const body of wrong)
      expect((await town.ask(officer, 'POST', '/sheet/reviews', { body })).status).toBe(422);
    expect((await progress(officer)).reviews).toEqual([]);
  });
});
