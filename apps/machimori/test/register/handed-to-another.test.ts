import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { wafOf } from '../routes/applied-control-examples.ts';
import { smallPicture } from '../routes/approval-examples.ts';
import { saidOf } from '../routes/evidence-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

// A line goes to another organisation to be answered: what that one sees of the one before.

const former = 'two/contributor';
const successor = 'one/contributor';
const officer = 'promoter/contributor';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let line: string;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
  const { lines } = (await town.done(officer, 'GET', '/sheet/lines', {
    query: { answeredBy: 'gyosha-a' },
  })) as unknown as { lines: { line: string }[] };
  line = lines[0]?.line ?? '';
  // Until now another organisation answered it.
  await town.owner.query(
    `update sheet_lines set answered_by = 'gyosha-b', answerer_id = $1 where line_id = $2`,
    [town.organisations.two, line],
  );
});
afterEach(() => town.close());

/** The next plan names who answers it now. */
async function handedOver(): Promise<void> {
  await town.owner.query('update sheet_heads set revision = 0');
  await keepLinesNow(town.world, town.city as Id<'city'>);
}

async function proved(who: AskerName): Promise<string> {
  const { evidence } = await town.done(who, 'POST', '/evidence/files', {
    query: { ...saidOf('脆弱性診断の報告書'), fileName: '診断.png' },
    file: smallPicture,
  });
  // Of a thing that the one before does not operate in this town, the promoting body puts it to the line.
  await town.done(who === former ? officer : who, 'POST', '/evidence/:evidence/lines', {
    params: { evidence },
    body: { lines: [line] },
  });
  return String(evidence);
}
const said = (who: AskerName, words: string) =>
  town.done(who, 'POST', '/sheet/lines/:line/talk', {
    params: { line },
    body: { words, calls: [] },
  });
const proofs = async (who: AskerName): Promise<readonly string[]> =>
  (
    (await town.done(who, 'GET', '/sheet/lines/:line/evidence', {
      params: { line },
    })) as unknown as { evidence: { evidence: string }[] }
  ).evidence.map(({ evidence }) => evidence);
const talk = async (who: AskerName): Promise<readonly string[]> =>
  (
    (await town.done(who, 'GET', '/sheet/lines/:line/talk', { params: { line } })) as unknown as {
      comments: { words: string }[];
    }
  ).comments.map(({ words }) => words);
const reading = (who: AskerName, evidence: string) =>
  Promise.all(
    (['/evidence/:evidence', '/evidence/:evidence/revisions/:number/file'] as const).map(
      async (path) =>
        (await town.ask(who, 'GET', path, { params: { evidence, number: 1 } })).status,
    ),
  );

