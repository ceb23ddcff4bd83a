import { runUseCase } from '@machimori/application';
import { callAsked } from '@machimori/governance';
import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const officer = 'promoter/contributor';
const vendor = 'one/contributor';

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
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
});
afterEach(() => town.close());

const linesOf = async (who: AskerName, answeredBy: string): Promise<readonly string[]> => {
  const query = { answeredBy };
  const { lines } = (await town.done(who, 'GET', '/sheet/lines', { query })) as {
    lines: { line: string }[];
  };
  return lines.map(({ line }) => line);
};
const asking = (who: AskerName, lines: readonly string[], due = '2036-03-31') =>
  town.ask(who, 'POST', '/sheet/requests', { body: { lines, due, words: '年度のうちに。' } });
interface Request {
  readonly request: string;
  readonly lines: number;
  readonly answered: number;
  readonly own: boolean;
}
const seen = async (who: AskerName): Promise<readonly Request[]> =>
  ((await town.done(who, 'GET', '/sheet/requests')) as unknown as { requests: Request[] }).requests;

describe('a request for answers', () => {
  it('goes to each organisation that answers, which sees its own alone, and its progress follows', async () => {
    const [one, two] = [await linesOf(officer, 'gyosha-a'), await linesOf(officer, 'gyosha-b')];
    expect((await asking(officer, [...one, ...two])).status).toBe(200);
    expect((await seen(officer)).map(({ lines, own }) => [lines, own])).toEqual(
      expect.arrayContaining([
        [one.length, false],
        [two.length, false],
      ]),
    );
    const [own, ...others] = await seen(vendor);
    expect([own?.lines, own?.answered, own?.own, others]).toEqual([one.length, 0, true, []]);
    const line = one[0] ?? '';
    const { version } = await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
      params: { line },
      body: {
        cells: [
          { field: 'state', seen: 0, value: 'implemented' },
          { field: 'statement', seen: 0, value: '毎月確かめている' },
        ],
      },
    });
    await town.done(vendor, 'POST', '/sheet/submissions', {
      body: { answers: [{ line, version }] },
    });
    expect((await seen(officer)).find(({ lines }) => lines === one.length)?.answered).toBe(1);
    const request = own?.request ?? '';
    expect(
      (await town.ask(vendor, 'DELETE', '/sheet/requests/:request', { params: { request } }))
        .status,
    ).toBe(404);
    await town.done(officer, 'DELETE', '/sheet/requests/:request', { params: { request } });
    expect(await seen(vendor)).toEqual([]);
  });

  it('is made by the promoting body alone, of lines of the plan, for a day to come', async () => {
    const lines = await linesOf(vendor, 'gyosha-a');
    expect((await asking(vendor, lines)).status).toBe(403);
    expect((await asking(officer, lines, '2020-01-01')).status).toBe(422);
    expect((await asking(officer, [...lines, 'service-9-9@none'])).status).toBe(409);
    expect(await seen(officer)).toEqual([]);
  });

  it('leads to one letter for each person who answers there', async () => {
    await asking(officer, await linesOf(officer, 'gyosha-a'));
    const [request] = await seen(vendor);
    const actor = { kind: 'system', name: 'worker', city: near } as const;
    await runUseCase(town.world, callAsked, actor, { request: request?.request ?? '' });
    const { rows } = await town.owner.query<{ payload: { call: string; letter: string } }>(
      `select payload from outbox_events where city_id = $1 and type = 'person.called'`,
      [town.city],
    );
    const to = rows.map(({ payload: { call, letter } }) => {
      const opened = town.opened.vault.open(Buffer.from(letter, 'base64'), `letter/${call}`);
      return (JSON.parse(Buffer.from(opened).toString()) as { to: string }).to;
    });
    expect(to.sort()).toEqual(
      (['contributor', 'cityAdministrator', 'organisationAdministrator'] as const)
        .flatMap((role) => {
          try {
            return [town.person(`one/${role}`).email];
          } catch {
            return [];
          }
        })
        .sort(),
    );
  });
});
