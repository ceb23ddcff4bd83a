import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import { call } from '../../api/use-server.ts';
import { EmptyState } from '../../design/content.tsx';
import { ButtonLink, Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';
import { homeWords } from '../../messages/home.ts';
import { startWords } from '../../messages/start.ts';
import { type Guided, steps } from './answers.ts';

/** Where nothing is described yet: answering questions, or a file. */
export function StartOffer(): ReactNode {
  const say = useText();
  return (
    <EmptyState title={say(homeWords.emptyTitle)}>
      <p className="mt-2 mb-6">{say(startWords.offerText)}</p>
      <div className="m-row justify-center">
        <ButtonLink to="/start">{say(startWords.offerAct)}</ButtonLink>
        <Link to="/import" alone>
          {say(homeWords.importLink)}
        </Link>
      </div>
    </EmptyState>
  );
}

/** Where somebody has begun to answer, and not finished. */
export function StartContinued(): ReactNode {
  const say = useText();
  const { data } = useQuery<Guided, Problem>({
    queryKey: ['guided'],
    queryFn: () => call('GET /guided'),
    retry: false,
  });
  if (data?.answers === undefined || data.elsewhere || data.finished.length === steps.length)
    return null;
  return (
    <div className="mb-6">
      <Notice
        tone="info"
        title={say(startWords.continueTitle, { count: data.finished.length })}
        live={false}
      >
        <Link to="/start" alone>
          {say(startWords.continueAct)}
        </Link>
      </Notice>
    </div>
  );
}
