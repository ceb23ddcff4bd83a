import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { checkNewPassword } from '../account-checks.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, formProblem, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { DescriptionList, StatusLabel } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { ConfirmDialog, Dialog } from '../design/dialog.tsx';
import { Form } from '../design/form.tsx';
import { ButtonLink } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { PasswordField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { settingsWords } from '../messages/settings.ts';
import { signInWords } from '../messages/sign-in.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { PasskeySettings } from './passkey-settings.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

type Account = Answer<'GET /account'>;
type Factors = Answer<'GET /account/factors'>;
const key = ['account'] as const;
const factorsKey = ['factors'] as const;

export function AccountSettings(): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Account, Problem>({
    queryKey: key,
    queryFn: () => call('GET /account'),
  });
  const factors = useQuery<Factors, Problem>({
    queryKey: factorsKey,
    queryFn: () => call('GET /account/factors'),
  });
  if (data === undefined) return <Pending problem={error} />;
  return (
    <>
      <DescriptionList
        items={[
          [say(settingsWords.name), data.name],
          [say(settingsWords.mail), data.email],
        ]}
      />
      <PasswordSettings />
      <section className="m-section" aria-labelledby="factors">
        <h2 id="factors">{say(settingsWords.factorsTitle)}</h2>
        {factors.data === undefined ? (
          <Pending problem={factors.error} />
        ) : (
          <DescriptionList
            items={[
              [
                say(settingsWords.totp),
                <div key="totp" className="m-row">
                  <StatusLabel
                    tone={factors.data.authenticators.length > 0 ? 'success' : 'warning'}
                  >
                    {say(
                      factors.data.authenticators.length > 0
                        ? settingsWords.totpOn
                        : settingsWords.totpOff,
                    )}
                  </StatusLabel>
                  <ButtonLink to="/sign-in/set-up" kind="secondary">
                    {say(settingsWords.totpAct)}
                  </ButtonLink>
                </div>,
              ],
              [
                say(settingsWords.codes),
                <Codes key="codes" left={factors.data.recoveryCodesLeft} />,
              ],
            ]}
          />
        )}
      </section>
      {factors.data === undefined ? null : <PasskeySettings passkeys={factors.data.passkeys} />}
      <Sessions sessions={data.sessions} />
    </>
  );
}

function PasswordSettings(): ReactNode {
  const say = useText();
  const toast = useToast();
  const [round, setRound] = useState(0);
  const change = useAct((password: string, id) =>
    call('PUT /account/password', { body: { password }, key: id }), () => {
    setRound(round + 1);
    toast(say(settingsWords.passwordDone));
  }, [key]);
  return (
    <section className="m-section" aria-labelledby="password">
      <h2 id="password">{say(settingsWords.passwordTitle)}</h2>
      <p className="m-hint mb-4">{say(settingsWords.passwordNote)}</p>
      <Form
        key={round}
        label={say(settingsWords.passwordTitle)}
        check={(data) => checkNewPassword(data, 'password', say)}
        onSend={(data) => change.run(String(data.get('password')))}
        problem={formProblem(change.problem, say)}
      >
        <PasswordField
          name="password"
          label={say(signInWords.newPassword)}
          hint={say(signInWords.newPasswordHint)}
          autoComplete="new-password"
          required
        />
        <div>
          <Button type="submit" busy={change.busy}>
            {say(settingsWords.passwordAct)}
          </Button>
        </div>
      </Form>
    </section>
  );
}

function Codes({ left }: { readonly left: number }): ReactNode {
  const say = useText();
  const [asking, setAsking] = useState(false);
  const renew = useAct(
    (_: undefined, id) => call('POST /account/recovery-codes', { body: {}, key: id }),
    () => setAsking(false),
    [factorsKey],
  );
  return (
    <div className="m-row">
      <StatusLabel tone={left < 3 ? 'warning' : 'neutral'}>
        {say(settingsWords.codesLeft, { count: left })}
      </StatusLabel>
      <Button kind="secondary" onPress={() => setAsking(true)}>
        {say(settingsWords.codesAct)}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={say(settingsWords.codesAct)}
        act={say(settingsWords.codesAct)}
        onAct={() => renew.run(undefined)}
        busy={renew.busy}
      >
        <p>{say(settingsWords.codesText)}</p>
        {renew.problem === null ? null : <Notice tone="error" title={say(renew.problem.text)} />}
      </ConfirmDialog>
      <Dialog
        open={renew.done !== undefined}
        onClose={renew.forget}
        role="alertdialog"
        title={say(signInWords.codesTitle)}
      >
        <p className="mb-4">{say(signInWords.codesText)}</p>
        <RecoveryCodes codes={renew.done?.recoveryCodes ?? []} onKept={renew.forget} />
      </Dialog>
    </div>
  );
}

function Sessions({ sessions }: { readonly sessions: Account['sessions'] }): ReactNode {
  const say = useText();
  const toast = useToast();
  const current = useSession().session?.session;
  const end = useAct(
    (session: string, act) => call('DELETE /sessions/:session', { params: { session }, key: act }),
    () => toast(say(settingsWords.ended)),
    [key],
  );
  return (
    <section className="m-section" aria-labelledby="sessions">
      <h2 id="sessions">{say(settingsWords.sessionsTitle)}</h2>
      <p className="mb-4">{say(settingsWords.sessionsText)}</p>
      {end.problem === null ? null : <Notice tone="error" title={say(end.problem.text)} />}
      <Table
        caption={say(settingsWords.sessionsTitle)}
        captionHidden
        rows={sessions}
        rowKey={({ session }) => session}
        columns={[
          {
            id: 'device',
            label: say(settingsWords.device),
            names: true,
            cell: ({ device }) => device,
          },
          {
            id: 'started',
            label: say(settingsWords.started),
            cell: ({ createdAt }) => <DateText value={createdAt} time />,
          },
          {
            id: 'seen',
            label: say(settingsWords.seen),
            cell: ({ seenAt }) => <DateText value={seenAt} time />,
          },
          {
            id: 'acts',
            label: say(settingsWords.acts),
            cell: ({ session, device }) =>
              session === current ? (
                <StatusLabel tone="info">{say(settingsWords.here)}</StatusLabel>
              ) : (
                <div className="m-table-actions">
                  <Button
                    kind="secondary"
                    size="small"
                    aria-label={say(settingsWords.endOf, { device })}
                    onPress={() => end.run(session)}
                  >
                    {say(settingsWords.end)}
                  </Button>
                </div>
              ),
          },
        ]}
      />
    </section>
  );
}
