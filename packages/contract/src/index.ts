import { accessEndpoints } from './access-endpoints.ts';
import { answerBookEndpoints } from './answer-book-endpoints.ts';
import { apiTokenEndpoints } from './api-token-endpoints.ts';
import { appliedControlEndpoints } from './applied-control-endpoints.ts';
import { approvalEndpoints } from './approval-endpoints.ts';
import { calendarEndpoints } from './calendar-endpoints.ts';
import { cityEndpoints } from './city-endpoints.ts';
import { evidenceEndpoints } from './evidence-endpoints.ts';
import { guidedEndpoints } from './guided-endpoints.ts';
import { guidelineEndpoints } from './guideline-endpoints.ts';
import { logEndpoints } from './log-endpoints.ts';
import { mapEndpoints } from './map-endpoints.ts';
import { memberEndpoints } from './member-endpoints.ts';
import { outsideEndpoints } from './outside-endpoints.ts';
import { passkeyEndpoints } from './passkey-endpoints.ts';
import { planChangeEndpoints } from './plan-change-endpoints.ts';
import { planEndpoints } from './plan-endpoints.ts';
import { registerEndpoints } from './register-endpoints.ts';
import { responsibilityEndpoints } from './responsibility-endpoints.ts';
import { reviewEndpoints } from './review-endpoints.ts';
import { secondFactorEndpoints } from './second-factor-endpoints.ts';
import { sessionEndpoints } from './session-endpoints.ts';
import { sheetBookEndpoints } from './sheet-book-endpoints.ts';
import { sheetEndpoints } from './sheet-endpoints.ts';
import { sheetHandsEndpoints } from './sheet-hands-endpoints.ts';
import { sheetLineEndpoints } from './sheet-line-endpoints.ts';
import { sheetReportEndpoints } from './sheet-report-endpoints.ts';
import { sheetRequestEndpoints } from './sheet-request-endpoints.ts';
import { sheetTalkEndpoints } from './sheet-talk-endpoints.ts';
import { sheetViewEndpoints } from './sheet-view-endpoints.ts';
import { singleSignOnEndpoints } from './single-sign-on-endpoints.ts';
import { undeliveredEndpoints } from './undelivered-endpoints.ts';
import { webhookEndpoints } from './webhook-endpoints.ts';
import { workEndpoints } from './work-endpoints.ts';
import { yardstickEndpoints } from './yardstick-endpoints.ts';

export * from './endpoint.ts';
export { changeRowKinds } from './plan-change-endpoints.ts';
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
  ...undeliveredEndpoints,
  ...workEndpoints,
  ...registerEndpoints,
  ...planEndpoints,
  ...planChangeEndpoints,
  ...yardstickEndpoints,
  ...guidedEndpoints,
  ...guidelineEndpoints,
  ...responsibilityEndpoints,
  ...mapEndpoints,
  ...approvalEndpoints,
  ...sheetEndpoints,
  ...evidenceEndpoints,
  ...appliedControlEndpoints,
  ...outsideEndpoints,
  ...sheetTalkEndpoints,
  ...reviewEndpoints,
  ...sheetHandsEndpoints,
  ...sheetViewEndpoints,
  ...sheetLineEndpoints,
  ...sheetRequestEndpoints,
  ...answerBookEndpoints,
  ...sheetBookEndpoints,
  ...sheetReportEndpoints,
  ...calendarEndpoints,
  ...webhookEndpoints,
} as const;
export type EndpointName = keyof typeof endpoints;
