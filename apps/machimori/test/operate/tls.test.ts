import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createServer, get, request } from 'node:https';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type ConnectionOptions, connect as secureConnect } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/exit-codes.ts';
import { makeServerCertificate } from '../../src/operate/local-authority.ts';
import {
  addressBytes,
  nameConstraints,
  permits,
  readNameConstraints,
} from '../../src/operate/name-constraints.ts';
import { at, freePort, run, serve } from './installation.ts';

beforeAll(() => {
  const made = run(['tls', 'authority', '--out', at('ca'), '--domain', 'town.example,127.0.0.0/8']);
  expect([made.code, made.err]).toEqual([0, '']);
  const host = 'machimori.town.example,127.0.0.1';
  const server = run([
    ...['tls', 'certificate', '--authority', at('ca'), '--host', host, '--out', at('server')],
    ...['--format', 'json'],
  ]);
  expect([server.code, server.err]).toEqual([0, '']);
}, 480_000);

describe('a local authority', { timeout: 180_000 }, () => {
  it('keeps its keys for its owner, and its certificates to sane terms', () => {
    for (const key of ['ca/authority.key', 'server/server.key'])
      expect(statSync(at(key)).mode & 0o777).toBe(0o600);
    const authority = new X509Certificate(readFileSync(at('ca/authority.pem')));
    const server = new X509Certificate(readFileSync(at('server/server.pem')));
    expect(authority.ca).toBe(true);
    expect([server.ca, server.checkIssued(authority)]).toEqual([false, true]);
    expect(server.verify(authority.publicKey)).toBe(true);
    expect(server.checkHost('machimori.town.example')).toBe('machimori.town.example');
    expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(server.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    const days = (Date.parse(server.validTo) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(390);
    expect(days).toBeLessThan(398);
  });

  it('vouches for nothing else, by its own word and by that of every client', async () => {
    const other = run([
      ...['tls', 'certificate', '--authority', at('ca'), '--host', 'bank.example'],
      ...['--out', at('evil')],
    ]);
    expect([other.code, other.err]).toEqual([
      exitCodes.usage,
      expect.stringContaining('bank.example'),
    ]);
    const over = run(['tls', 'authority', '--out', at('ca'), '--domain', 'town.example']);
    expect(over.code).toBe(exitCodes.conflict);
    // Somebody with the authority's key signs for another name all the same: clients refuse it.
    const ca = readFileSync(at('ca/authority.pem'), 'utf8');
    const key = createPrivateKey(readFileSync(at('ca/authority.key')));
    const forged = await makeServerCertificate({ certificate: ca, key }, ['localhost'], new Date());
    const server = createServer({ cert: forged.certificate, key: forged.key }, (_q, a) => a.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const error = await new Promise<Error & { code?: string }>((resolve) => {
      get({ host: 'localhost', port, ca, agent: false }, () => resolve(new Error('accepted'))).on(
        'error',
        resolve,
      );
    });
    server.close();
    expect([error.code, error.message]).toEqual([
      expect.any(String),
      expect.stringMatching(/permitted|excluded/),
    ]);
  });

  it('reads back what it permits', () => {
    const names = {
      domains: ['example.lg.jp'],
      networks: [{ address: addressBytes('fd00:1::') as Buffer, prefix: 32 }],
    };
    expect(readNameConstraints(nameConstraints(names))).toEqual(names);
    expect(permits(names, 'a.example.lg.jp')).toBe(true);
    expect(permits(names, 'xexample.lg.jp')).toBe(false);
    expect(permits(names, 'fd00:1:2::7')).toBe(true);
    expect(permits(names, 'fd00:2::7')).toBe(false);
    expect(permits(names, '192.168.0.1')).toBe(false);
  });

  it('makes the program reachable for a client that knows the authority, and for no other', async () => {
    const port = await freePort();
    const { child, ended } = await serve(['--data', at('data'), '--port', String(port)], {
      MACHIMORI_TLS_CERTIFICATE: at('server/server.pem'),
      MACHIMORI_TLS_KEY: at('server/server.key'),
      MACHIMORI_ORIGIN: `https://127.0.0.1:${port}`,
    });
    const ask = (ca?: string): Promise<string | undefined> =>
      new Promise((resolve) => {
        const url = `https://127.0.0.1:${port}/health/ready`;
        request(url, { agent: false, ...(ca === undefined ? {} : { ca }) }, (answer) => {
          answer.resume();
          resolve(`${answer.statusCode} ${String(answer.headers['strict-transport-security'])}`);
        })
          .on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
          .end();
      });
    expect(await ask(readFileSync(at('ca/authority.pem'), 'utf8'))).toBe(
      '200 max-age=31536000; includeSubDomains',
    );
    expect(await ask()).toBe('SELF_SIGNED_CERT_IN_CHAIN');
    // The newest protocol first, nothing older than 1.2, and no suite without forward secrecy.
    const ca = readFileSync(at('ca/authority.pem'), 'utf8');
    const agree = (with_: ConnectionOptions): Promise<string> =>
      new Promise((resolve) => {
        const socket = secureConnect({ host: '127.0.0.1', port, ca, ...with_ }, () => {
          resolve(`${socket.getProtocol()} ${socket.getCipher().name}`);
          socket.destroy();
        }).on('error', () => resolve('refused'));
      });
    expect(await agree({})).toBe('TLSv1.3 TLS_AES_256_GCM_SHA384');
    const before = { maxVersion: 'TLSv1.2' } as const;
    expect(await agree(before)).toBe('TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384');
    const weak = 'AES128-SHA:AES256-GCM-SHA384:ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES128-SHA256';
    expect(await agree({ ...before, ciphers: weak })).toBe('refused');
    const ancient = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const;
    expect(await agree({ ...ancient, ciphers: 'ALL:@SECLEVEL=0' })).toBe('refused');
    // What is not TLS gets no answer of the program's.
    const plain = await new Promise<string>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port }, () =>
        socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      );
      let got = '';
      socket.on('data', (part) => {
        got += part.toString('latin1');
      });
      socket.on('error', () => resolve(got)).on('close', () => resolve(got));
    });
    expect(plain).not.toContain('200');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  it('is what listening beyond this machine needs; without it the program is heard here alone', async () => {
    const open = run(['serve', '--data', at('open')], { MACHIMORI_HOST: '0.0.0.0' });
    expect([open.code, open.err]).toEqual([
      exitCodes.configuration,
      expect.stringContaining('tls authority'),
    ]);
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === 'IPv4' && !each.internal)?.address;
    const port = await freePort();
    const { child, ended } = await serve(['--data', at('data'), '--port', String(port)]);
    const reach = (host: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect({ host, port }, () => {
          socket.destroy();
          resolve('reached');
        }).on('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
      });
    expect(await reach('127.0.0.1')).toBe('reached');
    if (outside !== undefined) expect(await reach(outside)).toBe('ECONNREFUSED');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });
});
