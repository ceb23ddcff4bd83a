import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { checkNewPassword } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { DescriptionList } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { Form } from '../design/form.tsx';
import { Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { PasswordField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { accountWords } from '../messages/account.ts';
import { forgottenWords as words } from '../messages/forgotten-password.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { resetFragment } from './fragments.ts';
import { useGoOn } from './use-go-on.ts';
import { useLinkFragment } from './use-link-fragment.ts';

/** By the link of a letter, or one that was handed over: the secret stands behind the #. */
export default function NewPasswordPage(): ReactNode {
  const say = useText();
  const goOn = useGoOn();
  const navigate = useNavigate();
  const token = useLinkFragment(resetFragment);
  const {
    mutate: open,
    data: seen,
    error,
  } = useMutation<Answer<'POST /password-reset/look'>, Problem, string>({
    mutationFn: (given) => call('POST /password-reset/look', { body: { token: given } }),
  });
  useEffect(() => {
    // Out of the address bar, so that it is not left behind in the history.
    history.replaceState(history.state, '', location.pathname);
    if (token !== undefined) open(token);
  }, [open, token]);
  const [done, setDone] = useState(false);
  const reset = useAct(
    (password: string, key) =>
      call('POST /password-reset', { body: { token: token ?? '', password }, key }),
    () => setDone(true),
  );
  if (done)
    return (
      <>
        <PageTitle title={say(words.newTitle)} />
        <div className="m-stack">
          <Notice tone="success" title={say(words.done)}>
            <p>{say(words.doneText)}</p>
          </Notice>
          <div>
            <Button
              size="large"
              onPress={async () => {
                // Whoever was signed in at this browser may be no more.
                await goOn();
                await navigate({ to: '/sign-in' });
              }}
            >
              {say(words.signIn)}
            </Button>
          </div>
        </div>
      </>
    );
  const over = error?.code === 'not-found' || reset.problem?.code === 'not-found';
  if (token === undefined || over)
    return (
      <>
        <PageTitle title={say(words.newTitle)} />
        <div className="m-stack">
          <Notice tone="warning" title={say(over ? words.over : words.missing)}>
            <p>{say(over ? ((error ?? reset.problem)?.text ?? words.over) : words.missingText)}</p>
          </Notice>
          <p>
            <Link to="/forgotten-password" alone>
              {say(words.link)}
            </Link>
          </p>
        </div>
      </>
    );
  if (seen === undefined)
    return (
      <>
        <PageTitle title={say(words.newTitle)} />
        <Pending problem={error} />
      </>
    );
  return (
    <>
      <PageTitle title={say(words.newTitle)} lead={say(words.newLead)} />
      <DescriptionList
        items={[
          [say(accountWords.mail), seen.email],
          [say(words.until), <DateText key="until" value={seen.expiresAt} time />],
        ]}
      />
      <div className="mt-8">
        <Form
          check={(data) => checkNewPassword(data, 'password', say)}
          onSend={(data) => reset.run(String(data.get('password')))}
          problem={formProblem(reset.problem, say)}
        >
          {/* So that a password manager keeps it under the right name. */}
          <input
            type="text"
            autoComplete="username"
            value={seen.email}
            readOnly
            hidden
            aria-hidden
          />
          <PasswordField
            name="password"
            label={say(accountWords.newPassword)}
            hint={say(accountWords.newPasswordHint)}
            autoComplete="new-password"
            required
          />
          <div>
            <Button type="submit" size="large" busy={reset.busy}>
              {say(words.newAct)}
            </Button>
          </div>
        </Form>
      </div>
    </>
  );
}
