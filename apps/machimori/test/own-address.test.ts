import { Failure } from '@machimori/kernel';
import { describe, expect, it } from 'vitest';
import { opensOnlyHere, originOf, readSettings } from '../src/serve/settings.ts';

const tls = { MACHIMORI_TLS_CERTIFICATE: 'server.pem', MACHIMORI_TLS_KEY: 'server.key' };
const proxy = { MACHIMORI_TRUSTED_PROXY: '127.0.0.1' };
const origin = { MACHIMORI_ORIGIN: 'https://machimori.example.lg.jp' };
const everywhere = { MACHIMORI_HOST: '0.0.0.0' };

const refusal = (environment: Readonly<Record<string, string>>): Failure => {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it was taken');
};

describe('the address that people open', () => {
  it('is asked for wherever others can reach the program: else every link would lead to localhost', () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.4']) {
      const failure = refusal({ ...tls, MACHIMORI_HOST: host });
      expect(failure.code).toBe('configuration');
      for (const said of [failure.text, failure.next])
        for (const words of [said?.ja, said?.en]) expect(words).toContain('MACHIMORI_ORIGIN');
      expect(failure.next?.ja).toContain('https://machimori.example.lg.jp');
    }
    expect(originOf(readSettings({ ...tls, ...everywhere, ...origin }))).toBe(
      origin.MACHIMORI_ORIGIN,
    );
  });

  it('is refused by https where nothing answers by https', () => {
    const failure = refusal(origin);
    expect(failure.code).toBe('configuration');
    expect(failure.text.ja).toContain('MACHIMORI_ORIGIN');
    for (const name of [
      'MACHIMORI_TLS_CERTIFICATE',
      'MACHIMORI_TLS_KEY',
      'MACHIMORI_TRUSTED_PROXY',
    ])
      expect(failure.next?.ja).toContain(name);
    for (const served of [tls, proxy])
      expect(readSettings({ ...origin, ...served })).toMatchObject({
        origin: origin.MACHIMORI_ORIGIN,
      });
  });

  it.each([
    [{}, true],
    [tls, true],
    [{ MACHIMORI_ORIGIN: 'http://127.0.0.1:8080' }, true],
    [{ MACHIMORI_ORIGIN: 'http://[::1]:8080' }, true],
    [{ MACHIMORI_ORIGIN: 'http://localhost.example.lg.jp' }, false],
    [{ ...origin, ...proxy }, false],
    [{ ...origin, ...tls, ...everywhere }, false],
  ] as const)('by %j opens on this machine alone: %s', (environment, expected) => {
    expect(opensOnlyHere(originOf(readSettings(environment)))).toBe(expected);
  });
});
