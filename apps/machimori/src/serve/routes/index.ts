import { accessRoutes } from './access-routes.ts';
import { answerBookRoutes } from './answer-book-routes.ts';
import { apiTokenRoutes } from './api-token-routes.ts';
import { appliedControlRoutes } from './applied-control-routes.ts';
import { approvalRoutes } from './approval-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { cityRoutes } from './city-routes.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { guidedRoutes } from './guided-routes.ts';
import { guidelineRoutes } from './guideline-routes.ts';
import { logRoutes } from './log-routes.ts';
import { mapRoutes } from './map-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { outsideRoutes } from './outside-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { planChangeRoutes } from './plan-change-routes.ts';
import { planRoutes } from './plan-routes.ts';
import { registerRoutes } from './register-routes.ts';
import { responsibilityRoutes } from './responsibility-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { sheetBookRoutes } from './sheet-book-routes.ts';
import { sheetHandsRoutes } from './sheet-hands-routes.ts';
import { sheetLineRoutes } from './sheet-line-routes.ts';
import { sheetReportRoutes } from './sheet-report-routes.ts';
import { sheetRequestRoutes } from './sheet-request-routes.ts';
import { sheetRoutes } from './sheet-routes.ts';
import { sheetTalkRoutes } from './sheet-talk-routes.ts';
import { sheetViewRoutes } from './sheet-view-routes.ts';
import { singleSignOnRoutes } from './single-sign-on-routes.ts';
import { undeliveredRoutes } from './undelivered-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';
import { workRoutes } from './work-routes.ts';
import { yardstickRoutes } from './yardstick-routes.ts';

export const routes = [
  ...sessionRoutes,
  ...secondFactorRoutes,
  ...passkeyRoutes,
  ...singleSignOnRoutes,
  ...cityRoutes,
  ...logRoutes,
  ...undeliveredRoutes,
  ...memberRoutes,
  ...accessRoutes,
  ...apiTokenRoutes,
  ...workRoutes,
  ...registerRoutes,
  ...planRoutes,
  ...planChangeRoutes,
  ...yardstickRoutes,
  ...guidedRoutes,
  ...guidelineRoutes,
  ...responsibilityRoutes,
  ...mapRoutes,
  ...approvalRoutes,
  ...sheetRoutes,
  ...evidenceRoutes,
  ...appliedControlRoutes,
  ...sheetTalkRoutes,
  ...reviewRoutes,
  ...sheetHandsRoutes,
  ...sheetViewRoutes,
  ...sheetLineRoutes,
  ...sheetRequestRoutes,
  ...answerBookRoutes,
  ...sheetBookRoutes,
  ...sheetReportRoutes,
  ...calendarRoutes,
  ...webhookRoutes,
  ...outsideRoutes,
];
