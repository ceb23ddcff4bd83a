import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { origin } from './requester.ts';
import { type AskerName, cityFile, fileOf, makeTown, type Town } from './town.ts';

// Files on their way in: whoever may not send one is told so before it is read, nobody fills the memory
// with many or slow ones, and a file made to be slow keeps nobody else waiting.

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let port: number;

beforeAll(async () => {
  made = await makeTown();
  town = await made.copy();
  await town.server.listen({ port: 0, host: '127.0.0.1' });
  port = (town.server.server.address() as { readonly port: number }).port;
}, 480_000);
afterAll(async () => {
  await town?.close();
  await made?.drop();
});

const uploads = [
  '/city-file/preview',
  '/city-file?digest=0&baseRevision=0',
  `/approvals/apr_${'0'.repeat(32)}/paper?name=a&office=b&on=2026-11-20&fileName=c&digest=${'0'.repeat(64)}`,
  '/evidence/files?title=a&note=&effectiveOn=2026-04-01&fileName=c',
];

/** The head of an upload of 10 MB, of which not a byte follows. */
function begin(who: AskerName, path: string): Socket {
  const { cookies } = who === 'nobody' ? { cookies: new Map() } : town.person(who).requester;
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const socket = connect(port, '127.0.0.1');
  socket.write(
    [
      `POST /api/v1${path} HTTP/1.1`,
      'Host: localhost',
      'X-Machimori: 1',
      `Origin: ${origin}`,
      'Content-Type: application/octet-stream',
      'Content-Length: 10000000',
      ...(cookie === '' ? [] : [`Cookie: ${cookie}`]),
      '\r\n',
    ].join('\r\n'),
  );
  return socket;
}

/** The status that comes although nothing is sent any more. */
const statusOf = (socket: Socket): Promise<number> =>
  new Promise((resolve, reject) => {
    socket.once('data', (head) => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(head.toString())?.[1]));
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed without an answer')));
  });

/** The server has as many files on their way as this. */
const untilTaken = (count: number): Promise<void> =>
  vi.waitUntil(() => town.world.uploads.count === count, { timeout: 60_000, interval: 5 }).then();

describe('who may not send a file', () => {
  it.each(uploads)('is refused before it is read: %s', async (path) => {
    expect(await statusOf(begin('nobody', path))).toBe(401);
    expect(await statusOf(begin('halfway', path))).toBe(401);
    expect(await statusOf(begin('two/auditor', path))).toBe(403);
  });
});

describe('files on their way', () => {
  it('are two of one organisation at most; another still finds a place', async () => {
    const admin: AskerName = 'promoter/cityAdministrator';
    const path = '/city-file/preview';
    const slow = [begin(admin, path), begin(admin, path)];
    await untilTaken(2);
    const third = await town.ask(admin, 'POST', path, { file: fileOf(cityFile()) });
    expect([third.status, third.json['code']]).toEqual([503, 'unavailable']);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    const far = await town.ask('far/cityAdministrator', 'POST', path, { file: fileOf('a: 1') });
    expect(far.status).toBe(200);
    for (const socket of slow) socket.destroy();
    await untilTaken(0);
    const again = await town.ask(admin, 'POST', path, { file: fileOf(cityFile()) });
    expect([again.status, again.json['ok']]).toEqual([200, true]);
    await untilTaken(0);
  });
});

describe('a file that takes long to read', () => {
  it('keeps nobody waiting', async () => {
    const rows = Array.from(
      { length: 6_000 },
      (_, i) => `  - {key: k${i}, name: n, x: [${i}, 2]}\n`,
    );
    const file = fileOf(`${cityFile()}\nflows:\n${rows.join('')}`);
    let reading = true;
    const read = town
      .ask('promoter/cityAdministrator', 'POST', '/city-file/preview', { file })
      .finally(() => {
        reading = false;
      });
    let others = 0;
    while (reading && others < 20) {
      await town.server.inject('/health/live');
      others++;
    }
    expect((await read).status).toBe(200);
    expect(others).toBe(20);
  });

  it.each([
    ['aliases that grow', `a: &a [1,1,1,1,1,1,1,1,1]\n${grown(9)}`],
    ['nesting without end', '['.repeat(200_000)],
    ['a book that is none', 'PK\u0003\u0004garbage'],
  ])('of %s is answered as wrong', async (_, text) => {
    const { status, json } = await town.ask(
      'promoter/cityAdministrator',
      'POST',
      '/city-file/preview',
      { file: fileOf(text) },
    );
    expect(status < 500 && (status !== 200 || json['ok'] === false)).toBe(true);
  });
});

/** Each line nine times the one before. */
function grown(times: number): string {
  const names = 'abcdefghijklm';
  return Array.from({ length: times }, (_, i) => {
    const of = `*${names[i]}`;
    return `${names[i + 1]}: &${names[i + 1]} [${Array(9).fill(of).join(',')}]`;
  }).join('\n');
}
