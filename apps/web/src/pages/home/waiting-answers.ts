import { useQuery } from '@tanstack/react-query';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered, type Session } from '../../api/session.ts';
import { call } from '../../api/use-server.ts';

type Page = Answer<'GET /sheet/lines'>;

/** So many lines are looked at; where there are more, their number says that it is at least that. */
const most = 500;

/** How many lines wait, and whether there may be more. */
export interface WaitingAnswers {
  readonly count: number;
  readonly more: boolean;
}

/** Answers that this person may accept, and those of their organisation that somebody sent back. */
export function useWaitingAnswers(session: Session | undefined): {
  readonly toVerify: WaitingAnswers;
  readonly sentBack: WaitingAnswers;
} {
  const submitted = useLines('submitted', offered(session, 'sheet:decide'));
  const returned = useLines('changes-requested', offered(session, 'sheet:answer'));
  const own = session?.seat?.organisationName;
  const ownKeys = new Set(
    returned?.names.flatMap(({ key, name }) => (name.ja === own ? [key] : [])) ?? [],
  );
  return {
    toVerify: counted(submitted, ({ may }) => may.includes('decide')),
    sentBack: counted(returned, ({ answeredBy }) => ownKeys.has(answeredBy)),
  };
}

const useLines = (stage: 'submitted' | 'changes-requested', enabled: boolean): Page | undefined =>
  useQuery<Page, Problem>({
    queryKey: ['sheet', 'waiting', stage],
    queryFn: () => call('GET /sheet/lines', { query: { stage, most } }),
    enabled,
  }).data;

const counted = (
  page: Page | undefined,
  isWaiting: (line: Page['lines'][number]) => boolean,
): WaitingAnswers => ({
  count: page?.lines.filter(isWaiting).length ?? 0,
  more: page?.next !== undefined,
});
