import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useSession } from '../api/use-server.ts';
import { cityLabel } from '../city-label.ts';
import { DescriptionList } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { Notice } from '../design/notice.tsx';
import { keptInvitation } from '../kept-invitation.ts';
import { useText } from '../language.tsx';
import { accountWords } from '../messages/account.ts';
import { invitationWords } from '../messages/invitation.ts';
import { roleWords, shellWords } from '../messages/shell.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { invitationFragment } from './fragments.ts';
import { AcceptAsNew, AcceptSignedIn, SignInFirst, SomebodyElse } from './invitation-ways.tsx';
import { useLinkFragment } from './use-link-fragment.ts';

type Opened = Answer<'POST /invitation/look'>;

export default function InvitationPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  // By its link, or back from signing in.
  const carried = useLinkFragment(invitationFragment);
  const [token] = useState(() => carried ?? keptInvitation.read());
  const {
    mutate: open,
    data: invitation,
    error,
  } = useMutation<Opened, Problem, string>({
    mutationFn: (given) => call('POST /invitation/look', { body: { token: given } }),
    onError: ({ code }) => {
      if (code === 'not-found') keptInvitation.forget();
    },
  });
  useEffect(() => {
    // Out of the address bar, so that it is not left behind in the history.
    history.replaceState(history.state, '', location.pathname);
    if (token !== undefined) open(token);
  }, [open, token]);
  const title = <PageTitle title={say(invitationWords.title)} />;
  if (token === undefined) {
    return (
      <>
        {title}
        <Notice tone="warning" title={say(invitationWords.missing)}>
          <p>{say(invitationWords.missingText)}</p>
        </Notice>
      </>
    );
  }
  if (invitation === undefined || session === undefined) {
    return (
      <>
        {title}
        <Pending problem={error} />
      </>
    );
  }
  const { email, expiresAt, organisationName, roles } = invitation;
  return (
    <>
      <PageTitle
        title={say(invitationWords.title)}
        lead={say(invitationWords.lead, {
          city: cityLabel(say, invitation),
          organisation: organisationName,
          roles: roles.map((role) => say(roleWords[role])).join(say(shellWords.and)),
        })}
      />
      <DescriptionList
        items={[
          [say(accountWords.mail), email],
          [say(invitationWords.until), <DateText key="until" value={expiresAt} time />],
        ]}
      />
      <div className="mt-8">
        {session.person === null ? (
          invitation.hasAccount ? (
            <SignInFirst token={token} />
          ) : (
            <AcceptAsNew token={token} />
          )
        ) : session.person.email.toLowerCase() === email.toLowerCase() ? (
          <AcceptSignedIn token={token} invitation={invitation} session={session} />
        ) : (
          <SomebodyElse token={token} person={session.person} />
        )}
      </div>
    </>
  );
}
