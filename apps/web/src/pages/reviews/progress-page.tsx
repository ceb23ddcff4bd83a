import { type FiscalHalf, fiscalHalf, fiscalHalfEnd, fiscalHalfText } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useSession } from '../../api/use-server.ts';
import { Breadcrumb, EmptyState, Figures, Loading } from '../../design/content.tsx';
import { dateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import { type Column, Table } from '../../design/table.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { reviewWords as words } from '../../messages/reviews.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { groupWords } from '../../messages/standing.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { StateBar } from '../state-bar.tsx';
import { ReviewList } from './review-list.tsx';
import './reviews.css';

// A form that few people open, once a quarter.
const KeepReview = lazy(() => import('./keep-review.tsx'));

type Seen = Answer<'GET /sheet/progress'>;
type Progress = Seen['whole'];

/** How far the check sheet is and where it is late, and how it stood at each review. */
export default function ProgressPage(): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const { session } = useSession();
  const { data, error } = useQuery<Seen, Problem>({
    queryKey: ['sheet', 'progress'],
    queryFn: () => call('GET /sheet/progress'),
  });
  const whole = session?.seat?.promoter === true;
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="sheet" to="/sheet">
            {say(sheetWords.title)}
          </Link>,
          say(words.title),
        ]}
      />
      <PageTitle
        title={say(words.title)}
        {...(data === undefined
          ? {}
          : {
              lead: say(whole ? words.lead : words.leadOwn, { day: dateText(data.today, locale) }),
            })}
      />
      {data === undefined ? (
        <Pending problem={error} />
      ) : data.whole.lines === 0 ? (
        <EmptyState title={say(words.none)}>
          <p className="mt-2">{say(words.noneText)}</p>
        </EmptyState>
      ) : (
        <>
          <Whole progress={data.whole} />
          <ByGroup groups={data.groups} />
          <Late organisations={data.organisations} groups={data.groups.map(({ group }) => group)} />
          <ByRole roles={data.roles} />
          <ByTime months={data.months} today={data.today} />
          <section className="m-section" aria-labelledby="reviews">
            <h2 id="reviews">{say(words.reviews)}</h2>
            <p className="mb-4">{say(words.reviewsLead)}</p>
            <ReviewList reviews={data.reviews} />
            {offered(session, 'sheet:freeze') ? (
              <Suspense fallback={<Loading />}>
                <KeepReview today={data.today} />
              </Suspense>
            ) : null}
          </section>
        </>
      )}
    </>
  );
}

function Whole({ progress }: { readonly progress: Progress }): ReactNode {
  const say = useText();
  const counted = (count: number): string => say(words.lineCount, { count });
  return (
    <Figures
      items={[
        [say(words.lines), <Counted key="lines" count={progress.lines} narrow={{}} />],
        [say(words.done), `${counted(progress.done)}（${percentOf(progress)}%）`],
        [
          say(words.overdue),
          <Counted key="overdue" count={progress.overdue} narrow={narrowings.overdue} />,
        ],
        [
          say(words.submitted),
          <Counted key="submitted" count={progress.submitted} narrow={narrowings.submitted} />,
        ],
      ]}
    />
  );
}

/** What the check sheet is narrowed to behind each number. */
const narrowings = { overdue: { overdue: 'true' }, submitted: { stage: 'submitted' } } as const;

/** How many lines, with the way to them. */
function Counted({
  count,
  narrow,
}: {
  readonly count: number;
  readonly narrow: Readonly<Record<string, string>>;
}): ReactNode {
  const say = useText();
  const shown = say(words.lineCount, { count });
  return count === 0 ? (
    shown
  ) : (
    <Link to="/sheet" search={narrow as never}>
      {shown}
    </Link>
  );
}

const percentOf = ({ lines, done }: { readonly lines: number; readonly done: number }): number =>
  lines === 0 ? 0 : Math.floor((done / lines) * 100);

/** What is done of some lines, as a bar and in words. */
function Done({
  progress,
}: {
  readonly progress: Pick<Progress, 'lines' | 'done'> & Partial<Progress>;
}): ReactNode {
  const say = useText();
  const { lines, done, inProgress = 0, planned = 0 } = progress;
  return (
    <>
      <StateBar
        states={{
          implemented: done,
          'in-progress': inProgress,
          planned,
          'not-started': lines - done - inProgress - planned,
        }}
      />
      <small>{say(words.doneOf, { lines, done, percent: percentOf(progress) })}</small>
    </>
  );
}

function ByGroup({ groups }: { readonly groups: Seen['groups'] }): ReactNode {
  const say = useText();
  return (
    <section className="m-section" aria-labelledby="by-group">
      <h2 id="by-group">{say(words.byGroup)}</h2>
      <Table
        caption={say(words.byGroup)}
        captionHidden
        rows={groups}
        rowKey={({ group }) => group}
        columns={[
          {
            id: 'group',
            label: say(words.group),
            names: true,
            cell: ({ group }) => (
              <Link to="/sheet" search={{ group } as never}>
                {say(groupWords[group])}
              </Link>
            ),
          },
          {
            id: 'done',
            label: say(words.done),
            cell: ({ progress }) => <Done progress={progress} />,
          },
          ...(['overdue', 'submitted'] as const).map((which) => ({
            id: which,
            label: say(words[which]),
            cell: ({ group, progress }: Seen['groups'][number]) => (
              <Counted count={progress[which]} narrow={{ group, ...narrowings[which] }} />
            ),
          })),
        ]}
      />
    </section>
  );
}

