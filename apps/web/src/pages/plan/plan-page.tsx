import { stateWords } from '@machimori/kernel';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useRows } from '../../api/use-rows.ts';
import { call } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState, MoreRows, StatusLabel } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Select } from '../../design/select.tsx';
import { type Column, Table } from '../../design/table.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { useText } from '../../language.tsx';
import { levelIn, levelWords } from '../../messages/levels.ts';
import { planListNames, planListWords as words } from '../../messages/plan-list.ts';
import { dutyStateWords } from '../../messages/responsibilities.ts';
import { signs } from '../../messages/signs.ts';
import { groupWords } from '../../messages/standing.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { WhyLink } from '../why/why-link.tsx';
import {
  askedOf,
  type Filter,
  filtersOf,
  type ListName,
  listNames,
  type PlanList,
} from './plan-asked.ts';

type Row = PlanList['rows'][number];

/** The plan's lists, narrowed as the address says: every number elsewhere leads here, every row to its reasons. */
export default function PlanPage(): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const [list, filter] = askedOf(useSearch({ strict: false }));
  const show = (to: ListName, next: Filter): void =>
    void navigate({
      to: '.',
      search: { list: to, ...next } as never,
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <PageTitle title={say(words.title)} lead={say(words.lead)} />
      <Tabs
        label={say(words.title)}
        selected={list}
        onSelect={(id) => show(id as ListName, {})}
        tabs={listNames.map((id) => ({
          id,
          label: say(planListNames[id]),
          children: <List key={id} list={id} filter={filter} change={(to) => show(id, to)} />,
        }))}
      />
    </>
  );
}

function List({
  list,
  filter,
  change,
}: {
  readonly list: ListName;
  readonly filter: Filter;
  readonly change: (to: Filter) => void;
}): ReactNode {
  const say = useText();
  const found = useRows(['plan', 'list', list, filter], async (from) => {
    const page = await call('GET /plan/list', {
      query: { list, ...filter, ...(from === undefined ? {} : { from }) } as never,
    });
    const items = page.rows.map((row) => ({ row, organisations: page.organisations }));
    return {
      items,
      total: page.total,
      ...(page.next === undefined ? {} : { next: String(page.next) }),
    };
  });
  if (found.rows === undefined) return <Pending problem={found.problem} />;
  const total = found.total ?? 0;
  return (
    <>
      <Narrowing
        list={list}
        filter={filter}
        organisations={found.rows[0]?.organisations ?? []}
        change={change}
      />
      {total === 0 ? (
        <EmptyState title={say(words.none)} />
      ) : (
        <>
          <Table
            caption={say(planListNames[list])}
            captionHidden
            rows={found.rows.map(({ row }) => row)}
            rowKey={({ id }) => id}
            columns={columnsOf(list, say)}
          />
          <MoreRows
            more={found.more}
            busy={found.busy}
            onMore={found.next}
            note={say(words.shown, { count: found.rows.length, total })}
          />
        </>
      )}
    </>
  );
}

function Narrowing({
  list,
  filter,
  organisations,
  change,
}: {
  readonly list: ListName;
  readonly filter: Filter;
  readonly organisations: PlanList['organisations'];
  readonly change: (to: Filter) => void;
}): ReactNode {
  const say = useText();
  const choices = {
    group: Object.entries(groupWords).map(([value, label]) => ({ value, label: say(label) })),
    state: [
      { value: 'open', label: say(words.open) },
      { value: 'overdue', label: say(words.overdue) },
      ...Object.entries(stateWords).map(([value, label]) => ({ value, label: say(label) })),
    ],
    duty: Object.entries(dutyStateWords).map(([value, label]) => ({ value, label: say(label) })),
    level: Object.entries(levelWords).map(([value, { label }]) => ({ value, label: say(label) })),
    organisation: organisations.map(({ key, name }) => ({ value: key, label: say(name) })),
  };
  const offered = filtersOf[list].filter((name) => choices[name].length > 0 || name in filter);
  return (
    <section className="m-filter" aria-label={say(words.narrow)}>
      {offered.map((name) => (
        <Select
          key={name}
          name={name}
          label={say(words[name])}
          value={filter[name] ?? ''}
          onChange={(value) => {
            const { [name]: _, ...rest } = filter;
            change(value === '' ? rest : { ...rest, [name]: value });
          }}
          choices={[{ value: '', label: say(words.every) }, ...choices[name]]}
        />
      ))}
      {Object.keys(filter).length === 0 ? null : (
        <Button kind="text" onPress={() => change({})}>
          {say(words.reset)}
        </Button>
      )}
    </section>
  );
}

function columnsOf(list: ListName, say: ReturnType<typeof useText>): readonly Column<Row>[] {
  const what: Column<Row> = {
    id: 'what',
    label: say(words.what),
    names: true,
    cell: ({ id, name }) => <WhyLink id={id}>{say(name)}</WhyLink>,
  };
  const level: Column<Row> = {
    id: 'level',
    label: say(words.level),
    cell: (row) => {
      const said = levelIn(row.level);
      return said === undefined ? (
        '―'
      ) : (
        <StatusLabel tone={said.tone}>{say(said.label)}</StatusLabel>
      );
    },
  };
  const organisation: Column<Row> = {
    id: 'organisation',
    label: say(words.duty),
    cell: ({ organisations }) =>
      organisations.map(({ name }) => say(name)).join(say(signs.comma)) || '―',
  };
  switch (list) {
    case 'lines':
      return [
        what,
        organisation,
        {
          id: 'state',
          label: say(words.state),
          cell: ({ state }) => (state === undefined ? '―' : say(stateWords[state])),
        },
        {
          id: 'by',
          label: say(words.by),
          cell: ({ by }) => (by === undefined ? '―' : <DateText value={by} />),
        },
        level,
      ];
    case 'requirements':
      return [
        what,
        {
          id: 'duty',
          label: say(words.duty),
          cell: ({ duty, organisations }) =>
            organisations.length > 0
              ? organisations.map(({ name }) => say(name)).join(say(signs.comma))
              : duty === undefined
                ? '―'
                : say(dutyStateWords[duty]),
        },
        level,
      ];
    case 'findings':
      return [what, organisation, level];
    case 'scenarios':
      return [what, level];
  }
}
