import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { carryAnswersNow, keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const officer = 'promoter/contributor';
const approver = 'promoter/approver';
const vendor = 'one/contributor';
const service = 's-gyosha-a';

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

interface Line {
  readonly line: string;
  readonly subject: string;
  readonly answeredBy: string;
  readonly state: string;
  readonly stage?: string;
}
interface Seen {
  readonly state: string;
  readonly stage?: string;
  readonly version: number;
  readonly inPlan: boolean;
  readonly values: Readonly<Record<string, string>>;
  readonly cells: readonly { field: string; version: number; value: string; byName: string }[];
  readonly stale: readonly string[];
  readonly missing: readonly { field: string }[];
  readonly may: { readonly answer: boolean; readonly decide: boolean };
}
interface Moved {
  readonly line: string;
  readonly version?: number;
  readonly problem?: { readonly code: string };
}

const listed = async (
  who: AskerName,
  query: Readonly<Record<string, unknown>> = {},
): Promise<readonly Line[]> =>
  ((await town.done(who, 'GET', '/sheet/lines', { query })) as unknown as { lines: Line[] }).lines;
const read = async (who: AskerName, line: string): Promise<Seen> =>
  (await town.done(who, 'GET', '/sheet/lines/:line', { params: { line } })) as unknown as Seen;

type Cells = Readonly<Record<string, readonly [seen: number, value: string]>>;
const recording = (who: AskerName, line: string, cells: Cells) =>
  town.ask(who, 'POST', '/sheet/lines/:line/cells', {
    params: { line },
    body: {
      cells: Object.entries(cells).map(([field, [seen, value]]) => ({ field, seen, value })),
    },
  });
async function record(who: AskerName, line: string, cells: Cells): Promise<number> {
  const { status, json } = await recording(who, line, cells);
  expect([status, json['code']]).toEqual([200, undefined]);
  return Number(json['version']);
}
const move = async (who: AskerName, path: string, body: object): Promise<readonly Moved[]> =>
  ((await town.done(who, 'POST', path, { body })) as unknown as { moved: Moved[] }).moved;
const submit = (who: AskerName, ...answers: readonly { line: string; version: number }[]) =>
  move(who, '/sheet/submissions', { answers });
const decide = (verdict: string, ...answers: readonly { line: string; version: number }[]) =>
  move(approver, '/sheet/decisions', { answers, verdict, reason: '確かめました' });

/** A line that the vendor answers for its service. */
async function vendorsLine(): Promise<string> {
  const [line] = await listed(vendor, { subject: service });
  expect(line?.answeredBy).toBe('gyosha-a');
  return line?.line ?? '';
}
async function accepted(line: string): Promise<void> {
  const version = await record(vendor, line, {
    state: [0, 'implemented'],
    statement: [0, '毎月、記録を確かめている'],
  });
  const [handedIn] = await submit(vendor, { line, version });
  const [decided] = await decide('accept', { line, version: handedIn?.version ?? 0 });
  expect(decided?.problem).toBeUndefined();
}

describe('lines of the check sheet', () => {
  it('are those of the plan, for each as far as they see', async () => {
    const all = await listed(officer);
    expect(all.length).toBe(50);
    const own = await listed(vendor);
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map(({ subject }) => subject)).has('s-gyosha-b')).toBe(false);
    const { status } = await town.ask('two/contributor', 'GET', '/sheet/lines/:line', {
      params: { line: await vendorsLine() },
    });
    expect(status).toBe(404);
  });
});

