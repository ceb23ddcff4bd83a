import type { ReactNode } from 'react';
import { checkMail } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import { Problem } from '../api/problem.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Disclosure } from '../design/content.tsx';
import { entered, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { PasswordField, TextField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { signInWords } from '../messages/sign-in.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { useGoOn } from './use-go-on.ts';

export default function SignInPage(): ReactNode {
  const say = useText();
  const goOn = useGoOn();
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
  return (
    <>
      <PageTitle title={say(signInWords.title)} />
      <Form
        check={(data) => ({
          ...checkMail(data, say),
          ...(data.get('password') === '' ? { password: say(signInWords.passwordMissing) } : {}),
        })}
        onSend={(data) =>
          signIn.run({ email: entered(data, 'email'), password: String(data.get('password')) })
        }
        problem={formProblem(signIn.problem, say)}
      >
        <TextField
          name="email"
          label={say(signInWords.mail)}
          hint={say(signInWords.mailHint)}
          type="email"
          autoComplete="username"
          required
        />
        <PasswordField
          name="password"
          label={say(signInWords.password)}
          autoComplete="current-password"
          required
        />
        <div>
          <Button type="submit" size="large" busy={signIn.busy}>
            {say(signInWords.act)}
          </Button>
        </div>
      </Form>
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
      <div className="mt-8">
        <Disclosure summary={say(signInWords.forgotten)}>
          <p>{say(signInWords.forgottenText)}</p>
        </Disclosure>
      </div>
    </>
  );
}
