import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer, FirstAction } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { call, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { EmptyState, Figures } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { useText } from '../language.tsx';
import { homeWords } from '../messages/home.ts';
import { planChangeWords } from '../messages/plan-changes.ts';
import { standingWords } from '../messages/standing.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ActionCard } from './action-card.tsx';
import { AdoptionNotice } from './adoption-notice.tsx';
import { usePlanChanges } from './changes/change-queries.ts';
import { PlanNews } from './changes/plan-news.tsx';
import { OneByOne } from './home/one-by-one.tsx';
import { OwnLines } from './home/own-lines.tsx';
import { SinceVisit } from './home/since-visit.tsx';
import { type Standing, standingQuery } from './home/standing-query.ts';
import { WaitingList } from './home/waiting-list.tsx';
import { PlanLink } from './plan/plan-link.tsx';
import { StartContinued, StartOffer } from './start/start-offer.tsx';
import './home/home.css';

// How far everything is comes from the plan itself, in a request of its own: the things to do wait for nothing.
const StandingPart = lazy(() => import('./home/standing-part.tsx'));

type Home = Answer<'GET /home'>;

const planPollMs = 1_500;

export default function HomePage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const sample = session?.seat?.sample === true;
  const { data, error } = useQuery<Home, Problem>({
    queryKey: ['home'],
    queryFn: () => call('GET /home'),
    // A plan in the making is here in seconds, and so is a sample city that was just opened.
    refetchInterval: ({ state }) =>
      state.data?.outdated === true || (sample && state.data?.described === false)
        ? planPollMs
        : false,
  });
  const imports = offered(session, 'register:import');
  const name = session?.person?.name;
  const described = data?.described === true;
  return (
    <>
      <PageTitle
        title={
          described && name !== undefined ? say(homeWords.greeting, { name }) : say(homeWords.title)
        }
        {...(described
          ? {
              lead: say(
                data.counts === undefined && data.asOf !== undefined
                  ? homeWords.leadOwn
                  : homeWords.lead,
              ),
            }
          : {})}
      >
        {described && imports ? (
          <Link to="/import" alone>
            {say(homeWords.importLink)}
          </Link>
        ) : null}
      </PageTitle>
      {described ? <AdoptionNotice /> : null}
      {imports && !sample ? <StartContinued /> : null}
      {data === undefined ? (
        <Pending problem={error} />
      ) : data.described ? (
        <Actions home={data} />
      ) : imports && !sample ? (
        <StartOffer />
      ) : sample ? (
        <Notice tone="info" title={say(homeWords.planning)}>
          <p>{say(homeWords.planningText)}</p>
        </Notice>
      ) : (
        <EmptyState title={say(homeWords.emptyTitle)}>
          <p className="mt-2">{say(homeWords.emptyOther)}</p>
        </EmptyState>
      )}
    </>
  );
}

function Actions({ home }: { readonly home: Home }): ReactNode {
  const { counts, asOf } = home;
  const first = asOf === undefined;
  // What is first for a share its own plan says, asked for together with how far everything is.
  const share = useQuery<Standing, Problem>({
    ...standingQuery,
    enabled: counts === undefined && !first,
  });
  const actions = counts === undefined ? share.data?.own.actions : home.actions;
  if (actions === undefined && !first) return <Pending problem={share.error} />;
  return <ActionsShown home={home} actions={actions ?? []} />;
}

function ActionsShown({
  home,
  actions,
}: {
  readonly home: Home;
  readonly actions: readonly FirstAction[];
}): ReactNode {
  const say = useText();
  const { counts, asOf, outdated } = home;
  const first = asOf === undefined;
  const week = actions.filter(({ horizon }) => horizon === 'week');
  const later = actions.filter(({ horizon }) => horizon !== 'week');
  const [single, setSingle] = useState(false);
  const back = useCallback(() => setSingle(false), []);
  if (single && actions.length > 0)
    return (
      <OneByOne
        actions={actions}
        card={(action) => <ActionCard action={action} />}
        onClose={back}
      />
    );
  return (
    <>
      {outdated ? (
        <div className="mb-6">
          <Notice tone="info" title={say(first ? homeWords.planning : homeWords.outdated)}>
            <p>{say(first ? homeWords.planningText : homeWords.outdatedText)}</p>
          </Notice>
        </div>
      ) : null}
      <WaitingList />
      <OwnLines />
      {actions.length === 0 && !first ? <EmptyState title={say(homeWords.noActions)} /> : null}
      {actions.length < 2 ? null : (
        <p className="mb-4">
          <Button kind="secondary" onPress={() => setSingle(true)}>
            {say(standingWords.oneByOne)}
          </Button>
        </p>
      )}
      {week.length === 0 ? null : (
        <section aria-labelledby="week">
          <h2 id="week" className="mb-4">
            {say(homeWords.week)}
          </h2>
          <ActionList actions={week} />
        </section>
      )}
      {later.length > 0 ? (
        <section className="m-section" aria-labelledby="later">
          <h2 id="later">{say(homeWords.later)}</h2>
          <ActionList actions={later} />
        </section>
      ) : null}
      <PlanPart />
      <SinceVisit />
      {counts === undefined ? null : (
        <section className="m-section" aria-labelledby="whole">
          <h2 id="whole">{say(homeWords.whole)}</h2>
          <Figures
            items={[
              [
                say(homeWords.findings),
                <PlanLink key="findings" list="findings">
                  {say(homeWords.count, { count: counts.findings })}
                </PlanLink>,
              ],
              [
                say(homeWords.nobody),
                <PlanLink key="gaps" list="requirements" duty="gap">
                  {say(homeWords.count, { count: counts.gaps })}
                </PlanLink>,
              ],
              [
                say(homeWords.presumed),
                <PlanLink key="presumed" list="requirements" duty="presumed">
                  {say(homeWords.count, { count: counts.presumed })}
                </PlanLink>,
              ],
              [
                say(homeWords.scenarios),
                <PlanLink key="scenarios" list="scenarios">
                  {say(homeWords.count, { count: counts.scenarios })}
                </PlanLink>,
              ],
            ]}
          />
        </section>
      )}
      {first ? null : (
        <Suspense>
          <StandingPart whole={counts !== undefined} />
        </Suspense>
      )}
      {asOf === undefined ? null : (
        <p className="m-hint mt-6">
          {say(homeWords.asOf)}: <DateText value={asOf} />
        </p>
      )}
    </>
  );
}

/** What the last change did to the plan, and the way to those before. */
function PlanPart(): ReactNode {
  const say = useText();
  const changes = usePlanChanges();
  if (changes === undefined || (changes.changes.length === 0 && !changes.making)) return null;
  return (
    <section className="m-section" aria-labelledby="plan-change">
      <h2 id="plan-change">{say(planChangeWords.latest)}</h2>
      <PlanNews whenever />
      <p>
        <Link to="/plan/changes" alone>
          {say(planChangeWords.all)}
        </Link>
      </p>
    </section>
  );
}

function ActionList({ actions }: { readonly actions: readonly FirstAction[] }): ReactNode {
  return (
    <ol className="m-cards">
      {actions.map((action) => (
        <ActionCard key={action.id} action={action} />
      ))}
    </ol>
  );
}
