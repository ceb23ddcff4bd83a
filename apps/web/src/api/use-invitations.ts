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
  });
  return { data: data?.invitations, problem: error };
}
