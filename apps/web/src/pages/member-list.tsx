import { type ReactNode, useState } from 'react';
import type { Member, Role } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { useMembers } from '../api/use-members.ts';
import { call, formProblem, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { EmptyState, StatusLabel } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { ConfirmDialog, Dialog } from '../design/dialog.tsx';
import { Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { type Column, Table } from '../design/table.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { peopleWords } from '../messages/people.ts';
import { roleWords } from '../messages/shell.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { RoleFields, rolesOf } from './role-fields.tsx';

const key = ['members'] as const;

/** Who has left stays in the log, not in this list. */
export function MemberList({ changes }: { readonly changes: boolean }): ReactNode {
  const say = useText();
  const [changing, setChanging] = useState<Member>();
  const [removing, setRemoving] = useState<Member>();
  const { data, problem } = useMembers();
  const rows = data?.members.filter(({ endedAt }) => endedAt === undefined);
  if (rows === undefined) return <Pending problem={problem} />;
  if (rows.length === 0) return <EmptyState title={say(peopleWords.none)} />;
  const columns: Column<Member>[] = [
    {
      id: 'name',
      label: say(peopleWords.name),
      names: true,
      cell: ({ name, email }) => (
        <>
          {name}
          <br />
          <span className="m-hint text-[0.875rem] font-normal">{email}</span>
        </>
      ),
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
      id: 'state',
      label: say(peopleWords.state),
      cell: ({ suspendedAt }) => (
        <StatusLabel tone={suspendedAt === undefined ? 'success' : 'warning'}>
          {say(suspendedAt === undefined ? peopleWords.active : peopleWords.suspended)}
        </StatusLabel>
      ),
    },
    {
      id: 'seen',
      label: say(peopleWords.lastSeen),
      cell: ({ lastActiveOn }) =>
        lastActiveOn === undefined ? say(peopleWords.never) : <DateText value={lastActiveOn} />,
    },
  ];
  if (changes) {
    columns.push({
      id: 'acts',
      label: say(peopleWords.acts),
      cell: (member) => (
        <div className="m-table-actions">
          <Button
            kind="secondary"
            size="small"
            aria-label={say(peopleWords.changeOf, { name: member.name })}
            onPress={() => setChanging(member)}
          >
            {say(peopleWords.change)}
          </Button>
          <Button
            kind="danger"
            size="small"
            aria-label={say(peopleWords.removeOf, { name: member.name })}
            onPress={() => setRemoving(member)}
          >
            {say(peopleWords.remove)}
          </Button>
        </div>
      ),
    });
  }
  return (
    <>
      <Table
        caption={say(peopleWords.caption)}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ membership }) => membership}
      />
      {changing === undefined ? null : (
        <ChangeRoles member={changing} onClose={() => setChanging(undefined)} />
      )}
      {removing === undefined ? null : (
        <RemoveMember member={removing} onClose={() => setRemoving(undefined)} />
      )}
    </>
  );
}

interface PartProps {
  readonly member: Member;
  readonly onClose: () => void;
}

function ChangeRoles({ member, onClose }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const { session } = useSession();
  const change = useAct((roles: Role[], id) =>
    call('PUT /members/:membership', {
      params: { membership: member.membership },
      body: {
        roles,
        state: member.suspendedAt === undefined ? 'active' : 'suspended',
        version: member.version,
      },
      key: id,
    }), () => {
    onClose();
    toast(say(peopleWords.changed, { name: member.name }));
  }, [key]);
  return (
    <Dialog open onClose={onClose} title={say(peopleWords.changeOf, { name: member.name })}>
      <Form
        check={(data) =>
          data.getAll('roles').length === 0 ? { roles: say(peopleWords.rolesMissing) } : {}
        }
        onSend={(data) => change.run(rolesOf(data))}
        problem={formProblem(change.problem, say)}
      >
        <RoleFields given={member.roles} wholeCity={offered(session, 'city:change')} />
        <div className="m-row">
          <Button type="submit" busy={change.busy}>
            {say(peopleWords.save)}
          </Button>
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function RemoveMember({ member, onClose }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const { name, organisationName: organisation } = member;
  const remove = useAct((_: undefined, id) =>
    call('PUT /members/:membership', {
      params: { membership: member.membership },
      body: { roles: [...member.roles], state: 'ended', version: member.version },
      key: id,
    }), () => {
    onClose();
    toast(say(peopleWords.removed, { name }));
  }, [key]);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={say(peopleWords.removeTitle, { name, organisation })}
      act={say(peopleWords.removeAct)}
      onAct={() => remove.run(undefined)}
      busy={remove.busy}
      danger
    >
      <p>{say(peopleWords.removeText)}</p>
      {remove.problem === null ? null : (
        <div className="mt-4">
          <Notice tone="error" title={say(remove.problem.text)} />
        </div>
      )}
    </ConfirmDialog>
  );
}
