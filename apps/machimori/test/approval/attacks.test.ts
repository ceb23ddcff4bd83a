import { dayInJapan } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  allowSelfChecks,
  importAnew,
  mayor,
  paperOf,
  smallPicture,
  waiting,
} from '../routes/approval-examples.ts';
import type { Answer } from '../routes/requester.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

// Approvals as somebody meets them who wants one that they should not have: with a link that is not theirs,
// one that is over, several ways at once, a second account, another's paper, another organisation's seat.

const recorder = 'promoter/cityAdministrator';
const asker = 'promoter/contributor';
const approver = 'promoter/approver';
const origin = 'http://localhost:8080';

const written: string[] = [];
const write = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
  written.push(String(chunk));
  return true;
});
let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown('debug');
}, 480_000);
afterAll(async () => {
  write.mockRestore();
  await made?.drop();
});
beforeEach(async () => {
  town = await made.copy();
  written.splice(0);
});
afterEach(() => town.close());

interface Asked {
  readonly approval: string;
  readonly digest: string;
}

const codeOf = ({ status, json }: Answer): string => `${status} ${json['code']}`;
const at = (approval: string, path = '') => ({
  path: `/approvals/:approval${path}`,
  params: { approval },
});
const decide = (who: AskerName, { approval, digest }: Asked) => {
  const { path, params } = at(approval, '/decision');
  return town.ask(who, 'POST', path, { params, body: { verdict: 'approve', reason: '', digest } });
};
const link = async ({ approval }: Asked, to = mayor): Promise<{ token: string; link: string }> => {
  const { path, params } = at(approval, '/links');
  const { url, link: id } = await town.done(asker, 'POST', path, { params, body: to });
  return { token: String(url).split('#')[1] ?? '', link: String(id) };
};
const stateOf = async (approval: string): Promise<unknown> => {
  const { path, params } = at(approval);
  const { outcome } = await town.done('promoter/auditor', 'GET', path, { params });
  return (outcome as { readonly state: string }).state;
};
/** Of each link of this request, whether the page says that it does not work now. */
const restingOf = async (approval: string): Promise<readonly boolean[]> => {
  const { path, params } = at(approval);
  const { links } = await town.done('promoter/auditor', 'GET', path, { params });
  return (links as readonly { readonly resting: boolean }[]).map(({ resting }) => resting);
};
const cookiesOf = (who: AskerName): string =>
  [...town.person(who).requester.cookies].map((pair) => pair.join('=')).join('; ');

const post = (payload: string, headers: Readonly<Record<string, string>> = {}) =>
  town.server.inject({
    method: 'POST',
    url: '/decide',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
    payload,
  });
