import { type ReactNode, useId, useState } from 'react';
import type { Answer, Routes } from '../../api/routes.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { MoreRows } from '../../design/content.tsx';
import { Notice } from '../../design/notice.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { whatWords, planChangeWords as words } from '../../messages/plan-changes.ts';
import { planListNames } from '../../messages/plan-list.ts';
import { groupWords } from '../../messages/standing.ts';
import { WhyLink } from '../why/why-link.tsx';
import { type ChangedList, changedLists, type Difference } from './change-words.ts';

type Rows = Difference['gaps']['openedRows'];
type RowKind = Routes['GET /plan/changes/:change/rows']['query']['of'];
/** Asks for the rows of a sort that follow the first so many. */
type Further = (from: number) => Promise<Answer<'GET /plan/changes/:change/rows'>>;
const whats = ['appeared', 'changed', 'fellAway'] as const;

/** What differs between two plans, by category and row by row; what is there now leads to its reasons. */
export function DifferenceParts({
  difference,
  change,
  tried = false,
}: {
  readonly difference: Difference;
  /** Where the rows that did not come along can be had; none of a plan that is only tried. */
  readonly change?: string;
  /** Of a plan that is only tried: its new rows have no page of reasons yet. */
  readonly tried?: boolean;
}): ReactNode {
  const say = useText();
  const { counts, rows, groups, gaps, answeredFellAway } = difference;
  const furtherOf = (of: RowKind): Further | undefined =>
    change === undefined
      ? undefined
      : (from) =>
          call('GET /plan/changes/:change/rows', { params: { change }, query: { of, from } });
  return (
    <>
      {answeredFellAway.count === 0 ? null : (
        <RowList
          title={say(words.answeredGone)}
          rows={answeredFellAway.rows}
          count={answeredFellAway.count}
          further={furtherOf('answeredFellAway')}
          linked={tried}
        />
      )}
      {gaps.opened === 0 ? null : (
        <RowList
          title={say(words.gapsOpened)}
          rows={gaps.openedRows}
          count={gaps.opened}
          further={furtherOf('gaps.opened')}
          linked={!tried}
        />
      )}
      {gaps.closed === 0 ? null : (
        <RowList
          title={say(words.gapsClosed)}
          rows={gaps.closedRows}
          count={gaps.closed}
          further={furtherOf('gaps.closed')}
          linked={tried}
        />
      )}
      {groups.length === 0 ? null : (
        <section className="m-section" aria-labelledby="groups">
          <h2 id="groups">{say(words.groups)}</h2>
          <Table
            caption={say(words.groups)}
            captionHidden
            rows={groups}
            rowKey={({ group }) => group}
            columns={[
              {
                id: 'group',
                label: say(words.group),
                names: true,
                cell: ({ group }) => say(groupWords[group]),
              },
              ...whats.map((what) => ({
                id: what,
                label: say(whatWords[what]),
                cell: (row: Difference['groups'][number]) => String(row[what]),
              })),
            ]}
          />
        </section>
      )}
      {changedLists
        .filter((list) => whats.some((what) => counts[list][what] > 0))
        .map((list) => (
          <ListParts
            key={list}
            list={list}
            counts={counts[list]}
            rows={rows[list]}
            furtherOf={furtherOf}
            tried={tried}
          />
        ))}
    </>
  );
}

function ListParts({
  list,
  counts,
  rows,
  furtherOf,
  tried,
}: {
  readonly list: ChangedList;
  readonly counts: Difference['counts'][ChangedList];
  readonly rows: Difference['rows'][ChangedList];
  readonly furtherOf: (of: RowKind) => Further | undefined;
  readonly tried: boolean;
}): ReactNode {
  const say = useText();
  const heading = useId();
  return (
    <section className="m-section" aria-labelledby={heading}>
      <h2 id={heading}>{say(planListNames[list])}</h2>
      {whats.map((what) =>
        counts[what] === 0 ? null : (
          <RowList
            key={what}
            below
            title={say(whatWords[what])}
            rows={rows[what]}
            count={counts[what]}
            further={furtherOf(`${list}.${what}`)}
            // A row has reasons in the plan that holds it: the one that is there now.
            linked={tried ? what !== 'appeared' : what !== 'fellAway'}
          />
        ),
      )}
    </section>
  );
}

const firstShown = 5;

function RowList({
  title,
  rows: first,
  count,
  further,
  linked,
  below = false,
}: {
  readonly title: string;
  readonly rows: Rows;
  readonly count: number;
  readonly further: Further | undefined;
  readonly linked: boolean;
  readonly below?: boolean;
}): ReactNode {
  const say = useText();
  const heading = useId();
  const Heading = below ? 'h3' : 'h2';
  const [all, setAll] = useState(false);
  const [later, setLater] = useState<Rows>([]);
  const rows = [...first, ...later];
  const next = useAct(
    () => further?.(rows.length) ?? Promise.resolve({ rows: [], total: rows.length }),
    ({ rows: come }) => setLater([...later, ...come]),
  );
  const shown = all ? rows : rows.slice(0, firstShown);
  const rest = count - rows.length;
  return (
    <div className={below ? 'mt-4' : 'm-section'}>
      <Heading id={heading}>
        {title}
        <span className="m-hint font-normal">{say(words.counted, { count })}</span>
      </Heading>
      <ul className="m-follows" aria-labelledby={heading}>
        {shown.map(({ id, name }) => (
          <li key={id}>{linked ? <WhyLink id={id}>{say(name)}</WhyLink> : say(name)}</li>
        ))}
      </ul>
      {shown.length < rows.length ? (
        <Button kind="text" size="small" onPress={() => setAll(true)}>
          {say(words.showMore, { count: rows.length - shown.length })}
        </Button>
      ) : rest <= 0 || next.done?.rows.length === 0 ? null : further === undefined ? (
        <p className="m-hint">{say(words.moreWhenAdopted, { count: rest })}</p>
      ) : (
        <MoreRows
          more
          busy={next.busy}
          onMore={() => next.run(undefined)}
          note={say(words.more, { count: rest })}
        />
      )}
      {next.problem === null ? null : (
        <Notice tone="error" title={say(next.problem.text)}>
          {next.problem.next === undefined ? null : <p>{say(next.problem.next)}</p>}
        </Notice>
      )}
    </div>
  );
}
