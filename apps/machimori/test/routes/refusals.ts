import { type Action, policyOf, type Role } from '@machimori/authorisation';
import type { AskerName } from './town.ts';

export interface Refusal {
  readonly who: AskerName;
  readonly status: 401 | 403;
  readonly code: string;
  /** It is written into the log. */
  readonly logged: boolean;
}

const nobodyYet: readonly AskerName[] = ['nobody', 'halfway'];
const host: AskerName = 'promoter/cityAdministrator';

/** Whom the policy of an action refuses, and how it has to be said. */
export function refusalsOf(action: Action, everybody: Iterable<AskerName>): readonly Refusal[] {
  const policy = policyOf(action);
  const refusals: Refusal[] = [];
  if (policy.anyone === undefined)
    for (const who of nobodyYet)
      refusals.push({ who, status: 401, code: 'unauthenticated', logged: false });
  if (policy.beforeSecondFactor !== true)
    refusals.push({ who: 'newcomer', status: 403, code: 'second-factor-required', logged: false });
  for (const who of everybody) {
    const role = who.split('/')[1] as Role | undefined;
    if (role === undefined || who.startsWith('far/')) continue;
    const may =
      policy.roles?.[role] !== undefined ||
      policy.person !== undefined ||
      (policy.host !== undefined && who === host);
    if (!may) refusals.push({ who, status: 403, code: 'forbidden', logged: true });
  }
  if (policy.token !== true)
    refusals.push({ who: 'machine', status: 403, code: 'forbidden', logged: true });
  refusals.push({ who: 'weakMachine', status: 403, code: 'forbidden', logged: true });
  return refusals;
}
