import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer, Review, ReviewLine } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { EmptyState, MailText, StatusLabel } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { ConfirmDialog } from '../design/dialog.tsx';
import { entered, Form } from '../design/form.tsx';
import { Anchor } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useLanguage, useText } from '../language.tsx';
import { peopleWords } from '../messages/people.ts';
import { signs } from '../messages/signs.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { hasOnlyOneAdministrator, MemberRoles, rolesText } from './member-roles.tsx';

// Fetched when first opened: most visits only read the list.
const DecideLine = lazy(() => import('./decide-line.tsx'));

const key = ['access-reviews'] as const;

/** Reviews: the open one to decide, or to start one; those that are closed to read and hand on. */
export default function AccessReviewPart({ decides }: { readonly decides: boolean }): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Answer<'GET /access-reviews'>, Problem>({
    queryKey: key,
    queryFn: () => call('GET /access-reviews'),
  });
  if (data === undefined) return <Pending problem={error} />;
  const open = data.reviews.filter(({ closedAt }) => closedAt === undefined);
  const closed = data.reviews.filter(({ closedAt }) => closedAt !== undefined);
  return (
    <div className="m-stack">
      <p>{say(peopleWords.reviewLead)}</p>
      {open.map((review) => (
        <OpenReview key={review.review} review={review} decides={decides} />
      ))}
      {open.length > 0 ? null : decides ? (
        <StartReview />
      ) : (
        <EmptyState title={say(peopleWords.noReview)} />
      )}
      {closed.length === 0 ? null : <ClosedReviews reviews={closed} />}
    </div>
  );
}

