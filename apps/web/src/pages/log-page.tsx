import { type ReactNode, useState } from 'react';
import type { LogEntry, Routes } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { useMembers } from '../api/use-members.ts';
import { useRows } from '../api/use-rows.ts';
import { call, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Select } from '../design/choice-fields.tsx';
import { EmptyState, MoreRows, StatusLabel } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { entered } from '../design/form.tsx';
import { Table } from '../design/table.tsx';
import { TextField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { logWords } from '../messages/log.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { LogProof } from './log-proof.tsx';
import { actions, contentWords } from './log-words.ts';

type Filter = Omit<Routes['GET /log']['query'], 'cursor'>;

const tones = { done: 'neutral', refused: 'warning' } as const;

export default function LogPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { data: people } = useMembers();
  const [filter, setFilter] = useState<Filter>({});
  const [cleared, setCleared] = useState(0);
  const { rows, problem, more, busy, next } = useRows(['log', filter], async (cursor) => {
    const query = { ...filter, ...(cursor === undefined ? {} : { cursor }) };
    const { entries, next: following } = await call('GET /log', { query });
    return { items: entries, next: following };
  });
  const persons = new Map(people?.members.map(({ person, name }) => [person, name]));
  return (
    <>
      <PageTitle title={say(logWords.title)} lead={say(logWords.lead)} />
      <search>
        <form
          key={cleared}
          className="m-filter"
          aria-label={say(logWords.filter)}
          onSubmit={(event) => {
            event.preventDefault();
            const data = new FormData(event.currentTarget);
            setFilter(
              Object.fromEntries(
                ['from', 'until', 'actor', 'action'].flatMap((name) => {
                  const value = entered(data, name);
                  return value === '' ? [] : [[name, value]];
                }),
              ),
            );
          }}
        >
          <TextField name="from" label={say(logWords.from)} type="date" />
          <TextField name="until" label={say(logWords.to)} type="date" />
          <Select
            name="actor"
            label={say(logWords.who)}
            defaultValue=""
            choices={[
              { value: '', label: say(logWords.any) },
              ...[...persons].map(([value, label]) => ({ value, label })),
            ]}
          />
          <Select
            name="action"
            label={say(logWords.what)}
            defaultValue=""
            choices={[
              { value: '', label: say(logWords.any) },
              ...actions.map(([value, words]) => ({ value, label: say(words) })),
            ]}
          />
          <div className="m-row">
            <Button type="submit">{say(logWords.apply)}</Button>
            <Button
              kind="text"
              onPress={() => {
                setFilter({});
                setCleared(cleared + 1);
              }}
            >
              {say(logWords.reset)}
            </Button>
          </div>
        </form>
      </search>
      {rows === undefined ? (
        <Pending problem={problem} />
      ) : rows.length === 0 ? (
        <EmptyState title={say(logWords.none)}>
          <p>{say(logWords.noneText)}</p>
        </EmptyState>
      ) : (
        <LogTable rows={rows} />
      )}
      <MoreRows more={more} busy={busy} onMore={next} />
      <LogProof mayExport={offered(session, 'log:read')} />
    </>
  );
}

function LogTable({ rows }: { readonly rows: readonly LogEntry[] }): ReactNode {
  const say = useText();
  return (
    <Table
      caption={say(logWords.caption)}
      rows={rows}
      rowKey={({ entry }) => entry}
      columns={[
        { id: 'at', label: say(logWords.at), cell: ({ at }) => <DateText value={at} time /> },
        {
          id: 'what',
          label: say(logWords.what),
          names: true,
          cell: ({ actionText, action }) => (
            <>
              {say(actionText)}
              <br />
              <code className="m-hint text-[0.8125rem] font-normal">{action}</code>
            </>
          ),
        },
        {
          id: 'who',
          label: say(logWords.who),
          cell: ({ actorName, organisationName }) => (
            <>
              {say(actorName)}
              {organisationName === undefined ? null : (
                <>
                  <br />
                  <span className="m-hint text-[0.875rem]">{organisationName}</span>
                </>
              )}
            </>
          ),
        },
        {
          id: 'subject',
          label: say(logWords.subject),
          cell: ({ content }) => contentWords(content),
        },
        {
          id: 'result',
          label: say(logWords.result),
          cell: ({ outcome }) => (
            <StatusLabel tone={tones[outcome]}>{say(logWords[outcome])}</StatusLabel>
          ),
        },
        {
          id: 'number',
          label: say(logWords.number),
          cell: ({ index }) => (index === undefined ? say(logWords.waiting) : String(index)),
        },
      ]}
    />
  );
}
