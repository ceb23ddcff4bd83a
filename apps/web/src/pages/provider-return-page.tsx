import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { call, useAct } from '../api/use-server.ts';
import { Loading } from '../design/content.tsx';
import { ButtonLink } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { useText } from '../language.tsx';
import { signInWords } from '../messages/sign-in.ts';
import { singleSignOnWords } from '../messages/single-sign-on.ts';
import { safeWayBack } from '../shell/guard.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { useGoOn } from './use-go-on.ts';

/** What a provider put into the address: for which organisation, and its answer. */
function answerOf({ pathname, search }: Location) {
  const organisation = pathname.split('/').at(-1) ?? '';
  return { organisation, parameters: Object.fromEntries(new URLSearchParams(search)) };
}

/** Where an organisation's provider sends people back to: hands its answer in, and goes on. */
export default function ProviderReturnPage(): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const goOn = useGoOn();
  const [answer] = useState(() => answerOf(location));
  const { run, problem } = useAct(
    (body: typeof answer) => call('POST /session/provider', { body }),
    async ({ awaiting, back }) => {
      await goOn();
      const to = safeWayBack(back);
      if (awaiting) await navigate({ to: '/sign-in/second-step', search: { back: to } as never });
      else await navigate({ href: to, replace: true });
    },
  );
  useEffect(() => {
    // The code leaves the address bar before anything else, and the history with it.
    history.replaceState(history.state, '', location.pathname);
    run(answer);
  }, [run, answer]);
  if (problem === null)
    return (
      <>
        <PageTitle title={say(singleSignOnWords.checking)} />
        <Loading />
      </>
    );
  return (
    <>
      <PageTitle title={say(singleSignOnWords.failed)} />
      <div className="m-stack">
        <Notice tone="error" title={say(problem.text)}>
          {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
        </Notice>
        <div>
          <ButtonLink to="/sign-in">{say(signInWords.again)}</ButtonLink>
        </div>
      </div>
    </>
  );
}
