import { addressOf } from '@machimori/database';
import { expect, test, vi } from 'vitest';
import { settingValue } from '../src/serve/setting.ts';
import { settingList } from '../src/serve/settings.ts';

const read = (written: string): string | undefined =>
  settingValue<string>(settingList.databaseUrl, { DATABASE_URL: written });

test('a database server on another machine says how TLS is used', () => {
  for (const bare of [
    'postgresql://owner:word@db.example/machimori',
    'postgres://10.0.0.5:5432/machimori',
    'postgresql://[2001:db8::5]/machimori',
    'postgresql://owner@db.example/machimori?sslmode=prefer',
    'postgresql://owner@db.example/machimori?sslmode=',
    'postgresql://localhost/machimori?host=db.example',
    'postgresql://owner:word@/machimori?host=db.example',
    'postgresql://127.0.0.1.example/machimori',
    // Said twice: the driver takes the last.
    'postgresql://localhost/machimori?host=127.0.0.1&host=db.example',
    'postgresql://owner@db.example/machimori?sslmode=verify-full&sslmode=disable',
  ])
    expect(() => read(bare)).toThrow(expect.objectContaining({ code: 'configuration' }));
  for (const mode of ['verify-full', 'verify-ca', 'require', 'disable'])
    expect(read(`postgresql://owner@db.example/m?sslmode=${mode}`)).toBeDefined();
});

test('one on this machine needs none', () => {
  for (const here of [
    'postgresql://owner:word@localhost:5433/machimori',
    'postgresql://127.0.0.1/machimori',
    'postgresql://[::1]/machimori',
    'postgresql:///machimori?host=/var/run/postgresql',
    'postgresql://owner:word@/machimori?host=%2Fvar%2Frun%2Fpostgresql&port=5433',
    'postgresql://%2Fvar%2Frun%2Fpostgresql/machimori',
  ])
    expect([here, read(here)]).toEqual([here, here]);
  for (const wrong of ['mysql://localhost/m', 'postgresql://%zz/m', 'db.example'])
    expect(() => read(wrong)).toThrow(expect.objectContaining({ code: 'configuration' }));
});

test('one without a host is on this machine, whatever the environment of other tools says', () => {
  vi.stubEnv('PGHOST', 'db.example');
  for (const [url, host] of [
    ['postgresql:///machimori', 'localhost'],
    ['postgresql://owner:word@/machimori', 'localhost'],
    ['postgresql:///machimori?host=', 'localhost'],
    ['postgresql://owner@127.0.0.1:5433/machimori', '127.0.0.1'],
    ['postgresql:///machimori?host=/var/run/postgresql', '/var/run/postgresql'],
    ['postgresql://%2Fvar%2Frun%2Fpostgresql/machimori', '/var/run/postgresql'],
    ['postgresql://owner@db2.example/machimori?sslmode=verify-full', 'db2.example'],
  ] as const)
    expect([url, addressOf(url).host]).toEqual([url, host]);
  vi.unstubAllEnvs();
});
