import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AskerName, makeTown, marks, password, type Town } from '../routes/town.ts';

const recorder = 'promoter/contributor';
const administrator = 'promoter/cityAdministrator';
const vendor = 'one/contributor';
const service = { kind: 'components', key: 's-gyosha-a' };
const others = { kind: 'components', key: 's-gyosha-b' };

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
type Of = { readonly kind: string; readonly key: string };

const read = (who: AskerName, of: Of) =>
  town.ask(who, 'GET', '/city/elements/:kind/:key', { params: { ...of } });
const bodyOf = async (of: Of): Promise<Body> =>
  ((await read(recorder, of)).json['element'] as { body: Body }).body;
const change = (who: AskerName, ...edits: readonly unknown[]) =>
  town.ask(who, 'POST', '/city/changes', { body: { edits } });
const set = (of: Of, was: Body, now: Body) => ({ change: 'set', ...of, was, now });
const revision = async (): Promise<number> =>
  Number((await town.done(recorder, 'GET', '/city/names'))['revision']);

const organisation = (key: string, more: Body = {}) => ({
  change: 'add',
  kind: 'organisations',
  key,
  body: {
    name: '再委託先',
    roles: ['serviceProvider'],
    legalForm: 'business',
    seat: { country: 'JP' },
    contacts: [{ purpose: 'incident', post: '受付', phone: '000-2000-3001' }],
    ...more,
  },
});
const contract = (key: string, contractor: string, more: Body = {}) => ({
  change: 'add',
  kind: 'contracts',
  key,
  body: {
    name: '再委託',
    kind: 'subcontracting',
    principal: 'gyosha-a',
    contractor,
    covers: { components: ['s-gyosha-a'], dataSets: [] },
    term: { renewal: 'yearly-renewed' },
    ...more,
  },
});
/** An organisation as somebody may know it who guesses well. */
async function known(key: string) {
  const { key: _, ...body } = await bodyOf({ kind: 'organisations', key });
  return { change: 'add', kind: 'organisations', key, body };
}
const boundary = (performs: string, subject = 's-gyosha-a') => ({
  boundaries: [{ aspect: 'system', subject, performs }],
});

