import type { FailureCode } from '@machimori/kernel';

/** Exit code of each failure; documented in docs/exit-codes.md, which a test holds against this list. */
export const exitCodes: Readonly<Record<FailureCode, number>> = {
  usage: 64,
  'input-invalid': 65,
  'input-unreadable': 66,
  'not-found': 67,
  internal: 70,
  'output-unwritable': 73,
  'limit-exceeded': 75,
  'catalogue-invalid': 76,
  unauthenticated: 77,
  forbidden: 77,
  'second-factor-required': 77,
  'step-up-required': 77,
  conflict: 68,
  'rate-limited': 75,
  configuration: 78,
  unavailable: 69,
  'not-verified': 79,
};
