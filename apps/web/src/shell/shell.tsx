import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import type { Session } from '../api/session.ts';
import { useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { useHeadingFocus } from '../design/content.tsx';
import { Link } from '../design/link.tsx';
import { ToastProvider } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { ownCityWords } from '../messages/own-city.ts';
import { shellWords } from '../messages/shell.ts';
import { Header } from './header.tsx';
import { PaperHead } from './paper-head.tsx';
import { useSeatChange } from './seat-switch.tsx';

const StepUpDialog = lazy(() =>
  import('./step-up-dialog.tsx').then(({ StepUpDialog }) => ({ default: StepUpDialog })),
);

const watchLine = (changed: () => void): (() => void) => {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
};

/** Out of the sample: back to a city of one's own, or to make one. */
function WayHome({ session }: { readonly session: Session }): ReactNode {
  const say = useText();
  const change = useSeatChange();
  const own = session.seats.find(({ sample }) => !sample);
  if (own !== undefined)
    return (
      <Button kind="secondary" size="small" onPress={() => change(own)}>
        {say(ownCityWords.backToOwn, { city: own.cityName })}
      </Button>
    );
  return session.host ? <Link to="/own-city">{say(ownCityWords.toOwn)}</Link> : null;
}

/** The frame of every page. */
export function Shell(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const online = useSyncExternalStore(watchLine, () => navigator.onLine);
  useHeadingFocus(path);
  const narrow = session?.state !== 'signed-in' && !path.startsWith('/dev/');
  return (
    <ToastProvider>
      <div className="m-page">
        <a className="m-skip" href="#content">
          {say(shellWords.skip)}
        </a>
        <Header session={session} />
        {session?.state === 'signed-in' && session.seat !== null ? (
          <PaperHead city={session.seat.cityName} />
        ) : null}
        <div role="status">
          {online ? null : (
            <div className="m-strip" data-tone="warning">
              <p className="m-wide">{say(shellWords.offline)}</p>
            </div>
          )}
        </div>
        {session?.seat?.sample === true && session.state === 'signed-in' ? (
          <aside className="m-strip" aria-label={say(shellWords.sampleLabel)}>
            <p className="m-wide m-row">
              {say(shellWords.sampleStrip)}
              {session.sampleOnly ? null : <WayHome session={session} />}
            </p>
          </aside>
        ) : null}
        <main id="content" tabIndex={-1} className="m-main" data-narrow={narrow ? '' : undefined}>
          <div className="m-wide">
            <Outlet />
          </div>
        </main>
        <footer className="m-footer">
          <p className="m-wide">{say(shellWords.footer)}</p>
        </footer>
        <Suspense>{session?.person == null ? null : <StepUpDialog />}</Suspense>
      </div>
    </ToastProvider>
  );
}