describe('what is not a vendor’s own part never takes effect by itself', () => {
  const attempts: Readonly<Record<string, () => Promise<readonly unknown[]>>> = {
    'the promoting body as its contractor': async () => [
      await known('machi'),
      contract('gyosha-a-k-x', 'machi', boundary('machi')),
    ],
    'a vendor that it does not see as its contractor': async () => [
      await known('gyosha-b'),
      contract('gyosha-a-k-x', 'gyosha-b'),
    ],
    'a supplier that promotes the city': async () => [
      organisation('gyosha-a-ko', { roles: ['promoter'] }),
      contract('gyosha-a-k-x', 'gyosha-a-ko'),
    ],
    'a supplier of the promoting body’s name': async () => [
      organisation('gyosha-a-ko', { name: `役場　${marks.near.toUpperCase()}` }),
      contract('gyosha-a-k-x', 'gyosha-a-ko'),
    ],
    'a supplier that is the promoting body’s own': async () => [
      await known('machi'),
      organisation('gyosha-a-ko', { parent: 'machi' }),
      contract('gyosha-a-k-x', 'gyosha-a-ko'),
    ],
    'a duty of somebody else by a boundary': async () => [
      await known('machi'),
      organisation('gyosha-a-ko'),
      contract('gyosha-a-k-x', 'gyosha-a-ko', boundary('machi')),
    ],
    'a duty of somebody else by a clause': async () => [
      await known('machi'),
      organisation('gyosha-a-ko'),
      contract('gyosha-a-k-x', 'gyosha-a-ko', {
        clauses: [
          { clause: 'security-requirements', performs: 'machi', requirements: ['PR.AA-1'] },
        ],
      }),
    ],
    'a contract about what others operate': async () => [
      organisation('gyosha-a-ko'),
      contract('gyosha-a-k-x', 'gyosha-a-ko', {
        covers: { components: ['s-gyosha-b'], dataSets: [] },
      }),
    ],
    'a boundary at what others operate': async () => [
      organisation('gyosha-a-ko'),
      contract('gyosha-a-k-x', 'gyosha-a-ko', boundary('gyosha-a-ko', 's-gyosha-b')),
    ],
    'what it adds for itself and then turns': async () => [
      organisation('gyosha-a-ko'),
      contract('gyosha-a-k-x', 'gyosha-a-ko'),
      set(
        { kind: 'contracts', key: 'gyosha-a-k-x' },
        { principal: 'gyosha-a', contractor: 'gyosha-a-ko' },
        { principal: 'gyosha-a-ko', contractor: 'gyosha-a' },
      ),
    ],
    'an organisation without a contract': async () => [organisation('gyosha-a-ko')],
    'a contract that is not its own, taken out and put back otherwise': async () => {
      const body = await bodyOf({ kind: 'contracts', key: 'k-gyosha-a' });
      return [
        { change: 'remove', kind: 'contracts', key: 'k-gyosha-a', was: body },
        { change: 'add', kind: 'contracts', key: 'k-gyosha-a', body: { ...body, clauses: [] } },
      ];
    },
    'a chain beyond measure': async () =>
      Array.from({ length: 101 }, (_, i) => [
        organisation(`gyosha-a-ko-${i}`),
        contract(`gyosha-a-k-x-${i}`, `gyosha-a-ko-${i}`),
      ]).flat(),
    'accounts of what others operate': async () => [
      {
        change: 'add',
        kind: 'accounts',
        key: 'gyosha-a-a-x',
        body: {
          component: 's-gyosha-a',
          kind: 'staff',
          total: 3,
          orphaned: 0,
          dormant: 0,
          withoutSecondFactor: 0,
        },
      },
      set(
        { kind: 'accounts', key: 'gyosha-a-a-x' },
        { component: 's-gyosha-a' },
        { component: 's-gyosha-b' },
      ),
    ],
    'the key of another element': async () => [
      organisation('gyosha-a-ko'),
      contract('s-gyosha-b', 'gyosha-a-ko'),
    ],
    'something of a shape that nobody knows, taken out again': async () => {
      const odd = contract('gyosha-a-k-x', 'gyosha-a-ko', {
        covers: { components: 5, dataSets: null },
      });
      return [
        odd,
        {
          change: 'remove',
          kind: 'contracts',
          key: 'gyosha-a-k-x',
          was: { ...odd.body, key: 'gyosha-a-k-x' },
        },
        set(service, { name: `お知らせ ${marks.one}` }, { name: '別の名前' }),
      ];
    },
  };

  for (const [what, editsOf] of Object.entries(attempts))
    it(what, async () => {
      const edits = await editsOf();
      const before = await revision();
      const { status, json } = await change(vendor, ...edits);
      expect([json['state'] ?? json['code'], status < 500]).toEqual([
        expect.stringMatching(/^(proposed|input-invalid|conflict)$/),
        true,
      ]);
      expect(await revision()).toBe(before);
      expect((await read(vendor, others)).status).toBe(404);
      expect((await read(vendor, { kind: 'organisations', key: 'gyosha-b' })).status).toBe(404);
    });

  it('nor the seat that somebody else has had, nor that of an organisation not described yet', async () => {
    const removal = await town.done(recorder, 'GET', '/city/elements/:kind/:key/removal', {
      params: { kind: 'organisations', key: 'gyosha-b' },
    });
    expect((await change(recorder, ...(removal['edits'] as unknown[]))).status).toBe(200);
    const taken = await change(
      vendor,
      organisation('gyosha-b'),
      contract('gyosha-a-k-x', 'gyosha-b'),
    );
    expect(taken.json['state']).toBe('proposed');
    await town.owner.query(
      `update organisations set element_key = null, name = '休眠の会社' where element_key = 'gyosha-b'`,
    );
    const named = await change(
      vendor,
      organisation('gyosha-a-kyumin', { name: '休眠の会社' }),
      contract('gyosha-a-k-y', 'gyosha-a-kyumin'),
    );
    expect(named.json['state']).toBe('proposed');
  });
});

it('whether something is there that a vendor does not see is not told by an edit of it', async () => {
  const answers = [];
  for (const key of ['s-gyosha-b', 's-nowhere'])
    for (const edit of [
      { change: 'remove', kind: 'components', key, was: {} },
      set({ kind: 'components', key }, {}, { note: 'x' }),
    ]) {
      const { status, json } = await change(vendor, edit);
      answers.push([key, edit.change, status, json['state'], json['code']]);
    }
  const [hidden, nowhere] = [answers.slice(0, 2), answers.slice(2)];
  expect(hidden.map(([, ...rest]) => rest)).toEqual(nowhere.map(([, ...rest]) => rest));
});

it('whether somebody has a key is not told by adding under it', async () => {
  const answers = [];
  for (const key of ['gyosha-b', 's-gyosha-b', 'nowhere']) {
    const edits = [organisation(key), contract('gyosha-a-k', key)];
    const seen = await town.ask(vendor, 'POST', '/city/changes/preview', { body: { edits } });
    const { status, json } = await change(vendor, ...edits);
    answers.push([status, json['state'], json['code'], seen.status, seen.json['decides']]);
  }
  expect(answers).toEqual(Array(3).fill([200, 'proposed', undefined, 200, 'promoter']));
});

