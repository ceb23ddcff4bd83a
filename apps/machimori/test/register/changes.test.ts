import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AskerName, makeTown, marks, type Town } from '../routes/town.ts';

const recorder = 'promoter/contributor';
const administrator = 'promoter/cityAdministrator';
const vendor = 'one/contributor';
const service = { kind: 'components', key: 's-gyosha-a' };

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

type Body = Readonly<Record<string, unknown>>;

async function bodyOf(of: { kind: string; key: string }, who: AskerName = recorder): Promise<Body> {
  const { element } = await town.done(who, 'GET', '/city/elements/:kind/:key', { params: of });
  return (element as { body: Body }).body;
}

/** A change of some fields from what they say now. */
async function setting(of: { kind: string; key: string }, now: Body, who: AskerName = recorder) {
  const body = await bodyOf(of, who);
  const was = Object.fromEntries(Object.keys(now).map((field) => [field, body[field] ?? null]));
  return { change: 'set', ...of, was, now };
}

const change = (who: AskerName, ...edits: readonly unknown[]) =>
  town.ask(who, 'POST', '/city/changes', { body: { edits } });
const preview = async (who: AskerName, ...edits: readonly unknown[]) =>
  town.done(who, 'POST', '/city/changes/preview', { body: { edits } });

describe('whoever sees the whole city', () => {
  it('changes it; the change set, the plan’s event and the log say so', async () => {
    const { status, json } = await change(recorder, await setting(service, { note: '夜間も動く' }));
    expect([status, json['state'], json['changes']]).toEqual([200, 'written', 1]);
    expect((await bodyOf(service))['note']).toBe('夜間も動く');
    const { moments } = await town.done(recorder, 'GET', '/city/elements/:kind/:key', {
      params: service,
    });
    expect((moments as { changes: unknown[] }[])[0]?.changes).toEqual([
      {
        label: { ja: '備考', en: 'Note' },
        before: { ja: '（なし）', en: '(none)' },
        after: { ja: '夜間も動く', en: '夜間も動く' },
      },
    ]);
    const { rows } = await town.owner.query(
      `select type, payload from outbox_events where type = 'register.changed'
       order by event_id desc limit 1`,
    );
    expect(rows[0]?.payload).toEqual({ revision: json['revision'] });
  });

  it('is told what is wrong by the rules of the file, and nothing is written', async () => {
    const before = await bodyOf(service);
    const edits = [
      await setting(service, { operator: 'dare', plannedUntil: '令和9年' }),
      { change: 'add', kind: 'flows', key: 'f-1', body: { from: 's-gyosha-a', to: 's-gyosha-a' } },
    ];
    const { diagnostics } = await preview(recorder, ...edits);
    expect(
      (diagnostics as { kind: string; key: string; field: string }[]).map(
        ({ kind, key, field }) => `${kind}/${key}/${field}`,
      ),
    ).toEqual(
      expect.arrayContaining([
        'components/s-gyosha-a/operator',
        'components/s-gyosha-a/plannedUntil',
        'flows/f-1/purpose',
        'flows/f-1/to',
      ]),
    );
    const { status, json } = await change(recorder, ...edits);
    expect([status, json['code']]).toEqual([422, 'input-invalid']);
    expect((json['errors'] as { path: string }[]).map(({ path }) => path)).toContain(
      'components/s-gyosha-a/operator',
    );
    expect(await bodyOf(service)).toEqual(before);
  });

  it('loses nothing to another who edits the same entry', async () => {
    const mine = await setting(service, { note: '私の備考' });
    const yours = await setting(service, { note: 'あなたの備考', nameEn: 'Notices by you' });
    expect((await change(recorder, mine)).status).toBe(200);
    const late = await change(administrator, yours);
    expect([late.status, late.json['code']]).toEqual([409, 'conflict']);
    const { conflicts } = await preview(administrator, yours);
    expect(conflicts).toEqual([
      {
        ...service,
        reason: 'changed',
        field: 'note',
        was: null,
        theirs: '私の備考',
        yours: 'あなたの備考',
      },
    ]);
    // Another field of the same entry is no conflict.
    const other = await setting(service, { nameEn: 'Notices by you' });
    await change(recorder, await setting(service, { note: 'また変えた' }));
    expect((await change(administrator, other)).status).toBe(200);
    expect(await bodyOf(service)).toMatchObject({ note: 'また変えた', nameEn: 'Notices by you' });
  });

  it('takes a change back, and the taking back', async () => {
    const { note } = await bodyOf(service);
    const changed = await change(recorder, await setting(service, { note: '変えた' }));
    const undone = await town.done(recorder, 'POST', '/city/changes/:revision/undo', {
      params: { revision: changed.json['revision'] },
    });
    expect((await bodyOf(service))['note']).toBe(note);
    await town.done(recorder, 'POST', '/city/changes/:revision/undo', {
      params: { revision: undone['revision'] },
    });
    expect((await bodyOf(service))['note']).toBe('変えた');
  });

  it('takes something out with whatever cannot be without it, and puts it back in one act', async () => {
    const { edits } = await town.done(recorder, 'GET', '/city/elements/:kind/:key/removal', {
      params: service,
    });
    expect((edits as { change: string; key: string }[]).map((e) => `${e.change} ${e.key}`)).toEqual(
      expect.arrayContaining(['remove s-gyosha-a', 'set k-gyosha-a']),
    );
    const { status, json } = await change(recorder, ...(edits as unknown[]));
    expect(status).toBe(200);
    const gone = await town.ask(recorder, 'GET', '/city/elements/:kind/:key', { params: service });
    expect(gone.status).toBe(404);
    await town.done(recorder, 'POST', '/city/changes/:revision/undo', {
      params: { revision: json['revision'] },
    });
    expect(await bodyOf(service)).toMatchObject({ key: 's-gyosha-a', operator: 'gyosha-a' });
  });

  it('sees what differs between two moments', async () => {
    const first = await change(recorder, await setting(service, { note: '一' }));
    await change(recorder, await setting(service, { note: '二' }));
    const { changes } = await town.done(recorder, 'GET', '/city/changes', {
      query: { from: first.json['revision'] },
    });
    expect(changes).toEqual([
      {
        ...service,
        name: { ja: `お知らせ ${marks.one}`, en: `Notice ${marks.one}` },
        change: 'changed',
        fields: [
          {
            label: { ja: '備考', en: 'Note' },
            before: { ja: '一', en: '一' },
            after: { ja: '二', en: '二' },
          },
        ],
      },
    ]);
  });
});

