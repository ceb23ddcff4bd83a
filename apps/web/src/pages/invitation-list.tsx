import type { ReactNode } from 'react';
import type { Invitation } from '../api/routes.ts';
import { useInvitations } from '../api/use-invitations.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { peopleWords } from '../messages/people.ts';
import { roleWords } from '../messages/shell.ts';
import { signInWords } from '../messages/sign-in.ts';
import { Pending } from '../shell/fallback-pages.tsx';

const key = ['members'] as const;

export function InvitationList({ changes }: { readonly changes: boolean }): ReactNode {
  const say = useText();
  const toast = useToast();
  const { data: rows, problem } = useInvitations();
  const withdraw = useAct(
    (invitation: Invitation, act) =>
      call('DELETE /invitations/:invitation', {
        params: { invitation: invitation.invitation },
        key: act,
      }),
    () => toast(say(peopleWords.withdrawn)),
    [key],
  );
  if (rows === undefined) return <Pending problem={problem} />;
  if (rows.length === 0) return <EmptyState title={say(peopleWords.noInvitations)} />;
  return (
    <>
      {withdraw.problem === null ? null : (
        <Notice tone="error" title={say(withdraw.problem.text)} />
      )}
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
            cell: ({ expiresAt }) => <DateText value={expiresAt} time />,
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
