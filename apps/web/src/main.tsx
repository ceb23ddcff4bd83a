import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { asksAgain, waitBefore } from './api/ask-again.ts';
import { Problem } from './api/problem.ts';
import { sessionKey } from './api/use-server.ts';
import { LanguageProvider } from './language.tsx';
import { routerFor } from './router.tsx';
import './styles.css';

/** The session ended elsewhere, or by time: ask again who we are; the guard then shows the way. */
const onProblem = (error: unknown): void => {
  if (!(error instanceof Problem) || error.code !== 'unauthenticated') return;
  const { state } = client.getQueryData<{ state: string }>(sessionKey) ?? {};
  if (state !== 'signed-in' && state !== 'no-seat') return;
  client.removeQueries();
  void router.invalidate();
};

const client = new QueryClient({
  queryCache: new QueryCache({ onError: onProblem }),
  mutationCache: new MutationCache({ onError: onProblem }),
  defaultOptions: {
    queries: {
      retry: asksAgain,
      retryDelay: waitBefore,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
const router = routerFor(client);

const place = document.getElementById('app');
if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <LanguageProvider>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>
    </StrictMode>,
  );
}
