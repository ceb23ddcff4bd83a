import { useQuery } from '@tanstack/react-query';
import type { Problem } from './problem.ts';
import type { Answer } from './routes.ts';
import { call } from './use-server.ts';

type Members = Answer<'GET /members'>;

/** Members and open invitations, as far as this seat sees them. */
export function useMembers(): { data: Members | undefined; problem: Problem | null } {
  const { data, error } = useQuery<Members, Problem>({
    queryKey: ['members'],
    queryFn: () => call('GET /members'),
  });
  return { data, problem: error };
}
