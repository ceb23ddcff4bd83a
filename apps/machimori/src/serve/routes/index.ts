import { cityRoutes } from './city-routes.ts';
import { logRoutes } from './log-routes.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { workRoutes } from './work-routes.ts';

export const routes = [
  ...sessionRoutes,
  ...secondFactorRoutes,
  ...cityRoutes,
  ...logRoutes,
  ...workRoutes,
];
