import { accessEndpoints } from './access-endpoints.ts';
import { apiTokenEndpoints } from './api-token-endpoints.ts';
import { approvalEndpoints } from './approval-endpoints.ts';
import { cityEndpoints } from './city-endpoints.ts';
import { guidedEndpoints } from './guided-endpoints.ts';
import { guidelineEndpoints } from './guideline-endpoints.ts';
import { logEndpoints } from './log-endpoints.ts';
import { mapEndpoints } from './map-endpoints.ts';
import { memberEndpoints } from './member-endpoints.ts';
import { passkeyEndpoints } from './passkey-endpoints.ts';
import { planEndpoints } from './plan-endpoints.ts';
import { registerEndpoints } from './register-endpoints.ts';
import { responsibilityEndpoints } from './responsibility-endpoints.ts';
import { secondFactorEndpoints } from './second-factor-endpoints.ts';
import { sessionEndpoints } from './session-endpoints.ts';
import { singleSignOnEndpoints } from './single-sign-on-endpoints.ts';
import { workEndpoints } from './work-endpoints.ts';

export * from './endpoint.ts';
export * from './problem.ts';
export { problemCauses } from './problem-causes.ts';
export { sampleEndpoints } from './sample-endpoints.ts';

/** Everything that can be asked of the program by HTTP, below /api/v1. */
export const endpoints = {
  ...sessionEndpoints,
  ...secondFactorEndpoints,
  ...passkeyEndpoints,
  ...singleSignOnEndpoints,
  ...cityEndpoints,
  ...memberEndpoints,
  ...accessEndpoints,
  ...apiTokenEndpoints,
  ...logEndpoints,
  ...workEndpoints,
  ...registerEndpoints,
  ...planEndpoints,
  ...guidedEndpoints,
  ...guidelineEndpoints,
  ...responsibilityEndpoints,
  ...mapEndpoints,
  ...approvalEndpoints,
} as const;
export type EndpointName = keyof typeof endpoints;
