import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayInJapan, type Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evidenceFolder } from '../../src/operate/evidence-place.ts';
import { runChecksNow } from '../../src/serve/check-tasks.ts';
import { sweepOnce } from '../../src/serve/evidence-sweep.ts';
import { smallPicture } from '../routes/approval-examples.ts';
import { addFile, saidOf, vendorsLine } from '../routes/evidence-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const officer = 'promoter/contributor';
const approver = 'promoter/approver';
const vendor = 'one/contributor';
const other = 'two/contributor';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
});
afterEach(() => town.close());

interface Piece {
  readonly evidence: string;
  readonly standing: string;
  readonly own: boolean;
  readonly lines: number;
  readonly revisions: readonly { number: number; file?: { name: string }; digest?: string }[];
  readonly proves: readonly { line: string }[];
}
const ofLine = async (who: AskerName, line: string): Promise<readonly Piece[]> =>
  (
    (await town.done(who, 'GET', '/sheet/lines/:line/evidence', {
      params: { line },
    })) as unknown as {
      evidence: Piece[];
    }
  ).evidence;
const list = async (who: AskerName, query = {}): Promise<readonly Piece[]> =>
  ((await town.done(who, 'GET', '/evidence', { query })) as unknown as { evidence: Piece[] })
    .evidence;
const readOne = async (who: AskerName, evidence: string): Promise<Piece> =>
  (await town.done(who, 'GET', '/evidence/:evidence', {
    params: { evidence },
  })) as unknown as Piece;
const codeOf = ({ status, json }: { status: number; json: Record<string, unknown> }) =>
  status < 300 ? status : `${status} ${json['code']}`;

async function addNote(who: AskerName, more = {}): Promise<string> {
  const body = { ...saidOf('口頭で確かめた'), kind: 'note', ...more };
  return String((await town.done(who, 'POST', '/evidence', { body }))['evidence']);
}

/** The vendor answers, and the promoting body accepts. */
async function accept(line: string): Promise<void> {
  const params = { line };
  const cells = [
    { field: 'state', seen: 0, value: 'implemented' },
    { field: 'statement', seen: 0, value: '毎月、確かめている' },
  ];
  const { version } = await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
    params,
    body: { cells },
  });
  await town.done(vendor, 'POST', '/sheet/submissions', {
    body: { answers: [{ line, version }] },
  });
  await town.done(approver, 'POST', '/sheet/decisions', {
    body: { answers: [{ line, version: Number(version) + 1 }], verdict: 'accept', reason: '' },
  });
}
const staleOf = async (line: string): Promise<unknown> =>
  (await town.done(vendor, 'GET', '/sheet/lines/:line', { params: { line } }))['stale'];

