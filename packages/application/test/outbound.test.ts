import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOutbound, isPublicAddress, OutboundFailure } from '../src/outbound.ts';

let server: Server;
let port = 0;
let asked = 0;
beforeAll(async () => {
  server = createServer((request, answer) => {
    asked += 1;
    if (request.url === '/moved') answer.writeHead(302, { location: 'http://10.0.0.1/' }).end();
    else if (request.url === '/large') answer.end('x'.repeat(5000));
    else if (request.url === '/never') answer.write('{');
    else {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () =>
        answer.setHeader('content-type', 'application/json').end(JSON.stringify({ body })),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function reasonOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'came back';
  } catch (error) {
    if (error instanceof OutboundFailure) return error.reason;
    throw error;
  }
}

const resolvesTo = (...addresses: string[]) =>
  ((_name: string, _options: object, callback: (e: null, a: object[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as never;

describe('the way out', () => {
  it.each([
    'http://example.com/',
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::a00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://user:word@example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'no address',
  ])('refuses %s', async (address) => {
    expect(await reasonOf(createOutbound({ allowedHosts: [] })(address))).toBe('not-allowed');
  });

  it('judges the addresses behind a name, all of them, at the moment of connecting', async () => {
    for (const addresses of [['10.1.2.3'], ['93.184.216.34', '127.0.0.1'], ['fe80::1']]) {
      const out = createOutbound({ allowedHosts: [], lookup: resolvesTo(...addresses) });
      expect(await reasonOf(out('https://provider.example/'))).toBe('not-allowed');
    }
  });

  it('reaches this machine only where a setting names host and port', async () => {
    const address = `http://localhost:${port}/`;
    const before = asked;
    for (const allowedHosts of [[], ['localhost'], [`localhost:${port + 1}`]])
      expect(await reasonOf(createOutbound({ allowedHosts })(address))).toBe('not-allowed');
    expect(asked).toBe(before);
    const out = createOutbound({ allowedHosts: [`LOCALHOST:${port}`] });
    const answer = await out(address, { method: 'POST', body: new URLSearchParams({ a: 'あ' }) });
    expect(await answer.json()).toEqual({ body: 'a=%E3%81%82' });
    // A name elsewhere that is allowed is never asked in the clear.
    const other = createOutbound({ allowedHosts: ['provider.example:80'] });
    expect(await reasonOf(other('http://provider.example/'))).toBe('not-allowed');
  });

  it('follows nobody elsewhere, and waits and reads within bounds', async () => {
    const allowedHosts = [`localhost:${port}`];
    const out = createOutbound({ allowedHosts, timeoutMs: 200, longestAnswer: 4000 });
    expect(await reasonOf(out(`http://localhost:${port}/moved`))).toBe('redirected');
    expect(await reasonOf(out(`http://localhost:${port}/large`))).toBe('too-large');
    expect(await reasonOf(out(`http://localhost:${port}/never`))).toBe('unreachable');
  });

  it.each([
    ['93.184.216.34', true],
    ['2606:4700::1111', true],
    ['192.168.1.1', false],
    ['172.31.0.1', false],
    ['100.100.0.1', false],
    ['255.255.255.255', false],
    ['239.0.0.1', false],
    ['::', false],
    ['2002:a00:1::', false],
    ['2001:0:a00:1::', false],
    ['fe80::1%eth0', false],
  ])('%s public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});
