import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer } from '../src/serve/http-server.ts';
import { readSettings } from '../src/serve/settings.ts';
import { type HttpTown, httpTown } from './http-town.ts';

// The program behind a proxy that runs: the proxy is at 127.0.0.2, everybody else at other addresses of this machine.

const origin = 'https://machi.example.lg.jp';
const proxyAt = '127.0.0.2';
const stranger = '127.0.0.3';

let town: HttpTown;
let server: FastifyInstance;
let proxy: Server;
const networks: string[] = [];
beforeAll(async () => {
  town = await httpTown();
  const settings = readSettings({
    MACHIMORI_ORIGIN: origin,
    MACHIMORI_TRUSTED_PROXY: `192.0.2.1, ${proxyAt}`,
  });
  const { world } = town.opened;
  server = await createHttpServer({
    ...world,
    settings,
    origin,
    secure: true,
    networkOf(asked) {
      const network = world.networkOf(asked);
      networks.push(network);
      return network;
    },
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  // As people set one up: adds whom it hears, and passes the name that was asked for.
  proxy = createServer((incoming, outgoing) => {
    const { headers, method, url: path, socket } = incoming;
    const before = headers['x-forwarded-for'];
    const heard = socket.remoteAddress ?? '';
    const forwarded = {
      ...headers,
      'x-forwarded-for': before === undefined ? heard : `${before}, ${heard}`,
      'x-forwarded-proto': 'https',
      'x-forwarded-host': headers.host ?? '',
    };
    const passed = request(
      { host: '127.0.0.1', port, localAddress: proxyAt, method, path, headers: forwarded },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
}, 480_000);
afterAll(async () => {
  proxy?.close();
  await server?.close();
  await town?.close();
});

interface Asked {
  readonly to: Server;
  readonly from?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks to sign in, as our page does. Gives the answer and whose network the program took it for. */
async function signIn({ to, from = stranger, host = 'machi.example.lg.jp', headers = {} }: Asked) {
  const before = networks.length;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: (to.address() as AddressInfo).port,
        localAddress: from,
        method: 'POST',
        path: '/api/v1/session',
        headers: {
          host,
          origin,
          'x-machimori': '1',
          'content-type': 'application/json',
          ...headers,
        },
      },
      resolve,
    );
    asked.once('error', reject);
    asked.end(JSON.stringify({ email: 'nobody@example.lg.jp', password: 'ちがう合言葉です' }));
  });
  answer.resume();
  return { status: answer.statusCode, networks: new Set(networks.slice(before)) };
}

describe.runIf(process.platform === 'linux')('behind a named proxy', () => {
  it('the address that the proxy heard counts, whatever the visitor writes before it', async () => {
    const plain = await signIn({ to: proxy });
    expect(plain).toEqual({ status: 401, networks: new Set([stranger]) });
    const forged = await signIn({ to: proxy, headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(forged.networks).toEqual(new Set([stranger]));
  });

  it('nobody else is believed who says for whom, by what name or how safely they ask', async () => {
    const forged = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'machi.example.lg.jp',
      'x-forwarded-proto': 'https',
    };
    const direct = await signIn({ to: server.server, headers: forged });
    expect(direct).toEqual({ status: 401, networks: new Set([stranger]) });
    const renamed = await signIn({ to: server.server, host: 'evil.example', headers: forged });
    expect(renamed.status).toBe(404);
  });

  it('by the name of the setting alone, and from its pages alone', async () => {
    expect((await signIn({ to: proxy, host: 'evil.example' })).status).toBe(404);
    for (const other of ['http://machi.example.lg.jp', 'http://localhost:8080'])
      expect((await signIn({ to: proxy, headers: { origin: other } })).status).toBe(403);
  });
});

describe('settings of a proxy', () => {
  const proxied = { MACHIMORI_TRUSTED_PROXY: '10.0.0.1', MACHIMORI_HOST: '0.0.0.0' };

  it('need to say what people open', () => {
    expect(() => readSettings(proxied)).toThrow(
      expect.objectContaining({
        code: 'configuration',
        message: expect.stringContaining('MACHIMORI_ORIGIN'),
      }),
    );
    expect(readSettings({ ...proxied, MACHIMORI_ORIGIN: origin })).toMatchObject({ origin });
  });

  it.each([
    '10.0.0.1/33',
    '10.0.0.0/0',
    '::/0',
    '::1/129',
    'proxy.example',
    '10.0.0.1,',
    '10.0.0.1/',
  ])('are addresses and networks, and never everybody: %s', (written) => {
    expect(() =>
      readSettings({ MACHIMORI_ORIGIN: origin, MACHIMORI_TRUSTED_PROXY: written }),
    ).toThrow(expect.objectContaining({ code: 'configuration' }));
  });
});
