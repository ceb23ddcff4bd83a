import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { call, useAct, useNewSession } from '../api/use-server.ts';
import { Notice } from '../design/notice.tsx';
import { useText } from '../language.tsx';
import { sampleWords } from '../messages/own-city.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { invitationFragment } from './fragments.ts';
import { useLinkFragment } from './use-link-fragment.ts';

/** Where a link of `start --sample` leads: signs in as its person and shows their home. */
export default function SamplePage(): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const renew = useNewSession();
  const token = useLinkFragment(invitationFragment);
  const { run, problem } = useAct(
    (given: string, key) => call('POST /sample/session', { body: { token: given }, key }),
    async () => {
      await renew();
      await navigate({ to: '/', replace: true });
    },
  );
  useEffect(() => {
    if (token === undefined) return;
    // The token goes from the address line before anything is drawn from it.
    history.replaceState(history.state, '', location.pathname);
    run(token);
  }, [token, run]);
  const failed = token === undefined || problem !== null;
  return (
    <>
      <PageTitle title={say(sampleWords.title)} />
      {failed ? (
        <Notice tone="error" title={say(problem?.text ?? sampleWords.missing)}>
          <p>{say(sampleWords.missingText)}</p>
        </Notice>
      ) : (
        <p role="status">{say(sampleWords.wait)}</p>
      )}
    </>
  );
}
