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
import { designWords } from '../messages/design.ts';
import { peopleWords } from '../messages/people.ts';
import { roleWords } from '../messages/shell.ts';
import { signInWords } from '../messages/sign-in.ts';
import { Pending } from '../shell/fallback-pages.tsx';

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
    (_, { email }) => {
      // Without mail the dialog with the new link says it.
      if (session?.mail === true) toast(say(peopleWords.renewed, { mail: email }));
    },
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
            label: say(signInWords.mail),
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
            cell: ({ roles }) => roles.map((role) => say(roleWords[role])).join('、'),
          },
          {
            id: 'created',
            label: say(peopleWords.created),
            cell: ({ createdAt }) => <DateText value={createdAt} />,
          },
          {
            id: 'until',
            label: say(peopleWords.until),
            cell: ({ expiresAt }) => (
              <>
                <DateText value={expiresAt} time />
                {new Date(expiresAt) <= now ? (
                  <>
                    {' '}
                    <StatusLabel tone="warning">{say(peopleWords.ranOut)}</StatusLabel>
                  </>
                ) : null}
              </>
            ),
          },
          ...(changes
            ? [
                {
                  id: 'acts',
                  label: say(peopleWords.acts),
                  cell: (invitation: Invitation) => (
                    <div className="m-table-actions">
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

/** The new link: to hand over where no mail takes it there. */
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
      open={link !== undefined && !mail}
      onClose={onClose}
      role="alertdialog"
      title={say(peopleWords.invited)}
    >
      <p className="mb-4">{say(peopleWords.byHand)}</p>
      <CopyField label={say(peopleWords.link)} value={link ?? ''} />
      <div className="m-dialog-actions">
        <Button kind="secondary" onPress={onClose}>
          {say(designWords.close)}
        </Button>
      </div>
    </Dialog>
  );
}
