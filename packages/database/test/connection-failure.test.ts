import { createServer } from 'node:net';
import { Failure } from '@machimori/kernel';
import { serverAddress } from '@machimori/testkit';
import { describe, expect, it } from 'vitest';
import type { Address } from '../src/address.ts';
import { addressOf, Database } from '../src/index.ts';
import { checkServer } from '../src/roles.ts';

const secret = 'pa55-w0rd-of-nobody';

async function failureOf(act: () => Promise<unknown>): Promise<Failure> {
  const failure = await act().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  const shown = JSON.stringify(failure) + (failure as Failure).stack + (failure as Failure).text.ja;
  expect(shown).not.toContain(secret);
  expect((failure as Failure).next?.ja).not.toBe('');
  return failure as Failure;
}

describe('a database that cannot be used is told in words, without its password', () => {
  it('unreachable, or no database at all', async () => {
    const url = `postgresql://u:${secret}@127.0.0.1:1/d`;
    expect(await failureOf(() => Database.open({ url }))).toMatchObject({ code: 'unavailable' });
    const other = createServer((socket) => socket.end('HTTP/1.1 400 no\r\n\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const wrong = `postgresql://u:${secret}@127.0.0.1:${port}/d`;
    await failureOf(() => Database.open({ url: wrong }));
    other.close();
  });

  it('a URL that is none', async () => {
    for (const url of ['', `mysql://u:${secret}@h/d`]) {
      const failure = await failureOf(() => Database.open({ url }));
      expect(failure).toMatchObject({ code: 'configuration' });
    }
    await failureOf(() => Database.open({ url: `postgresql://u:${secret}%@127.0.0.1:1` }));
  });

  it('wrong password, unknown database', async () => {
    const address = await serverAddress();
    const owner = { user: 'machimori_owner', password: secret };
    const refused = await failureOf(() => Database.open({ address: { ...address, owner } }));
    expect(refused).toMatchObject({ code: 'configuration' });
    expect(refused.text.en).toContain('machimori_owner');
    const none: Address = { ...address, database: 'there_is_none' };
    expect((await failureOf(() => Database.open({ address: none }))).text.en).toContain(
      'there_is_none',
    );
  });

  it('a role that may not make the tables', async () => {
    const address = await serverAddress();
    const owner = { user: 'managed', password: 'managed' };
    const lacking: Address = { ...address, database: 'machimori', owner, app: undefined };
    expect(await failureOf(() => Database.open({ address: lacking }))).toMatchObject({
      code: 'configuration',
    });
  });

  it('one login for everything that row-level security does not hold', async () => {
    const address = await serverAddress();
    const owner = { user: 'mighty', password: 'mighty' };
    const mighty: Address = { ...address, database: 'machimori_template', owner, app: undefined };
    const failure = await failureOf(() => Database.open({ address: mighty }));
    expect(failure).toMatchObject({ code: 'configuration' });
    expect(failure.text.en).toContain('too strong');
  });

  it('a server that is too old, or keeps another encoding', async () => {
    const address = await serverAddress();
    const answering = (row: object) => ({ query: async () => ({ rows: [row] }) }) as never;
    const old = answering({ number: '140011', version: '14.11', encoding: 'UTF8' });
    expect((await failureOf(() => checkServer(old, address))).text.en).toContain('14.11');
    const latin = answering({ number: '150000', version: '15.0', encoding: 'SQL_ASCII' });
    expect((await failureOf(() => checkServer(latin, address))).text.en).toContain('SQL_ASCII');
  });

  it('reads what a URL says', () => {
    expect(addressOf('postgresql://u:p%40@db.example:6543/d?sslmode=no-verify')).toMatchObject({
      host: 'db.example',
      port: 6543,
      database: 'd',
      owner: { user: 'u', password: 'p@' },
      ssl: { rejectUnauthorized: false },
    });
    const two = addressOf('postgresql://app:a@h/d', 'postgresql://owner:o@h/d');
    expect([two.owner.user, two.app?.user, two.ssl]).toEqual(['owner', 'app', false]);
  });
});
