import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Offer, offered, readSession, type Session } from './api/session.ts';
import { call, sessionKey } from './api/use-server.ts';
import { Loading } from './design/content.tsx';
import { BrokenPage, NotFoundPage } from './shell/fallback-pages.tsx';
import { redirectFor, safeWayBack, wayOn } from './shell/guard.ts';
import { Shell } from './shell/shell.tsx';

declare global {
  /** True where the page of all components is served: while one writes, and in its test. */
  const __COMPONENT_PAGE__: boolean;
}

const root = createRootRouteWithContext<{ readonly client: QueryClient }>()({
  component: Shell,
  // Every page begins with who one is; the page that helps on is the one that is shown.
  beforeLoad: async ({ context, location }) => {
    if (location.pathname.startsWith('/dev/')) return;
    const session = await context.client.ensureQueryData<Session>({
      queryKey: sessionKey,
      queryFn: () => readSession(call),
    });
    const to = redirectFor(session.state, location.pathname);
    if (to === undefined) return;
    const { back } = location.search as { readonly back?: unknown };
    const on = wayOn(session.state, back);
    if (on !== undefined) throw redirect({ to: on, replace: true });
    const wish = back ?? (location.pathname === '/' ? undefined : location.href);
    throw redirect({
      to,
      replace: true,
      search: safeWayBack(wish) === '/' ? {} : { back: safeWayBack(wish) },
    });
  },
});

/** A page; where it is offered to some roles alone, it does not exist for the others. */
const page = <const Path extends string>(
  path: Path,
  load: () => Promise<{ default: () => ReactNode }>,
  offer?: Offer,
) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load),
    beforeLoad: ({ context }) => {
      const session = context.client.getQueryData<Session>(sessionKey);
      if (offer !== undefined && !offered(session, offer)) throw notFound();
    },
  });

const pages = [
  page('/', () => import('./pages/home-page.tsx')),
  page('/import', () => import('./pages/import-page.tsx'), 'register:import'),
  page('/plan', () => import('./pages/plan/plan-page.tsx')),
  page('/city/picture', () => import('./pages/picture/picture-page.tsx')),
  page('/city', () => import('./pages/city/city-page.tsx')),
  page('/city/proposals', () => import('./pages/city/proposals-page.tsx')),
  page('/city/versions', () => import('./pages/city/versions-page.tsx')),
  page('/city/paste/$kind', () => import('./pages/city/paste-page.tsx'), 'register:change'),
  page('/city/$kind', () => import('./pages/city/list-page.tsx')),
  page('/city/$kind/new', () => import('./pages/city/new-entry-page.tsx'), 'register:change'),
  page('/city/$kind/$key', () => import('./pages/city/entry-page.tsx')),
  page('/city/map', () => import('./pages/picture/map-page.tsx')),
  page('/responsibilities', () => import('./pages/responsibilities/responsibilities-page.tsx')),
  page('/start', () => import('./pages/start/start-page.tsx'), 'register:import'),
  page('/approvals', () => import('./pages/approvals-page.tsx')),
  page('/approvals/$approval', () => import('./pages/approval-page.tsx')),
  page('/plan/yardstick', () => import('./pages/changes/yardstick-page.tsx')),
  page('/plan/changes', () => import('./pages/changes/plan-changes-page.tsx')),
  page('/plan/changes/$change', () => import('./pages/changes/plan-change-page.tsx')),
  page('/sheet', () => import('./pages/sheet/sheet-page.tsx')),
  page('/sheet/progress', () => import('./pages/reviews/progress-page.tsx')),
  page('/sheet/review', () => import('./pages/reviews/review-page.tsx')),
  page('/evidence', () => import('./pages/evidence/evidence-page.tsx')),
  page('/evidence/$evidence', () => import('./pages/evidence/piece-page.tsx')),
  page('/applied-controls', () => import('./pages/applied-controls/controls-page.tsx')),
  page('/applied-controls/$control', () => import('./pages/applied-controls/control-page.tsx')),
  page('/sheet/books', () => import('./pages/sheet-books/books-page.tsx')),
  page('/sheet/requests', () => import('./pages/sheet/requests-page.tsx')),
  page('/sheet/added', () => import('./pages/sheet/added-lines-page.tsx')),
  page('/sheet/line', () => import('./pages/sheet/line-page.tsx')),
  page('/sheet/links', () => import('./pages/outside/links-page.tsx'), 'sheet:send-link'),
  page('/sheet/links/ask', () => import('./pages/outside/ask-page.tsx'), 'sheet:send-link'),
  page(
    '/sheet/links/share',
    () => import('./pages/outside/share-page.tsx'),
    'sheet:share-progress',
  ),
  page('/why', () => import('./pages/why/why-page.tsx')),
  page('/guideline', () => import('./pages/guideline/guideline-page.tsx')),
  page('/people', () => import('./pages/people-page.tsx'), 'member:list'),
  page('/people/invite', () => import('./pages/invite-page.tsx'), 'member:change'),
  page('/log', () => import('./pages/log-page.tsx'), 'log:read'),
  page('/settings', () => import('./pages/settings-page.tsx')),
  page('/first-visit', () => import('./pages/first-visit-page.tsx')),
  page('/sign-in', () => import('./pages/sign-in-page.tsx')),
  page('/sign-in/provider/$organisation', () => import('./pages/provider-return-page.tsx')),
  page('/sign-in/second-step', () => import('./pages/second-step-page.tsx')),
  page('/sign-in/set-up', () => import('./pages/set-up-page.tsx')),
  page('/own-city', () => import('./pages/own-city-page.tsx')),
  page('/sample', () => import('./pages/sample-page.tsx')),
  page('/forgotten-password', () => import('./pages/forgotten-password-page.tsx')),
  page('/new-password', () => import('./pages/new-password-page.tsx')),
  page('/new-address', () => import('./pages/new-address-page.tsx')),
  page('/invitation', () => import('./pages/invitation-page.tsx')),
] as const;

const development = page('/dev/components', () =>
  __COMPONENT_PAGE__
    ? import('./development/components-page.tsx')
    : Promise.resolve({ default: NotFoundPage }),
);

export const routerFor = (client: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([...pages, development]),
    context: { client },
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: () => <Loading />,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerFor>;
  }
}
