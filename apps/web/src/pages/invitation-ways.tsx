import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { checkNewPassword } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import type { Answer, Routes } from '../api/routes.ts';
import type { Session } from '../api/session.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { entered, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { PasswordField, TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { keptInvitation } from '../kept-invitation.ts';
import { useText } from '../language.tsx';
import { accountWords } from '../messages/account.ts';
import { invitationWords } from '../messages/invitation.ts';
import { signInWords } from '../messages/sign-in.ts';
import { useGoOn } from './use-go-on.ts';

// How an invitation is accepted: by somebody new, by somebody who signs in first, by who is signed in.

type Body = Omit<Routes['POST /invitation/accept']['body'], 'token'>;

function useAccept(token: string, done: () => void = () => undefined) {
  const goOn = useGoOn();
  const navigate = useNavigate();
  return useAct(
    (body: Body, key) => call('POST /invitation/accept', { body: { token, ...body }, key }),
    async () => {
      keptInvitation.forget();
      await goOn();
      await navigate({ to: '/' });
      done();
    },
  );
}

/** Makes an account by the invitation. */
export function AcceptAsNew({ token }: { readonly token: string }): ReactNode {
  const say = useText();
  const accept = useAccept(token);
  return (
    <Form
      check={(data) => ({
        ...(entered(data, 'name') === '' ? { name: say(accountWords.nameMissing) } : {}),
        ...checkNewPassword(data, 'password', say),
      })}
      onSend={(data) =>
        accept.run({ name: entered(data, 'name'), password: String(data.get('password')) })
      }
      problem={formProblem(accept.problem, say)}
    >
      <TextField
        name="name"
        label={say(signInWords.name)}
        hint={say(signInWords.nameHint)}
        autoComplete="name"
        required
      />
      <PasswordField
        name="password"
        label={say(accountWords.newPassword)}
        hint={say(accountWords.newPasswordHint)}
        autoComplete="new-password"
        required
      />
      <div>
        <Button type="submit" size="large" busy={accept.busy}>
          {say(invitationWords.act)}
        </Button>
      </div>
    </Form>
  );
}

/** Leads through signing in, and back. */
export function SignInFirst({ token }: { readonly token: string }): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  return (
    <div className="m-stack">
      <p>{say(invitationWords.hasAccount)}</p>
      <div>
        <Button
          size="large"
          onPress={() => {
            keptInvitation.keep(token);
            void navigate({ to: '/sign-in', search: { back: '/invitation' } as never });
          }}
        >
          {say(invitationWords.signInFirst)}
        </Button>
      </div>
    </div>
  );
}

/** One act where one is signed in already; whoever only a provider knows gets a password of their own. */
export function AcceptSignedIn({
  token,
  invitation,
  session,
}: {
  readonly token: string;
  readonly invitation: Answer<'POST /invitation/look'>;
  readonly session: Session;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const { seat, byProvider } = session;
  const { cityName, organisationName } = invitation;
  const here = seat?.cityName === cityName && seat.organisationName === organisationName;
  const ownPassword = byProvider && !here;
  const accept = useAccept(token, () =>
    toast(say(invitationWords.accepted, { organisation: organisationName })),
  );
  const navigate = useNavigate();
  return (
    <Form
      label={say(invitationWords.title)}
      check={(data) => (ownPassword ? checkNewPassword(data, 'password', say) : {})}
      onSend={(data) => accept.run(ownPassword ? { password: String(data.get('password')) } : {})}
      problem={formProblem(accept.problem, say)}
    >
      <p>{say(invitationWords.signedIn, { name: session.person?.name ?? '' })}</p>
      {ownPassword ? (
        <>
          <p>{say(invitationWords.byProvider)}</p>
          <PasswordField
            name="password"
            label={say(accountWords.newPassword)}
            hint={say(accountWords.newPasswordHint)}
            autoComplete="new-password"
            required
          />
        </>
      ) : null}
      <div className="m-row">
        <Button type="submit" size="large" busy={accept.busy}>
          {say(invitationWords.act)}
        </Button>
        <Button
          kind="text"
          onPress={() => {
            keptInvitation.forget();
            void navigate({ to: '/' });
          }}
        >
          {say(invitationWords.notNow)}
        </Button>
      </div>
    </Form>
  );
}

/** The invitation is for another address than the one that is signed in here. */
export function SomebodyElse({
  token,
  person,
}: {
  readonly token: string;
  readonly person: NonNullable<Session['person']>;
}): ReactNode {
  const say = useText();
  const goOn = useGoOn();
  const signOut = useAct(
    (_: undefined, key) => call('DELETE /session', { key }),
    async () => {
      keptInvitation.keep(token);
      await goOn();
    },
  );
  return (
    <div className="m-stack">
      <Notice tone="warning" title={say(invitationWords.other)} live={false}>
        <p>{say(invitationWords.otherText, { email: person.email })}</p>
      </Notice>
      {signOut.problem === null ? null : <Notice tone="error" title={say(signOut.problem.text)} />}
      <div>
        <Button busy={signOut.busy} onPress={() => signOut.run(undefined)}>
          {say(invitationWords.signOut)}
        </Button>
      </div>
    </div>
  );
}
