import { useQuery } from '@tanstack/react-query';
import type { Problem } from '../api/problem.ts';
import type { Answer, Revision } from '../api/routes.ts';
import { call } from '../api/use-server.ts';

/** Revisions of the city's description, newest first; none for whoever sees only a share. */
export function useRevisions(): readonly Revision[] | undefined {
  const { data } = useQuery<Answer<'GET /city-file/revisions'>, Problem>({
    queryKey: ['revisions'],
    queryFn: () => call('GET /city-file/revisions'),
  });
  return data?.revisions;
}
