import { addDays, dayInJapan, type Id } from '@machimori/kernel';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { mondayAfter, remindNow } from '../../src/serve/reminder-letters.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const vendor = 'one/contributor';
const manager = 'one/organisationAdministrator';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
  // Nothing is due but what a test makes due.
  await town.owner.query(`update sheet_lines set planned_by = '2999-03-31'`);
});
afterEach(() => town.close());

interface Due {
  readonly overdue: number;
  readonly soon: number;
  readonly sentBack: number;
}
interface Letter {
  readonly to: string;
  readonly own: Due;
  readonly nobodys: Due;
  readonly toDecide: number;
}

/** What was written since the last time, by whom it is for. */
async function reminded(): Promise<ReadonlyMap<string, Letter>> {
  await town.owner.query(`delete from outbox_deliveries where event_id in
    (select event_id from outbox_events where type = 'reminder.due')`);
  await town.owner.query(`delete from outbox_events where type = 'reminder.due'`);
  await remindNow(town.world);
  const { rows } = await town.owner.query<{ payload: { reminder: string; letter: string } }>(
    `select payload from outbox_events where city_id = $1 and type = 'reminder.due'`,
    [town.city],
  );
  return new Map(
    rows.map(({ payload: { reminder, letter } }) => {
      const sealed = Buffer.from(letter, 'base64');
      const opened = town.opened.vault.open(sealed, `letter/${reminder}`);
      const content = JSON.parse(Buffer.from(opened).toString()) as Letter;
      return [content.to, content] as const;
    }),
  );
}
const of = (who: AskerName): string => town.person(who).email;
const none: Due = { overdue: 0, soon: 0, sentBack: 0 };

/** Some lines that the vendor answers. */
async function vendorsLines(): Promise<readonly string[]> {
  const { lines } = (await town.done(vendor, 'GET', '/sheet/lines', {
    query: { answeredBy: 'gyosha-a' },
  })) as { lines: { line: string }[] };
  return lines.map(({ line }) => line);
}
const dueOn = (line: string, day: string) =>
  town.owner.query('update sheet_lines set planned_by = $2 where city_id = $3 and line_id = $1', [
    line,
    day,
    town.city,
  ]);
const give = (lines: readonly string[], person?: AskerName) =>
  town.done(manager, 'POST', '/sheet/assignments', {
    body: { lines, ...(person === undefined ? {} : { person: town.person(person).person }) },
  });

describe('the weekly letter', () => {
  it('comes to nobody while nothing waits', async () => {
    expect([...(await reminded())]).toEqual([]);
  });

  it('says what one has in hand, and follows the line into other hands', async () => {
    const today = dayInJapan(town.world.clock.now());
    const [late = '', soon = '', later = ''] = await vendorsLines();
    await dueOn(late, addDays(today, -1));
    await dueOn(soon, addDays(today, 14));
    await dueOn(later, addDays(today, 15));
    await give([late, soon, later], vendor);
    const letters = await reminded();
    expect([...letters.keys()]).toEqual([of(vendor)]);
    expect(letters.get(of(vendor))).toMatchObject({
      own: { overdue: 1, soon: 1, sentBack: 0 },
      nobodys: none,
      toDecide: 0,
    });
    await give([late], manager);
    const after = await reminded();
    expect(after.get(of(vendor))?.own).toEqual({ overdue: 0, soon: 1, sentBack: 0 });
    expect(after.get(of(manager))?.own).toEqual({ overdue: 1, soon: 0, sentBack: 0 });
  });

  it('tells administrators of what nobody has in hand, and nobody of another organisation', async () => {
    const [late = ''] = await vendorsLines();
    await dueOn(late, '2020-01-01');
    const letters = await reminded();
    expect([...letters.keys()]).toEqual([of(manager)]);
    expect(letters.get(of(manager))).toMatchObject({ own: none, nobodys: { overdue: 1 } });
  });

  it('leaves out what is handed in, which waits for whoever accepts, and tells what was sent back', async () => {
    const [line = ''] = await vendorsLines();
    await dueOn(line, '2020-01-01');
    await give([line], vendor);
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
    const waiting = await reminded();
    expect(waiting.has(of(vendor))).toBe(false);
    expect(waiting.get(of('promoter/approver'))?.toDecide).toBe(1);
    await town.done('promoter/approver', 'POST', '/sheet/decisions', {
      body: {
        answers: [{ line, version: moved[0]?.version }],
        verdict: 'request-changes',
        reason: '記録の場所を書いてください',
      },
    });
    const back = await reminded();
    expect([...back.keys()]).toEqual([of(vendor)]);
    expect(back.get(of(vendor))?.own).toEqual({ overdue: 0, soon: 0, sentBack: 1 });
  });

  it('does not come to whoever wants none, nor to whoever left', async () => {
    const [late = ''] = await vendorsLines();
    await dueOn(late, '2020-01-01');
    await give([late], vendor);
    expect(await town.done(vendor, 'PUT', '/sheet/reminders', { body: { wanted: false } })).toEqual(
      {
        wanted: false,
      },
    );
    expect([...(await reminded())]).toEqual([]);
    await town.done(vendor, 'PUT', '/sheet/reminders', { body: { wanted: true } });
    expect((await reminded()).has(of(vendor))).toBe(true);
    await town.owner.query('update memberships set suspended_at = now() where membership_id = $1', [
      town.person(vendor).membership,
    ]);
    // In hands that do not work there any more, it is nobody's.
    expect([...(await reminded()).keys()]).toEqual([of(manager)]);
  });
});

it('comes on Mondays', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const day = addDays('2000-01-01', days);
      const monday = mondayAfter(day);
      expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1);
      expect(monday > day && monday <= addDays(day, 7)).toBe(true);
    }),
  );
});
