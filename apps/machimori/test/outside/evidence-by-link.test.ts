import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evidenceFolder } from '../../src/operate/evidence-place.ts';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { sendsMail } from '../routes/address-examples.ts';
import { smallPicture } from '../routes/approval-examples.ts';
import { expert } from '../routes/outside-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';
import { entered, fieldsOf, OutsideBrowser } from './outside-browser.ts';

// Somebody outside gives evidence by a link: what becomes of it, and who tries more than they may.

const vendor = 'one/contributor';
const officer = 'promoter/contributor';
const approver = 'promoter/approver';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let lines: readonly string[];
let sent: { readonly link: string; readonly url: string; readonly at: string };
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  sendsMail(town, true);
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
  const seen = (await town.done(vendor, 'GET', '/sheet/lines', {
    query: { answeredBy: 'gyosha-a' },
  })) as { lines: { line: string }[] };
  lines = seen.lines.slice(0, 3).map(({ line }) => line);
  sent = await sentTo(lines.slice(0, 2));
});
afterEach(() => town.close());

async function sentTo(named: readonly string[], more = {}): Promise<typeof sent> {
  const { link, url } = await town.done(vendor, 'POST', '/sheet/links', {
    body: { ...expert, lines: named, ...more },
  });
  return { link: String(link), url: String(url), at: `/answer/${link}` };
}
const picture = { name: '点検.png', bytes: smallPicture };
interface Proof {
  readonly evidence: string;
  readonly kind: string;
  readonly title: { readonly ja: string };
  readonly own: boolean;
  readonly latest: {
    readonly byLink?: string;
    readonly digest?: string;
    readonly url?: string;
    readonly note: string;
    readonly file?: { readonly name: string; readonly media: string };
  };
}
const proofs = async (who: AskerName, line: string): Promise<readonly Proof[]> =>
  (
    (await town.done(who, 'GET', '/sheet/lines/:line/evidence', {
      params: { line },
    })) as unknown as {
      evidence: Proof[];
    }
  ).evidence;
/** The form of the line's page as it stands, with what somebody enters. */
async function give(
  browser: OutsideBrowser,
  place: number,
  typed: Readonly<Record<string, string>>,
  file?: typeof picture,
) {
  const page = await browser.get(`${sent.at}/lines/${place}`);
  const fields = fieldsOf(page.body, /\/evidence$/);
  // Nobody's day is taken for granted: whoever gives it says it.
  expect(fields['effectiveOn'] ?? '').toBe('');
  fields['effectiveOn'] = '2026-04-01';
  delete fields['file'];
  return browser.postFile(`${sent.at}/lines/${place}/evidence`, { ...fields, ...typed }, file);
}
const stored = (): readonly string[] => {
  try {
    return readdirSync(join(evidenceFolder(town.data), town.city));
  } catch {
    return [];
  }
};

