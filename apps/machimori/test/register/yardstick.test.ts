import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Id } from '@machimori/kernel';
import { ownerOf } from '@machimori/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { comparePlansNow, planCityNow } from '../../src/serve/plan-city-task.ts';
import {
  endedItem as ended,
  fixtureEdition,
  presentEdition,
  renumberedItem as renumbered,
} from '../fixture-edition.ts';
import { makeTown, type Town } from '../routes/town.ts';

const administrator = 'promoter/cityAdministrator';
const service = { kind: 'components', key: 's-gyosha-a' };
const newer = fixtureEdition.id;

let catalogue: string;
let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  catalogue = mkdtempSync(join(tmpdir(), 'machimori-editions-'));
  for (const edition of [presentEdition, fixtureEdition]) {
    mkdirSync(join(catalogue, edition.id), { recursive: true });
    writeFileSync(join(catalogue, edition.id, 'edition.json'), JSON.stringify(edition));
  }
  made = await makeTown(undefined, catalogue);
}, 480_000);
afterAll(async () => {
  await made?.drop();
  rmSync(catalogue, { recursive: true, force: true });
});
beforeEach(async () => {
  town = await made.copy();
  await planned();
});
afterEach(() => town.close());

async function planned(): Promise<void> {
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await comparePlansNow(town.world, town.world.planner, near);
}

interface Shown {
  readonly revision: number;
  readonly present: { readonly yardstick: number; readonly edition: { readonly id: string } };
}
const shown = async (): Promise<Shown> =>
  (await town.done('one/contributor', 'GET', '/plan/yardstick')) as unknown as Shown;

/** Both items are answered for the vendor's service. */
async function answered(): Promise<void> {
  const edits = [renumbered.from, ended].map((checkItem) => ({
    change: 'add',
    kind: 'controls',
    key: `${checkItem}@${service.key}`,
    body: { checkItem, subject: service.key, state: 'implemented' },
  }));
  await town.done('promoter/contributor', 'POST', '/city/changes', { body: { edits } });
  await planned();
}

interface Trial {
  readonly revision: number;
  readonly yardstick: number;
  readonly diagnostics: readonly unknown[];
  readonly endedAnswers: number;
  readonly difference: {
    readonly counts: { readonly lines: { readonly appeared: number; readonly fellAway: number } };
    readonly groups: readonly { readonly group: string; readonly fellAway: number }[];
    readonly answeredFellAway: { readonly rows: readonly { readonly id: string }[] };
  };
}
const tried = async (body: object): Promise<Trial> =>
  (await town.done(administrator, 'POST', '/plan/yardstick/preview', {
    body,
  })) as unknown as Trial;

const adopt = (trial: Pick<Trial, 'revision' | 'yardstick'>, body: object) =>
  town.ask(administrator, 'POST', '/plan/yardstick', {
    body: { ...body, baseRevision: trial.revision, baseYardstick: trial.yardstick },
  });