const form = (token: string, digest?: string, more: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({
    link: token,
    ...(digest === undefined ? {} : { digest, verdict: 'approve', myself: 'yes' }),
    ...more,
  }).toString();
const setMember = (who: AskerName, what: string, value: unknown) =>
  town.owner.query(`update memberships set ${what} = $1 where person_id = $2`, [
    value,
    town.person(who).person,
  ]);

describe('a link that is over', () => {
  it('decides nothing after the request was withdrawn, or decided by somebody else', async () => {
    const first = await waiting(town);
    const { token } = await link(first);
    const { path, params } = at(first.approval);
    await town.done(asker, 'DELETE', path, { params });
    expect((await post(form(token, first.digest))).statusCode).toBe(409);
    expect(await stateOf(first.approval)).toBe('withdrawn');

    // Nor does it decide the request that was made in its place, about the very same content.
    const second = await waiting(town);
    expect(second.approval).not.toBe(first.approval);
    expect((await post(form(token, second.digest))).statusCode).toBe(409);
    expect(await stateOf(second.approval)).toBe('waiting');

    const other = await link(second);
    expect((await decide(approver, second)).status).toBe(204);
    const late = form(other.token, second.digest, { verdict: 'send-back', reason: 'やめます' });
    expect((await post(late)).statusCode).toBe(409);
    expect(await stateOf(second.approval)).toBe('approved');
  });

  it('decides nothing when it was revoked or ran out between looking and deciding', async () => {
    const asked = await waiting(town);
    const [one, two] = [await link(asked), await link(asked)];
    for (const { token } of [one, two]) expect((await post(form(token))).statusCode).toBe(200);
    const params = { approval: asked.approval, link: one.link };
    await town.done(asker, 'DELETE', '/approvals/:approval/links/:link', { params });
    await town.owner.query(
      `update approval_links set expires_at = now() - interval '1 second' where link_id = $1`,
      [two.link],
    );
    for (const { token } of [one, two])
      expect((await post(form(token, asked.digest))).statusCode).toBe(404);
    expect(await stateOf(asked.approval)).toBe('waiting');
  });

  it('is none of a changed content, nor of a newer one', async () => {
    const asked = await waiting(town);
    const { token } = await link(asked);
    await importAnew(town, 8_001);
    expect((await post(form(token, asked.digest))).statusCode).toBe(409);
    const newer = await waiting(town);
    expect((await post(form(token, newer.digest))).statusCode).toBe(409);
    expect(await stateOf(newer.approval)).toBe('waiting');
  });

  it('rests while whoever sent it is suspended, and ends with their right to send', async () => {
    const asked = await waiting(town);
    const { token } = await link(asked);
    await setMember(asker, 'suspended_at', new Date());
    expect(await restingOf(asked.approval)).toEqual([true]);
    const answer = await post(form(token, asked.digest));
    expect([answer.statusCode, answer.body.includes(asked.digest)]).toEqual([404, false]);
    await setMember(asker, 'suspended_at', null);
    expect(await restingOf(asked.approval)).toEqual([false]);
    await setMember(asker, 'roles', ['auditor']);
    expect(await restingOf(asked.approval)).toEqual([true]);
    expect((await post(form(token, asked.digest))).statusCode).toBe(404);
    await setMember(asker, 'roles', ['contributor']);
    expect((await post(form(token, asked.digest))).statusCode).toBe(200);
  });
});

describe('a link in other hands', () => {
  it('decides nothing where somebody else than its addressee is signed in', async () => {
    const asked = await waiting(town);
    const { email } = town.person(approver);
    const { token } = await link(asked, { ...mayor, email: email.toUpperCase() });
    for (const who of ['promoter/auditor', 'one/approver', 'far/cityAdministrator'] as const) {
      const answer = await post(form(token, asked.digest), { cookie: cookiesOf(who) });
      expect([who, answer.statusCode]).toEqual([who, 403]);
      expect(answer.body).toContain('別の人がサインインしています');
    }
    expect(await stateOf(asked.approval)).toBe('waiting');
    const own = await post(form(token, asked.digest), { cookie: cookiesOf(approver) });
    expect(own.statusCode).toBe(200);
  });

  it('cannot be guessed: sixty tries a minute, and each of them finds nothing', async () => {
    const asked = await waiting(town);
    const { token } = await link(asked);
    const near = [...token].map((_, i) => `${token.slice(0, i)}${token[i] === 'A' ? 'B' : 'A'}`);
    const guesses = near.map((head, i) => head + token.slice(i + 1));
    const answers: number[] = [];
    for (const guess of [...guesses, ...guesses])
      answers.push((await post(form(guess))).statusCode);
    expect(new Set(answers.slice(0, 60))).toEqual(new Set([404]));
    expect(new Set(answers.slice(60))).toEqual(new Set([429]));
  });

  it('is taken from the body of a form alone, of a page of ours', async () => {
    const asked = await waiting(town);
    const { token } = await link(asked);
    const fields = form(token, asked.digest);
    const got = await town.server.inject({ method: 'GET', url: `/decide?${fields}` });
    expect(got.body).not.toContain(asked.digest);
    const foreign: readonly Readonly<Record<string, string>>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${origin}.evil.example` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) expect((await post(fields, headers)).statusCode).toBe(403);
    const wrong: readonly (readonly [type: string, payload: string, status: number])[] = [
      ['application/json', JSON.stringify(Object.fromEntries(new URLSearchParams(fields))), 404],
      ['application/json', '{', 400],
      ['text/plain', fields, 400],
      ['application/x-www-form-urlencoded', `${fields}&reason=${'x'.repeat(70_000)}`, 413],
      ['application/x-www-form-urlencoded', `link=x&${fields}`, 404],
    ];
    for (const [type, payload, status] of wrong) {
      const answer = await post(payload, { 'content-type': type });
      expect([type, answer.statusCode]).toEqual([type, status]);
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
    }
    expect(await stateOf(asked.approval)).toBe('waiting');
  });

  it('leaves its secret nowhere: no log, no database, no address, no other page', async () => {
    const asked = await waiting(town);
    const { token } = await link(asked);
    const page = await post(form(token));
    await post(form(token, '0'.repeat(64)));
    await town.server.inject({ method: 'GET', url: `/decide?link=${token}` });
    await town.server.inject({ method: 'GET', url: `/${token}` });
    const done = await post(form(token, asked.digest));
    for (const { headers, statusCode } of [page, done]) {
      expect(statusCode).toBe(200);
      expect(headers['cache-control']).toBe('no-store');
      // Ours alone is told where it came from, and an address of ours never holds the secret.
      expect(headers['referrer-policy']).toBe('strict-origin');
      expect(headers['content-security-policy']).toMatch(
        /form-action 'self'.*frame-ancestors 'none'/,
      );
      expect([headers['location'], headers['set-cookie']]).toEqual([undefined, undefined]);
    }
    expect(page.body).not.toMatch(/(?:action|href|src)="[^"]*[\w-]{43}/);
    expect(written.length).toBeGreaterThan(3);
    expect(written.join('')).not.toContain(token);
    const { rows: tables } = await town.owner.query(
      `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { table_name } of tables as readonly { table_name: string }[]) {
      const { rows } = await town.owner.query(
        `select count(*)::int as found from ${table_name} t where t::text like $1`,
        [`%${token}%`],
      );
      expect([table_name, rows[0].found]).toEqual([table_name, 0]);
    }
  });
});

