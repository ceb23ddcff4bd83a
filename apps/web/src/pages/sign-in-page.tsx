import { type ReactNode, useEffect, useState } from 'react';
import { checkMail } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import { Problem } from '../api/problem.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { entered, Form } from '../design/form.tsx';
import { Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { PasswordField, TextField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { accountWords } from '../messages/account.ts';
import { forgottenWords } from '../messages/forgotten-password.ts';
import { invitationWords } from '../messages/invitation.ts';
import { signInWords } from '../messages/sign-in.ts';
import { singleSignOnWords } from '../messages/single-sign-on.ts';
import { safeWayBack } from '../shell/guard.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { useGoOn } from './use-go-on.ts';

export default function SignInPage(): ReactNode {
  const say = useText();
  const goOn = useGoOn();
  const ended = useSession().session?.ended;
  const signIn = useAct(
    (body: { email: string; password: string }, key) => call('POST /session', { body, key }),
    goOn,
  );
  const byPasskey = useAct(async (_: undefined, key) => {
    const { question, options } = await call('POST /session/passkey/question');
    const { provePasskey } = await import('./passkey.ts');
    const response = await provePasskey(options);
    return call('POST /session/passkey', { body: { question, response }, key });
  }, goOn);
  const refused = byPasskey.problem;
  const [missing, setMissing] = useState(false);
  const back = safeWayBack(new URLSearchParams(location.search).get('back'));
  // With the address alone: to the organisation's provider, where there is one for its domain.
  const { run: begin, ...begun } = useAct(
    (body: { email?: string; organisation?: string }, key) =>
      call('POST /session/begin', { body: { ...body, back }, key }),
    ({ address }) => {
      if (address === undefined) setMissing(true);
      else location.assign(address);
    },
  );
  useEffect(() => {
    const organisation = new URLSearchParams(location.search).get('organisation');
    if (organisation !== null) begin({ organisation });
  }, [begin]);
  return (
    <>
      <PageTitle
        title={say(signInWords.title)}
        {...(back === '/invitation' ? { lead: say(invitationWords.waits) } : {})}
      />
      {ended === undefined ? null : (
        <div className="mb-6">
          <Notice
            tone={ended === 'closed' ? 'warning' : 'info'}
            live={false}
            title={say(signInWords[ended])}
          >
            <p>{say(ended === 'closed' ? signInWords.closedText : signInWords.overText)}</p>
          </Notice>
        </div>
      )}
      <Form
        check={(data) => ({
          ...checkMail(data, say),
        })}
        onSend={(data) => {
          const email = entered(data, 'email');
          const password = String(data.get('password'));
          setMissing(false);
          if (password === '') begin({ email });
          else signIn.run({ email, password });
        }}
        problem={
          missing
            ? {
                title: say(singleSignOnWords.passwordInstead),
                fields: { password: say(singleSignOnWords.passwordInstead) },
              }
            : formProblem(signIn.problem ?? begun.problem, say)
        }
      >
        <TextField
          name="email"
          label={say(accountWords.mail)}
          hint={say(accountWords.mailHint)}
          type="email"
          autoComplete="username"
          required
        />
        <PasswordField
          name="password"
          label={say(signInWords.password)}
          hint={say(singleSignOnWords.passwordHint)}
          autoComplete="current-password"
        />
        <div>
          <Button type="submit" size="large" busy={signIn.busy || begun.busy}>
            {say(signInWords.act)}
          </Button>
        </div>
      </Form>
      <p className="mt-4">
        <Link to="/forgotten-password" alone>
          {say(forgottenWords.link)}
        </Link>
      </p>
      <section className="m-section" aria-labelledby="by-passkey">
        <h2 id="by-passkey">{say(signInWords.byPasskey)}</h2>
        <p className="mb-4">{say(signInWords.byPasskeyText)}</p>
        {refused === null ? null : (
          <div className="mb-4">
            <Notice
              tone="error"
              title={say(refused instanceof Problem ? refused.text : signInWords.passkeyFailed)}
            />
          </div>
        )}
        <Button kind="secondary" busy={byPasskey.busy} onPress={() => byPasskey.run(undefined)}>
          {say(signInWords.byPasskeyAct)}
        </Button>
      </section>
    </>
  );
}
