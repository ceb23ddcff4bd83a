import { runUseCase } from '@machimori/application';
import { callMentioned, keepLines } from '@machimori/governance';
import type { Day, Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const officer = 'promoter/contributor';
const vendor = 'one/contributor';
const service = 's-gyosha-a';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let near: Id<'city'>;
let line: string;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  near = town.city as Id<'city'>;
  await kept();
  const { lines } = (await town.done(vendor, 'GET', '/sheet/lines', {
    query: { subject: service },
  })) as { lines: { line: string }[] };
  line = lines[0]?.line ?? '';
});
afterEach(() => town.close());

async function kept(): Promise<void> {
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
}

interface Talk {
  readonly takesPart: boolean;
  readonly comments: readonly {
    comment: string;
    thread: string;
    words: string;
    byName: string;
    organisationName: string;
    resolvedAt?: string;
  }[];
  readonly people: readonly { id: string; name: string; kind: string; organisationName: string }[];
}
const talk = async (who: AskerName): Promise<Talk> =>
  (await town.done(who, 'GET', '/sheet/lines/:line/talk', { params: { line } })) as unknown as Talk;
const saying = (who: AskerName, words: string, calls: readonly string[] = [], thread?: string) =>
  town.ask(who, 'POST', '/sheet/lines/:line/talk', {
    params: { line },
    body: { words, calls, ...(thread === undefined ? {} : { thread }) },
  });
async function said(...of: Parameters<typeof saying>): Promise<string> {
  const { status, json } = await saying(...of);
  expect([status, json['code']]).toEqual([200, undefined]);
  return String(json['comment']);
}
const waiting = async (who: AskerName): Promise<readonly string[]> =>
  (
    (await town.done(who, 'GET', '/sheet/mentions')) as unknown as {
      mentions: { comment: string }[];
    }
  ).mentions.map(({ comment }) => comment);

describe('what is said about a line', () => {
  it('is read by who answers it and who sees the whole city, and by nobody else', async () => {
    await said(vendor, '装置の型番がわかりません。');
    for (const who of [vendor, officer, 'promoter/auditor'] as const)
      expect((await talk(who)).comments.map(({ words }) => words)).toEqual([
        '装置の型番がわかりません。',
      ]);
    for (const who of ['two/contributor', 'far/contributor'] as const) {
      const { status } = await town.ask(who, 'GET', '/sheet/lines/:line/talk', {
        params: { line },
      });
      expect(status).toBe(404);
      expect((await saying(who, 'のぞき見')).status).toBe(404);
    }
    expect((await saying('promoter/auditor', '監査から')).status).toBe(403);
  });

  it('stands as it was said: there is no way to change or to take it back', async () => {
    await said(vendor, '一度目');
    const { rows } = await town.owner.query<{ column: string }>(
      `select a.attname as column from pg_attribute a where a.attrelid = 'sheet_comments'::regclass
         and a.attnum > 0 and has_column_privilege('machimori_app', a.attrelid, a.attnum, 'update')`,
    );
    expect(rows.map(({ column }) => column).sort()).toEqual(['resolved_at', 'resolved_by']);
  });

  it('waits for whom it calls until they answer or have looked at it, and for nobody once it is settled', async () => {
    const { promoter } = town.organisations;
    const first = await said(vendor, '@町の方　型番を教えてください。', [promoter]);
    expect([await waiting(officer), await waiting(vendor)]).toEqual([[first], []]);
    const { person } = town.person(vendor);
    const answer = await said(officer, '台帳を送りました。', [person], first);
    expect([await waiting(officer), await waiting(vendor)]).toEqual([[], [answer]]);
    await town.done(vendor, 'POST', '/sheet/mentions/noted', { body: { comments: [answer] } });
    expect(await waiting(vendor)).toEqual([]);

    await said(officer, '届きましたか。', [person], first);
    await town.done(officer, 'PUT', '/sheet/talks/:thread', {
      params: { thread: first },
      body: { resolved: true },
    });
    expect(await waiting(vendor)).toEqual([]);
    expect((await saying(vendor, 'まだです。', [], first)).status).toBe(409);
    await town.done(vendor, 'PUT', '/sheet/talks/:thread', {
      params: { thread: first },
      body: { resolved: false },
    });
    await said(vendor, 'まだです。', [], first);
  });

  it('calls only who may see the line', async () => {
    const names = async (who: AskerName) => (await talk(who)).people;
    // The vendor learns nothing of who works for the town, but may call the town.
    const known = await names(vendor);
    expect(known.filter(({ kind }) => kind === 'person').map(({ id }) => id)).not.toContain(
      town.person(officer).person,
    );
    expect(known.filter(({ kind }) => kind === 'organisation').map(({ id }) => id)).toEqual([
      town.organisations.promoter,
    ]);
    const unseen = [
      town.person('two/contributor').person,
      town.organisations.two,
      town.person('far/contributor').person,
    ];
    const all = (await names(officer)).map(({ id }) => id);
    expect(all).toContain(town.person(vendor).person);
    for (const id of unseen) {
      expect(all).not.toContain(id);
      expect((await saying(officer, '呼ぶ', [id])).status).toBe(422);
    }
    // Whoever has written is known by the name that they signed with.
    await said(officer, '町からです。');
    expect((await names(vendor)).map(({ id }) => id)).toContain(town.person(officer).person);
  });

  it('leads to one sealed letter for each person who is called and may see the line now', async () => {
    const { promoter } = town.organisations;
    const comment = await said(vendor, '町の方へ', [promoter, town.person('one/approver').person]);
    await town.owner.query(
      `update memberships set ended_at = now() where city_id = $1 and person_id = $2`,
      [town.city, town.person(officer).person],
    );
    const actor = { kind: 'system', name: 'worker', city: near } as const;
    await runUseCase(town.world, callMentioned, actor, { comment });
    const { rows } = await town.owner.query<{ payload: { call: string; letter: string } }>(
      `select payload from outbox_events where city_id = $1 and type = 'person.called'`,
      [town.city],
    );
    const letters = rows.map(({ payload: { call, letter } }) => {
      const opened = town.opened.vault.open(Buffer.from(letter, 'base64'), `letter/${call}`);
      return JSON.parse(Buffer.from(opened).toString()) as { to: string; url: string };
    });
    const to = letters.map((letter) => letter.to);
    expect(new Set(to).size).toBe(to.length);
    expect(to).toContain(town.person('one/approver').email);
    expect(to).toContain(town.person('promoter/cityAdministrator').email);
    expect(to).not.toContain(town.person(officer).email);
    expect(to).not.toContain(town.person('two/contributor').email);
    // What was said stays inside.
    expect(JSON.stringify(letters)).not.toContain('町の方へ');
  });

  it('outlives its line', async () => {
    await said(vendor, '残ること');
    const actor = { kind: 'system', name: 'worker', city: near } as const;
    const { rows: heads } = await town.owner.query<{ revision: number; yardstick: number }>(
      `select revision, yardstick from sheet_heads where city_id = $1`,
      [town.city],
    );
    const { revision = 0, yardstick = 0 } = heads[0] ?? {};
    const kept = { revision, yardstick, asOf: '2026-11-22' as Day, lines: [] };
    await runUseCase(town.world, keepLines, actor, kept);
    const { rows } = await town.owner.query(
      `select line_id, in_plan from sheet_lines where city_id = $1`,
      [town.city],
    );
    expect(rows).toEqual([{ line_id: line, in_plan: false }]);
    expect((await talk(vendor)).comments.map(({ words }) => words)).toEqual(['残ること']);
  });
});
