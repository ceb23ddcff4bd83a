import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useSession } from '../../api/use-server.ts';
import { dateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { outsideWays } from '../../messages/outside-ways.ts';
import { requestWords } from '../../messages/sheet-requests.ts';
import { talkWords } from '../../messages/sheet-talk.ts';
import { standingWords as words } from '../../messages/standing.ts';
import { useOutsideLinks } from '../outside/outside-queries.ts';
import { useWaitingAnswers } from './waiting-answers.ts';

const soonMs = 3 * 86_400_000;

/** What waits for this person: each with a way there. Nothing waiting is nothing on the page. */
export function WaitingList(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { locale } = useLanguage();
  const decides = offered(session, 'approval:decide');
  const reviews = offered(session, 'access-review:decide');
  const invites = offered(session, 'member:change');
  const talks = offered(session, 'sheet:discuss');
  const changes = offered(session, 'register:change');
  const asks = offered(session, 'sheet:send-link');
  const approvals = useQuery<Answer<'GET /approvals'>, Problem>({
    queryKey: ['approvals', 'waiting', 'count'],
    queryFn: () => call('GET /approvals', { query: { state: 'waiting' } }),
    enabled: decides,
  }).data?.total;
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
  const mentions = useQuery<Answer<'GET /sheet/mentions'>, Problem>({
    queryKey: ['sheet', 'mentions'],
    queryFn: () => call('GET /sheet/mentions'),
    enabled: talks,
  }).data?.mentions;
  const { links: handedBack = [] } = useOutsideLinks({ handedBack: 'true' }, asks);
  const asked = useQuery<Answer<'GET /sheet/requests'>, Problem>({
    queryKey: ['sheet', 'requests'],
    queryFn: () => call('GET /sheet/requests'),
    enabled: talks,
  }).data?.requests.filter(({ own, answered, lines }) => own && answered < lines);
  const invitations = useQuery<Answer<'GET /invitations'>, Problem>({
    queryKey: ['invitations'],
    queryFn: () => call('GET /invitations'),
    enabled: invites,
  }).data?.invitations.filter(
    ({ expiresAt }) => new Date(expiresAt).getTime() - Date.now() < soonMs,
  );
  const { toVerify, sentBack } = useWaitingAnswers(session);
  const own = proposals?.filter((each) => each.own).length ?? 0;
  const others = (proposals?.length ?? 0) - own;
  const count = approvals ?? 0;
  const soon = invitations?.length ?? 0;
  const called = mentions ?? [];
  const requests = asked ?? [];
  const some =
    own +
    others +
    count +
    soon +
    called.length +
    requests.length +
    handedBack.length +
    toVerify.count +
    sentBack.count;
  if (some === 0 && open === undefined) return null;
  return (
    <section className="m-section mb-12" aria-labelledby="waiting">
      <h2 id="waiting">{say(words.waiting)}</h2>
      <ul className="m-waiting">
        {sentBack.count === 0 ? null : (
          <li>
            <Link to="/sheet" search={{ stage: 'changes-requested' } as never} alone>
              {say(sentBack.more ? words.sentBackMore : words.sentBack, { count: sentBack.count })}
            </Link>
          </li>
        )}
        {toVerify.count === 0 ? null : (
          <li>
            <Link to="/sheet" search={{ stage: 'submitted' } as never} alone>
              {say(toVerify.more ? words.toVerifyMore : words.toVerify, { count: toVerify.count })}
            </Link>
          </li>
        )}
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
        {requests.map(({ request, lines, due }) => (
          <li key={request}>
            <Link to="/sheet/requests" alone>
              {say(requestWords.home, { lines, day: dateText(due, locale) })}
            </Link>
          </li>
        ))}
        {called.map(({ comment, line, byName }) => (
          <li key={comment}>
            <Link to="/sheet/line" search={{ id: line } as never} alone>
              {say(talkWords.waiting, { name: byName })}
            </Link>
          </li>
        ))}
        {handedBack.map(({ link, name, answered }) => (
          <li key={link}>
            <Link to="/sheet/links" alone>
              {say(outsideWays.waiting, { name, answered })}
            </Link>
          </li>
        ))}
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
