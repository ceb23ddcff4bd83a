import type { Session } from '../api/session.ts';

// Where a person may be, by how far they are signed in. The server decides what they get; this decides
// only which page helps them on.

const open = [
  '/invitation',
  '/forgotten-password',
  '/new-password',
  '/new-address',
  '/sample',
  '/dev/components',
];
const byState: Readonly<Record<Session['state'], string>> = {
  'first-visit': '/first-visit',
  'signed-out': '/sign-in',
  'second-factor': '/sign-in/second-step',
  enrol: '/sign-in/set-up',
  'no-seat': '/own-city',
  'signed-in': '/',
};

/** The page to go to instead, or nothing where this one is right. */
export function redirectFor(state: Session['state'], path: string): string | undefined {
  // A provider's answer signs in, or shows again who is signed in already.
  if (open.includes(path) || path.startsWith('/sign-in/provider/')) return undefined;
  const right = byState[state];
  // What whoever is signed in may come back to: a further second factor, a further city.
  const again = ['/', '/sign-in/set-up', '/own-city'];
  const entrance = Object.values(byState).includes(path) && !again.includes(path);
  if (state === 'signed-in') return entrance ? '/' : undefined;
  return path === right ? undefined : right;
}

/**
 * Where somebody goes on who has just come in, if not to the page that helps them on: to what they wanted;
 * without a place in any organisation, to the invitation that may give them one.
 */
export function wayOn(state: Session['state'], back: unknown): string | undefined {
  const way = safeWayBack(back);
  return state === 'signed-in' || (state === 'no-seat' && way === '/invitation') ? way : undefined;
}

const ownPath = /^\/(?![/\\])/;

/** A way back within these pages, never to another host: `?back=/log` after signing in. */
export function safeWayBack(back: unknown): string {
  if (typeof back !== 'string' || !ownPath.test(back)) return '/';
  const url = new URL(back, 'https://here.invalid');
  // Once more: with its dots taken out, `/.//host` is another host.
  return url.host === 'here.invalid' &&
    ownPath.test(url.pathname) &&
    !/^\/(sign-in|first-visit|forgotten-password|new-password|new-address)/.test(url.pathname)
    ? `${url.pathname}${url.search}`
    : '/';
}