function StartReview(): ReactNode {
  const say = useText();
  const start = useAct(
    (body: { name: string; dueOn: string }, id) => call('POST /access-reviews', { body, key: id }),
    undefined,
    [key],
  );
  return (
    <div className="pt-4">
      <Form
        check={(data) => ({
          ...(entered(data, 'name') === '' ? { name: say(peopleWords.reviewNameMissing) } : {}),
          ...(entered(data, 'dueOn') === '' ? { dueOn: say(peopleWords.reviewDueMissing) } : {}),
        })}
        onSend={(data) => start.run({ name: entered(data, 'name'), dueOn: entered(data, 'dueOn') })}
        problem={formProblem(start.problem, say)}
      >
        <TextField
          name="name"
          label={say(peopleWords.reviewName)}
          hint={say(peopleWords.reviewNameHint)}
          required
        />
        <TextField name="dueOn" label={say(peopleWords.reviewDue)} type="date" required />
        <div>
          <Button type="submit" busy={start.busy}>
            {say(peopleWords.startReview)}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function ExportLink({ review }: { readonly review: string }): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const href = `/api/v1/access-reviews/${review}/export?language=${locale}`;
  return (
    <Anchor alone href={href} download>
      {say(peopleWords.exportReview)}
    </Anchor>
  );
}

function OpenReview({
  review,
  decides,
}: {
  readonly review: Review;
  readonly decides: boolean;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const [closing, setClosing] = useState(false);
  const [deciding, setDeciding] = useState<ReviewLine>();
  const { data, error } = useQuery<Answer<'GET /access-reviews/:review'>, Problem>({
    queryKey: [...key, review.review],
    queryFn: () => call('GET /access-reviews/:review', { params: { review: review.review } }),
  });
  const close = useAct((_: undefined, id) =>
    call('POST /access-reviews/:review/close', {
      params: { review: review.review },
      key: id,
    }), () => {
    setClosing(false);
    toast(say(peopleWords.reviewClosed));
  }, [key, ['members'], ['access']]);
  if (data === undefined) return <Pending problem={error} />;
  const onlyOne = hasOnlyOneAdministrator(data.lines.filter(({ now }) => now !== 'left'));
  const done = data.lines.filter(({ decision }) => decision !== undefined).length;
  return (
    <>
      <h2>{review.name}</h2>
      <div className="m-row justify-between">
        <p className="m-facts">
          <span>{say(peopleWords.reviewProgress, { done, all: data.lines.length })}</span>
          <span>
            {say(peopleWords.reviewDue)}: <DateText value={review.dueOn} />
          </span>
        </p>
        <ExportLink review={review.review} />
      </div>
      <Table
        caption={say(peopleWords.reviewCaption)}
        captionHidden
        rows={data.lines}
        rowKey={({ membership }) => membership}
        columns={[
          {
            id: 'name',
            label: say(peopleWords.name),
            names: true,
            cell: ({ name, email }) => (
              <>
                {name}
                <br />
                <MailText address={email} />
              </>
            ),
          },
          {
            id: 'organisation',
            label: say(peopleWords.organisation),
            cell: ({ organisationName }) => organisationName,
          },
          {
            id: 'roles',
            label: say(peopleWords.roles),
            cell: ({ roles, now, decision }) => (
              <>
                <MemberRoles roles={roles} onlyOne={onlyOne} />
                {now === 'changed' ? (
                  <>
                    <br />
                    <StatusLabel tone="warning">
                      {say(
                        decision === undefined
                          ? peopleWords.changedMeanwhile
                          : peopleWords.changedSince,
                      )}
                    </StatusLabel>
                  </>
                ) : null}
              </>
            ),
          },
          {
            id: 'marks',
            label: say(peopleWords.marks),
            cell: ({ marks }) =>
              marks.length === 0
                ? say(peopleWords.noMarks)
                : marks.map(({ mark, text }) => (
                    <StatusLabel key={mark} tone="warning">
                      {say(text)}
                    </StatusLabel>
                  )),
          },
          {
            id: 'seen',
            label: say(peopleWords.lastSeen),
            cell: ({ lastActiveOn }) =>
              lastActiveOn === undefined ? (
                say(peopleWords.never)
              ) : (
                <DateText value={lastActiveOn} />
              ),
          },
          {
            id: 'decision',
            label: say(peopleWords.decision),
            cell: (line) => (
              <Decided line={line} onDecide={decides ? () => setDeciding(line) : undefined} />
            ),
          },
        ]}
      />
      {decides ? (
        <p className="mt-6">
          <Button
            onPress={() => {
              close.forget();
              setClosing(true);
            }}
          >
            {say(peopleWords.closeReview)}
          </Button>
        </p>
      ) : null}
      <Suspense>
        {deciding === undefined ? null : (
          <DecideLine
            review={review.review}
            line={deciding}
            onClose={() => setDeciding(undefined)}
          />
        )}
      </Suspense>
      <ConfirmDialog
        open={closing}
        onClose={() => setClosing(false)}
        title={say(peopleWords.closeTitle)}
        act={say(peopleWords.closeReview)}
        onAct={() => close.run(undefined)}
        busy={close.busy}
      >
        <p>{say(peopleWords.reviewProgress, { done, all: data.lines.length })}</p>
        <p>{say(peopleWords.closeText)}</p>
        {close.problem === null ? null : (
          <div className="mt-4">
            <Notice tone="error" title={say(close.problem.text)}>
              {close.problem.next === undefined ? null : <p>{say(close.problem.next)}</p>}
            </Notice>
          </div>
        )}
      </ConfirmDialog>
    </>
  );
}

function Decided({
  line,
  onDecide,
}: {
  readonly line: ReviewLine;
  readonly onDecide: (() => void) | undefined;
}): ReactNode {
  const say = useText();
  const { decision, newRoles, name, selfCheck, now } = line;
  if (now === 'left') return say(peopleWords.left);
  return (
    <div className="m-table-actions">
      {decision === undefined ? null : (
        <span>
          {newRoles === undefined
            ? say(peopleWords[decision])
            : say(peopleWords.decidedRoles, { roles: rolesText(newRoles, say) })}
          {selfCheck ? `${say(signs.open)}${say(peopleWords.selfCheck)}${say(signs.close)}` : ''}
        </span>
      )}
      {onDecide === undefined ? null : (
        <Button
          kind="secondary"
          size="small"
          aria-label={say(
            decision === undefined ? peopleWords.decideOf : peopleWords.decideAgainOf,
            { name },
          )}
          onPress={onDecide}
        >
          {say(decision === undefined ? peopleWords.decide : peopleWords.decideAgain)}
        </Button>
      )}
    </div>
  );
}

function ClosedReviews({ reviews }: { readonly reviews: readonly Review[] }): ReactNode {
  const say = useText();
  return (
    <section className="m-section" aria-labelledby="closed-reviews">
      <h2 id="closed-reviews">{say(peopleWords.closedReviews)}</h2>
      <Table
        caption={say(peopleWords.closedReviews)}
        captionHidden
        rows={reviews}
        rowKey={({ review }) => review}
        columns={[
          {
            id: 'name',
            label: say(peopleWords.reviewName),
            names: true,
            cell: ({ name }) => name,
          },
          {
            id: 'closed',
            label: say(peopleWords.closedOn),
            cell: ({ closedAt = '' }) => <DateText value={closedAt} />,
          },
          {
            id: 'lines',
            label: say(peopleWords.reviewed),
            cell: ({ lines }) => say(peopleWords.persons, { count: lines }),
          },
          {
            id: 'export',
            label: say(peopleWords.acts),
            cell: ({ review }) => <ExportLink review={review} />,
          },
        ]}
      />
    </section>
  );
}
