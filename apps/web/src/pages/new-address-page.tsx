import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { DescriptionList } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { Notice } from '../design/notice.tsx';
import { useText } from '../language.tsx';
import { accountWords } from '../messages/account.ts';
import { ownWords as words } from '../messages/own-details.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { resetFragment } from './fragments.ts';
import { useGoOn } from './use-go-on.ts';
import { useLinkFragment } from './use-link-fragment.ts';

/** By the link that went to a new address. Opening it changes nothing yet: mail programs open links, too. */
export default function NewAddressPage(): ReactNode {
  const say = useText();
  const goOn = useGoOn();
  const navigate = useNavigate();
  const token = useLinkFragment(resetFragment);
  const {
    mutate: open,
    data: seen,
    error,
  } = useMutation<Answer<'POST /address-change/look'>, Problem, string>({
    mutationFn: (given) => call('POST /address-change/look', { body: { token: given } }),
  });
  useEffect(() => {
    // Out of the address bar, so that it is not left behind in the history.
    history.replaceState(history.state, '', location.pathname);
    if (token !== undefined) open(token);
  }, [open, token]);
  const [done, setDone] = useState<string>();
  const confirm = useAct(
    (_: undefined, key) => call('POST /address-change', { body: { token: token ?? '' }, key }),
    ({ email }) => setDone(email),
    [['account']],
  );
  const problem = error ?? confirm.problem;
  const refused = problem?.code === 'not-found' || problem?.code === 'conflict';
  return (
    <>
      <PageTitle
        title={say(words.confirmTitle)}
        {...(seen && !done && !refused ? { lead: say(words.confirmLead) } : {})}
      />
      {done !== undefined ? (
        <div className="m-stack">
          <Notice tone="success" title={say(words.done)}>
            <p>{say(words.doneText, { mail: done })}</p>
          </Notice>
          <div>
            <Button
              size="large"
              onPress={async () => {
                await goOn();
                await navigate({ to: '/' });
              }}
            >
              {say(words.goOn)}
            </Button>
          </div>
        </div>
      ) : token === undefined || refused ? (
        <Notice tone="warning" title={say(refused ? words.over : words.missing)}>
          <p>{say(refused ? (problem?.text ?? words.over) : words.missingText)}</p>
          {problem?.next === undefined ? null : <p>{say(problem.next)}</p>}
        </Notice>
      ) : seen === undefined ? (
        <Pending problem={error} />
      ) : (
        <>
          <DescriptionList
            items={[
              [say(accountWords.mail), seen.email],
              [say(words.until), <DateText key="until" value={seen.expiresAt} time />],
            ]}
          />
          {confirm.problem === null ? null : (
            <Notice tone="error" title={say(confirm.problem.text)} />
          )}
          <div className="mt-8">
            <Button size="large" busy={confirm.busy} onPress={() => confirm.run(undefined)}>
              {say(words.confirm)}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
