import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import { Link } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { homeWords } from '../../messages/home.ts';
import { reviewWords } from '../../messages/reviews.ts';
import { roleLeads, tieWords, standingWords as words } from '../../messages/standing.ts';
import { PlanLink } from '../plan/plan-link.tsx';
import { ByGroup, Counted, Done, narrowings, ProgressTold } from '../reviews/progress-tables.tsx';
import { type ProgressSeen, useProgress } from '../reviews/use-progress.ts';
import { type Standing, standingQuery } from './standing-query.ts';

/** Where the city stands, asked apart from the list of what to do, so that nobody waits for it. */
export default function StandingPart({ whole }: { readonly whole: boolean }): ReactNode {
  const { data: standing } = useQuery<Standing, Problem>(standingQuery);
  const { data: seen } = useProgress();
  return (
    <>
      {whole || standing === undefined ? null : <OwnThings own={standing.own} />}
      {seen === undefined ? null : <ProgressPart seen={seen} />}
      {!whole || seen === undefined || standing === undefined ? null : (
        <Organisations seen={seen} standing={standing} />
      )}
    </>
  );
}

function ProgressPart({ seen }: { readonly seen: ProgressSeen }): ReactNode {
  const say = useText();
  if (seen.counted.lines === 0) return null;
  return (
    <section className="m-section" aria-labelledby="progress">
      <h2 id="progress">{say(words.progress)}</h2>
      <p className="mb-4">
        <ProgressTold seen={seen} />
      </p>
      <ByGroup caption={say(words.progress)} seen={seen} />
      <p className="mt-4">
        <Link to="/sheet/progress" alone>
          {say(reviewWords.toProgress)}
        </Link>
      </p>
    </section>
  );
}

function Organisations({
  seen,
  standing,
}: {
  readonly seen: ProgressSeen;
  readonly standing: Standing;
}): ReactNode {
  const say = useText();
  const findings = new Map(
    standing.organisations.map(({ organisation, findings }) => [organisation.key, findings]),
  );
  return (
    <section className="m-section" aria-labelledby="by-organisation">
      <h2 id="by-organisation">{say(words.organisations)}</h2>
      <Table
        caption={say(words.organisations)}
        captionHidden
        rows={seen.organisations}
        rowKey={({ organisation }) => organisation.key}
        columns={[
          {
            id: 'organisation',
            label: say(reviewWords.organisation),
            names: true,
            cell: ({ organisation }) => (
              <Link to="/city/$kind/$key" params={{ kind: 'organisations', key: organisation.key }}>
                {say(organisation.name)}
              </Link>
            ),
          },
          {
            id: 'done',
            label: say(reviewWords.done),
            cell: ({ progress }) => <Done progress={progress} />,
          },
          {
            id: 'overdue',
            label: say(reviewWords.overdue),
            cell: ({ organisation, progress }) => (
              <Counted
                count={progress.overdue}
                narrow={{ answeredBy: organisation.key, ...narrowings.overdue }}
              />
            ),
          },
          {
            id: 'findings',
            label: say(words.findings),
            cell: ({ organisation: { key } }) => (
              <Findings organisation={key} count={findings.get(key) ?? 0} />
            ),
          },
        ]}
      />
    </section>
  );
}

/** How many weaknesses, with the way to them; nothing leads nowhere. */
function Findings({
  organisation,
  count,
}: {
  readonly organisation: string;
  readonly count: number;
}): ReactNode {
  const say = useText();
  const shown = say(homeWords.count, { count });
  return count === 0 ? (
    shown
  ) : (
    <PlanLink list="findings" organisation={organisation}>
      {shown}
    </PlanLink>
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
