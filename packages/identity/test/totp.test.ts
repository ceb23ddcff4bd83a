import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newRecoveryCodes, readRecoveryCode, recoveryCodeHash } from '../src/recovery-codes.ts';
import { matchingStep, readTotpCode, totpCode, totpLetters, totpStep } from '../src/totp.ts';
import { secretOf } from './town.ts';

const seed = new TextEncoder().encode('12345678901234567890');

describe('codes of authenticator apps', () => {
  test.each([
    // RFC 6238, appendix B, the last six of eight digits.
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('at %i s the code is %s', (seconds, code) => {
    expect(totpCode(seed, totpStep(new Date(seconds * 1000)))).toBe(code);
  });

  test('one step of drift either way is forgiven, two are not', () => {
    const now = new Date('2026-11-21T01:00:00Z');
    const step = totpStep(now);
    const matches = [-2, -1, 0, 1, 2].map((drift) =>
      matchingStep(seed, totpCode(seed, step + drift), now),
    );
    expect(matches).toEqual([undefined, step - 1, step, step + 1, undefined]);
  });

  test('a code is read as people write it, and nothing else is a code', () => {
    expect(readTotpCode(' ０１２ ３４５ ')).toBe('012345');
    for (const wrong of ['', '12345', '1234567', 'abcdef', '12345a', '1'.repeat(100_000)])
      expect(readTotpCode(wrong)).toBeUndefined();
  });

  test('what the app reads holds the secret, the person and how codes are made', () => {
    const { uri, typed } = totpLetters(seed, 'tanto@example.lg.jp');
    expect(secretOf(uri)).toEqual(seed);
    expect(new URL(uri).searchParams.get('period')).toBe('30');
    expect(decodeURIComponent(uri)).toContain('Machimori:tanto@example.lg.jp');
    expect(typed).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  });
});

describe('recovery codes', () => {
  const bytes = (length: number): Uint8Array =>
    Uint8Array.from({ length }, () => Math.floor(Math.random() * 256));

  test('ten different ones, in groups, without letters that are mistaken on paper', () => {
    const codes = newRecoveryCodes({ bytes });
    expect(new Set(codes).size).toBe(10);
    for (const code of codes)
      expect(code).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){5}[2-9A-HJKMNP-TV-Z]{4}$/);
  });

  test('chance that favours letters is thrown away, not folded', () => {
    let given = 0;
    const codes = newRecoveryCodes({
      bytes: (length) => Uint8Array.from({ length }, () => (given++ % 3 === 0 ? 255 : given % 239)),
    });
    expect(codes).toHaveLength(10);
  });

  test('of before, shorter, are still read', () => {
    expect(readRecoveryCode('abcd-efgh-jkmn-2345')).toBe('ABCDEFGHJKMN2345');
    expect(readRecoveryCode('abcd-efgh-jkmn-2345-pqrs')).toBeUndefined();
  });

  test('read back however they were typed', () => {
    fc.assert(
      fc.property(fc.constantFrom('-', ' ', '', '－', 'ー', '−', '‐', ' - '), (gap) => {
        const [code = ''] = newRecoveryCodes({ bytes });
        const typed = code.toLowerCase().replaceAll('-', gap);
        expect(readRecoveryCode(typed)).toBe(code.replaceAll('-', ''));
      }),
    );
  });

  test('anything else is none, and nothing makes the reading fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(readRecoveryCode(`${value}!`)).toBeUndefined();
      }),
    );
  });

  test('the digest is of one person alone', () => {
    expect(recoveryCodeHash('per_a', 'ABCD')).not.toEqual(recoveryCodeHash('per_b', 'ABCD'));
    expect(recoveryCodeHash('per_a', 'AB-CD')).toEqual(recoveryCodeHash('per_a', 'ABCD'));
  });
});
