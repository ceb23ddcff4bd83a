import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useSession } from '../../api/use-server.ts';
import { Link } from '../../design/link.tsx';
import { useText } from '../../language.tsx';
import { standingWords as words } from '../../messages/standing.ts';

const soonMs = 3 * 86_400_000;

/** What waits for this person: each with a way there. Nothing waiting is nothing on the page. */
export function WaitingList(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const decides = offered(session, 'approval:decide');
  const reviews = offered(session, 'access-review:decide');
  const invites = offered(session, 'member:change');
  const changes = offered(session, 'register:change');
  const approvals = useQuery<Answer<'GET /approvals'>, Problem>({
    queryKey: ['approvals', 'waiting'],
    queryFn: () => call('GET /approvals', { query: { state: 'waiting' } }),
    enabled: decides,
  }).data?.approvals;
  const proposals = useQuery<Answer<'GET /proposals'>, Problem>({
    queryKey: ['city', 'proposals'],
    queryFn: () => call('GET /proposals'),
    enabled: changes,
  }).data?.proposals.filter(({ state }) => state === 'waiting');
  const open = useQuery<Answer<'GET /access-reviews'>, Problem>({
    queryKey: ['access-reviews'],
    queryFn: () => call('GET /access-reviews'),
    enabled: reviews,
  }).data?.reviews.find(({ closedAt }) => closedAt === undefined);
  const invitations = useQuery<Answer<'GET /invitations'>, Problem>({
    queryKey: ['invitations'],
    queryFn: () => call('GET /invitations'),
    enabled: invites,
  }).data?.invitations.filter(
    ({ expiresAt }) => new Date(expiresAt).getTime() - Date.now() < soonMs,
  );
  const own = proposals?.filter((each) => each.own).length ?? 0;
  const others = (proposals?.length ?? 0) - own;
  const count = approvals?.length ?? 0;
  const soon = invitations?.length ?? 0;
  if (own + others + count + soon === 0 && open === undefined) return null;
  return (
    <section className="m-section" aria-labelledby="waiting">
      <h2 id="waiting">{say(words.waiting)}</h2>
      <ul className="m-waiting">
        {count === 0 ? null : (
          <li>
            <Link to="/approvals" alone>
              {say(words.approvals, { count })}
            </Link>
          </li>
        )}
        {others === 0 ? null : (
          <li>
            <Link to="/city/proposals" alone>
              {say(words.proposals, { count: others })}
            </Link>
          </li>
        )}
        {open === undefined ? null : (
          <li>
            <Link to="/people" search={{ part: 'review' } as never} alone>
              {say(words.review, { name: open.name, day: open.dueOn })}
            </Link>
          </li>
        )}
        {soon === 0 ? null : (
          <li>
            <Link to="/people" search={{ part: 'invitations' } as never} alone>
              {say(words.invitations, { count: soon })}
            </Link>
          </li>
        )}
        {own === 0 ? null : (
          <li>
            <Link to="/city/proposals" alone>
              {say(words.ownProposals, { count: own })}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}