describe('several decisions at the same moment', () => {
  it('are one, whichever way it comes', async () => {
    const outcomes = new Set<unknown>();
    await allowSelfChecks(town);
    for (let round = 0; round < 4; round++) {
      await importAnew(town, 8_100 + round);
      const asked = await waiting(town);
      const { approval, digest } = asked;
      const links = [await link(asked), await link(asked)];
      const back = { verdict: 'send-back', reason: '違います' };
      const ask = (who: AskerName, path: string, sent: object) =>
        town.ask(who, 'POST', at(approval, path).path, { params: { approval }, ...sent });
      const query = {
        name: '副町長',
        office: '役場',
        on: dayInJapan(new Date()),
        fileName: 'a.png',
        digest,
      };
      const file = Buffer.concat([smallPicture, Buffer.from([round])]);
      const ways = [
        async () => (await decide(approver, asked)).status,
        async () => (await town.ask(asker, 'DELETE', at('').path, { params: { approval } })).status,
        async () => (await ask(asker, '/self-check', { body: { reason: '一人', digest } })).status,
        async () => (await ask(asker, '/paper', { query, file })).status,
        async () => (await post(form(links[0]?.token ?? '', digest))).statusCode,
        async () => (await post(form(links[0]?.token ?? '', digest, back))).statusCode,
        async () => (await post(form(links[1]?.token ?? '', digest, back))).statusCode,
      ];
      // Each round another of them goes first.
      const turned = [...ways.slice(round * 2), ...ways.slice(0, round * 2)];
      const answers = await Promise.all(turned.map((way) => way()));
      expect(answers.filter((status) => status < 300)).toHaveLength(1);
      expect(answers.filter((status) => status !== 409 && status >= 300)).toEqual([]);
      outcomes.add(await stateOf(approval));
      const { rows } = await town.owner.query(
        `select count(*)::int as decided from outbox_events where aggregate = $1 and type <> 'approval.requested'`,
        [approval],
      );
      expect(rows[0].decided).toBeLessThanOrEqual(1);
      const { rows: used } = await town.owner.query(
        'select count(*)::int as used from approval_links where approval_id = $1 and used_at is not null',
        [approval],
      );
      expect(used[0].used).toBeLessThanOrEqual(1);
    }
    expect(outcomes.has('waiting')).toBe(false);
  });

  it('of two requests for one content, one is there', async () => {
    const { revisions } = (await town.done(asker, 'GET', '/city-file/revisions')) as {
      readonly revisions: readonly { readonly revision: number }[];
    };
    const body = { subjectKind: 'revision', subject: String(revisions[0]?.revision), note: '' };
    const both = await Promise.all(
      [asker, recorder].map((who) => town.ask(who as AskerName, 'POST', '/approvals', { body })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('a second account', () => {
  it('at the mailbox of whoever recorded or asked is no second person', async () => {
    const asked = await waiting(town);
    for (const who of [recorder, asker] as const) {
      const [name, host] = town.person(who).email.split('@');
      for (const email of [`${name}+kessai@${host}`, `${name?.toUpperCase()}+2@${host}`]) {
        await town.owner.query('update persons set email = $1 where person_id = $2', [
          email,
          town.person(approver).person,
        ]);
        expect(codeOf(await decide(approver, asked))).toBe('403 forbidden');
      }
    }
    expect(await stateOf(asked.approval)).toBe('waiting');
  });
});

describe('a name or an address that was given up', () => {
  it('is still that of whoever recorded or asked, however often they change it', async () => {
    const sent = await paperOf(town);
    const asked = { approval: (sent.params as { approval: string }).approval };
    const { rows } = await town.owner.query<{ name: string }>(
      'select name from persons where person_id = $1',
      [town.person(recorder).person],
    );
    const own = rows[0]?.name ?? '';
    for (const name of ['山田 花子', own, '佐藤 次郎', '鈴木 三郎'])
      await town.done(recorder, 'PUT', '/account/name', { body: { name } });
    for (const name of [own, '山田花子', '佐藤 次郎', '鈴木　三郎']) {
      const query = { ...sent.query, name };
      const answer = await town.ask(recorder, 'POST', at('', '/paper').path, { ...sent, query });
      expect([name, codeOf(answer)]).toEqual([name, '403 forbidden']);
    }

    const { email: former, membership } = town.person(recorder);
    const moved = { params: { membership }, body: { email: 'atarashii@town.example' } };
    await town.done(recorder, 'PUT', '/members/:membership/address', moved);
    for (const email of [former, 'atarashii@town.example']) {
      const { path, params } = at(asked.approval, '/links');
      const answer = await town.ask(recorder, 'POST', path, { params, body: { ...mayor, email } });
      expect([email, codeOf(answer)]).toEqual([email, '403 forbidden']);
    }
    expect(await stateOf(asked.approval)).toBe('waiting');
  });
});

describe('a paper of something else', () => {
  const path = '/approvals/:approval/paper';

  it('is not taken: the copy of another decision, or with another content’s number', async () => {
    const first = await paperOf(town);
    await town.done(asker, 'POST', path, first);
    await importAnew(town, 8_200);
    const { approval, digest } = await waiting(town);
    const params = { approval };
    const again = { ...first, params, query: { ...first.query, digest } };
    expect(codeOf(await town.ask(asker, 'POST', path, again))).toBe('409 conflict');
    const file = Buffer.concat([smallPicture, Buffer.from('another scan')]);
    const old = { ...again, file, query: first.query ?? {} };
    expect(codeOf(await town.ask(asker, 'POST', path, old))).toBe('409 conflict');
    expect(await stateOf(approval)).toBe('waiting');
    expect((await town.ask(asker, 'POST', path, { ...again, file })).status).toBe(204);
  });
});

describe('the date on a paper', () => {
  const path = '/approvals/:approval/paper';

  it('is not before the day of the content, nor after today; both days are said', async () => {
    const sent = await paperOf(town);
    const { approval } = sent.params as { approval: string };
    await town.owner.query("update change_sets set at = '2026-03-14T15:00:00Z'");
    for (const [on, said] of [
      ['2026-03-14', '2026年3月15日'],
      ['2199-01-01', '今日'],
    ] as const) {
      const answer = await town.ask(asker, 'POST', path, { ...sent, query: { ...sent.query, on } });
      expect([on, answer.status]).toEqual([on, 422]);
      expect(answer.text).toContain(said);
      if (on < '2027') expect(await stateOf(approval)).toBe('waiting');
    }
    const query = { ...sent.query, on: '2026-03-15' };
    expect((await town.ask(asker, 'POST', path, { ...sent, query })).status).toBe(204);
  });
});

describe('a self-check', () => {
  it('ends with the city’s word for it, also for what waits already', async () => {
    await allowSelfChecks(town);
    const { approval, digest } = await waiting(town);
    await allowSelfChecks(town, false);
    const { path, params } = at(approval, '/self-check');
    const sent = { params, body: { reason: '一人しかいないため', digest } };
    expect(codeOf(await town.ask(asker, 'POST', path, sent))).toBe('403 forbidden');
    await allowSelfChecks(town);
    // Whoever decides for others confirms nothing of their own by it, and nobody of elsewhere does.
    for (const who of [approver, 'promoter/auditor'] as const)
      expect(codeOf(await town.ask(who, 'POST', path, sent))).toBe('403 forbidden');
    for (const who of ['one/contributor', 'far/cityAdministrator'] as const)
      expect((await town.ask(who, 'POST', path, sent)).status).toBe(404);
    expect(await stateOf(approval)).toBe('waiting');
  });
});

describe('another organisation, another city', () => {
  it('sees and does nothing, with every id in hand', async () => {
    const asked = await waiting(town);
    const { approval, digest } = asked;
    const { link: id } = await link(asked);
    const query = {
      name: '副町長',
      office: '役場',
      on: dayInJapan(new Date()),
      fileName: 'a.png',
      digest,
    };
    const params = { approval, link: id };
    const body = { verdict: 'approve', reason: '', digest };
    await setMember('far/cityAdministrator', 'roles', ['cityAdministrator', 'approver']);
    const tries: readonly (readonly [
      who: AskerName,
      method: string,
      path: string,
      sent: object,
    ])[] = [
      ['one/approver', 'POST', at('', '/decision').path, { body }],
      ['two/approver', 'GET', at('').path, {}],
      ['far/cityAdministrator', 'POST', at('', '/decision').path, { body }],
      ['far/cityAdministrator', 'GET', at('').path, {}],
      ['one/contributor', 'POST', at('', '/links').path, { body: mayor }],
      ['one/contributor', 'DELETE', at('').path, {}],
      ['one/contributor', 'POST', at('', '/paper').path, { query, file: smallPicture }],
      ['far/contributor', 'DELETE', '/approvals/:approval/links/:link', {}],
      ['one/contributor', 'DELETE', '/approvals/:approval/links/:link', {}],
    ];
    for (const [who, method, path, sent] of tries) {
      const answer = await town.ask(who, method, path, { params, ...sent });
      expect([who, method, path, codeOf(answer)]).toEqual([who, method, path, '404 not-found']);
    }
    expect(await stateOf(approval)).toBe('waiting');
    expect((await decide(approver, asked)).status).toBe(204);
  });
});
