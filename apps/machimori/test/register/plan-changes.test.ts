import { runUseCase } from '@machimori/application';
import {
  keepChange,
  type PlanBasis,
  readDescription,
  readPlanBasis,
  readToCompare,
} from '@machimori/governance';
import { dayInJapan, type Id } from '@machimori/kernel';
import { keysSeenBy } from '@machimori/register';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { comparePlansNow, planCityNow } from '../../src/serve/plan-city-task.ts';
import { planDayNow } from '../../src/serve/plan-day-task.ts';
import { renaming } from '../routes/register-examples.ts';
import { type AskerName, makeTown, marks, type Town } from '../routes/town.ts';

const recorder = 'promoter/contributor';
const vendor = 'one/contributor';
const service = { kind: 'components', key: 's-gyosha-a' };

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
  await planned();
});
afterEach(() => town.close());

/** What the worker does after an act. */
async function planned(): Promise<void> {
  await planCityNow(town.world, town.world.planner, near);
  await comparePlansNow(town.world, town.world.planner, near);
}

interface Counted {
  readonly appeared: number;
  readonly changed: number;
  readonly fellAway: number;
}
interface Head {
  readonly change: string;
  readonly revision: number;
  readonly fromRevision: number;
  readonly counts: { readonly lines: Counted; readonly scenarios: Counted };
}
interface Listed {
  readonly making: boolean;
  readonly changes: readonly Head[];
}
const listed = async (who: AskerName): Promise<Listed> =>
  (await town.done(who, 'GET', '/plan/changes')) as unknown as Listed;

const write = async (...edits: readonly unknown[]): Promise<number> =>
  Number((await town.done(recorder, 'POST', '/city/changes', { body: { edits } }))['revision']);

type Body = Readonly<Record<string, unknown>>;

async function bodyOf(): Promise<Body> {
  const { element } = await town.done(recorder, 'GET', '/city/elements/:kind/:key', {
    params: service,
  });
  return (element as { readonly body: Body }).body;
}

/** Another service of the first vendor, beside the one it runs. */
async function addition(key: string) {
  const body = { ...(await bodyOf()), key, name: `もう一つ ${marks.one}`, nameEn: marks.one };
  return { change: 'add', kind: 'components', key, body };
}

async function noting(note: string) {
  const { note: was = null } = await bodyOf();
  return { change: 'set', ...service, was: { note: was }, now: { note } };
}

const rows = async () =>
  (
    await town.owner.query<{ revision: number; from_revision: number; body: unknown }>(
      `select revision, from_revision, body from plan_changes where city_id = $1
         and organisation_id = $2 order by revision, as_of`,
      [town.city, town.organisations.promoter],
    )
  ).rows;

