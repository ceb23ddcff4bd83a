import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addControl, wafOf } from '../routes/applied-control-examples.ts';
import { addFile, vendorsLine } from '../routes/evidence-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const officer = 'promoter/contributor';
const approver = 'promoter/approver';
const vendor = 'one/contributor';
const other = 'two/contributor';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let lines: readonly string[];
beforeAll(async () => {
  made = await makeTown();
}, 240_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  await vendorsLine(town);
  lines = await linesOf('gyosha-a');
});
afterEach(() => town.close());

interface Tied {
  readonly line: string;
  readonly outcome: string;
  readonly reopened: boolean;
  readonly problem?: { readonly code: string };
}
interface Values {
  readonly state: string;
  readonly planned: string;
  readonly statement: string;
}
type Cells = Readonly<Record<keyof Values, number>>;
interface Answered extends Tied {
  readonly stage?: string;
  readonly version: number;
  readonly following?: string;
  readonly cells: Cells;
}
interface Control extends Values {
  readonly version: number;
  readonly own: boolean;
  readonly review: string;
  readonly lines: number;
  readonly answers: readonly Answered[];
  readonly moves: readonly { deed: string; count: number }[];
}
interface Line {
  readonly values: Values;
  readonly version: number;
  readonly stage?: string;
  readonly stale: readonly string[];
  readonly control?: { readonly control: string; readonly following: string };
  readonly cells: readonly { field: keyof Values; version: number; byControl?: string }[];
}

const path = '/applied-controls/:control';
const codeOf = ({ status, json }: { status: number; json: Record<string, unknown> }) =>
  status < 300 ? status : `${status} ${json['code']}`;

async function linesOf(organisation: string): Promise<readonly string[]> {
  const page = await town.done(officer, 'GET', '/sheet/lines', {
    query: { answeredBy: organisation, most: 200 },
  });
  return (page['lines'] as { line: string }[]).map(({ line }) => line);
}
const readOne = async (control: string, who: AskerName = vendor): Promise<Control> =>
  (await town.done(who, 'GET', path, { params: { control } })) as unknown as Control;
const readLine = async (line: string, who: AskerName = vendor): Promise<Line> =>
  (await town.done(who, 'GET', '/sheet/lines/:line', { params: { line } })) as unknown as Line;
const tiedIn = (done: Record<string, unknown>): readonly Tied[] => done['lines'] as Tied[];
const outcomes = (tied: readonly Tied[]) =>
  Object.fromEntries(tied.map(({ line, outcome }) => [line, outcome]));

async function change(control: string, more: object, who: AskerName = vendor) {
  const { version } = await readOne(control, who);
  return tiedIn(
    await town.done(who, 'POST', `${path}/revisions`, {
      params: { control },
      body: { ...wafOf(), ...more, seen: version },
    }),
  );
}

/** Somebody writes into a line itself. */
async function write(line: string, values: Partial<Values>, who: AskerName = vendor) {
  const { cells } = await readLine(line);
  const seenOf = (field: string) =>
    Math.max(0, ...cells.filter((cell) => cell.field === field).map(({ version }) => version));
  await town.done(who, 'POST', '/sheet/lines/:line/cells', {
    params: { line },
    body: {
      cells: Object.entries(values).map(([field, value]) => ({
        field,
        seen: seenOf(field),
        value,
      })),
    },
  });
}

async function acceptAll(control: string): Promise<void> {
  const { answers } = await readOne(control);
  await town.done(vendor, 'POST', '/sheet/submissions', {
    body: { answers: answers.map(({ line, version }) => ({ line, version })) },
  });
  const submitted = (await readOne(control)).answers;
  await town.done(approver, 'POST', '/sheet/decisions', {
    body: {
      answers: submitted.map(({ line, version }) => ({ line, version })),
      verdict: 'accept',
      reason: '',
    },
  });
  expect(new Set((await readOne(control)).answers.map(({ stage }) => stage))).toEqual(
    new Set(['accepted']),
  );
}

const said: Values = {
  state: 'implemented',
  planned: '',
  statement: '不正な通信を、入口の装置で止めている。',
};

