import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { Link } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { homeWords } from '../../messages/home.ts';
import {
  groupWords,
  stateWords,
  tieWords,
  standingWords as words,
} from '../../messages/standing.ts';

type Standing = Answer<'GET /plan/standing'>;
type States = Standing['groups'][number]['states'];

const stateOrder = [
  'implemented',
  'in-progress',
  'planned',
  'not-started',
  'not-applicable',
] as const;

/** Where the city stands, asked apart from the list of what to do, so that nobody waits for it. */
export default function StandingPart({ whole }: { readonly whole: boolean }): ReactNode {
  const { data } = useQuery<Standing, Problem>({
    queryKey: ['plan', 'standing'],
    queryFn: () => call('GET /plan/standing'),
  });
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
            cell: ({ lines, states }) => <StateBar lines={lines} states={states} />,
          },
          ...(['in-progress', 'planned', 'not-started'] as const).map((state) => ({
            id: state,
            label: say(stateWords[state]),
            cell: ({ states }: Standing['groups'][number]) =>
              say(homeWords.lineCount, { count: states[state] }),
          })),
        ]}
      />
    </section>
  );
}

function StateBar({
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
      <span className="m-state-bar" aria-hidden="true">
        {stateOrder.map((state) => (
          <i key={state} data-state={state} style={{ flexGrow: states[state] }} />
        ))}
      </span>
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
            cell: ({ lines, states }) => <StateBar lines={lines} states={states} />,
          },
          {
            id: 'overdue',
            label: say(words.overdue),
            cell: ({ overdue }) => say(homeWords.lineCount, { count: overdue }),
          },
          {
            id: 'findings',
            label: say(words.findings),
            cell: ({ findings }) => say(homeWords.count, { count: findings }),
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
