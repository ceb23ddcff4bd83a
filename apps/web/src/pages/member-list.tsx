import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Member } from '../api/routes.ts';
import { useRows } from '../api/use-rows.ts';
import { call, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { EmptyState, MailText, MoreRows, StatusLabel } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { entered } from '../design/form.tsx';
import { Icon } from '../design/icon.tsx';
import { Menu } from '../design/menu.tsx';
import { type Column, Table } from '../design/table.tsx';
import { TextField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { forgottenWords } from '../messages/forgotten-password.ts';
import { ownWords } from '../messages/own-details.ts';
import { peopleWords } from '../messages/people.ts';
import { roleWords } from '../messages/shell.ts';
import { signs } from '../messages/signs.ts';
import { Pending } from '../shell/fallback-pages.tsx';

// Fetched when first opened: most visits only read the list.
const dialogs = (): Promise<typeof import('./member-dialogs.tsx')> =>
  import('./member-dialogs.tsx');
const ChangeRoles = lazy(async () => ({ default: (await dialogs()).ChangeRoles }));
const ResetFactors = lazy(async () => ({ default: (await dialogs()).ResetFactors }));
const ChangeAddress = lazy(async () => ({ default: (await dialogs()).ChangeAddress }));
const HandOverPassword = lazy(async () => ({ default: (await dialogs()).HandOverPassword }));
const SuspendMember = lazy(async () => ({ default: (await dialogs()).SuspendMember }));
const RemoveMember = lazy(async () => ({ default: (await dialogs()).RemoveMember }));

function MemberSearch({
  searched,
  onSearch,
  onClear,
}: {
  readonly searched: boolean;
  readonly onSearch: (search: string) => void;
  readonly onClear: () => void;
}): ReactNode {
  const say = useText();
  return (
    <search>
      <form
        className="m-search"
        aria-label={say(peopleWords.find)}
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(entered(new FormData(event.currentTarget), 'search'));
        }}
      >
        <TextField
          name="search"
          label={say(peopleWords.find)}
          hint={say(peopleWords.findHint)}
          autoComplete="off"
          maxLength={100}
        />
        <div className="m-row">
          <Button type="submit" kind="secondary">
            {say(peopleWords.findAct)}
          </Button>
          {searched ? (
            <Button kind="text" onPress={onClear}>
              {say(peopleWords.findAll)}
            </Button>
          ) : null}
        </div>
      </form>
    </search>
  );
}

/** Who has left stays in the log, not in this list. */
export function MemberList({ changes }: { readonly changes: boolean }): ReactNode {
  const say = useText();
  const [changing, setChanging] = useState<Member>();
  const [resetting, setResetting] = useState<Member>();
  const [handing, setHanding] = useState<Member>();
  const [moving, setMoving] = useState<Member>();
  const { session } = useSession();
  const [suspending, setSuspending] = useState<Member>();
  const [removing, setRemoving] = useState<Member>();
  const [search, setSearch] = useState('');
  const [cleared, setCleared] = useState(0);
  const { rows, total, problem, more, busy, next } = useRows(
    ['members', 'current', search],
    async (cursor) => {
      const page = await call('GET /members', {
        query: {
          state: 'current',
          ...(search === '' ? {} : { search }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      });
      return { ...page, items: page.members };
    },
  );
  if (rows === undefined) return <Pending problem={problem} />;
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
      cell: ({ roles }) => roles.map((role) => say(roleWords[role])).join(say(signs.comma)),
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
  const opens: Readonly<Record<string, (member: Member) => void>> = {
    password: setHanding,
    address: setMoving,
    reset: setResetting,
    suspend: setSuspending,
    remove: setRemoving,
  };
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
              // Where mail is sent people do it themselves; others' members are not one's own to help.
              ...(session?.mail === false && member.organisation === session.seat?.organisation
                ? [
                    { id: 'password', label: say(forgottenWords.hand) },
                    { id: 'address', label: say(ownWords.memberChange) },
                  ]
                : []),
              { id: 'reset', label: say(peopleWords.resetFactor) },
              {
                id: 'suspend',
                label: say(
                  member.suspendedAt === undefined ? peopleWords.suspend : peopleWords.resume,
                ),
              },
              { id: 'remove', label: say(peopleWords.remove) },
            ]}
            onChoose={(id) => opens[id]?.(member)}
          />
        </div>
      ),
    });
  }
  return (
    <>
      <MemberSearch
        key={cleared}
        searched={search !== ''}
        onSearch={setSearch}
        onClear={() => {
          setSearch('');
          setCleared(cleared + 1);
        }}
      />
      {rows.length === 0 ? (
        search === '' ? (
          <EmptyState title={say(peopleWords.none)} />
        ) : (
          <EmptyState title={say(peopleWords.noneFound, { search })}>
            <p>{say(peopleWords.noneFoundText)}</p>
          </EmptyState>
        )
      ) : (
        <Table
          caption={say(peopleWords.caption)}
          captionHidden
          columns={columns}
          rows={rows}
          rowKey={({ membership }) => membership}
        />
      )}
      <MoreRows
        more={more}
        busy={busy}
        onMore={next}
        note={
          total === undefined || total === 0
            ? ''
            : total === rows.length
              ? say(peopleWords.countAll, { total })
              : say(peopleWords.countShown, { total, shown: rows.length })
        }
      />
      <Suspense>
        {changing === undefined ? null : (
          <ChangeRoles member={changing} onClose={() => setChanging(undefined)} />
        )}
        {resetting === undefined ? null : (
          <ResetFactors member={resetting} onClose={() => setResetting(undefined)} />
        )}
        {handing === undefined ? null : (
          <HandOverPassword member={handing} onClose={() => setHanding(undefined)} />
        )}
        {moving === undefined ? null : (
          <ChangeAddress member={moving} onClose={() => setMoving(undefined)} />
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