it('a contract below oneself shows nothing of what its contractor has from others', async () => {
  expect(
    (await change(vendor, organisation('gyosha-a-ko'), contract('gyosha-a-k-x', 'gyosha-a-ko')))
      .json['state'],
  ).toBe('written');
  // The promoting body gives the same firm other work.
  const other = contract('k-other', 'gyosha-a-ko', {
    principal: 'machi',
    covers: { components: ['s-gyosha-b'], dataSets: ['d-gyosha-b'] },
  });
  expect((await change(recorder, other)).json['state']).toBe('written');
  expect((await read(vendor, { kind: 'organisations', key: 'gyosha-a-ko' })).status).toBe(200);
  for (const of of [
    others,
    { kind: 'contracts', key: 'k-other' },
    { kind: 'dataSets', key: 'd-gyosha-b' },
  ])
    expect((await read(vendor, of)).status).toBe(404);
  const why = await town.ask(vendor, 'GET', '/plan/why', { query: { id: 's-gyosha-b' } });
  expect(why.status).toBe(404);
});

const byKey = (who: AskerName, key: string, method: string, path: string, body: object) =>
  town.person(who).requester.ask(town.server, method, path, { body }, { 'idempotency-key': key });

it('an own change sent twice by the same key is answered alike', async () => {
  const body = { edits: [set(service, { note: null }, { note: '火曜日' })] };
  const first = await byKey(vendor, 'the-same', 'POST', '/city/changes', body);
  const again = await byKey(vendor, 'the-same', 'POST', '/city/changes', body);
  expect(first.json['state']).toBe('written');
  expect(again.json).toEqual(first.json);
  const { rows } = await town.owner.query("select from kept_answers where repeat_key = 'the-same'");
  expect(rows).toHaveLength(1);
});

it('what is kept of a write that may be sent twice is no way to the password in it', async () => {
  const body = { current: password, password: '赤い風車が七つまわる昼さがり' };
  const { status } = await byKey(
    'promoter/auditor',
    'of-a-password',
    'PUT',
    '/account/password',
    body,
  );
  expect(status).toBe(200);
  const { rows } = await town.owner.query<{ fingerprint: string }>(
    "select fingerprint from kept_answers where repeat_key = 'of-a-password'",
  );
  const sent = `PUT\n/api/v1/account/password\n${JSON.stringify(body)}`;
  const plain = createHash('sha256').update(sent).digest('hex');
  expect(rows.map(({ fingerprint }) => fingerprint === plain)).toEqual([false]);
});

it('values of any depth, and text that no database keeps, are refused', async () => {
  const deep = (depth: number): unknown =>
    JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;
  for (const value of [deep(40), { x: 'a\u0000b' }, { 'a\u0000': 1 }, ['\ud800']])
    for (const edit of [
      { change: 'remove', kind: 'components', key: 'nowhere', was: { note: value } },
      set(service, { note: null }, { note: value }),
    ]) {
      const { status, json } = await change(vendor, edit);
      expect([status, json['code']]).toEqual([422, 'input-invalid']);
    }
});

it('a second head of the city is refused', async () => {
  const head = { change: 'add', kind: 'city', key: 'other', body: { promoter: 'gyosha-a' } };
  expect((await change(recorder, head)).json['code']).toBe('conflict');
});

it('taking one thing out leaves what was answered about others', async () => {
  const control = (subject: string) => ({
    change: 'add',
    kind: 'controls',
    key: `サービス②-3@${subject}`,
    body: { checkItem: 'サービス②-3', subject, state: 'implemented' },
  });
  const written = await change(recorder, control('s-gyosha-a'), control('s-gyosha-b'));
  expect([written.json['state'], written.json['errors']]).toEqual(['written', undefined]);
  const { edits } = await town.done(recorder, 'GET', '/city/elements/:kind/:key/removal', {
    params: service,
  });
  expect((edits as Of[]).filter(({ kind }) => kind === 'controls').map(({ key }) => key)).toEqual([
    'サービス②-3@s-gyosha-a',
  ]);
  // The same answer under another key is still the same answer.
  const twice = { ...control('s-gyosha-a'), key: 'another' };
  const { status } = await change(recorder, twice);
  expect(status).toBeLessThan(500);
});

