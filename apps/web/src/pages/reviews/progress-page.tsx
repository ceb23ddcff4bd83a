import {
  categories,
  type FiscalHalf,
  fiscalHalf,
  fiscalHalfEnd,
  fiscalHalfText,
  views,
} from '@machimori/kernel';
import { lazy, type ReactNode, Suspense } from 'react';
import { offered } from '../../api/session.ts';
import { useSession } from '../../api/use-server.ts';
import { Breadcrumb, EmptyState, Figures, Loading } from '../../design/content.tsx';
import { dateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { reviewWords as words } from '../../messages/reviews.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { signs } from '../../messages/signs.ts';
import { groupWords } from '../../messages/standing.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import {
  ByGroup,
  Counted,
  countColumns,
  Done,
  narrowings,
  ownNarrow,
  percentOf,
} from './progress-tables.tsx';
import { ReviewList } from './review-list.tsx';
import { type ProgressSeen, useProgress } from './use-progress.ts';

// A form that few people open, once a quarter.
const KeepReview = lazy(() => import('./keep-review.tsx'));

type Progress = ProgressSeen['counted'];

/** How far the check sheet is and where it is late, and how it stood at each review. */
export default function ProgressPage(): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const { session } = useSession();
  const { data, error } = useProgress();
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
              lead: say(data.own === undefined ? words.lead : words.leadOwn, {
                day: dateText(data.today, locale),
              }),
            })}
      />
      {data === undefined ? (
        <Pending problem={error} />
      ) : data.counted.lines + data.beside === 0 ? (
        <EmptyState title={say(words.none)}>
          <p className="mt-2">{say(words.noneText)}</p>
        </EmptyState>
      ) : (
        <>
          <Whole seen={data} />
          {data.groups.length === 0 ? null : (
            <section className="m-section" aria-labelledby="by-group">
              <h2 id="by-group">{say(words.byGroup)}</h2>
              <ByGroup caption={say(words.byGroup)} seen={data} />
            </section>
          )}
          <Late organisations={data.organisations} isWhole={data.own === undefined} />
          {data.roles.length === 0 ? null : <ByRole roles={data.roles} />}
          {data.months.length === 0 ? null : <ByTime months={data.months} today={data.today} />}
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

function Whole({ seen }: { readonly seen: ProgressSeen }): ReactNode {
  const say = useText();
  const { counted: progress } = seen;
  const narrow = ownNarrow(seen);
  const done = say(words.lineCount, { count: progress.done });
  return (
    <>
      <Figures
        items={[
          [
            say(seen.own === undefined ? words.lines : words.ownLines),
            <Counted key="lines" count={progress.lines} narrow={narrow} />,
          ],
          [say(words.done), `${done}${say(signs.open)}${percentOf(progress)}%${say(signs.close)}`],
          ...(['overdue', 'submitted'] as const).map(
            (which) =>
              [
                say(words[which]),
                <Counted
                  key={which}
                  count={progress[which]}
                  narrow={{ ...narrow, ...narrowings[which] }}
                />,
              ] as const,
          ),
        ]}
      />
      {seen.beside === 0 ? null : (
        <p className="m-hint mt-4">{say(words.beside, { count: seen.beside })}</p>
      )}
    </>
  );
}

/** Organisations by categories, the most overdue first: one sees at a glance whom to ask. */
function Late({
  organisations,
  isWhole,
}: {
  readonly organisations: ProgressSeen['organisations'];
  readonly isWhole: boolean;
}): ReactNode {
  const say = useText();
  const shown = [...categories, ...views].filter((group) =>
    organisations.some(({ groups }) =>
      groups.some((each) => each.group === group && each.progress.overdue > 0),
    ),
  );
  return (
    <section className="m-section" aria-labelledby="by-organisation">
      <h2 id="by-organisation">{say(words.byOrganisation)}</h2>
      {isWhole ? null : <p className="mb-4">{say(words.allSeen)}</p>}
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
            cell: ({ groups }: ProgressSeen['organisations'][number]) => (
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

function ByRole({ roles }: { readonly roles: ProgressSeen['roles'] }): ReactNode {
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
function halvesOf(months: ProgressSeen['months']): readonly HalfDue[] {
  const halves = new Map<string, HalfDue>();
  for (const { month, lines, done } of months) {
    const half = fiscalHalf(`${month}-01`);
    const id = fiscalHalfEnd(half);
    const known = halves.get(id) ?? { half, lines: 0, done: 0 };
    halves.set(id, { half, lines: known.lines + lines, done: known.done + done });
  }
  return [...halves.values()];
}

function ByTime({ months, today }: Pick<ProgressSeen, 'months' | 'today'>): ReactNode {
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
              fiscalHalfEnd(half) < today
                ? `${say(fiscalHalfText(half))}${say(signs.open)}${say(words.past)}${say(signs.close)}`
                : say(fiscalHalfText(half)),
          },
          { id: 'done', label: say(words.done), cell: (half) => <Done progress={half} /> },
        ]}
      />
    </section>
  );
}