describe('an answer', () => {
  it('is handed in, accepted by another, and then part of the description and the plan', async () => {
    const line = await vendorsLine();
    await accepted(line);
    expect(await read(vendor, line)).toMatchObject({ stage: 'accepted', state: 'not-started' });
    await carryAnswersNow(town.world, near);
    const { rows } = await town.owner.query<{ body: Record<string, unknown> }>(
      `select body from elements where city_id = $1 and kind = 'controls'`,
      [town.city],
    );
    const [checkItem, subject] = line.split('@');
    expect(rows.map(({ body }) => body)).toContainEqual({
      checkItem,
      subject,
      state: 'implemented',
      statement: '毎月、記録を確かめている',
    });
    await kept();
    expect(await read(officer, line)).toMatchObject({ state: 'implemented', stale: [] });
    // Nothing waits any more: no revision comes of it again.
    const before = await town.done(officer, 'GET', '/city/names');
    await carryAnswersNow(town.world, near);
    const after = await town.done(officer, 'GET', '/city/names');
    expect(after['revision']).toBe(before['revision']);
  });

  it('is carried as it was accepted, whatever is written into its line before', async () => {
    const line = await vendorsLine();
    await accepted(line);
    await record(vendor, line, { statement: [1, '書きかけ'] });
    await carryAnswersNow(town.world, near);
    await kept();
    expect(await read(officer, line)).toMatchObject({ stage: 'draft', state: 'implemented' });
    const { rows } = await town.owner.query<{ statement: string }>(
      'select statement from sheet_lines where city_id = $1 and line_id = $2',
      [town.city, line],
    );
    expect(rows).toEqual([{ statement: '毎月、記録を確かめている' }]);
  });

  it('says what it lacks, line by line, and is handed in without those', async () => {
    const lines = (await listed(vendor, { answeredBy: 'gyosha-a' }))
      .slice(0, 2)
      .map(({ line }) => line);
    const [whole = '', wanting = ''] = lines;
    const answers = [
      {
        line: whole,
        version: await record(vendor, whole, {
          state: [0, 'planned'],
          planned: [0, '令和9年度上期'],
        }),
      },
      { line: wanting, version: await record(vendor, wanting, { state: [0, 'planned'] }) },
    ];
    expect((await read(vendor, wanting)).missing.map(({ field }) => field)).toEqual(['planned']);
    const moved = await submit(vendor, ...answers);
    expect(new Map(moved.map((each) => [each.line, each.problem?.code]))).toEqual(
      new Map([
        [whole, undefined],
        [wanting, 'input-invalid'],
      ]),
    );
  });

  it('is refused where the description would not take it, and kept as that keeps it', async () => {
    const line = await vendorsLine();
    for (const cells of [
      { planned: [0, '2027年\n9月'] },
      { statement: [0, '#REF!'] },
      { statement: [0, 'a\u0085b'] },
      { statement: [0, 'あ'.repeat(2_001)] },
    ] satisfies Cells[])
      expect((await recording(vendor, line, cells)).status).toBe(422);
    const version = await record(vendor, line, {
      state: [0, 'implemented'],
      statement: [0, '一行目\r\n二行目\tまで  '],
    });
    const [handedIn] = await submit(vendor, { line, version });
    await decide('accept', { line, version: handedIn?.version ?? 0 });
    await carryAnswersNow(town.world, near);
    await kept();
    const seen = await read(vendor, line);
    expect([seen.state, seen.stale, seen.values['statement']]).toEqual([
      'implemented',
      [],
      '一行目\n二行目 まで',
    ]);
  });

  it('keeps what two write into different cells, and lets no one overwrite the same unseen', async () => {
    const line = await vendorsLine();
    await record(vendor, line, { statement: [0, '業者が書いた'] });
    await record(officer, line, { state: [0, 'in-progress'] });
    const second = await recording(officer, line, { statement: [0, '町が書いた'] });
    expect([second.status, second.json['code']]).toEqual([409, 'conflict']);
    expect((await read(vendor, line)).values).toMatchObject({
      statement: '業者が書いた',
      state: 'in-progress',
    });
    // The same words are no dispute.
    await record(officer, line, { statement: [0, '業者が書いた'] });
    const both = await Promise.all(
      ['甲', '乙'].map((value) => recording(vendor, line, { statement: [1, value] })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { cells } = await read(vendor, line);
    expect(
      cells.filter(({ field }) => field === 'statement').map(({ version }) => version),
    ).toEqual([2, 1]);
  });

  it('is written, read and moved by nobody else', async () => {
    const line = await vendorsLine();
    await record(vendor, line, { statement: [0, '内側のこと'] });
    const version = (await read(vendor, line)).version;
    for (const who of ['two/contributor', 'two/approver'] as const) {
      const { status } = await recording(who, line, { statement: [1, 'よそから'] });
      expect([403, 404]).toContain(status);
    }
    const [foreign] = await submit('two/contributor', { line, version });
    expect(foreign?.problem?.code).toBe('not-found');
    // An approver of another organisation than the one that verifies.
    await record(vendor, line, { state: [0, 'implemented'] });
    const [handedIn] = await submit(vendor, { line, version: version + 1 });
    const [foreignDecision] = await move('two/approver', '/sheet/decisions', {
      answers: [{ line, version: handedIn?.version ?? 0 }],
      verdict: 'accept',
      reason: '',
    });
    expect(foreignDecision?.problem?.code).toBe('not-found');
  });

  it('is not accepted by who answered it, and a self-check needs the city’s leave', async () => {
    const { rowCount } = await town.owner.query(
      `update memberships set roles = array['contributor', 'approver'] where city_id = $1
         and person_id in (select person_id from memberships where 'approver' = any (roles) and city_id = $1)
         and organisation_id = $2`,
      [town.city, town.organisations.promoter],
    );
    expect(rowCount).toBeGreaterThan(0);
    const [own] = (await listed(approver)).filter(({ answeredBy }) => answeredBy === 'city');
    const line = own?.line ?? (await vendorsLine());
    const version = await record(approver, line, {
      state: [0, 'not-applicable'],
      statement: [0, 'ここにはない'],
    });
    const [handedIn] = await submit(approver, { line, version });
    const at = { line, version: handedIn?.version ?? 0 };
    const [refused] = await decide('accept', at);
    expect(refused?.problem?.code).toBe('forbidden');
    const { status } = await town.ask(approver, 'POST', '/sheet/self-checks', {
      body: { answers: [at], reason: '一人しかいない' },
    });
    expect(status).toBe(403);
  });

  it('is accepted by nobody whose mailbox or token wrote it', async () => {
    const line = await vendorsLine();
    const version = await record(vendor, line, {
      state: [0, 'implemented'],
      statement: [0, '毎月、記録を確かめている'],
    });
    const [handedIn] = await submit(vendor, { line, version });
    const [name, host] = town.person(vendor).email.split('@');
    await town.owner.query('update persons set email = $1 where person_id = $2', [
      `${name?.toUpperCase()}+kakunin@${host}`,
      town.person(approver).person,
    ]);
    const [decided] = await decide('accept', { line, version: handedIn?.version ?? 0 });
    expect(decided?.problem?.code).toBe('forbidden');
    await town.owner.query(`update persons set email = 'betsu@town.example' where person_id = $1`, [
      town.person(approver).person,
    ]);
    await town.owner.query(
      `insert into api_tokens (city_id, token_id, organisation_id, name, token_hash, actions,
         created_by, created_at, expires_at)
       select city_id, 'tok_kakunin', organisation_id, '', 'x', '{}', $2, now(), now()
         from organisations where city_id = $1 limit 1`,
      [town.city, town.person(approver).person],
    );
    await town.owner.query(
      `update sheet_cells set written_by = 'tok_kakunin' where city_id = $1 and line_id = $2`,
      [town.city, line],
    );
    const [byToken] = await decide('accept', { line, version: handedIn?.version ?? 0 });
    expect(byToken?.problem?.code).toBe('forbidden');
  });

  it('is open again when it is changed, sent back with a reason, and stale when its place changed', async () => {
    const line = await vendorsLine();
    await accepted(line);
    await carryAnswersNow(town.world, near);
    const { element } = (await town.done(officer, 'GET', '/city/elements/:kind/:key', {
      params: { kind: 'components', key: service },
    })) as { element: { body: { note?: string } } };
    const edit = {
      change: 'set',
      kind: 'components',
      key: service,
      was: { note: element.body.note ?? null },
      now: { note: '新しい装置にした' },
    };
    await town.done(officer, 'POST', '/city/changes', { body: { edits: [edit] } });
    await kept();
    const seen = await read(vendor, line);
    expect([seen.stage, seen.stale]).toEqual(['accepted', ['subject-changed']]);
    const version = await record(vendor, line, { statement: [1, '新しい装置でも確かめている'] });
    expect((await read(vendor, line)).stage).toBe('draft');
    const [handedIn] = await submit(vendor, { line, version });
    await decide('request-changes', { line, version: handedIn?.version ?? 0 });
    expect((await read(vendor, line)).stage).toBe('changes-requested');
  });
});

describe('an answer that was taken back', () => {
  it('leaves its line as nobody had answered it, and its history', async () => {
    const line = await vendorsLine();
    await record(vendor, line, { state: [0, 'planned'], statement: [0, '写したもの'] });
    expect((await read(vendor, line)).stage).toBe('draft');
    const version = await record(vendor, line, { state: [1, 'not-started'], statement: [1, ''] });
    const seen = await read(vendor, line);
    expect([seen.stage, seen.version, seen.cells.length]).toEqual([undefined, version, 4]);
    const none = await listed(vendor, { stage: 'none' });
    expect(none.map((each) => each.line)).toContain(line);
    expect((await listed(vendor, { stage: 'draft' })).map((each) => each.line)).not.toContain(line);
    const [refused] = await submit(vendor, { line, version });
    expect(refused?.problem?.code).toBe('conflict');
    // Written again, it is a draft, upon the versions that stand there.
    await record(vendor, line, { statement: [2, 'やはり'] });
    expect((await read(vendor, line)).stage).toBe('draft');
  });

  it('follows the description from then on, whatever that comes to say', async () => {
    const line = await vendorsLine();
    const described = (statement: string) =>
      town.owner.query(
        `update sheet_lines set state = 'implemented', statement = $1 where line_id = $2`,
        [statement, line],
      );
    const found = async (words: string): Promise<boolean> =>
      (await listed(vendor, { words })).some((each) => each.line === line);
    await described('はじめの記述');
    await record(vendor, line, { state: [0, 'planned'], statement: [0, '写したもの'] });
    await record(vendor, line, { state: [1, 'implemented'], statement: [1, 'はじめの記述'] });
    expect((await read(vendor, line)).stage).toBeUndefined();
    await described('あとの記述');
    const seen = await read(vendor, line);
    expect([seen.stage, seen.values]).toEqual([
      undefined,
      { state: 'implemented', planned: '', statement: 'あとの記述' },
    ]);
    expect([await found('あとの記述'), await found('はじめの記述')]).toEqual([true, false]);
    // What nobody wrote again follows it in a draft, too; what stood there is in the history.
    await record(vendor, line, { planned: [0, '2027年9月'] });
    expect(await read(vendor, line)).toMatchObject({
      stage: 'draft',
      values: { planned: '2027年9月', statement: 'あとの記述' },
      cells: expect.arrayContaining([expect.objectContaining({ value: 'はじめの記述' })]),
    });
    // Words of one's own stay, and so does what was handed in, though it says what the description says.
    await record(vendor, line, { statement: [2, 'あとの記述です'] });
    const version = await record(vendor, line, { statement: [3, 'あとの記述'] });
    await described('さらにあとの記述');
    expect((await read(vendor, line)).values['statement']).toBe('さらにあとの記述');
    await submit(vendor, { line, version });
    const own = await record(vendor, line, { statement: [4, '自分たちのことば'] });
    await record(vendor, line, { statement: [5, 'さらにあとの記述'] });
    await described('またほかの記述');
    const kept = await read(vendor, line);
    expect([kept.version > own, kept.values['statement']]).toEqual([true, 'さらにあとの記述']);
  });

  it('is none where the same was written that stood there already', async () => {
    const line = await vendorsLine();
    await record(vendor, line, { statement: [0, ''] });
    expect((await read(vendor, line)).stage).toBeUndefined();
  });

  it('is one still where it was handed in before', async () => {
    const line = await vendorsLine();
    const version = await record(vendor, line, {
      state: [0, 'implemented'],
      statement: [0, '毎月、記録を確かめている'],
    });
    await submit(vendor, { line, version });
    await record(vendor, line, { state: [1, 'not-started'], statement: [1, ''] });
    expect((await read(vendor, line)).stage).toBe('draft');
  });
});

describe('words that are looked for', () => {
  it('are found in hiragana and katakana, half and full width, capitals and small letters', async () => {
    const line = await vendorsLine();
    await record(vendor, line, { statement: [0, 'ﾛｸﾞをＳＩＥＭで集め、100%残す'] });
    const found = async (words: string): Promise<readonly string[]> =>
      (await listed(vendor, { words })).map((each) => each.line);
    for (const words of ['ろぐ', 'ログ', 'ﾛｸﾞ', 'siem ろぐ', '１００％', 'しーえむ'])
      expect([words, (await found(words)).includes(line)]).toEqual([words, words !== 'しーえむ']);
    // Signs that mean something to a database stand for themselves.
    for (const words of ['.*', '1.0%', '[ろ', 'ろ(ぐ', '\\', '***='])
      expect([words, (await found(words)).includes(line)]).toEqual([words, false]);
  });
});

describe('lines one after another', () => {
  it('have a place and neighbours among those that one goes through, whatever they say by now', async () => {
    const lines = (await listed(vendor, { answeredBy: 'gyosha-a', stage: 'none' })).map(
      ({ line }) => line,
    );
    const [first = '', second = '', third = ''] = lines;
    const placeOf = async (who: AskerName, line: string, query = {}) =>
      town.done(who, 'GET', '/sheet/lines/:line/place', {
        params: { line },
        query: { answeredBy: 'gyosha-a', stage: 'none', ...query },
      });
    const total = lines.length;
    expect(await placeOf(vendor, second)).toEqual({ place: 2, total, before: first, after: third });
    // It is no line that nobody has begun any more, and keeps its place until one has left it.
    await record(vendor, second, { statement: [0, '書きかけ'] });
    expect(await placeOf(vendor, second)).toMatchObject({ place: 2, before: first, after: third });
    expect(await placeOf(vendor, third)).toMatchObject({ place: 2, total: total - 1 });
    expect(await placeOf(vendor, first, { order: 'checkItem', descending: 'true' })).toMatchObject({
      total: total - 1,
    });
    expect(await placeOf('two/contributor', first)).toEqual({ place: 0, total: 0 });
  });
});

describe('an answer of last year', () => {
  it('is to be looked at again after a year, and is confirmed by one act, then verified by another', async () => {
    const line = await vendorsLine();
    await accepted(line);
    await carryAnswersNow(town.world, near);
    await kept();
    expect((await read(vendor, line)).stale).toEqual([]);
    await town.owner.query(
      `update sheet_answers set decided_at = decided_at - interval '13 months' where city_id = $1`,
      [town.city],
    );
    const old = await read(vendor, line);
    expect(old.stale).toEqual(['review-due']);
    expect((await listed(vendor, { stale: 'true' })).map((each) => each.line)).toEqual([line]);
    const at = { line, version: old.version };
    const confirm = (who: AskerName, answer = at) =>
      move(who, '/sheet/confirmations', { answers: [answer] });
    expect((await confirm('two/contributor'))[0]?.problem?.code).toBe('not-found');
    const [moved] = await confirm(vendor);
    expect(await read(vendor, line)).toMatchObject({
      stage: 'submitted',
      confirmed: true,
      values: old.values,
    });
    expect((await confirm(vendor, { line, version: moved?.version ?? 0 }))[0]?.problem?.code).toBe(
      'conflict',
    );
    await decide('accept', { line, version: moved?.version ?? 0 });
    const now = await read(vendor, line);
    expect([now.stage, now.stale]).toEqual(['accepted', []]);
  });

  it('waits for nobody before it was accepted', async () => {
    const line = await vendorsLine();
    const version = await record(vendor, line, { statement: [0, '書きかけ'] });
    const [refused] = await move(vendor, '/sheet/confirmations', { answers: [{ line, version }] });
    expect(refused?.problem?.code).toBe('conflict');
  });
});