describe('after a change', () => {
  it('says what appeared, in the whole city and in a share, each row with its id', async () => {
    const before = Number((await town.done(recorder, 'GET', '/city/names'))['revision']);
    const revision = await write(await addition('s-futatsu-me'));
    expect(await listed(recorder)).toEqual({ making: true, changes: [] });
    await planned();
    const { making, changes } = await listed(recorder);
    const [change] = changes;
    expect([making, changes.length, change?.revision, change?.fromRevision]).toEqual([
      false,
      1,
      revision,
      before,
    ]);
    expect(change?.counts.lines.appeared).toBeGreaterThan(0);
    expect(change?.counts.lines.fellAway).toBe(0);
    const params = { change: change?.change };
    const { difference } = (await town.done(vendor, 'GET', '/plan/changes/:change', {
      params,
    })) as unknown as { difference: { rows: { lines: { appeared: { id: string }[] } } } };
    const ids = difference.rows.lines.appeared.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids.slice(0, 3))
      await town.done(vendor, 'GET', '/plan/why', { query: { id } });
  });

  it('tells an organisation nothing of what it does not see, not even that something was', async () => {
    await write(await addition('s-futatsu-me'));
    await planned();
    expect((await listed('two/contributor')).changes).toEqual([]);
    const { changes } = await listed(recorder);
    const params = { change: changes[0]?.change };
    const { status } = await town.ask('two/contributor', 'GET', '/plan/changes/:change', {
      params,
    });
    expect(status).toBe(404);
    const { text } = await town.ask(vendor, 'GET', '/plan/changes/:change', { params });
    expect(text).toContain(marks.one);
    expect(text).not.toContain(marks.two);
  });

  it('leads to every row of a long list, as far as one sees, and to none for who is told nothing', async () => {
    for (const key of ['s-ichi', 's-ni', 's-san']) await write(await addition(key));
    await planned();
    const [change] = (await listed(recorder)).changes;
    const params = { change: change?.change };
    const page = async (who: AskerName, from: number) =>
      (await town.done(who, 'GET', '/plan/changes/:change/rows', {
        params,
        query: { of: 'scenarios.appeared', from },
      })) as unknown as { rows: { id: string }[]; total: number };
    for (const who of [recorder, vendor] as const) {
      const { difference } = (await town.done(who, 'GET', '/plan/changes/:change', {
        params,
      })) as unknown as {
        difference: {
          counts: { scenarios: Counted };
          rows: { scenarios: { appeared: { id: string }[] } };
        };
      };
      const total = difference.counts.scenarios.appeared;
      const first = difference.rows.scenarios.appeared.map(({ id }) => id);
      expect(total).toBeGreaterThan(first.length);
      const ids: string[] = [];
      while (ids.length < total) {
        const { rows: some, total: all } = await page(who, ids.length);
        expect([all, some.length > 0]).toEqual([total, true]);
        ids.push(...some.map(({ id }) => id));
      }
      expect([new Set(ids).size, ids.slice(0, first.length)]).toEqual([total, first]);
      expect((await page(who, total)).rows).toEqual([]);
    }
    const none = await town.ask('two/contributor', 'GET', '/plan/changes/:change/rows', {
      params,
      query: { of: 'scenarios.appeared' },
    });
    expect(none.status).toBe(404);
  });

  it('also where somebody’s own part took effect by itself, and where it is undone', async () => {
    const body = { edits: [await renaming(town, `新しい名前 ${marks.one}`)] };
    const { proposal } = await town.done(vendor, 'POST', '/city/changes', { body });
    await town.done('promoter/cityAdministrator', 'POST', '/proposals/:proposal/decision', {
      params: { proposal },
      body: { decision: 'accept' },
    });
    await planned();
    const revision = await write(await addition('s-futatsu-me'));
    await planned();
    await town.done(recorder, 'POST', '/city/changes/:revision/undo', { params: { revision } });
    await planned();
    const [undone, made, renamed] = (await listed(recorder)).changes;
    expect(undone?.counts.lines.fellAway).toBe(made?.counts.lines.appeared);
    expect(renamed?.counts.lines).toEqual({ appeared: 0, changed: 0, fellAway: 0 });
  });

  it('tells of several at once, where they came faster than plans are made', async () => {
    const before = Number((await town.done(recorder, 'GET', '/city/names'))['revision']);
    await write(await noting('一'));
    await write(await addition('s-futatsu-me'));
    const revision = await write(await noting('二'));
    await planned();
    const { changes } = await listed(recorder);
    expect(changes.map((each) => [each.fromRevision, each.revision])).toEqual([[before, revision]]);
  });
});

describe('a day that goes by', () => {
  /** The town as it will be so many days from now. */
  const later = (days: number): typeof town.world => {
    const at = new Date(town.world.clock.now().getTime() + days * 86_400_000);
    return { ...town.world, clock: { now: () => at } };
  };
  const pass = async (days: number): Promise<void> => {
    const world = later(days);
    await planDayNow(world);
    await comparePlansNow(world, world.planner, near);
  };
  /** Devices of the first vendor that are supported until tomorrow. */
  const devices = async () => {
    const { name: _, nameEn: __, service: ___, hosting: ____, ...rest } = await bodyOf();
    const supportEnd = dayInJapan(later(1).clock.now());
    const device = { count: 3, place: 'public', moves: 'nothing', measures: true, supportEnd };
    const body = {
      ...rest,
      key: 's-kiki',
      name: `機器 ${marks.one}`,
      kind: 'device-group',
      device,
    };
    return { change: 'add', kind: 'components', key: 's-kiki', body };
  };

  it('is told where something ended on it, to whoever sees it, and under a name of its own', async () => {
    const revision = await write(await devices());
    await planned();
    const [made] = (await listed(recorder)).changes;
    await pass(1);
    expect((await listed(recorder)).changes.map(({ change }) => change)).toEqual([made?.change]);
    await pass(2);
    const { making, changes } = await listed(recorder);
    const ended = dayInJapan(later(2).clock.now());
    expect([making, ...changes.map(({ change }) => change)]).toEqual([
      false,
      `${made?.change}-${ended}`,
      made?.change,
    ]);
    expect(changes[0]).toMatchObject({
      revision,
      fromRevision: revision,
      asOf: ended,
      fromAsOf: dayInJapan(later(1).clock.now()),
      counts: { findings: { appeared: 1, changed: 0, fellAway: 0 } },
    });
    const { json } = await town.ask(vendor, 'GET', '/plan/changes/:change', {
      params: { change: changes[0]?.change },
    });
    expect(json).toMatchObject({ difference: { counts: { findings: { appeared: 1 } } } });
    expect((await listed('two/contributor')).changes).toEqual([]);
    const older = await town.done(recorder, 'GET', '/plan/changes', {
      query: { before: changes[0]?.change },
    });
    expect((older['changes'] as Head[]).map(({ change }) => change)).toEqual([made?.change]);
    // The same night once more, and a night on which nothing ends.
    await pass(2);
    await pass(3);
    expect((await listed(recorder)).changes).toHaveLength(2);
    expect(await rows()).toHaveLength(2);
  });

  it('is no day at all where it is none', async () => {
    for (const change of ['1-0-2026-02-30', '1-0-2026', '1-0-2026-13-01'])
      expect(
        (await town.ask(recorder, 'GET', '/plan/changes/:change', { params: { change } })).status,
      ).toBe(422);
    const params = { change: '1-0-2026-02-28' };
    expect((await town.ask(recorder, 'GET', '/plan/changes/:change', { params })).status).toBe(404);
  });
});

