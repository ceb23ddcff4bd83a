import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { checkNewPassword } from '../account-checks.ts';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { StatusLabel } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { ConfirmDialog } from '../design/dialog.tsx';
import { Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { PasswordField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { accountWords } from '../messages/account.ts';
import { ownWords } from '../messages/own-details.ts';
import { settingsWords } from '../messages/settings.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { OwnDetails } from './own-details.tsx';
import { ReminderSettings } from './reminder-settings.tsx';
import { SecondFactorSettings } from './second-factor-settings.tsx';

const CalendarSettings = lazy(() => import('./calendar-settings.tsx'));

type Account = Answer<'GET /account'>;
const key = ['account'] as const;

export function AccountSettings(): ReactNode {
  const { session } = useSession();
  const { data, error } = useQuery<Account, Problem>({
    queryKey: key,
    queryFn: () => call('GET /account'),
  });
  if (data === undefined) return <Pending problem={error} />;
  return (
    <>
      <OwnDetails account={data} />
      <PasswordSettings />
      <SecondFactorSettings />
      {session?.seat === undefined || !session.mail ? null : <ReminderSettings />}
      {session?.seat === undefined ? null : (
        <Suspense>
          <CalendarSettings />
        </Suspense>
      )}
      <Sessions sessions={data.sessions} />
    </>
  );
}

function PasswordSettings(): ReactNode {
  const say = useText();
  const toast = useToast();
  const [round, setRound] = useState(0);
  const change = useAct((body: { readonly current: string; readonly password: string }, id) =>
    call('PUT /account/password', { body, key: id }), () => {
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
        onSend={(data) =>
          change.run({
            current: String(data.get('current')),
            password: String(data.get('password')),
          })
        }
        problem={formProblem(change.problem, say)}
      >
        <PasswordField
          name="current"
          label={say(ownWords.current)}
          autoComplete="current-password"
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
          <Button type="submit" busy={change.busy}>
            {say(settingsWords.passwordAct)}
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** Tells two browsers of one kind apart: each shows its own as the one that is here. */
const markOf = (session: string): string => session.slice(-4).toUpperCase();

function Sessions({ sessions }: { readonly sessions: Account['sessions'] }): ReactNode {
  const say = useText();
  const toast = useToast();
  const current = useSession().session?.session;
  const end = useAct(
    (session: string, act) => call('DELETE /sessions/:session', { params: { session }, key: act }),
    () => toast(say(settingsWords.ended)),
    [key],
  );
  const [asking, setAsking] = useState(false);
  const endOthers = useAct(
    (_: undefined, act) => call('DELETE /sessions', { key: act }),
    ({ closed }) => {
      setAsking(false);
      toast(say(settingsWords.othersEnded, { count: closed }));
    },
    [key],
  );
  const { problem } = end;
  const elsewhere = sessions.filter(({ session }) => session !== current).length;
  return (
    <section className="m-section" aria-labelledby="sessions">
      <h2 id="sessions">{say(settingsWords.sessionsTitle)}</h2>
      <p className="mb-4">{say(settingsWords.sessionsText)}</p>
      {problem === null ? null : (
        <div className="mb-4">
          <Notice tone="error" title={say(problem.text)} />
        </div>
      )}
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
            cell: ({ session, device }) => (
              <>
                {device}
                <span className="m-choice-hint">
                  {say(settingsWords.mark, { mark: markOf(session) })}
                </span>
              </>
            ),
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
                    aria-label={say(settingsWords.endOf, { device, mark: markOf(session) })}
                    onPress={() => end.run(session)}
                  >
                    {say(settingsWords.end)}
                  </Button>
                </div>
              ),
          },
        ]}
      />
      {elsewhere === 0 ? null : (
        <div className="mt-4">
          <Button
            kind="secondary"
            onPress={() => {
              endOthers.forget();
              setAsking(true);
            }}
          >
            {say(settingsWords.endOthers)}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={say(settingsWords.endOthersTitle)}
        act={say(settingsWords.end)}
        onAct={() => endOthers.run(undefined)}
        busy={endOthers.busy}
      >
        <p>{say(settingsWords.endOthersText, { count: elsewhere })}</p>
        {endOthers.problem === null ? null : (
          <Notice tone="error" title={say(endOthers.problem.text)} />
        )}
      </ConfirmDialog>
    </section>
  );
}