describe('evidence', () => {
  it('is seen by whoever may see the answer of a line that it proves, and by nobody else', async () => {
    const evidence = await addFile(town);
    const line = await vendorsLine(town);
    for (const who of [vendor, 'one/auditor', officer, 'promoter/auditor'] as const) {
      expect((await ofLine(who, line)).map((each) => each.evidence)).toEqual([evidence]);
      expect((await list(who)).map((each) => each.evidence)).toEqual([evidence]);
    }
    const file = '/evidence/:evidence/revisions/:number/file';
    for (const who of [other, 'two/organisationAdministrator', 'far/contributor'] as const) {
      expect(await list(who)).toEqual([]);
      const params = { evidence, number: 1, line };
      for (const [method, path, sent] of [
        ['GET', '/evidence/:evidence', {}],
        ['GET', file, {}],
        ['GET', '/evidence/:evidence/revisions/:number/view', {}],
        ['GET', '/sheet/lines/:line/evidence', {}],
        ['DELETE', '/evidence/:evidence', {}],
        ['DELETE', '/evidence/:evidence/lines/:line', {}],
        ['POST', '/evidence/:evidence/reviews', { body: { seen: 1 } }],
        ['POST', '/evidence/:evidence/lines', { body: { lines: [line] } }],
        ['POST', '/evidence/:evidence/revisions', { body: { ...saidOf(), seen: 1 } }],
      ] as const) {
        const answer = await town.ask(who, method, path, { params, ...sent });
        expect([who, path, codeOf(answer)]).toEqual([who, path, '404 not-found']);
      }
      const foreign = await town.ask(who, 'POST', '/evidence', {
        body: { ...saidOf(), kind: 'note', line },
      });
      expect(codeOf(foreign)).toBe('404 not-found');
    }
  });

  it('of one’s own on no line is for oneself and whoever sees the whole city', async () => {
    const evidence = await addNote(vendor);
    expect((await list(vendor, { standing: 'unused' })).map((each) => each.evidence)).toEqual([
      evidence,
    ]);
    expect(await readOne(officer, evidence)).toMatchObject({ own: true, lines: 0 });
    expect(await list(other)).toEqual([]);
  });

  it('of the town on a vendor’s line is seen there, not changed, and goes unseen when taken away', async () => {
    const line = await vendorsLine(town);
    const evidence = await addNote(officer);
    expect(await list(vendor)).toEqual([]);
    const params = { evidence, line };
    await town.done(officer, 'POST', '/evidence/:evidence/lines', {
      params,
      body: { lines: [line, 'nothing@nowhere'] },
    });
    expect(await ofLine(vendor, line)).toMatchObject([{ evidence, own: false }]);
    const revised = await town.ask(vendor, 'POST', '/evidence/:evidence/revisions', {
      params,
      body: { ...saidOf(), seen: 1 },
    });
    expect(codeOf(revised)).toBe('403 forbidden');
    expect(codeOf(await town.ask(vendor, 'DELETE', '/evidence/:evidence', { params }))).toBe(
      '403 forbidden',
    );
    await town.done(vendor, 'DELETE', '/evidence/:evidence/lines/:line', { params });
    expect(codeOf(await town.ask(vendor, 'GET', '/evidence/:evidence', { params }))).toBe(
      '404 not-found',
    );
    expect(await readOne(officer, evidence)).toMatchObject({ lines: 0 });
  });

  it('proves only lines that one answers', async () => {
    const evidence = await addNote(vendor);
    await vendorsLine(town);
    const { lines } = (await town.done(officer, 'GET', '/sheet/lines')) as unknown as {
      lines: { line: string; answeredBy: string }[];
    };
    const own = lines.filter(({ answeredBy }) => answeredBy === 'gyosha-a');
    const foreign = lines.filter(({ answeredBy }) => answeredBy !== 'gyosha-a');
    const answer = (await town.done(vendor, 'POST', '/evidence/:evidence/lines', {
      params: { evidence },
      body: { lines: lines.map(({ line }) => line) },
    })) as unknown as { linked: string[]; left: string[] };
    expect(answer.linked.toSorted()).toEqual(own.map(({ line }) => line).toSorted());
    expect(answer.left.toSorted()).toEqual(foreign.map(({ line }) => line).toSorted());
    expect((await readOne(vendor, evidence)).proves).toHaveLength(own.length);
  });

  it('has revisions: two who renew it at once do not lose one another’s, and the old one stays', async () => {
    const evidence = await addFile(town);
    const params = { evidence };
    const again = await town.done(vendor, 'POST', '/evidence/:evidence/files', {
      params,
      query: { ...saidOf('点検の記録 五月'), fileName: '../五月.exe', seen: 1 },
      file: Buffer.from('五月、異常なし\n'),
    });
    expect(again).toEqual({ revision: 2 });
    const late = await town.ask(vendor, 'POST', '/evidence/:evidence/revisions', {
      params,
      body: { ...saidOf(), seen: 1 },
    });
    expect(codeOf(late)).toBe('409 conflict');
    const { revisions } = await readOne(vendor, evidence);
    expect(revisions.map(({ number, file }) => [number, file?.name])).toEqual([
      [2, '五月.txt'],
      [1, '点検.png'],
    ]);
    const file = '/evidence/:evidence/revisions/:number/file';
    const read = async (number: number) =>
      (await town.ask(vendor, 'GET', file, { params: { evidence, number } })).text;
    expect(await read(2)).toBe('五月、異常なし\n');
    expect(await read(1)).toContain('PNG');
  });
});