describe('a vendor', () => {
  it('keeps up its own part without asking anybody', async () => {
    const { status, json } = await change(
      vendor,
      await setting(service, { note: '保守は火曜日' }, vendor),
    );
    expect([status, json['state']]).toEqual([200, 'written']);
    expect((await bodyOf(service))['note']).toBe('保守は火曜日');
  });

  it('brings the supplier below it, with the contract that makes it one', async () => {
    const { json } = await change(
      vendor,
      {
        change: 'add',
        kind: 'organisations',
        key: 'gyosha-a-saiitaku',
        body: {
          name: '再委託先',
          roles: ['serviceProvider'],
          legalForm: 'business',
          seat: { country: 'JP' },
          contacts: [{ purpose: 'incident', post: '受付', phone: '000-2000-3001' }],
        },
      },
      {
        change: 'add',
        kind: 'contracts',
        key: 'gyosha-a-k-saiitaku',
        body: {
          name: '保守の再委託',
          kind: 'subcontracting',
          principal: 'gyosha-a',
          contractor: 'gyosha-a-saiitaku',
          covers: { components: ['s-gyosha-a'], dataSets: [] },
          term: { renewal: 'yearly-renewed' },
        },
      },
    );
    expect([json['state'], json['errors']]).toEqual(['written', undefined]);
    expect(await bodyOf({ kind: 'contracts', key: 'gyosha-a-k-saiitaku' })).toMatchObject({
      principal: 'gyosha-a',
    });
  });

  it('proposes what others answer for; it stands once it is accepted', async () => {
    const before = await bodyOf(service);
    const name = `お知らせ ${marks.one} 改`;
    const { json } = await change(vendor, await setting(service, { name }, vendor));
    expect(json['state']).toBe('proposed');
    expect(await bodyOf(service)).toEqual(before);
    const params = { proposal: json['proposal'] };
    const decide = (who: AskerName, decision: string, reason = '') =>
      town.ask(who, 'POST', '/proposals/:proposal/decision', {
        params,
        body: { decision, reason },
      });
    expect((await decide('one/organisationAdministrator', 'accept')).status).toBe(403);
    expect((await decide('far/cityAdministrator', 'accept')).status).toBe(404);
    expect((await decide(administrator, 'decline')).json['code']).toBe('input-invalid');
    expect((await decide(administrator, 'accept')).status).toBe(200);
    expect((await bodyOf(service))['name']).toBe(name);
    expect((await decide(administrator, 'accept')).json['code']).toBe('conflict');
  });

  it('cannot slip what others answer for into its own part', async () => {
    const before = await bodyOf(service);
    const attempts = [
      await setting(service, { operator: 'gyosha-b' }, vendor),
      await setting(service, { owner: 'gyosha-a' }, vendor),
      await setting(service, { note: 'x', internetFacing: false }, vendor),
      { change: 'remove', ...service, was: await bodyOf(service, vendor) },
      await setting({ kind: 'contracts', key: 'k-gyosha-a' }, { clauses: [] }, vendor),
      {
        change: 'set',
        kind: 'city',
        key: 'toshi',
        was: { promoter: 'machi' },
        now: { promoter: 'gyosha-a' },
      },
    ];
    for (const edit of attempts) {
      const { status, json } = await change(vendor, edit);
      // Either it waits for the promoting body, or it is refused: it never stands.
      expect([json['state'] === 'proposed' || status >= 400, edit]).toEqual([true, edit]);
    }
    expect(await bodyOf(service)).toEqual(before);
    expect((await bodyOf({ kind: 'city', key: 'toshi' }))['promoter']).toBe('machi');
  });

  it('learns nothing of what it does not see', async () => {
    const hidden = { kind: 'components', key: 's-gyosha-b' };
    const seen = await town.ask(vendor, 'GET', '/city/elements/:kind/:key', { params: hidden });
    expect(seen.status).toBe(404);
    // Whether a key exists elsewhere in the city makes no difference to the answer.
    const refer = (key: string) => ({
      change: 'set',
      ...service,
      was: { standsOn: [] },
      now: { standsOn: [key] },
    });
    const there = await preview(vendor, refer('s-gyosha-b'));
    const nowhere = await preview(vendor, refer('s-gyosha-z'));
    expect(JSON.stringify(there).replaceAll('s-gyosha-b', 's-gyosha-z')).toEqual(
      JSON.stringify(nowhere),
    );
    expect((there['diagnostics'] as unknown[]).length).toBeGreaterThan(0);
    const names = await town.done(vendor, 'GET', '/city/names');
    expect(JSON.stringify(names)).not.toContain(marks.two);
    const { proposals } = await town.done('two/contributor', 'GET', '/proposals');
    expect(proposals).toEqual([]);
  });
});
