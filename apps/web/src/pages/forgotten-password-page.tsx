import { type ReactNode, useState } from 'react';
import { checkMail } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { entered, Form } from '../design/form.tsx';
import { Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { TextField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { accountWords } from '../messages/account.ts';
import { forgottenWords as words } from '../messages/forgotten-password.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { PageTitle } from '../shell/page-title.tsx';

/** The way that this installation has: a letter where it sends mail, else whom to ask. */
export default function ForgottenPasswordPage(): ReactNode {
  const say = useText();
  const { session, problem } = useSession();
  if (session === undefined)
    return (
      <>
        <PageTitle title={say(words.title)} />
        <Pending problem={problem} />
      </>
    );
  return (
    <>
      <PageTitle title={say(words.title)} {...(session.mail ? { lead: say(words.lead) } : {})} />
      {session.mail ? <ByMail /> : <ByHand />}
      <p className="mt-8">
        <Link to="/sign-in" alone>
          {say(words.toSignIn)}
        </Link>
      </p>
    </>
  );
}

function ByMail(): ReactNode {
  const say = useText();
  const [sentTo, setSentTo] = useState<string>();
  const ask = useAct(
    (email: string, key) => call('POST /password-reset/ask', { body: { email }, key }),
    (_, email) => setSentTo(email),
  );
  if (sentTo !== undefined)
    return (
      <div className="m-stack">
        <Notice tone="success" title={say(words.sent)}>
          <p>{say(words.sentText, { mail: sentTo })}</p>
        </Notice>
        <p>{say(words.sentNext)}</p>
        <div>
          <Button kind="secondary" onPress={() => setSentTo(undefined)}>
            {say(words.again)}
          </Button>
        </div>
      </div>
    );
  return (
    <>
      <Form
        check={(data) => checkMail(data, say)}
        onSend={(data) => ask.run(entered(data, 'email'))}
        problem={formProblem(ask.problem, say)}
      >
        <TextField
          name="email"
          label={say(accountWords.mail)}
          hint={say(accountWords.mailHint)}
          type="email"
          autoComplete="username"
          required
        />
        <div>
          <Button type="submit" size="large" busy={ask.busy}>
            {say(words.act)}
          </Button>
        </div>
      </Form>
      <p className="mt-8">{say(words.provider)}</p>
    </>
  );
}

function ByHand(): ReactNode {
  const say = useText();
  return (
    <div className="m-stack">
      <Notice tone="info" title={say(words.handedTitle)} live={false}>
        <p>{say(words.handedText)}</p>
      </Notice>
      <p>{say(words.handedMore)}</p>
      <p>{say(words.provider)}</p>
    </div>
  );
}
