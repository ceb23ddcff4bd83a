import { lazy, type ReactNode, Suspense } from 'react';
import { offered } from '../api/session.ts';
import { useSession } from '../api/use-server.ts';
import { Loading } from '../design/content.tsx';
import { ButtonLink } from '../design/link.tsx';
import { Tabs } from '../design/tabs.tsx';
import { useText } from '../language.tsx';
import { accessWords } from '../messages/access.ts';
import { peopleWords } from '../messages/people.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { usePart } from '../shell/use-part.ts';
import { InvitationList } from './invitation-list.tsx';
import { MemberList } from './member-list.tsx';

const AccessLedger = lazy(() => import('./access-ledger.tsx'));
const AccessReviewPart = lazy(() => import('./access-review.tsx'));

export default function PeoplePage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const changes = offered(session, 'member:change');
  const [tab, setTab] = usePart('members');
  return (
    <>
      <PageTitle title={say(peopleWords.title)} lead={say(peopleWords.lead)}>
        {changes ? <ButtonLink to="/people/invite">{say(peopleWords.invite)}</ButtonLink> : null}
      </PageTitle>
      <Tabs
        label={say(peopleWords.title)}
        selected={tab}
        onSelect={setTab}
        tabs={[
          {
            id: 'members',
            label: say(peopleWords.members),
            children: <MemberList changes={changes} />,
          },
          {
            id: 'invitations',
            label: say(peopleWords.invitations),
            children: <InvitationList changes={changes} />,
          },
          {
            id: 'ledger',
            label: say(accessWords.title),
            children: (
              <Suspense fallback={<Loading />}>
                <AccessLedger />
              </Suspense>
            ),
          },
          {
            id: 'review',
            label: say(peopleWords.review),
            children: (
              <Suspense fallback={<Loading />}>
                <AccessReviewPart decides={offered(session, 'access-review:decide')} />
              </Suspense>
            ),
          },
        ]}
      />
    </>
  );
}
