import { runUseCase } from '@machimori/application';
import { handOverLines } from '@machimori/governance';
import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { wafOf } from '../routes/applied-control-examples.ts';
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

interface Line {
  readonly line: string;
  readonly plannedBy: string;
  readonly owner?: { readonly person: string };
}
const listed = async (
  who: AskerName,
  query: Readonly<Record<string, unknown>> = {},
): Promise<readonly Line[]> =>
  ((await town.done(who, 'GET', '/sheet/lines', { query })) as unknown as { lines: Line[] }).lines;
const idsOf = (lines: readonly Line[]): readonly string[] => lines.map(({ line }) => line).sort();
const own = async (who: AskerName = vendor): Promise<readonly string[]> =>
  idsOf(await listed(who, { answeredBy: 'gyosha-a' }));
async function assign(
  who: AskerName,
  lines: readonly string[],
  to?: AskerName,
): Promise<ReadonlyMap<string, string | undefined>> {
  const person = to && town.person(to).person;
  const { assigned } = (await town.done(who, 'POST', '/sheet/assignments', {
    body: { lines, ...(person === undefined ? {} : { person }) },
  })) as unknown as { assigned: { line: string; problem?: { code: string } }[] };
  return new Map(assigned.map(({ line, problem }) => [line, problem?.code]));
}
const mine = (who: AskerName) => listed(who, { owner: 'mine' }).then(idsOf);

