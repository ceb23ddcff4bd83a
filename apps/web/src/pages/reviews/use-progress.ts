import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';

export type ProgressSeen = Answer<'GET /sheet/progress'>;

/** How far the check sheet is: counted once, whoever of the pages asks. */
export const useProgress = (): UseQueryResult<ProgressSeen, Problem> =>
  useQuery<ProgressSeen, Problem>({
    queryKey: ['sheet', 'progress'],
    queryFn: () => call('GET /sheet/progress'),
  });
