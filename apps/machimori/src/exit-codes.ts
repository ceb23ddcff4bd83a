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
};