describe('another edition', () => {
  it('is tried first: what falls away, by category, and which answers; nothing is adopted', async () => {
    await answered();
    const before = await shown();
    const { difference, diagnostics, endedAnswers } = await tried({ edition: newer });
    expect([diagnostics, endedAnswers]).toEqual([[], 1]);
    // A new number is no change: only the item that ends falls away.
    expect(difference.counts.lines.appeared).toBe(0);
    expect(difference.counts.lines.fellAway).toBeGreaterThan(0);
    expect(difference.answeredFellAway.rows.map(({ id }) => id)).toEqual([
      `${ended}@${service.key}`,
    ]);
    const fallen = difference.groups.reduce((sum, each) => sum + each.fellAway, 0);
    expect(fallen).toBe(difference.counts.lines.fellAway);
    expect(await shown()).toEqual(before);
  });

  it('is adopted in one act, carries the answers over, and tells what changed', async () => {
    await answered();
    const trial = await tried({ edition: newer });
    const { status, json } = await adopt(trial, { edition: newer });
    expect([status, json['yardstick']]).toEqual([200, 1]);
    const { planner } = town.world;
    const before = planner.computed;
    await planned();
    // Two events of one act, one plan.
    expect(planner.computed - before).toBe(1);
    expect((await shown()).present.edition.id).toBe(newer);
    const { rows } = await town.owner.query<{ body: { checkItem: string } }>(
      `select body from elements where city_id = $1 and kind = 'controls'`,
      [town.city],
    );
    expect(rows.map(({ body }) => body.checkItem)).toEqual([renumbered.to]);
    const { changes } = (await town.done(administrator, 'GET', '/plan/changes')) as {
      changes: { change: string; fromYardstick: number; yardstick: number }[];
    };
    expect(changes[0]).toMatchObject({
      change: `${json['revision']}-1`,
      fromYardstick: 0,
      yardstick: 1,
      counts: { lines: { appeared: 0, fellAway: trial.difference.counts.lines.fellAway } },
    });
    // What forms offer and files may name is of that edition from now on.
    const { checkItems } = (await town.done(administrator, 'GET', '/city/guideline-names')) as {
      checkItems: { id: string }[];
    };
    const ids = checkItems.map(({ id }) => id);
    expect([ids.includes(ended), ids.includes(renumbered.to)]).toEqual([false, true]);
    // And back again, by the same way.
    const back = await tried({ edition: presentEdition.id });
    expect((await adopt(back, { edition: presentEdition.id })).status).toBe(200);
  });

  it('is refused where the city has moved meanwhile, or somebody else adopted', async () => {
    const trial = await tried({ edition: newer });
    await answered();
    const moved = await adopt(trial, { edition: newer });
    expect([moved.status, moved.json['code']]).toEqual([409, 'conflict']);
    const again = await tried({ edition: newer });
    const both = await Promise.all([
      adopt(again, { edition: newer }),
      adopt(again, { edition: newer }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    // And whoever comes after both is told that it moved, not what would be wrong with a city nobody looked at.
    expect((await adopt(again, { edition: newer })).status).toBe(409);
  });

  it('is not found where there is none, and never a path', async () => {
    for (const edition of ['mic-smart-city-security/9.9', '../../etc', newer.slice(4)]) {
      const { status } = await town.ask(administrator, 'POST', '/plan/yardstick/preview', {
        body: { edition },
      });
      expect([edition, status]).toEqual([edition, 404]);
    }
  });
});

describe('at the same moment', () => {
  /** Sends each while nobody gets at the description, one behind the other, and lets them go in that order. */
  async function inThisOrder<T>(...sends: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
    const holder = await ownerOf(town.database.address);
    await holder.query('begin');
    await holder.query('select from register_heads where city_id = $1 for update', [town.city]);
    const answers: Promise<T>[] = [];
    for (const send of sends) {
      answers.push(send());
      const waiting = `select from pg_locks l join pg_stat_activity a using (pid)
        where not l.granted and a.datname = current_database()`;
      while (((await town.owner.query(waiting)).rowCount ?? 0) < answers.length)
        await new Promise(setImmediate);
    }
    await holder.query('commit');
    await holder.end();
    return Promise.all(answers);
  }
  const wish = { edition: newer };
  const endedAnswer = { checkItem: ended, subject: service.key, state: 'implemented' };

  it('of many that adopt one does, and each other is told that it moved', async () => {
    const trial = await tried(wish);
    const answers = await inThisOrder(...Array.from({ length: 4 }, () => () => adopt(trial, wish)));
    expect(answers.map(({ status, json }) => [status, json['code']])).toEqual([
      [200, undefined],
      ...Array(3).fill([409, 'conflict']),
    ]);
    expect((await shown()).present).toMatchObject({ yardstick: 1, edition: { id: newer } });
    const { rows } = await town.owner.query('select yardstick from yardsticks order by 1');
    expect(rows).toEqual([{ yardstick: 0 }, { yardstick: 1 }]);
    const { rows: entries } = await town.owner.query(
      `select outcome, count(*)::int as n from ledger_entries where action = 'yardstick:adopt' group by 1`,
    );
    expect(entries).toEqual([{ outcome: 'done', n: 1 }]);
  });

  it('an adoption behind an edit is told that the city moved', async () => {
    const trial = await tried(wish);
    const edit = { change: 'add', kind: 'controls', key: 'a', body: endedAnswer };
    const answers = await inThisOrder(
      () => town.ask('promoter/contributor', 'POST', '/city/changes', { body: { edits: [edit] } }),
      () => adopt(trial, wish),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
  });

  it('an edit behind an adoption is held against the edition that was adopted', async () => {
    const trial = await tried(wish);
    const edit = { change: 'add', kind: 'controls', key: 'a', body: endedAnswer };
    const answers = await inThisOrder(
      () => adopt(trial, wish),
      () => town.ask('promoter/contributor', 'POST', '/city/changes', { body: { edits: [edit] } }),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 422]);
  });

  it('a file that was read before an adoption is not taken in by the edition before', async () => {
    const { text } = await town.ask(administrator, 'GET', '/city-file', {
      query: { format: 'yaml' },
    });
    const file = Buffer.from(
      `${text}controls:\n  - { checkItem: ${ended}, subject: ${service.key}, state: implemented }\n`,
    );
    const seen = await town.done(administrator, 'POST', '/city-file/preview', { file });
    expect(seen['diagnostics']).toEqual([]);
    const query = { digest: String(seen['digest']), baseRevision: Number(seen['baseRevision']) };
    const trial = await tried(wish);
    const [adopted, imported] = await inThisOrder(
      () => adopt(trial, wish),
      () => town.ask(administrator, 'POST', '/city-file', { file, query }),
    );
    // The description is the same as before, so that its revision tells nothing.
    expect([adopted?.status, adopted?.json['revision']]).toEqual([200, trial.revision]);
    expect([imported?.status, imported?.json['code']]).toEqual([409, 'conflict']);
    await planned();
    expect((await shown()).revision).toBe(trial.revision);
  });
});

describe('other criteria', () => {
  const criteria = (): string =>
    JSON.stringify({
      ...presentEdition.criteria,
      id: 'machi-no-kijun',
      title: { ja: '町', en: 'town' },
    });

  it('are tried and adopted, kept with the edition, and given up again', async () => {
    const wish = { edition: presentEdition.id, criteria: criteria() };
    const trial = await tried(wish);
    expect(trial.diagnostics).toEqual([]);
    expect((await adopt(trial, wish)).status).toBe(200);
    await planned();
    expect((await shown()).present).toMatchObject({
      yardstick: 1,
      criteria: { id: 'machi-no-kijun', own: true },
    });
    const kept = await tried({ edition: newer, keepCriteria: true });
    expect((await adopt(kept, { edition: newer, keepCriteria: true })).status).toBe(200);
    expect((await shown()).present).toMatchObject({
      yardstick: 2,
      criteria: { id: 'machi-no-kijun', own: true },
    });
    const own = await tried({ edition: newer });
    expect((await adopt(own, { edition: newer })).status).toBe(200);
    expect((await shown()).present).toMatchObject({ criteria: { own: false } });
  });

  it('with mistakes are told place by place, and adopted by nobody', async () => {
    const wish = { edition: presentEdition.id, criteria: '{"id": "x"}' };
    const trial = await tried(wish);
    expect(trial.diagnostics.length).toBeGreaterThan(0);
    expect(trial.difference).toBeUndefined();
    const { status } = await adopt(trial, wish);
    expect(status).toBe(422);
    expect((await shown()).present.yardstick).toBe(0);
  });
});