describe('evidence by a link', () => {
  it('is put to its line, sealed, and says from whom and by which way it came', async () => {
    const [line = '', other = ''] = lines;
    const browser = await entered(town, sent.url);
    const done = await give(browser, 1, { title: '' }, picture);
    expect([done.status, done.location]).toEqual([303, `${sent.at}/lines/1?given=1#evidence`]);
    const page = await browser.get(`${sent.at}/lines/1?given=1`);
    expect(page.body).toContain('証跡を渡しました');
    expect(page.body).toContain('点検.png');

    const [proof] = await proofs(vendor, line);
    expect(proof).toMatchObject({
      kind: 'file',
      title: { ja: '点検.png' },
      own: true,
      latest: {
        byLink: `${expert.office}　${expert.name}`,
        digest: createHash('sha256').update(smallPicture).digest('hex'),
        file: { name: '点検.png', media: 'image/png' },
      },
    });
    // Whoever verifies the line sees it too; on no other line is it seen.
    expect(await proofs(officer, line)).toMatchObject([{ latest: { byLink: expect.any(String) } }]);
    expect(await proofs(vendor, other)).toEqual([]);
    expect((await browser.get(`${sent.at}/lines/2`)).body).not.toContain('点検.png');
    const [file = ''] = stored();
    const bytes = readFileSync(join(evidenceFolder(town.data), town.city, file));
    expect(bytes.includes(smallPicture.subarray(0, 8))).toBe(false);
    // What proves an answer is none: nobody has begun to write one.
    const seen = await town.done(vendor, 'GET', '/sheet/lines/:line', { params: { line } });
    expect(seen['stage']).toBeUndefined();
    const { rows } = await town.owner.query<{ by: string }>(
      'select distinct added_by as by from evidence_revisions',
    );
    expect(rows).toEqual([{ by: sent.link }]);
  });

  it('may be a link or a note; what is wrong is told on the page, and nothing typed is lost', async () => {
    const [line = ''] = lines;
    const browser = await entered(town, sent.url);
    await give(browser, 1, { url: 'https://example.jp/kiroku', title: '公開の記録' });
    await give(browser, 1, { note: '毎月の点検\n記録は棚に', title: '' });
    expect((await proofs(vendor, line)).map(({ kind, title }) => [kind, title.ja])).toEqual([
      ['note', '毎月の点検'],
      ['link', '公開の記録'],
    ]);
    for (const [typed, told] of [
      [{ url: 'javascript:alert(1)', note: '<b>残る</b>' }, '「https://」'],
      [{ url: 'https://me:secret@example.jp/', note: '<b>残る</b>' }, '秘密'],
      [{ note: '<b>残る</b>', effectiveOn: '' }, '書類や記録そのものの日付'],
      [{ note: '<b>残る</b>', effectiveOn: 'いつか' }, '日付'],
      [{ note: '<b>残る</b>', effectiveOn: '2150-01-01' }, '今日より後'],
    ] as const) {
      const { status, body } = await give(browser, 1, typed);
      expect([status, body.includes(told)]).toEqual([422, true]);
      expect(body).toContain('&lt;b&gt;残る&lt;/b&gt;');
    }
    const empty = await give(browser, 1, { note: '', title: '' });
    expect([empty.status, empty.body.includes('メモの内容を書いてください')]).toEqual([422, true]);
    expect(await proofs(vendor, line)).toHaveLength(2);
  });

  it('is of the kinds and within the bounds of evidence inside, whatever it is called', async () => {
    const [line = ''] = lines;
    const browser = await entered(town, sent.url);
    const hostile: readonly (readonly [string, Uint8Array, number])[] = [
      ['点検.png', Buffer.from('<script>alert(1)</script>'), 422],
      ['点検.pdf', Buffer.from('MZ\u0000program'), 422],
      ['点検.txt', Buffer.from('<svg onload=alert(1)>'), 422],
      ['点検.zip', Buffer.from('PK\u0003\u0004'), 422],
      ['空.txt', Buffer.of(), 422],
      ['大きい.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 'a'), 413],
      ['もっと大きい.txt', Buffer.alloc(22 * 1024 * 1024, 'a'), 413],
    ];
    for (const [name, bytes, status] of hostile) {
      const answer = await give(browser, 1, {}, { name, bytes: bytes as Buffer<ArrayBuffer> });
      expect([name, answer.status]).toEqual([name, status]);
    }
    expect(await proofs(vendor, line)).toEqual([]);
    expect(stored()).toEqual([]);
    // A name that leads elsewhere is none.
    await give(browser, 1, { title: 'x' }, { ...picture, name: '../../etc/passwd.html' });
    expect(await proofs(vendor, line)).toMatchObject([
      { latest: { file: { name: 'passwd.png' } } },
    ]);
    expect(stored()).toHaveLength(1);
  });

  it('is none for whoever has no code, another line, a form of elsewhere, or a link that is over', async () => {
    const browser = await entered(town, sent.url);
    const page = await browser.get(`${sent.at}/lines/1`);
    const fields = {
      ...fieldsOf(page.body, /\/evidence$/),
      note: 'x',
      effectiveOn: '2026-04-01',
    };
    const to = `${sent.at}/lines/1/evidence`;
    const status = async (answer: Promise<{ status: number }>): Promise<number> =>
      (await answer).status;
    expect(await status(new OutsideBrowser(town).postFile(to, fields, picture))).toBe(401);
    expect(await status(browser.postFile(to, { ...fields, token: 'made-up' }, picture))).toBe(403);
    const elsewhere = { origin: 'https://evil.example' };
    expect(await status(browser.postFile(to, fields, picture, elsewhere))).toBe(403);
    // Only named lines have a place; the third of the vendor's is not among them.
    for (const place of ['3', '0', '99', '1x'])
      expect(
        await status(browser.postFile(`${sent.at}/lines/${place}/evidence`, fields, picture)),
      ).toBe(404);
    const [cut] = [Buffer.from('--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nx')];
    const broken = await town.server.inject({
      method: 'POST',
      url: to,
      payload: cut ?? '',
      headers: {
        'content-type': 'multipart/form-data; boundary=x',
        origin: 'http://localhost:8080',
        cookie: [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; '),
      },
    });
    expect(broken.statusCode).toBe(422);
    // No other page takes in a form with a file, however small.
    expect(await status(browser.postFile(`${sent.at}/lines/1`, fields, picture))).toBe(400);

    const second = await sentTo(lines.slice(2, 3));
    expect(await status(browser.postFile(`${second.at}/lines/1/evidence`, fields, picture))).toBe(
      401,
    );
    await town.done(vendor, 'DELETE', '/sheet/links/:link', { params: { link: sent.link } });
    expect(await status(browser.postFile(to, fields, picture))).toBe(401);
    const { rows } = await town.owner.query('select from evidence');
    expect(rows).toHaveLength(0);
    expect(stored()).toEqual([]);
  });

  it('ends with what members have handed in, with the link that came back, and at a hundred pieces', async () => {
    const [line = '', other = ''] = lines;
    const browser = await entered(town, sent.url);
    const page = await browser.get(`${sent.at}/lines/2`);
    const late = {
      ...fieldsOf(page.body, /\/evidence$/),
      note: 'x',
      effectiveOn: '2026-04-01',
    };
    await town.owner.query(
      `insert into evidence (city_id, evidence_id, organisation_id, kind, title, revision)
       select city_id, 'evd_' || lpad(to_hex(n), 32, '0'), organisation_id, 'note', 'x', 1
       from outside_links, generate_series(1, 99) n where link_id = $1`,
      [sent.link],
    );
    await town.owner.query(
      `insert into evidence_revisions (city_id, evidence_id, number, note, effective_on, added_at, added_by)
       select city_id, evidence_id, 1, 'x', '2026-04-01', now(), $1 from evidence`,
      [sent.link],
    );
    expect((await give(browser, 1, { note: 'the hundredth' })).status).toBe(303);
    const many = await give(browser, 1, { note: 'one more' });
    expect([many.status, many.body.includes('100件まで')]).toEqual([413, true]);
    await town.owner.query(`update evidence_revisions set added_by = 'prs_x'`);

    await browser.post(`${sent.at}/lines/2`, {
      ...fieldsOf((await browser.get(`${sent.at}/lines/2`)).body, /\/lines\/2$/),
      state: 'implemented',
      statement: '毎月確かめている',
      go: 'stay',
    });
    const seen = await town.done(vendor, 'GET', '/sheet/lines/:line', { params: { line: other } });
    await town.done(vendor, 'POST', '/sheet/submissions', {
      body: { answers: [{ line: other, version: Number(seen['version']) }] },
    });
    const to = `${sent.at}/lines/2/evidence`;
    expect((await browser.postFile(to, late, picture)).status).toBe(409);
    expect(await proofs(vendor, other)).toEqual([]);
    await town.owner.query(
      `update outside_links set handed_back_at = now(), note = '' where link_id = $1`,
      [sent.link],
    );
    expect((await browser.postFile(`${sent.at}/lines/1/evidence`, late, picture)).status).toBe(409);
    expect((await proofs(vendor, line)).length).toBe(1);
  });

  it('makes its giver accept no line that it proves, from whatever account at that mailbox', async () => {
    const [line = '', other = ''] = lines;
    const { email } = town.person(approver);
    sent = await sentTo([line], { email: email.replace('@', '+outside@').toUpperCase() });
    const browser = await entered(town, sent.url);
    await give(browser, 1, { title: '' }, picture);
    const [proof] = await proofs(vendor, line);
    // A member puts it to another line, too, and renews what is said of it: the giver stands behind it still.
    const evidence = proof?.evidence ?? '';
    await town.done(vendor, 'POST', '/evidence/:evidence/lines', {
      params: { evidence },
      body: { lines: [other] },
    });
    await town.done(vendor, 'POST', '/evidence/:evidence/revisions', {
      params: { evidence },
      body: { title: '点検の記録', note: '', effectiveOn: '2026-04-01', seen: 1 },
    });
    const deciding = async (each: string) => {
      const { version } = await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
        params: { line: each },
        body: {
          cells: [
            { field: 'state', seen: 0, value: 'implemented' },
            { field: 'statement', seen: 0, value: '毎月確かめている' },
          ],
        },
      });
      await town.done(vendor, 'POST', '/sheet/submissions', {
        body: { answers: [{ line: each, version }] },
      });
      const body = {
        answers: [{ line: each, version: Number(version) + 1 }],
        verdict: 'accept',
        reason: '',
      };
      const { moved } = (await town.done(approver, 'POST', '/sheet/decisions', { body })) as {
        moved: { problem?: { code: string } }[];
      };
      return moved[0]?.problem?.code;
    };
    expect(await deciding(line)).toBe('forbidden');
    expect(await deciding(other)).toBe('forbidden');
    // What it proves no more is like any other answer.
    await town.done(vendor, 'DELETE', '/evidence/:evidence/lines/:line', {
      params: { evidence, line: other },
    });
    const seen = await town.done(vendor, 'GET', '/sheet/lines/:line', { params: { line: other } });
    const body = {
      answers: [{ line: other, version: Number(seen['version']) }],
      verdict: 'accept',
      reason: '',
    };
    const { moved } = (await town.done(approver, 'POST', '/sheet/decisions', { body })) as {
      moved: { problem?: unknown }[];
    };
    expect(moved[0]?.problem).toBeUndefined();
  });
});
