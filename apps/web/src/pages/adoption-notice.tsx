import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer, Revision } from '../api/routes.ts';
import { call } from '../api/use-server.ts';
import { Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { type Say, useText } from '../language.tsx';
import { approvalWords as words } from '../messages/approvals.ts';

/** Says on the first page how the city's description stands, unless it is as it should be. */
export function AdoptionNotice(): ReactNode {
  const say = useText();
  const { data } = useQuery<Answer<'GET /city-file/revisions'>, Problem>({
    queryKey: ['revisions', 'latest'],
    queryFn: () => call('GET /city-file/revisions', { query: {} }),
  });
  const latest = data?.revisions[0];
  if (latest === undefined || latest.outcome?.state === 'approved') return null;
  const { approval } = latest;
  return (
    <div className="mb-6">
      <Notice
        tone={latest.outcome?.state === 'waiting' ? 'info' : 'warning'}
        live={false}
        title={titleOf(latest, say)}
      >
        {data?.approved === undefined ? null : (
          <p>{say(words.homeBefore, { revision: data.approved })}</p>
        )}
        <p>
          {approval === undefined ? (
            <Link to="/city/versions" hash="revisions" alone>
              {say(words.toRevisions)}
            </Link>
          ) : (
            <Link to="/approvals/$approval" params={{ approval }} alone>
              {say(words.toApproval)}
            </Link>
          )}
        </p>
      </Notice>
    </div>
  );
}

function titleOf({ revision, outcome }: Revision, say: Say): string {
  switch (outcome?.state) {
    case 'waiting':
      return say(words.homeWaiting, { revision });
    case 'sent-back':
      return say(words.homeSentBack, { revision });
    case 'self-checked':
      return say(words.homeSelfChecked, { revision, mark: say(outcome.mark) });
    default:
      return say(words.homeNone, { revision });
  }
}