describe('one act', () => {
  it('is planned once, however many ask at the same time', async () => {
    const { planner } = town.world;
    await write(await addition('s-futatsu-me'));
    const before = planner.computed;
    await Promise.all([
      planCityNow(town.world, planner, near),
      town.done(recorder, 'GET', '/plan/standing'),
      town.done(vendor, 'GET', '/plan/standing'),
      town.done(recorder, 'GET', '/plan/why', { query: { id: service.key } }),
      planCityNow(town.world, planner, near),
    ]);
    await Promise.all([
      comparePlansNow(town.world, planner, near),
      comparePlansNow(town.world, planner, near),
    ]);
    expect(planner.computed - before).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  it('is planned once, though somebody looked before at what would follow', async () => {
    const { planner } = town.world;
    const edits = [await addition('s-futatsu-me')];
    const before = planner.computed;
    await town.done(recorder, 'POST', '/city/changes/preview', { body: { edits } });
    await town.done(recorder, 'POST', '/city/changes/preview', { body: { edits } });
    await write(...edits);
    await planned();
    expect(planner.computed - before).toBe(1);
    expect((await listed(recorder)).changes[0]?.counts.lines.appeared).toBeGreaterThan(0);
  });

  it('is compared once, whoever ends in between and begins again', async () => {
    const { planner } = town.world;
    const first = await write(await addition('s-futatsu-me'));
    await planCityNow(town.world, planner, near);
    // Killed here: the plan is there, what it changed is not, and the next act comes.
    expect((await listed(recorder)).making).toBe(true);
    const second = await write(await noting('夜間も動く'));
    await planCityNow(town.world, planner, near);
    const actor = { kind: 'system', name: 'worker', city: near } as const;
    const { owed } = await runUseCase(town.world, readToCompare, actor, null);
    expect(owed.map(({ revision }) => revision)).toEqual([first, second]);
    await planned();
    const kept = await rows();
    expect(kept.map(({ revision, body }) => [revision, body !== null])).toEqual([
      [first, true],
      [second, true],
    ]);
    // The one that was thought to be dead ends its work after all.
    const [late] = owed;
    const empty = kept[1]?.body as never;
    const made = { owed: late as never, whole: empty, shares: [] };
    expect(await runUseCase(town.world, keepChange, actor, made)).toEqual({ kept: false });
    expect(await rows()).toEqual(kept);
  });
});

it('sees for an organisation what the walls of the tables let through', async () => {
  const actor = { kind: 'system', name: 'worker', city: near } as const;
  for (const [who, key] of [
    [vendor, 'gyosha-a'],
    ['two/auditor', 'gyosha-b'],
  ] as const) {
    const basis: PlanBasis = await runUseCase(
      town.world,
      readPlanBasis,
      await town.actorOf(who),
      null,
    );
    const described = await runUseCase(town.world, readDescription, actor, basis);
    if (described === undefined) throw new Error('the town is described');
    const keys = keysSeenBy(described.city, dayInJapan(town.world.clock.now()))(key);
    expect([basis.seen?.own, basis.seen?.keys]).toEqual([key, keys]);
  }
});
