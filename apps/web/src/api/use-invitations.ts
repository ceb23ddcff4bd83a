import { useQuery } from '@tanstack/react-query';
import type { Problem } from './problem.ts';
import type { Answer, Invitation } from './routes.ts';
import { call } from './use-server.ts';

/** Invitations that nobody has answered yet, as far as this seat sees them. */
export function useInvitations(): {
  data: readonly Invitation[] | undefined;
  problem: Problem | null;
} {
  const { data, error } = useQuery<Answer<'GET /invitations'>, Problem>({
    queryKey: ['members', 'invitations'],
    queryFn: () => call('GET /invitations'),
    // A letter that waits is on its way within seconds: whoever looks sees it go.
    refetchInterval: ({ state }) =>
      state.data?.invitations.some(({ letter }) => letter?.state === 'waiting') === true
        ? 3_000
        : false,
  });
  return { data: data?.invitations, problem: error };
}
