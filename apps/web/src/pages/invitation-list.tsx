import type { ReactNode } from 'react';
import type { Invitation } from '../api/routes.ts';
import { useInvitations } from '../api/use-invitations.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { EmptyState, StatusLabel } from '../design/content.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { DateText } from '../design/date-text.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { accountWords } from '../messages/account.ts';
import { designWords } from '../messages/design.ts';
import { letterWords } from '../messages/letters.ts';
import { peopleWords } from '../messages/people.ts';
import { roleWords } from '../messages/shell.ts';
import { signs } from '../messages/signs.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { LetterState } from './letter-state.tsx';
import { OnlyHere } from './only-here.tsx';

const key = ['members'] as const;

export function InvitationList({ changes }: { readonly changes: boolean }): ReactNode {
  const say = useText();
  const toast = useToast();
  const { session } = useSession();
  const { data: rows, problem } = useInvitations();
  const now = new Date();
  const withdraw = useAct(
    (invitation: Invitation, act) =>
      call('DELETE /invitations/:invitation', {
        params: { invitation: invitation.invitation },
        key: act,
      }),
    () => toast(say(peopleWords.withdrawn)),
    [key],
  );
  const renew = useAct(
    ({ email, organisation, roles }: Invitation, act) =>
      call('POST /invitations', {
        body: { email, organisation, roles: [...roles], renew: true },
        key: act,
      }),
    () => undefined,
    [key],
  );
  if (rows === undefined) return <Pending problem={problem} />;
  if (rows.length === 0) return <EmptyState title={say(peopleWords.noInvitations)} />;
  const refused = withdraw.problem ?? renew.problem;
  return (
    <>
      {refused === null ? null : (
        <div className="mb-4">
          <Notice tone="error" title={say(refused.text)}>
            {refused.next === undefined ? null : <p>{say(refused.next)}</p>}
          </Notice>
        </div>
      )}
      <RenewedLink link={renew.done?.link} mail={session?.mail === true} onClose={renew.forget} />
      <Table
        caption={say(peopleWords.invitations)}
        captionHidden
        rows={rows}
        rowKey={({ invitation }) => invitation}
        columns={[
          {
            id: 'mail',
            label: say(accountWords.mail),
            names: true,
            cell: ({ email }) => email,
          },
          {
            id: 'organisation',
            label: say(peopleWords.organisation),
            cell: ({ organisationName }) => organisationName,
          },
          {
            id: 'roles',
            label: say(peopleWords.roles),
            cell: ({ roles }) => roles.map((role) => say(roleWords[role])).join(say(signs.comma)),
          },
          {
            id: 'until',
            label: say(peopleWords.until),
            cell: ({ createdAt, expiresAt }) => (
              <>
                <DateText value={expiresAt} time />
                {new Date(expiresAt) <= now ? (
                  <>
                    {' '}
                    <StatusLabel tone="warning">{say(peopleWords.ranOut)}</StatusLabel>
                  </>
                ) : null}
                <div className="m-choice-hint">
                  {say(peopleWords.created)} <DateText value={createdAt} />
                </div>
              </>
            ),
          },
          ...(rows.some(({ letter }) => letter !== undefined)
            ? [
                {
                  id: 'letter',
                  label: say(letterWords.title),
                  width: 'words' as const,
                  cell: ({ letter }: Invitation) => (
                    <LetterState letter={letter} about="invitation" />
                  ),
                },
              ]
            : []),
          ...(changes
            ? [
                {
                  id: 'acts',
                  width: 'acts' as const,
                  label: say(peopleWords.acts),
                  cell: (invitation: Invitation) => (
                    <div className="m-table-actions" data-stacked="">
                      <Button
                        kind="secondary"
                        size="small"
                        busy={renew.busy}
                        aria-label={say(peopleWords.renewOf, { mail: invitation.email })}
                        onPress={() => renew.run(invitation)}
                      >
                        {say(peopleWords.renew)}
                      </Button>
                      <Button
                        kind="secondary"
                        size="small"
                        busy={withdraw.busy}
                        aria-label={say(peopleWords.withdrawOf, { mail: invitation.email })}
                        onPress={() => withdraw.run(invitation)}
                      >
                        {say(peopleWords.withdraw)}
                      </Button>
                    </div>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

/** The new link: to hand over where no mail takes it there, or where mail does not arrive. */
function RenewedLink({
  link,
  mail,
  onClose,
}: {
  readonly link: string | undefined;
  readonly mail: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  return (
    <Dialog
      open={link !== undefined}
      onClose={onClose}
      role="alertdialog"
      title={say(peopleWords.renewed)}
    >
      <div className="m-stack mb-4">
        <p>{say(mail ? peopleWords.renewedMail : peopleWords.byHand)}</p>
        <CopyField label={say(peopleWords.link)} value={link ?? ''} />
        <OnlyHere />
      </div>
      <div className="m-dialog-actions">
        <Button kind="secondary" onPress={onClose}>
          {say(designWords.close)}
        </Button>
      </div>
    </Dialog>
  );
}
