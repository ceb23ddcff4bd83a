import { timingSafeEqual } from 'node:crypto';
import type { Chance } from '@machimori/kernel';
import { Secret, TOTP } from 'otpauth';

/** What every authenticator app understands (RFC 6238): others are refused by some without a word. */
export const totpRules = { digits: 6, periodS: 30, driftSteps: 1, secretBytes: 20 } as const;

export const newTotpSecret = (chance: Chance): Uint8Array => chance.bytes(totpRules.secretBytes);

const totpOf = (secret: Uint8Array, label: string): TOTP =>
  new TOTP({
    issuer: 'Machimori',
    label,
    algorithm: 'SHA1',
    digits: totpRules.digits,
    period: totpRules.periodS,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  });

/** What the app reads from the picture, and the same to type in by hand. */
export function totpLetters(
  secret: Uint8Array,
  email: string,
): { readonly uri: string; readonly typed: string } {
  const totp = totpOf(secret, email);
  const typed = totp.secret.base32.replace(/(.{4})(?=.)/g, '$1 ');
  return { uri: totp.toString(), typed };
}

/** The code as people write it: full-width digits, a gap in the middle. Undefined where it is no code. */
export function readTotpCode(value: string): string | undefined {
  const code = value.normalize('NFKC').replace(/[\s-]/gu, '');
  return /^\d{6}$/.test(code) ? code : undefined;
}

export const totpStep = (at: Date): number => Math.floor(at.getTime() / 1000 / totpRules.periodS);

export function totpCode(secret: Uint8Array, step: number): string {
  return totpOf(secret, '').generate({ timestamp: step * totpRules.periodS * 1000 });
}

/**
 * The time step whose code this is, one step of drift either way; takes as long whichever it is. The
 * caller sees to it that no step is taken twice.
 */
export function matchingStep(secret: Uint8Array, code: string, now: Date): number | undefined {
  const given = readTotpCode(code);
  if (given === undefined) return undefined;
  const middle = totpStep(now);
  let found: number | undefined;
  for (let step = middle - totpRules.driftSteps; step <= middle + totpRules.driftSteps; step++)
    if (timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(given))) found = step;
  return found;
}

/** What the vault seals a secret for: a person's secret opens for nobody else. */
export const totpContext = (person: string): string => `totp/${person}`;