describe('a file of evidence', () => {
  it('is handed out as what it is, to be saved, and nothing of it runs', async () => {
    const evidence = await addFile(town);
    const params = { evidence, number: 1 };
    const saved = await town.ask(vendor, 'GET', '/evidence/:evidence/revisions/:number/file', {
      params,
    });
    expect(saved.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(saved.headers['content-disposition']).toMatch(
      /^attachment; filename="fil_[0-9a-f]{32}\.png"; filename\*=UTF-8''%E7%82%B9%E6%A4%9C\.png$/,
    );
    const shown = await town.ask(vendor, 'GET', '/evidence/:evidence/revisions/:number/view', {
      params,
    });
    expect(shown.headers['content-disposition']).toMatch(/^inline;/);
    expect(shown.headers['content-security-policy']).toContain('sandbox');
  });

  it('that is a PDF is shown by the browser’s own reader, and by no page of others', async () => {
    const { evidence } = await town.done(vendor, 'POST', '/evidence/files', {
      query: { ...saidOf(), fileName: '規程.pdf' },
      file: Buffer.from('%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n'),
    });
    const shown = await town.ask(vendor, 'GET', '/evidence/:evidence/revisions/:number/view', {
      params: { evidence, number: 1 },
    });
    expect(shown.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; object-src 'self'; frame-ancestors 'none'",
    });
    expect(shown.headers['content-disposition']).toMatch(/^inline;/);
  });

  it('of a kind that browsers do not show is saved alone', async () => {
    const { evidence } = await town.done(vendor, 'POST', '/evidence/files', {
      query: { ...saidOf(), fileName: 'a.csv' },
      file: Buffer.from('=cmd|calc\n'),
    });
    const shown = await town.ask(vendor, 'GET', '/evidence/:evidence/revisions/:number/view', {
      params: { evidence, number: 1 },
    });
    expect(codeOf(shown)).toBe('404 not-found');
  });

  it('that is active, or a page, is refused with its reason and leaves nothing behind', async () => {
    const folder = join(evidenceFolder(town.data), town.city);
    for (const [bytes, word] of [
      ['<html><script>alert(1)</script></html>', 'ウェブページ'],
      ['%PDF-1.7 <</JS (x)>> startxref\n0\n%%EOF', 'しかけ'],
      ['', '空'],
    ] as const) {
      const { status, json } = await town.ask(vendor, 'POST', '/evidence/files', {
        query: { ...saidOf(), fileName: '記録.pdf' },
        file: Buffer.from(bytes),
      });
      expect([status, String(json['detail'] ?? json['title'])]).toEqual([
        422,
        expect.stringContaining(word),
      ]);
    }
    mkdirSync(folder, { recursive: true });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lies sealed, and one that was changed on the disk is not handed out', async () => {
    const evidence = await addFile(town);
    const folder = join(evidenceFolder(town.data), town.city);
    const [file = ''] = readdirSync(folder);
    const sealed = readFileSync(join(folder, file));
    expect(sealed.includes('PNG')).toBe(false);
    sealed[60] = (sealed[60] ?? 0) ^ 1;
    writeFileSync(join(folder, file), sealed);
    const path = '/evidence/:evidence/revisions/:number/file';
    const answer = await town.ask(vendor, 'GET', path, { params: { evidence, number: 1 } });
    expect(codeOf(answer)).toBe('409 not-verified');
  });

  it('whose row was never written leaves no row, and is swept once no act can still be at it', async () => {
    const line = await vendorsLine(town);
    await town.owner.query(
      'alter table evidence_revisions add constraint broken check (number < 0) not valid',
    );
    const sent = { query: { ...saidOf(), fileName: 'a.png', line }, file: smallPicture };
    expect((await town.ask(vendor, 'POST', '/evidence/files', sent)).status).toBe(500);
    const { rowCount } = await town.owner.query('select from evidence_files');
    expect(rowCount).toBe(0);
    const folder = join(evidenceFolder(town.data), town.city);
    const left = readdirSync(folder);
    expect(left.length).toBeGreaterThan(0);
    expect(await sweepOnce(town.world)).toBe(0);
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const name of left) utimesSync(join(folder, name), old, old);
    expect(await sweepOnce(town.world)).toBe(left.length);
    expect(readdirSync(folder)).toEqual([]);
    await town.owner.query('alter table evidence_revisions drop constraint broken');
    expect(codeOf(await town.ask(vendor, 'POST', '/evidence/files', sent))).toBe(200);
  });

  it('that was removed is destroyed, and the log knows what it was', async () => {
    const evidence = await addFile(town);
    const params = { evidence, number: 1 };
    await town.done(vendor, 'DELETE', '/evidence/:evidence', { params });
    expect(await list(vendor)).toEqual([]);
    const path = '/evidence/:evidence/revisions/:number/file';
    expect(codeOf(await town.ask(vendor, 'GET', path, { params }))).toBe('404 not-found');
    const seen = await readOne(vendor, evidence);
    expect(seen).toMatchObject({ standing: 'removed' });
    expect(seen.revisions[0]?.digest).toMatch(/^[0-9a-f]{64}$/);
    const folder = join(evidenceFolder(town.data), town.city);
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), old, old);
    expect(await sweepOnce(town.world)).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
    const { rowCount } = await town.owner.query(
      `select from ledger_entries where action in ('evidence:add', 'evidence:remove') and outcome = 'done'`,
    );
    expect(rowCount).toBe(2);
  });
});

