import type { Text } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer, LogEntry, Routes } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { useRows } from '../api/use-rows.ts';
import { call, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { EmptyState, MoreRows, StatusLabel } from '../design/content.tsx';
import { DateText, dateText } from '../design/date-text.tsx';
import { entered } from '../design/form.tsx';
import { Select } from '../design/select.tsx';
import { Table } from '../design/table.tsx';
import { Tabs } from '../design/tabs.tsx';
import { TextField } from '../design/text-field.tsx';
import { useLanguage, useText } from '../language.tsx';
import { logWords } from '../messages/log.ts';
import { retentionWords } from '../messages/retention.ts';
import { signs } from '../messages/signs.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { usePart } from '../shell/use-part.ts';
import { LogProof } from './log-proof.tsx';
import { RetentionPeriods } from './log-retention.tsx';
import { contentLines, shortValue, tellingLines } from './log-words.ts';

/** One of a list to narrow by; acts stand under the kind of act. */
type Named = Pick<Answer<'GET /log/choices'>['actions'][number], 'id' | 'name'> & {
  readonly group?: Text;
};

type Filter = Omit<Routes['GET /log']['query'], 'cursor'>;

const LogEntryDialog = lazy(() => import('./log-entry.tsx'));

const tones = { done: 'neutral', refused: 'warning', failed: 'error' } as const;
const outcomes = ['done', 'refused', 'failed'] as const;

export default function LogPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const [part, setPart] = usePart('entries');
  return (
    <>
      <PageTitle title={say(logWords.title)} lead={say(logWords.lead)} />
      <Tabs
        label={say(logWords.title)}
        selected={part}
        onSelect={setPart}
        tabs={[
          { id: 'entries', label: say(logWords.entries), children: <Entries /> },
          {
            id: 'proof',
            label: say(logWords.proofTab),
            children: <LogProof mayExport={offered(session, 'log:read')} />,
          },
          {
            id: 'retention',
            label: say(logWords.retentionTab),
            children: (
              <>
                <h2>{say(retentionWords.title)}</h2>
                <RetentionPeriods />
              </>
            ),
          },
        ]}
      />
    </>
  );
}

/** Who did what when, narrowed by what one looks for. */
function Entries(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { data: choices } = useQuery<Answer<'GET /log/choices'>, Problem>({
    queryKey: ['log-choices'],
    queryFn: () => call('GET /log/choices'),
  });
  const [filter, setFilter] = useState<Filter>({});
  const [cleared, setCleared] = useState(0);
  const { rows, problem, more, busy, next } = useRows(['log', filter], async (cursor) => {
    const query = { ...filter, ...(cursor === undefined ? {} : { cursor }) };
    const { entries, next: following } = await call('GET /log', { query });
    return { items: entries, next: following };
  });
  const any = { value: '', label: say(logWords.any) };
  const named = (list: readonly Named[] = []) => [
    any,
    ...list.map(({ id, name, group }) => ({
      value: id,
      label: say(name),
      ...(group === undefined ? {} : { group: say(group) }),
    })),
  ];
  const { promoter = false, roles = [] } = session?.seat ?? {};
  const wholeCity = roles.includes('cityAdministrator') || (promoter && roles.includes('auditor'));
  return (
    <>
      {wholeCity ? null : <p className="mb-4">{say(logWords.own)}</p>}
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
                ['from', 'until', 'actor', 'action', 'organisation', 'outcome'].flatMap((name) => {
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
            choices={named(choices?.actors)}
          />
          <Select
            name="action"
            label={say(logWords.what)}
            defaultValue=""
            choices={named(choices?.actions)}
          />
          {wholeCity ? (
            <Select
              name="organisation"
              label={say(logWords.organisation)}
              defaultValue=""
              choices={[
                any,
                ...(choices?.organisations ?? []).map(({ id, name }) => ({
                  value: id,
                  label: name,
                })),
              ]}
            />
          ) : null}
          <Select
            name="outcome"
            label={say(logWords.result)}
            defaultValue=""
            choices={[any, ...outcomes.map((value) => ({ value, label: say(logWords[value]) }))]}
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
        Object.keys(filter).length === 0 ? (
          <EmptyState title={say(logWords.noneYet)} />
        ) : (
          <EmptyState title={say(logWords.none)}>
            <p>{say(logWords.noneText)}</p>
          </EmptyState>
        )
      ) : (
        <LogTable rows={rows} />
      )}
      <MoreRows more={more} busy={busy} onMore={next} />
    </>
  );
}

function LogTable({ rows }: { readonly rows: readonly LogEntry[] }): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const [shown, setShown] = useState<LogEntry>();
  return (
    <>
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
            width: 'words',
            cell: ({ actionText }) => say(actionText),
          },
          {
            id: 'who',
            label: say(logWords.who),
            width: 'words',
            cell: ({ actorName, organisationName }) => (
              <span>
                {say(actorName)}
                {organisationName === undefined ? null : (
                  <span className="m-hint block text-[0.875rem]">{organisationName}</span>
                )}
              </span>
            ),
          },
          {
            id: 'subject',
            label: say(logWords.subject),
            cell: (entry) => <About entry={entry} />,
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
            cell: ({ place }) =>
              place === undefined ? say(logWords.waiting) : place.number.toLocaleString('ja'),
          },
          {
            id: 'details',
            label: say(logWords.acts),
            cell: (entry) => (
              <Button
                kind="secondary"
                size="small"
                aria-label={say(logWords.detailsOf, {
                  at: dateText(entry.at, locale, true),
                  what: entry.actionText,
                })}
                onPress={() => setShown(entry)}
              >
                <span className="whitespace-nowrap">{say(logWords.details)}</span>
              </Button>
            ),
          },
        ]}
      />
      {shown === undefined ? null : (
        <Suspense>
          <LogEntryDialog entry={shown} onClose={() => setShown(undefined)} />
        </Suspense>
      )}
    </>
  );
}

const mostLines = 4;

/** Whom or what an entry is about, as far as it has names, and the first things that its content says. */
function About({ entry }: { readonly entry: LogEntry }): ReactNode {
  const say = useText();
  const named = [...new Set(entry.subjects.flatMap(({ name }) => name ?? []))];
  const lines = tellingLines(contentLines(entry.content, say)).slice(0, mostLines);
  return (
    <span>
      {named.join(say(signs.comma))}
      {lines.map(([name, value]) => (
        <span key={name} className="m-hint block text-[0.875rem]">
          {name}: {shortValue(value)}
        </span>
      ))}
    </span>
  );
}
