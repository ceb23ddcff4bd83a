import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { checkNewPassword } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { cityLabel } from '../city-label.ts';
import { Button } from '../design/button.tsx';
import { DescriptionList } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { entered, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { PasswordField, TextField } from '../design/text-field.tsx';
import { useLanguage, useText } from '../language.tsx';
import { roleWords } from '../messages/shell.ts';
import { signInWords } from '../messages/sign-in.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { invitationFragment } from './fragments.ts';
import { useGoOn } from './use-go-on.ts';

type Opened = Answer<'POST /invitation/look'>;

export default function InvitationPage(): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const [token] = useState(() => invitationFragment(location.hash));
  const {
    mutate: open,
    data: invitation,
    error,
  } = useMutation<Opened, Problem, string>({
    mutationFn: (given) => call('POST /invitation/look', { body: { token: given } }),
  });
  useEffect(() => {
    // Out of the address bar, so that it is not left behind in the history.
    history.replaceState(history.state, '', location.pathname);
    if (token !== undefined) open(token);
  }, [open, token]);
  const goOn = useGoOn();
  const navigate = useNavigate();
  const accept = useAct(
    (body: { name?: string; password: string }, key) =>
      call('POST /invitation/accept', { body: { token: token ?? '', ...body }, key }),
    async () => {
      await goOn();
      await navigate({ to: '/' });
    },
  );
  const title = <PageTitle title={say(signInWords.invitationTitle)} />;
  if (token === undefined) {
    return (
      <>
        {title}
        <Notice tone="warning" title={say(signInWords.invitationMissing)}>
          <p>{say(signInWords.invitationMissingText)}</p>
        </Notice>
      </>
    );
  }
  if (invitation === undefined) {
    return (
      <>
        {title}
        <Pending problem={error} />
      </>
    );
  }
  const { hasAccount, email, expiresAt, organisationName, roles } = invitation;
  return (
    <>
      <PageTitle
        title={say(signInWords.invitationTitle)}
        lead={say(signInWords.invitationLead, {
          city: cityLabel(say, invitation),
          organisation: organisationName,
          roles: roles.map((role) => say(roleWords[role])).join(locale === 'ja' ? '・' : ', '),
        })}
      />
      <DescriptionList
        items={[
          [say(signInWords.mail), email],
          [say(signInWords.invitationUntil), <DateText key="until" value={expiresAt} time />],
        ]}
      />
      <div className="mt-8">
        <Form
          check={(data) =>
            hasAccount
              ? data.get('password') === ''
                ? { password: say(signInWords.passwordMissing) }
                : {}
              : {
                  ...(entered(data, 'name') === '' ? { name: say(signInWords.nameMissing) } : {}),
                  ...checkNewPassword(data, 'password', say),
                }
          }
          onSend={(data) =>
            accept.run({
              ...(hasAccount ? {} : { name: entered(data, 'name') }),
              password: String(data.get('password')),
            })
          }
          problem={formProblem(accept.problem, say)}
        >
          {hasAccount ? (
            <p>{say(signInWords.invitationAccount)}</p>
          ) : (
            <TextField
              name="name"
              label={say(signInWords.name)}
              hint={say(signInWords.nameHint)}
              autoComplete="name"
              required
            />
          )}
          <PasswordField
            name="password"
            label={say(hasAccount ? signInWords.password : signInWords.newPassword)}
            {...(hasAccount ? {} : { hint: say(signInWords.newPasswordHint) })}
            autoComplete={hasAccount ? 'current-password' : 'new-password'}
            required
          />
          <div>
            <Button type="submit" size="large" busy={accept.busy}>
              {say(signInWords.invitationAct)}
            </Button>
          </div>
        </Form>
      </div>
    </>
  );
}
