import { accessRoutes } from './access-routes.ts';
import { apiTokenRoutes } from './api-token-routes.ts';
import { approvalRoutes } from './approval-routes.ts';
import { cityRoutes } from './city-routes.ts';
import { guidedRoutes } from './guided-routes.ts';
import { guidelineRoutes } from './guideline-routes.ts';
import { logRoutes } from './log-routes.ts';
import { mapRoutes } from './map-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { planRoutes } from './plan-routes.ts';
import { registerRoutes } from './register-routes.ts';
import { responsibilityRoutes } from './responsibility-routes.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { singleSignOnRoutes } from './single-sign-on-routes.ts';
import { workRoutes } from './work-routes.ts';

export const routes = [
  ...sessionRoutes,
  ...secondFactorRoutes,
  ...passkeyRoutes,
  ...singleSignOnRoutes,
  ...cityRoutes,
  ...logRoutes,
  ...memberRoutes,
  ...accessRoutes,
  ...apiTokenRoutes,
  ...workRoutes,
  ...registerRoutes,
  ...planRoutes,
  ...guidedRoutes,
  ...guidelineRoutes,
  ...responsibilityRoutes,
  ...mapRoutes,
  ...approvalRoutes,
];