describe('a line that goes to another organisation', () => {
  it('brings its answer, and neither evidence nor comments of before', async () => {
    const evidence = await proved(former);
    await said(officer, '前の組織への指摘');
    await town.done(officer, 'POST', '/sheet/lines/:line/cells', {
      params: { line },
      body: { cells: [{ field: 'statement', seen: 0, value: '毎月、確かめている' }] },
    });
    await handedOver();

    const seen = await town.done(successor, 'GET', '/sheet/lines/:line', { params: { line } });
    expect(seen).toMatchObject({ values: { statement: '毎月、確かめている' } });
    expect(await proofs(successor)).toEqual([]);
    expect(await talk(successor)).toEqual([]);
    expect(await reading(successor, evidence)).toEqual([404, 404]);
    expect(
      ((await town.done(successor, 'GET', '/evidence')) as { evidence: unknown[] }).evidence,
    ).toEqual([]);
    // Whoever sees the whole city goes on seeing all of it, and the one before its own piece.
    expect(await proofs(officer)).toEqual([evidence]);
    expect(await talk(officer)).toEqual(['前の組織への指摘']);
    expect(await reading(former, evidence)).toEqual([200, 200]);
  });

  it('is the new one’s from then on, whatever plans are made after', async () => {
    await proved(former);
    await said(officer, '前の話');
    await handedOver();
    const own = await proved(successor);
    await said(officer, 'これからのこと');
    await said(successor, '承知しました');
    await handedOver();
    expect(await proofs(successor)).toEqual([own]);
    expect(await talk(successor)).toEqual(['これからのこと', '承知しました']);
  });

  it('is not brought by taking a piece off and putting it on again, nor taken', async () => {
    const [evidence, kept] = [await proved(former), await proved(former)];
    await handedOver();
    const params = { evidence, line };
    await town.done(officer, 'DELETE', '/evidence/:evidence/lines/:line', { params });
    await town.done(officer, 'POST', '/evidence/:evidence/lines', {
      params,
      body: { lines: [line] },
    });
    expect(await proofs(successor)).toEqual([]);
    for (const piece of [evidence, kept]) {
      expect(await reading(successor, piece)).toEqual([404, 404]);
      // Neither can the new one take it for itself.
      const taking = await town.ask(successor, 'POST', '/evidence/:evidence/lines', {
        params: { evidence: piece },
        body: { lines: [line] },
      });
      expect(taking.status).toBe(404);
    }
  });

  it('tells the new one that there is more and whom to ask, and not what it is', async () => {
    await Promise.all([proved(former), proved(former)]);
    await handedOver();
    await proved(successor);
    const seen = await town.done(successor, 'GET', '/sheet/lines/:line/evidence', {
      params: { line },
    });
    const promoter = await town.owner.query<{ name: string }>(
      'select name from organisations where city_id = $1 and promoter',
      [town.city],
    );
    expect(seen['before']).toEqual({ count: 2, ask: promoter.rows[0]?.name });
    expect(seen).not.toHaveProperty('handOver');
    // Of the pieces themselves, of whoever put them there and of their files nothing is told.
    expect(JSON.stringify(seen['before'])).not.toMatch(/evd_|診断|[0-9a-f]{64}/);
    // Who sees all of it is not told that there is more, and the one before sees the line no longer.
    expect(
      await town.done(officer, 'GET', '/sheet/lines/:line/evidence', { params: { line } }),
    ).not.toHaveProperty('before');
    const gone = await town.ask(former, 'GET', '/sheet/lines/:line/evidence', { params: { line } });
    expect(gone.status).toBe(404);
  });

  it('brings what is handed over by the one act of it, to who answers now and as long as they do', async () => {
    const [evidence, kept] = [await proved(former), await proved(former)];
    await handedOver();
    const of = async (who: AskerName) =>
      (await town.done(who, 'GET', '/sheet/lines/:line/evidence', { params: { line } })) as {
        handOver?: { evidence: string[]; to: { key: string } };
        before?: { count: number };
      };
    expect((await of(officer)).handOver).toMatchObject({
      evidence: [evidence, kept].toSorted(),
      to: { key: 'gyosha-a' },
    });
    const handOver = (who: AskerName, pieces: readonly string[], to = 'gyosha-a') =>
      town.ask(who, 'POST', '/sheet/lines/:line/evidence/handovers', {
        params: { line },
        body: { evidence: pieces, to },
      });
    // Nobody takes it for themselves, gives their own away by it, or does it for another town.
    const others = [
      [former, 403],
      [successor, 403],
      ['one/organisationAdministrator', 403],
      ['promoter/auditor', 403],
      ['promoter/approver', 403],
      ['far/cityAdministrator', 404],
    ] as const;
    for (const [who, status] of others)
      expect([who, (await handOver(who, [evidence])).status]).toEqual([who, status]);
    // Not to whom one did not see, and all of what was chosen or nothing.
    expect((await handOver(officer, [evidence], 'gyosha-b')).status).toBe(409);
    const own = await proved(successor);
    expect((await handOver(officer, [evidence, own])).status).toBe(409);
    expect(await proofs(successor)).toEqual([own]);
    expect((await of(successor)).before?.count).toBe(2);

    expect((await handOver(officer, [evidence])).status).toBe(204);
    expect((await proofs(successor)).toSorted()).toEqual([evidence, own].toSorted());
    expect(await reading(successor, evidence)).toEqual([200, 200]);
    expect(await reading(successor, kept)).toEqual([404, 404]);
    expect((await of(successor)).before?.count).toBe(1);
    expect((await of(officer)).handOver?.evidence).toEqual([kept]);
    expect((await handOver(officer, [evidence])).status).toBe(409);
    const { rows } = await town.owner.query<{ count: string }>(
      `select count(*) from ledger_entries where city_id = $1 and action = 'evidence:hand-over'`,
      [town.city],
    );
    expect(Number(rows[0]?.count)).toBeGreaterThan(0);

    // It was handed to them, and not to whoever comes next.
    await town.owner.query(
      `update sheet_lines set answered_by = 'gyosha-b', answerer_id = $1, answered_since = now()
        where line_id = $2`,
      [town.organisations.two, line],
    );
    expect(await proofs(successor)).toEqual([]);
    expect(await reading(successor, evidence)).toEqual([404, 404]);
  });

  it('leaves a control with whoever has it, and makes way for the new one’s', async () => {
    const made = async (who: AskerName, statement: string, lines: readonly string[]) =>
      (await town.done(who, 'POST', '/applied-controls', {
        body: { ...wafOf(statement), statement, lines },
      })) as { control: string; lines: { outcome: string }[] };
    const { control } = await made(former, '前の組織の守り', []);
    const at = { params: { control } };
    await town.done(officer, 'POST', '/applied-controls/:control/lines', {
      ...at,
      body: { lines: [line] },
    });
    const seen = (who: AskerName) =>
      town.done(who, 'GET', '/sheet/lines/:line', { params: { line } }) as Promise<{
        values: { statement: string };
        control?: { control: string };
        moves: { deed: string }[];
      }>;
    expect((await seen(officer)).control).toMatchObject({ control, following: 'follows' });
    await handedOver();
    expect((await seen(successor)).values.statement).toBe('前の組織の守り');
    expect((await seen(successor)).control).toBeUndefined();
    expect((await town.ask(successor, 'GET', '/applied-controls/:control', at)).status).toBe(404);

    // What it says from now on goes into no answer of another organisation, whoever changes it.
    const { version } = await town.done(officer, 'GET', '/applied-controls/:control', at);
    const changed = await town.done(officer, 'POST', '/applied-controls/:control/revisions', {
      ...at,
      body: { ...wafOf(), statement: '前の組織の新しいことば', seen: version },
    });
    expect(changed['lines']).toMatchObject([
      { line, outcome: 'left', problem: { code: 'conflict' } },
    ]);
    expect((await seen(successor)).values.statement).toBe('前の組織の守り');

    // The new one's own takes its place, though it does not see what was there.
    const own = await made(successor, '自分たちの守り', [line]);
    expect(own.lines).toMatchObject([{ line, outcome: 'own-words' }]);
    const now = await seen(successor);
    expect(now.control).toMatchObject({ control: own.control });
    expect(
      now.moves
        .map(({ deed }) => deed)
        .slice(0, 2)
        .sort(),
    ).toEqual(['control-tied', 'control-untied']);
    const left = await town.done(former, 'GET', '/applied-controls/:control', at);
    expect(left).toMatchObject({ answers: [], statement: '前の組織の新しいことば' });
  });

  it('keeps what hung on a line of its id that fell away from whoever answers it next', async () => {
    const evidence = await proved(former);
    await town.owner.query('delete from sheet_answers where line_id = $1', [line]);
    await town.owner.query('delete from sheet_lines where line_id = $1', [line]);
    await handedOver();
    expect(await proofs(successor)).toEqual([]);
    expect(await reading(successor, evidence)).toEqual([404, 404]);
    expect(await proofs(officer)).toEqual([evidence]);
  });
});
