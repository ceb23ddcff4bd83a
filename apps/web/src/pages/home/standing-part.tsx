import { stateWords } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import { Link } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { homeWords } from '../../messages/home.ts';
import {
  groupWords,
  roleLeads,
  tieWords,
  standingWords as words,
} from '../../messages/standing.ts';
import { PlanLink } from '../plan/plan-link.tsx';
import { StateBar } from '../state-bar.tsx';
import { type Standing, standingQuery } from './standing-query.ts';

type States = Standing['groups'][number]['states'];

/** Where the city stands, asked apart from the list of what to do, so that nobody waits for it. */
export default function StandingPart({ whole }: { readonly whole: boolean }): ReactNode {
  const { data } = useQuery<Standing, Problem>(standingQuery);
  if (data === undefined) return null;
  return (
    <>
      {whole ? null : <OwnThings own={data.own} />}
      <Progress groups={data.groups} />
      {whole ? <Organisations organisations={data.organisations} /> : null}
    </>
  );
}

function Progress({ groups }: { readonly groups: Standing['groups'] }): ReactNode {
  const say = useText();
  const some = groups.filter(({ lines }) => lines > 0);
  if (some.length === 0) return null;
  return (
    <section className="m-section" aria-labelledby="progress">
      <h2 id="progress">{say(words.progress)}</h2>
      <p className="mb-4">{say(words.progressLead)}</p>
      <Table
        caption={say(words.progress)}
        captionHidden
        rows={some}
        rowKey={({ group }) => group}
        columns={[
          {
            id: 'group',
            label: say(words.group),
            names: true,
            cell: ({ group }) => say(groupWords[group]),
          },
          {
            id: 'bar',
            label: say(words.done),
            cell: ({ lines, states }) => <StatesTold lines={lines} states={states} />,
          },
          ...(['in-progress', 'planned', 'not-started'] as const).map((state) => ({
            id: state,
            label: say(stateWords[state]),
            cell: ({ group, states }: Standing['groups'][number]) => (
              <Counted count={states[state]} list="lines" group={group} state={state}>
                {say(homeWords.lineCount, { count: states[state] })}
              </Counted>
            ),
          })),
        ]}
      />
    </section>
  );
}

/** A number that leads to what it counts; nothing leads nowhere. */
function Counted({
  count,
  children,
  ...asked
}: { readonly count: number } & Parameters<typeof PlanLink>[0]): ReactNode {
  return count === 0 ? children : <PlanLink {...asked}>{children}</PlanLink>;
}

function StatesTold({
  lines,
  states,
}: {
  readonly lines: number;
  readonly states: States;
}): ReactNode {
  const say = useText();
  const done = states.implemented + states['not-applicable'];
  return (
    <>
      <StateBar states={states} />
      <small>{say(words.doneOf, { lines, done })}</small>
    </>
  );
}

function Organisations({
  organisations,
}: {
  readonly organisations: Standing['organisations'];
}): ReactNode {
  const say = useText();
  return (
    <section className="m-section" aria-labelledby="by-organisation">
      <h2 id="by-organisation">{say(words.organisations)}</h2>
      <Table
        caption={say(words.organisations)}
        captionHidden
        rows={organisations}
        rowKey={({ organisation }) => organisation.key}
        columns={[
          {
            id: 'organisation',
            label: say(words.organisation),
            names: true,
            cell: ({ organisation }) => (
              <Link to="/city/$kind/$key" params={{ kind: 'organisations', key: organisation.key }}>
                {say(organisation.name)}
              </Link>
            ),
          },
          {
            id: 'bar',
            label: say(words.done),
            cell: ({ lines, states }) => <StatesTold lines={lines} states={states} />,
          },
          {
            id: 'overdue',
            label: say(words.overdue),
            cell: ({ organisation, overdue }) => (
              <Counted count={overdue} list="lines" organisation={organisation.key} state="overdue">
                {say(homeWords.lineCount, { count: overdue })}
              </Counted>
            ),
          },
          {
            id: 'findings',
            label: say(words.findings),
            cell: ({ organisation, findings }) => (
              <Counted count={findings} list="findings" organisation={organisation.key}>
                {say(homeWords.count, { count: findings })}
              </Counted>
            ),
          },
        ]}
      />
    </section>
  );
}

function OwnThings({ own }: { readonly own: Standing['own'] }): ReactNode {
  const say = useText();
  if (own.things.length === 0) return null;
  return (
    <section className="m-section" aria-labelledby="own-things">
      <h2 id="own-things">{say(words.own)}</h2>
      {own.roles.map((role) => (
        <p key={role} className="mb-4">
          {say(roleLeads[role])}
        </p>
      ))}
      <Table
        caption={say(words.own)}
        captionHidden
        rows={own.things}
        rowKey={({ element }) => element.key}
        columns={[
          {
            id: 'thing',
            label: say(words.thing),
            names: true,
            cell: ({ element, kind, tie }) => (
              <>
                <Link
                  to="/city/$kind/$key"
                  params={{
                    kind: kind === 'dataSet' ? 'dataSets' : 'components',
                    key: element.key,
                  }}
                >
                  {say(element.name)}
                </Link>{' '}
                <small className="m-hint font-normal">{say(tieWords[tie])}</small>
              </>
            ),
          },
          {
            id: 'findings',
            label: say(words.findings),
            cell: ({ findings }) => say(homeWords.count, { count: findings }),
          },
          {
            id: 'gaps',
            label: say(words.gaps),
            cell: ({ gaps }) => say(homeWords.count, { count: gaps }),
          },
          {
            id: 'presumed',
            label: say(words.presumed),
            cell: ({ presumed }) => say(homeWords.count, { count: presumed }),
          },
          {
            id: 'open',
            label: say(words.open),
            cell: ({ open }) => say(homeWords.lineCount, { count: open }),
          },
        ]}
      />
      <p className="mt-4">
        <Link to="/responsibilities" alone>
          {say(words.toOpen)}
        </Link>
      </p>
    </section>
  );
}
