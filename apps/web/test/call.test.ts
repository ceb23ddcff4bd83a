import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from '@machimori/kernel';
import { afterEach, expect, test } from 'vitest';
import { asksAgain, waitBefore } from '../src/api/ask-again.ts';
import { address, type Call, callerOf, newKey } from '../src/api/call.ts';
import { formProblem } from '../src/api/form-problem.ts';
import { fieldName, offline, Problem, problemFrom } from '../src/api/problem.ts';
import { readSession } from '../src/api/session.ts';
import { account, start } from './stub-answers.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A real server that answers once as it is told. */
async function serve(
  answer: (request: IncomingMessage, reply: ServerResponse, body: string) => void,
): Promise<Call> {
  const server = createServer((request, reply) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => answer(request, reply, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return callerOf(`http://127.0.0.1:${port}/api/v1`);
}

const json = (
  reply: ServerResponse,
  status: number,
  body: unknown,
  type = 'application/json',
): void => {
  reply.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
};
const failure = async (given: Promise<unknown>): Promise<Problem> => {
  const error = await given.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`no problem but ${String(error)}`);
  return error;
};

test('a read carries no key; a write carries its marks, its body and its address', async () => {
  const seen: {
    method?: string;
    url?: string;
    headers: IncomingMessage['headers'];
    body: string;
  }[] = [];
  const call = await serve((request, reply, body) => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers, body });
    if (method === 'GET') json(reply, 200, start('signed-in'));
    else reply.writeHead(204).end();
  });
  expect((await call('GET /start')).setUp).toBe(true);
  await call('PUT /members/:membership', {
    params: { membership: 'mem_1/../x' },
    body: { version: 3, roles: ['auditor'], state: 'active' },
    key: 'a-key',
  });
  const [read, write] = seen;
  expect(read?.headers['idempotency-key']).toBeUndefined();
  expect(read?.headers['x-machimori']).toBeUndefined();
  expect(write?.url).toBe('/api/v1/members/mem_1%2F..%2Fx');
  expect(write?.headers).toMatchObject({ 'x-machimori': '1', 'idempotency-key': 'a-key' });
  expect(JSON.parse(write?.body ?? '')).toEqual({
    version: 3,
    roles: ['auditor'],
    state: 'active',
  });
});

test('a file goes as it is', async () => {
  const call = await serve((request, reply, body) =>
    json(reply, 200, { type: request.headers['content-type'], body }),
  );
  const file = new File(['formatVersion: 1\n'], 'city.yaml');
  expect(await call('POST /city-file/preview', { file, query: {} })).toEqual({
    type: 'application/octet-stream',
    body: 'formatVersion: 1\n',
  });
});

test('a problem comes with its code, both languages, what to do next, and its fields', async () => {
  const call = await serve((_, reply) =>
    json(
      reply,
      422,
      {
        type: '/problems/input-invalid',
        title: '入力の誤り',
        status: 422,
        detail: '入力に誤りがあります。',
        instance: 'req-7',
        code: 'input-invalid',
        retry: false,
        text: { ja: '入力に誤りがあります。', en: 'Something is wrong.' },
        next: { ja: '直してください。', en: 'Correct it.' },
        errors: [{ path: '/body/email', text: { ja: '使えない宛先です。', en: 'Not usable.' } }],
      },
      'application/problem+json',
    ),
  );
  const problem = await failure(call('POST /session', { body: { email: 'a', password: 'b' } }));
  expect(problem).toMatchObject({ status: 422, code: 'input-invalid', instance: 'req-7' });
  expect(formProblem(problem, ({ ja }) => ja)).toEqual({
    title: '入力に誤りがあります。',
    detail: '直してください。',
    fields: { email: '使えない宛先です。' },
  });
});

test.each([
  ['a page of a proxy', 502, 'text/html', '<h1>Bad Gateway</h1>'],
  ['broken JSON', 500, 'application/json', '{"code":'],
  ['JSON that is no problem', 500, 'application/json', '[1,2]'],
  ['nothing', 503, 'application/json', ''],
  ['a page that says it is fine', 200, 'text/html', '<h1>Please log in to the network</h1>'],
])('%s becomes a problem that can be shown', async (_, status, type, body) => {
  const call = await serve((__, reply) => {
    reply.writeHead(status, { 'content-type': type }).end(body);
  });
  expect(await failure(call('GET /home'))).toMatchObject({ status, code: 'unreadable' });
});

test('where no server answers, one is offline, and is told that nothing is lost', async () => {
  const call = await serve((request) => request.socket.destroy());
  const problem = await failure(call('GET /home'));
  expect(problem.code).toBe('offline');
  expect(problem.next?.ja).toContain('残っています');
});

test('hostile problems are read without harm', () => {
  for (const body of [null, 1, 'x', [], {}, { text: 1 }, { text: { ja: 1, en: 2 } }]) {
    expect(problemFrom(500, body).code).toBe('unreadable');
  }
  const { fields, code } = problemFrom(400, {
    title: 'x',
    code: 7,
    errors: [1, null, { path: 2 }],
  });
  expect([fields, code]).toEqual([[], 'internal']);
});

test('fields are named as forms name them', () => {
  expect(['/body/email', 'body.email', 'email', '/body/roles/0', ''].map(fieldName)).toEqual([
    'email',
    'email',
    'email',
    'roles',
    '',
  ]);
});

test('addresses leave out what was not asked, and keep what was', () => {
  expect(address('/log', { query: { from: '', actor: undefined, cursor: 'a b&c' } })).toBe(
    '/log?cursor=a+b%26c',
  );
});

test('keys are random UUIDs', () => {
  const keys = new Set(Array.from({ length: 100 }, newKey));
  expect(keys.size).toBe(100);
  for (const key of keys)
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test.each(['first-visit', 'signed-out', 'second-factor', 'enrol', 'signed-in'] as const)(
  'who is here: %s',
  async (state) => {
    const call = await serve((request, reply) =>
      json(reply, 200, request.url?.endsWith('/start') ? start(state) : account(state)),
    );
    expect((await readSession(call)).state).toBe(state);
  },
);

test('what could not be read is asked for again where that may help, and not without end', () => {
  const busy = new Problem(429, 'rate-limited', text('混んでいます', 'Busy'));
  const tries = [0, 1, 2, 3];
  expect(tries.map((count) => asksAgain(count, busy))).toEqual([true, true, true, false]);
  // The last of them comes when the minute that is counted is over.
  const waits = tries.slice(0, 3).map((count) => waitBefore(count, busy));
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(60_000);
  expect(tries.map((count) => asksAgain(count, offline()))).toEqual([true, true, false, false]);
  const refused = new Problem(403, 'forbidden', text('できません', 'You may not'));
  expect([asksAgain(0, refused), asksAgain(0, new Error('a fault of the page'))]).toEqual([
    false,
    false,
  ]);
});