describe('an accepted line', () => {
  it('is to be looked at again when its evidence is over, and no more once that is renewed', async () => {
    const line = await vendorsLine(town);
    const today = dayInJapan(new Date());
    const evidence = await addNote(vendor, { line, expiresOn: today });
    await accept(line);
    expect(await staleOf(line)).toEqual([]);
    await town.owner.query(`update evidence_revisions set expires_on = '2026-05-01'`);
    expect(await staleOf(line)).toEqual(['evidence-expired']);
    expect(await list(vendor, { standing: 'expired' })).toMatchObject([{ evidence }]);
    await town.done(vendor, 'POST', '/evidence/:evidence/revisions', {
      params: { evidence },
      body: { ...saidOf(), seen: 1 },
    });
    // Renewed after it was accepted: whoever accepted it has not seen this one.
    expect(await staleOf(line)).toEqual(['evidence-changed']);
  });

  it('is to be looked at again when what proved it was taken away or removed', async () => {
    const line = await vendorsLine(town);
    const [one, two] = [await addNote(vendor, { line }), await addNote(vendor, { line })];
    await accept(line);
    expect(await staleOf(line)).toEqual([]);
    const params = { evidence: one, line };
    await town.done(vendor, 'DELETE', '/evidence/:evidence/lines/:line', { params });
    expect(await staleOf(line)).toEqual(['evidence-changed']);
    await town.done(vendor, 'POST', '/evidence/:evidence/lines', {
      params,
      body: { lines: [line] },
    });
    expect(await staleOf(line)).toEqual([]);
    await town.done(vendor, 'DELETE', '/evidence/:evidence', { params: { evidence: two } });
    expect(await staleOf(line)).toEqual(['evidence-changed']);
  });
});

describe('a piece that is looked at again', () => {
  it('is due a cadence after the last look', async () => {
    const evidence = await addNote(vendor, { cadenceMonths: 6 });
    expect(await list(vendor, { standing: 'soon' })).toMatchObject([{ evidence, standing: 'due' }]);
    await town.done(vendor, 'POST', '/evidence/:evidence/reviews', {
      params: { evidence },
      body: { seen: 1 },
    });
    expect(await list(vendor, { standing: 'soon' })).toEqual([]);
    expect(await readOne(vendor, evidence)).toMatchObject({ standing: 'good' });
  });
});

