import type { ReactNode } from 'react';
import { checkMail } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Disclosure } from '../design/content.tsx';
import { entered, Form } from '../design/form.tsx';
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
      <div className="mt-8">
        <Disclosure summary={say(signInWords.forgotten)}>
          <p>{say(signInWords.forgottenText)}</p>
        </Disclosure>
      </div>
    </>
  );
}