describe('an applied control', () => {
  it('marks the lines that it answers in the list, for whoever may know', async () => {
    const marked = async (who: AskerName): Promise<readonly string[]> => {
      const page = await town.done(who, 'GET', '/sheet/lines', { query: { most: 2_000 } });
      return (page['lines'] as { line: string; byControl?: true }[]).flatMap((each) =>
        each.byControl === true ? [each.line] : [],
      );
    };
    expect(await marked(officer)).toEqual([]);
    const [first = '', second = ''] = lines;
    await town.done(vendor, 'POST', '/applied-controls', {
      body: { ...wafOf(), lines: [first, second] },
    });
    for (const who of [vendor, officer] as const)
      expect((await marked(who)).toSorted()).toEqual([first, second].toSorted());
    expect(await marked(other)).toEqual([]);
  });

  it('answers all lines that say nothing yet, and leaves what one says of its own', async () => {
    const [first, second, third] = lines;
    await write(String(third), { statement: 'この系統だけは、まだ入れていない。' });
    const done = await town.done(vendor, 'POST', '/applied-controls', {
      body: { ...wafOf(), lines: [first, second, third, 'nothing@nowhere'] },
    });
    expect(outcomes(tiedIn(done))).toEqual({
      [String(first)]: 'written',
      [String(second)]: 'written',
      [String(third)]: 'own-words',
      'nothing@nowhere': 'left',
    });
    for (const line of [first, second]) {
      const { values, cells } = await readLine(String(line));
      expect(values).toEqual(said);
      expect(new Set(cells.map(({ byControl }) => byControl))).toEqual(new Set([wafOf().name]));
    }
    expect((await readLine(String(third))).values.statement).toMatch(/この系統だけ/);
    const control = String(done['control']);
    expect(await readOne(control)).toMatchObject({ lines: 3, own: true, version: 1 });
    expect((await readOne(control)).answers.map(({ following }) => following).toSorted()).toEqual([
      'follows',
      'follows',
      'own-words',
    ]);
  });

  it('changed in one place changes every line but one that differs, and opens what was accepted', async () => {
    const own = String(lines[1]);
    const control = await addControl(town, lines.slice(0, 5));
    await write(own, { statement: 'ここだけは、別の会社の装置で止めている。' });
    await acceptAll(control);
    const before = await readLine(own);
    const tied = await change(control, { state: 'planned', planned: '2027年9月' });
    for (const { line, outcome, reopened } of tied)
      expect([line, outcome, reopened]).toEqual(
        line === own ? [line, 'own-words', false] : [line, 'written', true],
      );
    for (const line of lines.slice(0, 5)) {
      const now = await readLine(line);
      if (line === own) {
        expect(now).toMatchObject({ values: before.values, stage: 'accepted' });
        // It was right before the control was another: somebody looks whether it still is.
        expect(now.stale).toEqual(['control-changed']);
      } else {
        expect(now).toMatchObject({
          values: { ...said, state: 'planned', planned: '2027年9月' },
          stage: 'draft',
        });
      }
    }
    expect((await readOne(control)).moves).toMatchObject([
      { deed: 'changed', count: 4 },
      { deed: 'made', count: 5 },
    ]);
  });

  it('of which only the name changes opens nothing', async () => {
    const control = await addControl(town, lines.slice(0, 3));
    await acceptAll(control);
    expect(await change(control, { name: '新しい名前', cadenceMonths: 6 })).toEqual([]);
    for (const { stage, following } of (await readOne(control)).answers)
      expect([stage, following]).toEqual(['accepted', 'follows']);
  });

  it('brings its words to a line that differs only when asked, and never over what it did not see', async () => {
    const line = String(lines[0]);
    const control = await addControl(town, [line]);
    await write(line, { statement: '別の装置で止めている。' });
    const seen = (await readOne(control)).answers[0]?.cells;
    const align = async (cells: Cells | undefined) =>
      tiedIn(
        await town.done(vendor, 'POST', `${path}/alignments`, {
          params: { control },
          body: { lines: [{ line, cells }] },
        }),
      );
    await write(line, { statement: 'その間に、ほかの人が書いた。' });
    expect(await align(seen)).toMatchObject([{ outcome: 'left', problem: { code: 'conflict' } }]);
    expect((await readLine(line)).values.statement).toBe('その間に、ほかの人が書いた。');
    expect(await align((await readOne(control)).answers[0]?.cells)).toMatchObject([
      { outcome: 'written' },
    ]);
    expect((await readLine(line)).values).toEqual(said);
  });

  it('is for whoever has it and whoever answers or verifies its lines, and for nobody else', async () => {
    const line = String(lines[0]);
    const control = await addControl(town, [line]);
    const evidence = await addFile(town);
    for (const who of [vendor, 'one/auditor', officer, 'promoter/auditor'] as const) {
      expect((await readOne(control, who)).answers).toMatchObject([{ line }]);
      const list = await town.done(who, 'GET', '/applied-controls');
      expect(list['controls']).toMatchObject([{ control }]);
    }
    const strangers = [other, 'two/organisationAdministrator', 'far/contributor'] as const;
    for (const who of strangers) {
      const list = await town.done(who, 'GET', '/applied-controls');
      expect(JSON.stringify(list)).not.toContain(control);
      const params = { control, line, evidence };
      const body = { ...wafOf(), seen: 1 };
      const cells = { state: 0, planned: 0, statement: 0 };
      for (const [method, at, sent] of [
        ['GET', path, {}],
        ['POST', `${path}/revisions`, { body }],
        ['POST', `${path}/lines`, { body: { lines: [line] } }],
        ['POST', `${path}/alignments`, { body: { lines: [{ line, cells }] } }],
        ['DELETE', `${path}/lines/:line`, {}],
        ['POST', `${path}/evidence`, { body: { evidence } }],
        ['DELETE', `${path}/evidence/:evidence`, {}],
        ['POST', `${path}/reviews`, { body: { seen: 1 } }],
        ['DELETE', path, {}],
      ] as const) {
        const answer = await town.ask(who, method, at, { params, ...sent });
        expect([who, method, at, codeOf(answer)]).toEqual([who, method, at, '404 not-found']);
      }
      // One’s own control gets no hold of a line that others answer, nor of its answer.
      const mine = await town.done(who, 'POST', '/applied-controls', {
        body: { ...wafOf('よその対策'), lines: [line] },
      });
      expect(tiedIn(mine)).toMatchObject([{ outcome: 'left' }]);
      expect((await readOne(String(mine['control']), who)).answers).toEqual([]);
    }
    expect((await readLine(line)).values).toEqual(said);
    expect((await readOne(control)).answers).toHaveLength(1);
    // Whoever only looks changes nothing.
    const looked = await town.ask('one/auditor', 'DELETE', path, { params: { control } });
    expect(codeOf(looked)).toBe('403 forbidden');
  });

  it('of the town answers a vendor’s line, who sees it, does not change it, and may let it go', async () => {
    const line = String(lines[0]);
    const { control } = await town.done(officer, 'POST', '/applied-controls', {
      body: { ...wafOf('まちの入口の守り'), lines: [line] },
    });
    const params = { control: String(control), line };
    expect(await readOne(params.control)).toMatchObject({ own: false, moves: [] });
    const changed = await town.ask(vendor, 'POST', `${path}/revisions`, {
      params,
      body: { ...wafOf(), seen: 1 },
    });
    expect(codeOf(changed)).toBe('403 forbidden');
    // Two controls would write over one another.
    const second = await addControl(town, [line]);
    expect((await readOne(second)).answers).toEqual([]);
    await town.done(vendor, 'DELETE', `${path}/lines/:line`, { params });
    expect((await readLine(line)).values).toEqual(said);
    expect(codeOf(await town.ask(vendor, 'GET', path, { params }))).toBe('404 not-found');
  });

  it('leaves a line that another organisation answers by now, and says so', async () => {
    const [moved, stays] = [String(lines[0]), String(lines[1])];
    const control = await addControl(town, [moved, stays]);
    await town.owner.query(
      `update sheet_lines set answerer_id = $1, verifier_id = null where line_id = $2`,
      [town.organisations.two, moved],
    );
    const tied = await change(control, { statement: '新しい装置に替えた。' });
    expect(tied.find(({ line }) => line === stays)).toMatchObject({ outcome: 'written' });
    expect(tied.find(({ line }) => line === moved)?.outcome ?? 'left').toBe('left');
    expect((await readLine(moved, officer)).values).toEqual(said);
    // What it was before is nothing that its former organisation is shown.
    const known = (await readOne(control)).answers.find(({ line }) => line === moved);
    expect(known?.following).toBeUndefined();
  });

  it('refuses the second of two who change it at once', async () => {
    const control = await addControl(town, lines.slice(0, 4));
    const texts = ['一人目の書きかえ', '二人目の書きかえ'];
    const answers = await Promise.all(
      texts.map((statement) =>
        town.ask(vendor, 'POST', `${path}/revisions`, {
          params: { control },
          body: { ...wafOf(), statement, seen: 1 },
        }),
      ),
    );
    const codes = answers.map(codeOf);
    expect(codes.toSorted()).toEqual([200, '409 conflict']);
    const statement = texts[codes.indexOf(200)];
    for (const line of lines.slice(0, 4))
      expect((await readLine(line)).values).toEqual({ ...said, statement });
  });

  it('never takes a word that somebody writes into a line at the same moment', async () => {
    const control = await addControl(town, lines.slice(0, 6));
    const before = await Promise.all(lines.slice(0, 6).map((line) => readLine(line)));
    const [tied, ...written] = await Promise.all([
      change(control, { statement: '新しい装置に替えた。' }),
      ...before.map(({ cells }, at) =>
        town.ask(vendor, 'POST', '/sheet/lines/:line/cells', {
          params: { line: String(lines[at]) },
          body: {
            cells: [
              {
                field: 'statement',
                seen: cells.find(({ field }) => field === 'statement')?.version ?? 0,
                value: `ここだけ違う ${at}`,
              },
            ],
          },
        }),
      ),
    ]);
    for (const [at, answer] of written.entries()) {
      const line = String(lines[at]);
      const outcome = outcomes(tied ?? [])[line];
      const { statement } = (await readLine(line)).values;
      // Whoever came second was told; what was acknowledged stands.
      if (answer.status < 300) expect([line, statement]).toEqual([line, `ここだけ違う ${at}`]);
      else expect([line, outcome, statement]).toEqual([line, 'written', '新しい装置に替えた。']);
    }
  });

  it('is proved once, and so are all its lines, those that come later too', async () => {
    const [first, second] = [String(lines[0]), String(lines[1])];
    const control = await addControl(town, [first]);
    const { evidence } = await town.done(vendor, 'POST', '/evidence', {
      body: { title: '点検の記録', note: '毎月', effectiveOn: '2026-04-01', kind: 'note' },
    });
    const params = { control, evidence: String(evidence) };
    await town.done(vendor, 'POST', `${path}/evidence`, { params, body: { evidence } });
    await town.done(vendor, 'POST', `${path}/lines`, { params, body: { lines: [second] } });
    const ofLine = async (line: string, who: AskerName = vendor) =>
      (await town.done(who, 'GET', '/sheet/lines/:line/evidence', { params: { line } }))[
        'evidence'
      ];
    for (const line of [first, second])
      expect(await ofLine(line, approver)).toMatchObject([{ evidence, byControl: true }]);
    await town.done(vendor, 'DELETE', `${path}/lines/:line`, { params: { control, line: first } });
    expect(await ofLine(first)).toEqual([]);
    await town.done(vendor, 'DELETE', `${path}/evidence/:evidence`, { params });
    expect(await ofLine(second)).toEqual([]);
    // Somebody else’s piece proves nothing of one’s own.
    const foreign = await town.done(officer, 'POST', '/evidence', {
      body: { title: 'まちの記録', note: '毎月', effectiveOn: '2026-04-01', kind: 'note' },
    });
    const refused = await town.ask(vendor, 'POST', `${path}/evidence`, {
      params,
      body: { evidence: foreign['evidence'] },
    });
    expect(codeOf(refused)).toBe('404 not-found');
  });

  it('that is removed leaves the answers, and what was accepted says so', async () => {
    const control = await addControl(town, lines.slice(0, 3));
    await acceptAll(control);
    await town.done(vendor, 'DELETE', path, { params: { control } });
    for (const line of lines.slice(0, 3)) {
      const now = await readLine(line);
      expect(now).toMatchObject({ values: said, stage: 'accepted', stale: ['control-removed'] });
      expect(now.control).toBeUndefined();
    }
    expect(await readOne(control)).toMatchObject({ review: 'removed', answers: [] });
    const again = await town.ask(vendor, 'POST', `${path}/lines`, {
      params: { control },
      body: { lines: [lines[0]] },
    });
    expect(codeOf(again)).toBe('409 conflict');
    expect((await town.done(vendor, 'GET', '/applied-controls'))['controls']).toEqual([]);
  });

  it('that nobody looked at in time makes its accepted lines worth a look, until somebody does', async () => {
    const line = String(lines[0]);
    const control = await addControl(town, [line]);
    await acceptAll(control);
    await town.owner.query(
      `update applied_controls set effective_on = '2020-01-01' where control_id = $1`,
      [control],
    );
    expect((await readLine(line)).stale).toEqual(['control-review-due']);
    const due = await town.done(vendor, 'GET', '/applied-controls', { query: { standing: 'due' } });
    expect(due['controls']).toMatchObject([{ control, review: 'due' }]);
    await town.done(vendor, 'POST', `${path}/reviews`, {
      params: { control },
      body: { seen: (await readOne(control)).version },
    });
    expect((await readLine(line)).stale).toEqual([]);
  });

  it('names the field that says nothing sound, and takes none of it', async () => {
    for (const [field, value] of [
      ['name', ' '],
      ['element', 'nothing-of-that-name'],
      ['owner', town.person(other).person],
      ['effectiveOn', '2026-02-30'],
      ['statement', 'あ'.repeat(2_001)],
    ] as const) {
      const refused = await town.ask(vendor, 'POST', '/applied-controls', {
        body: { ...wafOf(), lines: [], [field]: value },
      });
      expect([field, refused.status]).toEqual([field, 422]);
      expect(JSON.stringify(refused.json)).toContain(field);
    }
    expect((await town.done(vendor, 'GET', '/applied-controls'))['controls']).toEqual([]);
  });
});