describe('an automatic check', () => {
  const run = () => runChecksNow(town.world, town.city as Id<'city'>);
  const results = async () => {
    const found = (await list('promoter/auditor', { kind: 'check' })) as readonly (Piece & {
      title: { en: string };
      latest: { number: number; check: { outcome: string; text: { ja: string } } };
    })[];
    return new Map(found.map((each) => [each.title.en.replace('Machimori: ', ''), each]));
  };
  const outcomes = async () =>
    Object.fromEntries(
      [...(await results())].map(([name, { latest }]) => [name, latest.check.outcome]),
    );
  const factors = 'second factors of administrators and approvers';

  it('sees how the program itself stands, and says what to do', async () => {
    await town.opened.logs.keeper.sequenceAll(
      town.world.database,
      town.city,
      town.world.clock.now(),
    );
    await run();
    expect(await outcomes()).toEqual({
      [factors]: 'failed',
      'review of accounts': 'unknown',
      'daily backup': 'unknown',
      'the log is unaltered': 'passed',
    });
    // The newcomer of the town is an administrator without a second factor.
    expect((await results()).get(factors)?.latest.check.text.ja).toMatch(/うち1人が/);
    expect(await list(vendor, { kind: 'check' })).toEqual([]);
  });

  it('has a new revision only where it sees something else, and nobody writes it', async () => {
    await run();
    await run();
    const { evidence = '', latest } = (await results()).get(factors) ?? {};
    expect(latest?.number).toBe(1);
    await town.owner.query(
      `update memberships set suspended_at = now() where person_id not in
        (select person_id from totp_secrets where confirmed_at is not null)`,
    );
    await run();
    expect((await results()).get(factors)?.latest).toMatchObject({
      number: 2,
      check: { outcome: 'passed' },
    });
    const answer = await town.ask(officer, 'POST', '/evidence/:evidence/revisions', {
      params: { evidence },
      body: { ...saidOf(), seen: 2 },
    });
    expect(codeOf(answer)).toBe('409 conflict');
  });

  it('that failed makes the accepted line that it proves worth another look', async () => {
    await run();
    const { evidence = '' } = (await results()).get(factors) ?? {};
    const line = await vendorsLine(town);
    await town.done(officer, 'POST', '/evidence/:evidence/lines', {
      params: { evidence },
      body: { lines: [line] },
    });
    await accept(line);
    expect(await staleOf(line)).toEqual(['check-failed']);
  });

  it('finds a log that somebody rewrote', async () => {
    await town.opened.logs.keeper.sequenceAll(
      town.world.database,
      town.city,
      town.world.clock.now(),
    );
    await town.owner.query(
      `update ledger_entries set leaf = set_byte(leaf, 40, 120 - get_byte(leaf, 40) % 2) where leaf_index = 1 and city_id = $1`,
      [town.city],
    );
    await run();
    expect((await outcomes())['the log is unaltered']).toBe('failed');
  });
});

describe('what people say of evidence', () => {
  it.each<readonly [Record<string, unknown>, string]>([
    [{ effectiveOn: '2026-02-30' }, 'effectiveOn'],
    [{ effectiveOn: '2126-01-01' }, 'effectiveOn'],
    [{ expiresOn: '2026-03-01' }, 'expiresOn'],
    [{ note: '  ' }, 'note'],
    [{ kind: 'link', url: 'javascript:alert(1)' }, 'url'],
    [{ kind: 'link', url: 'https://me:secret@example.jp/' }, 'url'],
    [{ kind: 'link', url: 'file:///etc/passwd' }, 'url'],
  ])('%j is refused with its field', async (wrong, field) => {
    const body = { ...saidOf(), kind: 'note', ...wrong };
    const { status, json } = await town.ask(vendor, 'POST', '/evidence', { body });
    expect([status, json['errors']]).toMatchObject([422, [{ path: field }]]);
  });
});
