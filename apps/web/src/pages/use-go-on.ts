import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useNewSession } from '../api/use-server.ts';

/** After a step of signing in: ask who we are now, and let the guard show the next page. */
export function useGoOn(): () => Promise<void> {
  const renew = useNewSession();
  const router = useRouter();
  return useCallback(async () => {
    await renew();
    await router.invalidate();
  }, [renew, router]);
}