describe('proposals', () => {
  const rename = (now: string, was = `お知らせ ${marks.one}`) =>
    set(service, { name: was }, { name: now });
  const propose = async (now: string): Promise<string> =>
    String((await change(vendor, rename(now))).json['proposal']);
  const decide = (proposal: string) =>
    town.ask(administrator, 'POST', '/proposals/:proposal/decision', {
      params: { proposal },
      body: { decision: 'accept', reason: '' },
    });
  const withdraw = (who: AskerName, proposal: string) =>
    town.ask(who, 'POST', '/proposals/:proposal/withdrawal', { params: { proposal } });

  it('are decided once, however many decide and withdraw at the same moment', async () => {
    const proposal = await propose('新しい名前');
    const answers = await Promise.all([
      decide(proposal),
      withdraw(vendor, proposal),
      decide(proposal),
      withdraw('one/organisationAdministrator', proposal),
    ]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status < 300)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(3);
  });

  it('of others are neither seen nor withdrawn', async () => {
    const proposal = await propose('新しい名前');
    for (const who of ['two/contributor', 'far/cityAdministrator'] as const) {
      expect((await withdraw(who, proposal)).status).toBe(404);
      expect((await town.done(who, 'GET', '/proposals'))['proposals']).toEqual([]);
    }
    expect((await withdraw(administrator, proposal)).status).toBe(404);
  });

  it('against an older state are a conflict where both changed the same, and stand beside it otherwise', async () => {
    const [same, other] = [await propose('業者の名前'), await propose('業者の名前')];
    await change(recorder, set(service, { nameEn: `Notice ${marks.one}` }, { nameEn: 'Notices' }));
    expect((await decide(same)).status).toBe(200);
    expect(await bodyOf(service)).toMatchObject({ name: '業者の名前', nameEn: 'Notices' });
    await change(recorder, rename('役場の名前', '業者の名前'));
    expect((await decide(other)).json['code']).toBe('conflict');
    expect((await bodyOf(service))['name']).toBe('役場の名前');
  });

  it('outlive who made them, and the organisation they are of', async () => {
    const proposal = await propose('残った申し出');
    const { edits } = await town.done(recorder, 'GET', '/city/elements/:kind/:key/removal', {
      params: { kind: 'organisations', key: 'gyosha-a' },
    });
    expect((await change(recorder, ...(edits as unknown[]))).status).toBe(200);
    const { status, json } = await decide(proposal);
    // The service may be gone with it, or stand without it: what never happens is half of something.
    expect(status === 200 || json['code'] === 'conflict').toBe(true);
    const listed = await town.done(administrator, 'GET', '/proposals');
    expect((listed['proposals'] as Body[])[0]).toMatchObject({
      organisationName: expect.any(String),
    });
    // Nobody of it makes anything of its own part any more.
    const before = await revision();
    const late = await change(
      vendor,
      organisation('gyosha-a-ko'),
      contract('gyosha-a-k-x', 'gyosha-a-ko'),
    );
    expect(late.json['state']).not.toBe('written');
    expect(await revision()).toBe(before);
  });

  it('of one organisation wait in a bounded number', async () => {
    for (let i = 0; i < 50; i++) await propose(`名前 ${i}`);
    const { status, json } = await change(vendor, rename('もう一つ'));
    expect([status, json['code']]).toEqual([413, 'limit-exceeded']);
    const { proposals } = await town.done(vendor, 'GET', '/proposals');
    await withdraw(vendor, String((proposals as Body[])[0]?.['proposal']));
    expect((await change(vendor, rename('もう一つ'))).json['state']).toBe('proposed');
  }, 480_000);
});

it('undo, history and comparison give a vendor nothing', async () => {
  await change(recorder, set(others, { note: null }, { note: `秘密 ${marks.two}` }));
  const undone = await town.ask(vendor, 'POST', '/city/changes/:revision/undo', {
    params: { revision: 2 },
  });
  expect(undone.status).toBe(404);
  const compared = await town.ask(vendor, 'GET', '/city/changes', { query: { from: 1, to: 2 } });
  expect(compared.text).not.toContain(marks.two);
  expect(compared.json['changes']).toEqual([]);
  const { json } = await read(vendor, service);
  expect(json['moments']).toEqual([]);
});

it('what is searched for is text, and finds only what one sees', async () => {
  await change(
    recorder,
    set(service, { nameEn: `Notice ${marks.one}` }, { nameEn: '100% a_b c\\d' }),
  );
  const find = async (who: AskerName, text: string) => {
    const query = { kind: 'components', text };
    const { elements } = await town.done(who, 'GET', '/city/elements', { query });
    return (elements as Of[]).map(({ key }) => key);
  };
  for (const text of ['100%', 'a_b', 'c\\d', '%', '_', '\\'])
    expect([text, await find(recorder, text)]).toEqual([text, ['s-gyosha-a']]);
  for (const text of ['aXb', '%o%', '.*', "' or '1'='1"])
    expect([text, await find(recorder, text)]).toEqual([text, []]);
  expect(await find(vendor, marks.two)).toEqual([]);
  expect(await find(vendor, 'gyosha-b')).toEqual([]);
});
