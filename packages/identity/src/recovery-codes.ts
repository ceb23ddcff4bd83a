import { createHash } from 'node:crypto';
import type { Chance } from '@machimori/kernel';

/** No letter or digit that is mistaken for another on paper: 0 O, 1 I L, U V. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 6;
const groupLength = 4;
/** Codes of before were shorter; whoever has them on paper still uses them. */
const lengths: readonly number[] = [groups * groupLength, 16];

export const recoveryCodeCount = 10;

/** 117 bits each: enough that the digests need no salt and no slow hash of their own. */
export function newRecoveryCodes(chance: Chance): readonly string[] {
  const codes = new Set<string>();
  while (codes.size < recoveryCodeCount) codes.add(newCode(chance));
  return [...codes];
}

function newCode(chance: Chance): string {
  const picked: string[] = [];
  while (picked.length < groups * groupLength)
    for (const byte of chance.bytes(groups * groupLength)) {
      // Bytes beyond the last full round would favour the first letters.
      const letter = byte < 256 - (256 % letters.length) ? letters[byte % letters.length] : '';
      if (letter && picked.length < groups * groupLength) picked.push(letter);
    }
  return (picked.join('').match(/.{4}/g) ?? []).join('-');
}

/** A code as people write it from paper: small letters, gaps, any kind of hyphen. */
export function readRecoveryCode(value: string): string | undefined {
  const code = value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212\u30fc]/gu, '');
  const whole = lengths.includes(code.length) && [...code].every((c) => letters.includes(c));
  return whole ? code : undefined;
}

/** What is kept of a code. The person is part of it: nobody's code can be told to be another's. */
export const recoveryCodeHash = (person: string, code: string): Buffer =>
  createHash('sha256')
    .update(`recovery\n${person}\n${code.replaceAll('-', '')}`)
    .digest();
