import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Member } from '../api/routes.ts';
import { useMembers } from '../api/use-members.ts';
import { Button } from '../design/button.tsx';
import { EmptyState, MailText, StatusLabel } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { Icon } from '../design/icon.tsx';
import { Menu } from '../design/menu.tsx';
import { type Column, Table } from '../design/table.tsx';
import { useText } from '../language.tsx';
import { peopleWords } from '../messages/people.ts';
import { roleWords } from '../messages/shell.ts';
import { Pending } from '../shell/fallback-pages.tsx';

// Fetched when first opened: most visits only read the list.
const dialogs = (): Promise<typeof import('./member-dialogs.tsx')> =>
  import('./member-dialogs.tsx');
const ChangeRoles = lazy(async () => ({ default: (await dialogs()).ChangeRoles }));
const ResetFactors = lazy(async () => ({ default: (await dialogs()).ResetFactors }));
const SuspendMember = lazy(async () => ({ default: (await dialogs()).SuspendMember }));
const RemoveMember = lazy(async () => ({ default: (await dialogs()).RemoveMember }));

/** Who has left stays in the log, not in this list. */
export function MemberList({ changes }: { readonly changes: boolean }): ReactNode {
  const say = useText();
  const [changing, setChanging] = useState<Member>();
  const [resetting, setResetting] = useState<Member>();
  const [suspending, setSuspending] = useState<Member>();
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
          <MailText address={email} />
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
      cell: ({ suspendedAt, suspendedByProvider }) => (
        <>
          <StatusLabel tone={suspendedAt === undefined ? 'success' : 'warning'}>
            {say(suspendedAt === undefined ? peopleWords.active : peopleWords.suspended)}
          </StatusLabel>
          {suspendedByProvider ? (
            <span className="m-choice-hint">{say(peopleWords.byProvider)}</span>
          ) : null}
        </>
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
      width: 'acts',
      cell: (member) => (
        <div className="m-table-actions">
          <Button
            kind="secondary"
            size="small"
            aria-label={say(peopleWords.changeOf, { name: member.name })}
            onPress={() => setChanging(member)}
          >
            <span className="whitespace-nowrap">{say(peopleWords.change)}</span>
          </Button>
          <Menu
            className="m-more"
            label={say(peopleWords.moreOf, { name: member.name })}
            nameless
            face={
              <>
                {say(peopleWords.more)}
                <Icon name="down" size={20} />
              </>
            }
            entries={[
              { id: 'reset', label: say(peopleWords.resetFactor) },
              {
                id: 'suspend',
                label: say(
                  member.suspendedAt === undefined ? peopleWords.suspend : peopleWords.resume,
                ),
              },
              { id: 'remove', label: say(peopleWords.remove) },
            ]}
            onChoose={(id) =>
              (id === 'reset' ? setResetting : id === 'suspend' ? setSuspending : setRemoving)(
                member,
              )
            }
          />
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
      <Suspense>
        {changing === undefined ? null : (
          <ChangeRoles member={changing} onClose={() => setChanging(undefined)} />
        )}
        {resetting === undefined ? null : (
          <ResetFactors member={resetting} onClose={() => setResetting(undefined)} />
        )}
        {suspending === undefined ? null : (
          <SuspendMember member={suspending} onClose={() => setSuspending(undefined)} />
        )}
        {removing === undefined ? null : (
          <RemoveMember member={removing} onClose={() => setRemoving(undefined)} />
        )}
      </Suspense>
    </>
  );
}
