import { useQuery } from '@tanstack/react-query';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';

type PlanChanges = Answer<'GET /plan/changes'>;

const pollMs = 1_500;

/** The latest changes of the plan; asked again while the next one is in the making. */
export function usePlanChanges(): PlanChanges | undefined {
  const { data } = useQuery<PlanChanges, Problem>({
    queryKey: ['plan', 'changes'],
    queryFn: () => call('GET /plan/changes', { query: {} }),
    refetchInterval: ({ state }) => (state.data?.making === true ? pollMs : false),
  });
  return data;
}
