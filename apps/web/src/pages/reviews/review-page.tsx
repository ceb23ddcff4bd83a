import { stateWords } from '@machimori/kernel';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Answer } from '../../api/routes.ts';
import { useRows } from '../../api/use-rows.ts';
import { call } from '../../api/use-server.ts';
import { Breadcrumb, Figures, MoreRows } from '../../design/content.tsx';
import { dateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import { Select } from '../../design/select.tsx';
import { Table } from '../../design/table.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { reviewWords as words } from '../../messages/reviews.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { ReviewList } from './review-list.tsx';
import { useProgress } from './use-progress.ts';

type Compared = Answer<'GET /sheet/reviews/:review/changes'>;
type Line = Compared['lines'][number];
type Review = Omit<Compared['before'], 'lines'>;

const countNames = ['done', 'reopened', 'postponed', 'appeared', 'fellAway'] as const;
const countWords = {
  done: words.countDone,
  reopened: words.countReopened,
  postponed: words.countPostponed,
  appeared: words.countAppeared,
  fellAway: words.countFellAway,
} as const;

/** What changed between a review and another, or now. */
export default function ReviewPage(): ReactNode {
  const say = useText();
  const { id, with: other } = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const review = typeof id === 'string' ? id : '';
  const after = typeof other === 'string' && other !== '' ? other : undefined;
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="sheet" to="/sheet">
            {say(sheetWords.title)}
          </Link>,
          <Link key="progress" to="/sheet/progress">
            {say(words.title)}
          </Link>,
          say(review === '' ? words.reviews : words.compareTitle),
        ]}
      />
      {review === '' ? (
        <ChooseReview />
      ) : (
        <Compare key={`${review} ${after}`} review={review} after={after} />
      )}
    </>
  );
}

/** An address without a review asks for none: here are all of them. */
function ChooseReview(): ReactNode {
  const say = useText();
  const { data, error } = useProgress();
  return (
    <>
      <PageTitle title={say(words.reviews)} lead={say(words.chooseLead)} />
      {data === undefined ? <Pending problem={error} /> : <ReviewList reviews={data.reviews} />}
      <ToProgress label={say(words.toProgress)} />
    </>
  );
}

/** Where reviews are kept, and all of them stand. */
function ToProgress({ label }: { readonly label: string }): ReactNode {
  return (
    <p className="mt-4">
      <Link to="/sheet/progress" alone>
        {label}
      </Link>
    </p>
  );
}

function Compare({
  review,
  after,
}: {
  readonly review: string;
  readonly after: string | undefined;
}): ReactNode {
  const say = useText();
  const keptOf = useKept();
  const [told, setTold] = useState<Omit<Compared, 'lines' | 'next'>>();
  const found = useRows<Line>(['sheet', 'review', review, after ?? ''], async (cursor) => {
    const { lines, next, ...rest } = await call('GET /sheet/reviews/:review/changes', {
      params: { review },
      query: {
        ...(after === undefined ? {} : { with: after }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    });
    setTold(rest);
    return { items: lines, total: rest.counts.lines, ...(next === undefined ? {} : { next }) };
  });
  if (found.rows === undefined || told === undefined)
    return (
      <>
        <PageTitle title={say(words.compareTitle)} />
        <Pending problem={found.problem} />
        {found.problem === null ? null : <ToProgress label={say(words.toReviews)} />}
      </>
    );
  const { before, counts } = told;
  return (
    <>
      <PageTitle
        title={say(words.compareTitle)}
        lead={say(words.compareLead, {
          before: say(words.keptLines, { ...keptOf(before), lines: before.lines }),
          after:
            told.after === undefined
              ? say(words.present)
              : say(words.keptLines, { ...keptOf(told.after), lines: told.after.lines }),
        })}
      />
      <With review={review} after={after} />
      {before.note === '' ? null : <p className="mb-6 whitespace-pre-line">{before.note}</p>}
      <Figures
        items={countNames.map((name) => [
          say(countWords[name]),
          say(words.lineCount, { count: counts[name] }),
        ])}
      />
      {found.rows.length === 0 ? (
        <p className="mt-4">{say(words.same)}</p>
      ) : (
        <>
          <Table
            caption={say(words.compareTitle)}
            captionHidden
            rows={found.rows}
            rowKey={({ line }) => line}
            columns={[
              {
                id: 'line',
                label: say(words.line),
                names: true,
                cell: (line) => (
                  <>
                    <Link to="/sheet/line" search={{ id: line.line } as never}>
                      {say(sheetWords.lineTitle, {
                        item: say(line.label),
                        subject: say(line.subject.name),
                      })}
                    </Link>
                    <p className="m-hint font-normal">{say(line.heading)}</p>
                  </>
                ),
              },
              { id: 'what', label: say(words.what), cell: (line) => <Changes line={line} /> },
            ]}
          />
          <MoreRows
            more={found.more}
            busy={found.busy}
            onMore={found.next}
            note={say(words.shown, { count: found.rows.length, total: counts.lines })}
          />
        </>
      )}
    </>
  );
}

/** What tells a review from another of the same name: when it was kept and by whom. */
function useKept(): (of: Review) => Readonly<Record<'title' | 'day' | 'at' | 'by', string>> {
  const say = useText();
  const { locale } = useLanguage();
  return ({ title, heldOn, frozenAt, frozenByName }) => ({
    title,
    day: dateText(heldOn, locale),
    // The day is said once where it was kept on that day.
    at: dateText(frozenAt, locale, true).replace(dateText(heldOn, locale), '').trim(),
    by: frozenByName || say(sheetWords.someoneElse),
  });
}

/** Which other moment it is compared with. */
function With({
  review,
  after,
}: {
  readonly review: string;
  readonly after: string | undefined;
}): ReactNode {
  const say = useText();
  const keptOf = useKept();
  const navigate = useNavigate();
  const { data } = useProgress();
  const others = (data?.reviews ?? []).filter((each) => each.review !== review);
  if (others.length === 0) return null;
  return (
    <div className="m-filter">
      <Select
        name="with"
        label={say(words.compareWith)}
        value={after ?? ''}
        onChange={(value) =>
          void navigate({
            to: '.',
            search: (value === '' ? { id: review } : { id: review, with: value }) as never,
            resetScroll: false,
          })
        }
        choices={[
          { value: '', label: say(words.present) },
          ...others.map((each) => ({
            value: each.review,
            label: say(words.keptAt, keptOf(each)),
          })),
        ]}
      />
    </div>
  );
}

function Changes({ line: { before, after } }: { readonly line: Line }): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  if (before === undefined) return say(words.appeared);
  if (after === undefined) return say(words.fellAway);
  return (
    <ul className="list-none">
      {before.state === after.state ? null : (
        <li>
          {say(words.change, {
            what: say(words.state),
            before: say(stateWords[before.state]),
            after: say(stateWords[after.state]),
          })}
        </li>
      )}
      {before.plannedBy === after.plannedBy ? null : (
        <li>
          {say(words.change, {
            what: say(words.due),
            before: dateText(before.plannedBy, locale),
            after: dateText(after.plannedBy, locale),
          })}
        </li>
      )}
      {before.answeredBy.key === after.answeredBy.key ? null : (
        <li>
          {say(words.change, {
            what: say(words.answers),
            before: say(before.answeredBy.name),
            after: say(after.answeredBy.name),
          })}
        </li>
      )}
      {before.statement === after.statement ? null : <li>{say(words.statementChanged)}</li>}
    </ul>
  );
}