describe('lines in somebody’s hands', () => {
  it('are given many at once, with a result for each, to people of who answers', async () => {
    const lines = await own();
    const foreign = idsOf(await listed(officer)).find((id) => !lines.includes(id)) ?? '';
    const results = await assign(officer, [...lines, foreign, 'service-9-9@none'], vendor);
    expect(results).toEqual(
      new Map([
        ...lines.map((line) => [line, undefined] as const),
        [foreign, 'input-invalid'],
        ['service-9-9@none', 'not-found'],
      ]),
    );
    expect(await mine(vendor)).toEqual(lines);
    expect(await mine(officer)).toEqual([]);
    expect(await listed(officer, { answeredBy: 'gyosha-a', owner: 'none' })).toEqual([]);
    const seen = (await town.done(vendor, 'GET', '/sheet/lines/:line', {
      params: { line: lines[0] ?? '' },
    })) as unknown as { owner?: { person: string }; moves: { deed: string }[] };
    expect([seen.owner?.person, seen.moves.map(({ deed }) => deed)]).toEqual([
      town.person(vendor).person,
      ['assigned'],
    ]);
    expect(await assign(vendor, lines)).toEqual(new Map(lines.map((line) => [line, undefined])));
    expect(await mine(vendor)).toEqual([]);
  });

  it('are given by nobody else, and to nobody outside', async () => {
    const lines = await own();
    expect(new Set((await assign('two/contributor', lines, 'two/contributor')).values())).toEqual(
      new Set(['not-found']),
    );
    const { status } = await town.ask(vendor, 'POST', '/sheet/assignments', {
      body: { lines, person: town.person('two/contributor').person },
    });
    expect(status).toBe(404);
    // Auditors answer nothing.
    expect(new Set((await assign(vendor, lines, 'one/auditor')).values())).toEqual(
      new Set(['input-invalid']),
    );
    const { people } = (await town.done(vendor, 'GET', '/sheet/assignable')) as unknown as {
      people: { organisation: string }[];
    };
    expect(new Set(people.map(({ organisation }) => organisation))).toEqual(
      new Set([town.organisations.one]),
    );
  });

  it('are given to nobody who leaves at that moment', async () => {
    const lines = await own();
    const { person } = town.person(vendor);
    await town.owner.query('begin');
    await town.owner.query('update memberships set ended_at = now() where person_id = $1', [
      person,
    ]);
    let settled = false;
    const giving = town
      .ask(officer, 'POST', '/sheet/assignments', { body: { lines, person } })
      .finally(() => {
        settled = true;
      });
    // Whoever gives waits for whoever ends the seat, or has given in the meantime.
    await vi.waitFor(
      async () => {
        const { rowCount } = await town.owner.query(
          'select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))',
        );
        expect(settled || rowCount === 1).toBe(true);
      },
      { timeout: 60_000 },
    );
    await town.owner.query('commit');
    expect((await giving).status).toBe(404);
    const { rowCount } = await town.owner.query('select from sheet_owners');
    expect(rowCount).toBe(0);
  });

  it('wait on the home page until they are handed in, what is due first at the top', async () => {
    const lines = await own();
    await assign(vendor, lines, vendor);
    const read = async () =>
      (await town.done(vendor, 'GET', '/sheet/own-lines')) as unknown as {
        total: number;
        lines: Line[];
      };
    const before = await read();
    expect(before.total).toBe(lines.length);
    const days = before.lines.map(({ plannedBy }) => plannedBy);
    expect(days).toEqual(days.toSorted());
    const line = before.lines[0]?.line ?? '';
    const { version } = await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
      params: { line },
      body: {
        cells: [
          { field: 'state', seen: 0, value: 'implemented' },
          { field: 'statement', seen: 0, value: '毎月確かめている' },
        ],
      },
    });
    expect((await read()).total).toBe(lines.length);
    await town.done(vendor, 'POST', '/sheet/submissions', {
      body: { answers: [{ line, version }] },
    });
    expect((await read()).total).toBe(lines.length - 1);
  });

  it('go to whoever takes over from somebody who leaves, or to nobody', async () => {
    const lines = await own();
    const [first = '', ...others] = lines;
    await assign(vendor, [first], vendor);
    await assign(vendor, others, 'one/organisationAdministrator');
    const actor = { kind: 'system', name: 'worker', city: near } as const;
    const { membership } = town.person(vendor);
    const successor = town.person('one/organisationAdministrator');
    const left = { membership, successor: successor.person };
    // As long as they are there nothing changes hands.
    expect(await runUseCase(town.world, handOverLines, actor, left)).toEqual({
      lines: 0,
      controls: 0,
    });
    await town.owner.query(`update memberships set ended_at = now() where membership_id = $1`, [
      membership,
    ]);
    expect(await runUseCase(town.world, handOverLines, actor, left)).toEqual({
      lines: 1,
      controls: 0,
    });
    expect(await mine('one/organisationAdministrator')).toEqual(lines);
    await town.owner.query(`update memberships set ended_at = now() where membership_id = $1`, [
      successor.membership,
    ]);
    await runUseCase(town.world, handOverLines, actor, {
      membership: successor.membership,
      successor: undefined,
    });
    expect(idsOf(await listed(officer, { answeredBy: 'gyosha-a', owner: 'none' }))).toEqual(lines);
  });

  it('are handed over with applied controls, and no answer is opened by that', async () => {
    const [line = ''] = await own();
    const { membership, person } = town.person(vendor);
    const successor = town.person('one/organisationAdministrator');
    const { control } = await town.done(vendor, 'POST', '/applied-controls', {
      body: { ...wafOf(), owner: person, lines: [line] },
    });
    const params = { control: String(control) };
    const seen = async (who: AskerName) =>
      (await town.done(who, 'GET', '/applied-controls/:control', { params })) as unknown as {
        owner?: { person: string };
        moves: { deed: string; byName: string }[];
        answers: { stage?: string; version: number }[];
      };
    const before = await seen(vendor);
    expect(before.owner?.person).toBe(person);
    const actor = { kind: 'system', name: 'worker', city: near } as const;
    const left = { membership, successor: successor.person };
    expect(await runUseCase(town.world, handOverLines, actor, left)).toMatchObject({ controls: 0 });
    await town.owner.query('update memberships set ended_at = now() where membership_id = $1', [
      membership,
    ]);
    expect(await runUseCase(town.world, handOverLines, actor, left)).toMatchObject({ controls: 1 });
    const after = await seen('one/organisationAdministrator');
    expect(after.owner?.person).toBe(successor.person);
    expect(after.moves).toMatchObject([
      { deed: 'changed', byProgram: true },
      { deed: 'made', byProgram: false },
    ]);
    expect(after.answers).toEqual(before.answers);
    // Told again, as the worker may, it changes nothing.
    expect(await runUseCase(town.world, handOverLines, actor, left)).toMatchObject({ controls: 0 });
  });

  it('tell in their history of which organisation somebody acted, and never whom of another', async () => {
    const [line = ''] = await own();
    await assign(officer, [line], vendor);
    const moves = async (who: AskerName) =>
      (
        (await town.done(who, 'GET', '/sheet/lines/:line', { params: { line } })) as unknown as {
          moves: { byName: string; byOrganisation?: string; byProgram: boolean }[];
        }
      ).moves;
    const names = await town.owner.query<{ name: string }>(
      'select name from organisations where organisation_id = $1',
      [town.organisations.promoter],
    );
    expect(await moves(vendor)).toMatchObject([
      { byName: '', byOrganisation: names.rows[0]?.name, byProgram: false },
    ]);
    const [seen] = await moves(officer);
    expect([seen?.byName === '', seen?.byOrganisation]).toEqual([false, undefined]);
    // Whose organisation one does not see stays somebody.
    await town.owner.query('update sheet_moves set moved_for = $1', [town.organisations.two]);
    const [hidden] = await moves(vendor);
    expect([hidden?.byName, hidden?.byOrganisation]).toEqual(['', undefined]);
  });

  it('may be given to people who are named with what their organisation answers', async () => {
    const { people } = (await town.done(officer, 'GET', '/sheet/assignable')) as unknown as {
      people: { person: string; answers?: string }[];
    };
    const keyOf = new Map(people.map(({ person, answers }) => [person, answers]));
    expect(keyOf.get(town.person(vendor).person)).toBe('gyosha-a');
    expect(keyOf.get(town.person('two/contributor').person)).toBe('gyosha-b');
  });
});