const countColumns = (
  say: ReturnType<typeof useText>,
): readonly Column<{ readonly progress: Progress }>[] =>
  (['overdue', 'submitted'] as const).map((which) => ({
    id: which,
    label: say(words[which]),
    cell: ({ progress }) => say(words.lineCount, { count: progress[which] }),
  }));

/** Organisations by categories, the most overdue first: one sees at a glance whom to ask. */
function Late({
  organisations,
  groups,
}: {
  readonly organisations: Seen['organisations'];
  readonly groups: readonly Seen['groups'][number]['group'][];
}): ReactNode {
  const say = useText();
  const shown = groups.filter((group) =>
    organisations.some(({ groups }) =>
      groups.some((each) => each.group === group && each.progress.overdue > 0),
    ),
  );
  return (
    <section className="m-section" aria-labelledby="by-organisation">
      <h2 id="by-organisation">{say(words.byOrganisation)}</h2>
      <p className="mb-4">{say(shown.length === 0 ? words.heatNone : words.heatLead)}</p>
      <Table
        caption={say(words.heat)}
        captionHidden
        rows={organisations}
        rowKey={({ organisation }) => organisation.key}
        columns={[
          {
            id: 'organisation',
            label: say(words.organisation),
            names: true,
            cell: ({ organisation }) =>
              organisation.key === '*' ? (
                say(organisation.name)
              ) : (
                <Link to="/sheet" search={{ answeredBy: organisation.key } as never}>
                  {say(organisation.name)}
                </Link>
              ),
          },
          {
            id: 'done',
            label: say(words.done),
            cell: ({ progress }) => <Done progress={progress} />,
          },
          {
            id: 'overdue',
            label: say(words.overdue),
            cell: ({ progress }) => <Lateness progress={progress} />,
          },
          ...shown.map((group) => ({
            id: group,
            label: say(groupWords[group]),
            cell: ({ groups }: Seen['organisations'][number]) => (
              <Lateness progress={groups.find((each) => each.group === group)?.progress} />
            ),
          })),
        ]}
      />
    </section>
  );
}

function Lateness({ progress }: { readonly progress: Progress | undefined }): ReactNode {
  const say = useText();
  if (progress === undefined) return '―';
  const { overdue, lines } = progress;
  const share = overdue === 0 ? 0 : Math.min(3, 1 + Math.floor((overdue / lines) * 3));
  return (
    <span className="m-late" data-share={share}>
      {say(words.lineCount, { count: overdue })}
    </span>
  );
}

function ByRole({ roles }: { readonly roles: Seen['roles'] }): ReactNode {
  const say = useText();
  return (
    <section className="m-section" aria-labelledby="by-role">
      <h2 id="by-role">{say(words.byRole)}</h2>
      <p className="mb-4">{say(words.roleLead)}</p>
      <Table
        caption={say(words.byRole)}
        captionHidden
        rows={roles}
        rowKey={({ role }) => role}
        columns={[
          {
            id: 'role',
            label: say(words.role),
            names: true,
            cell: ({ name }) => say(name),
          },
          {
            id: 'done',
            label: say(words.done),
            cell: ({ progress }) => <Done progress={progress} />,
          },
          ...countColumns(say),
        ]}
      />
    </section>
  );
}

interface HalfDue {
  readonly half: FiscalHalf;
  readonly lines: number;
  readonly done: number;
}

/** Months gathered into halves of the fiscal year, in which plans are made. */
function halvesOf(months: Seen['months']): readonly HalfDue[] {
  const halves = new Map<string, HalfDue>();
  for (const { month, lines, done } of months) {
    const half = fiscalHalf(`${month}-01`);
    const id = fiscalHalfEnd(half);
    const known = halves.get(id) ?? { half, lines: 0, done: 0 };
    halves.set(id, { half, lines: known.lines + lines, done: known.done + done });
  }
  return [...halves.values()];
}

function ByTime({ months, today }: Pick<Seen, 'months' | 'today'>): ReactNode {
  const say = useText();
  return (
    <section className="m-section" aria-labelledby="by-time">
      <h2 id="by-time">{say(words.byTime)}</h2>
      <p className="mb-4">{say(words.timeLead)}</p>
      <Table
        caption={say(words.byTime)}
        captionHidden
        rows={halvesOf(months)}
        rowKey={({ half }) => fiscalHalfEnd(half)}
        columns={[
          {
            id: 'half',
            label: say(words.time),
            names: true,
            cell: ({ half }) =>
              `${say(fiscalHalfText(half))}${fiscalHalfEnd(half) < today ? `（${say(words.past)}）` : ''}`,
          },
          { id: 'done', label: say(words.done), cell: (half) => <Done progress={half} /> },
        ]}
      />
    </section>
  );
}
