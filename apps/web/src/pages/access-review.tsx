import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { AccessReview, Answer, ReviewLine, ReviewMark } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Select } from '../design/choice-fields.tsx';
import { EmptyState, StatusLabel } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { ConfirmDialog } from '../design/dialog.tsx';
import { entered, Form } from '../design/form.tsx';
import { Anchor } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { peopleWords } from '../messages/people.ts';
import { roleWords } from '../messages/shell.ts';
import { Pending } from '../shell/fallback-pages.tsx';

const key = ['access-review'] as const;

const markWords: Readonly<Record<ReviewMark, (typeof peopleWords)['dormant' | 'left']>> = {
  dormant: peopleWords.dormant,
  orphaned: peopleWords.orphaned,
  overPrivileged: peopleWords.overPrivileged,
  left: peopleWords.left,
};

export default function AccessReviewPart({ decides }: { readonly decides: boolean }): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Answer<'GET /access-review'>, Problem>({
    queryKey: key,
    queryFn: () => call('GET /access-review'),
  });
  if (data === undefined) return <Pending problem={error} />;
  return (
    <div className="m-stack">
      <p>{say(peopleWords.reviewLead)}</p>
      {data.review !== undefined ? (
        <OpenReview review={data.review} decides={decides} />
      ) : decides ? (
        <StartReview />
      ) : (
        <EmptyState title={say(peopleWords.noReview)} />
      )}
    </div>
  );
}

function StartReview(): ReactNode {
  const say = useText();
  const start = useAct(
    (body: { name: string; due: string }, id) => call('POST /access-review', { body, key: id }),
    undefined,
    [key],
  );
  return (
    <div className="pt-4">
      <Form
        check={(data) => ({
          ...(entered(data, 'name') === '' ? { name: say(peopleWords.reviewNameMissing) } : {}),
          ...(entered(data, 'due') === '' ? { due: say(peopleWords.reviewDueMissing) } : {}),
        })}
        onSend={(data) => start.run({ name: entered(data, 'name'), due: entered(data, 'due') })}
        problem={formProblem(start.problem, say)}
      >
        <TextField
          name="name"
          label={say(peopleWords.reviewName)}
          hint={say(peopleWords.reviewNameHint)}
          required
        />
        <TextField name="due" label={say(peopleWords.reviewDue)} type="date" required />
        <div>
          <Button type="submit" busy={start.busy}>
            {say(peopleWords.startReview)}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function OpenReview({
  review,
  decides,
}: {
  readonly review: AccessReview;
  readonly decides: boolean;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const [closing, setClosing] = useState(false);
  const decide = useAct(
    ({ line, decision }: { line: ReviewLine; decision: string }, id) =>
      call('PUT /access-review/:review/lines/:line', {
        params: { review: review.review, line: line.line },
        body: { decision, version: line.version },
        key: id,
      }),
    undefined,
    [key],
  );
  const close = useAct((_: undefined, id) =>
    call('POST /access-review/:review/close', {
      params: { review: review.review },
      body: {},
      key: id,
    }), () => {
    setClosing(false);
    toast(say(peopleWords.reviewClosed));
  }, [key, ['members']]);
  const done = review.lines.filter(({ decision }) => decision !== undefined).length;
  const problem = decide.problem ?? close.problem;
  return (
    <>
      <h2>{review.name}</h2>
      <div className="m-row justify-between">
        <p className="m-facts">
          <span>{say(peopleWords.reviewProgress, { done, all: review.lines.length })}</span>
          <span>
            {say(peopleWords.reviewDue)}: <DateText value={review.due} />
          </span>
        </p>
        <Anchor alone href={`/api/v1/access-review/${review.review}/export`} download>
          {say(peopleWords.exportReview)}
        </Anchor>
      </div>
      {problem === null ? null : <Notice tone="error" title={say(problem.text)} />}
      <Table
        caption={say(peopleWords.reviewCaption)}
        captionHidden
        rows={review.lines}
        rowKey={({ line }) => line}
        columns={[
          {
            id: 'name',
            label: say(peopleWords.name),
            names: true,
            cell: ({ name }) => name,
          },
          {
            id: 'organisation',
            label: say(peopleWords.organisation),
            cell: ({ organisationName }) => organisationName,
          },
          {
            id: 'roles',
            label: say(peopleWords.roles),
            cell: ({ roles }) => roles.map((role) => say(roleWords[role])).join('、'),
          },
          {
            id: 'marks',
            label: say(peopleWords.marks),
            cell: ({ marks }) =>
              marks.map((mark) => (
                <StatusLabel key={mark} tone="warning">
                  {say(markWords[mark])}
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
              <Select
                name={`decision-${line.line}`}
                label={say(peopleWords.decisionOf, { name: line.name })}
                labelHidden
                disabled={!decides}
                value={line.decision ?? ''}
                onChange={(decision) => decide.run({ line, decision })}
                choices={[
                  { value: 'keep', label: say(peopleWords.keep) },
                  { value: 'reduce', label: say(peopleWords.changeRoles) },
                  { value: 'remove', label: say(peopleWords.drop) },
                ]}
              />
            ),
          },
        ]}
      />
      {decides ? (
        <p className="mt-6">
          <Button onPress={() => setClosing(true)}>{say(peopleWords.closeReview)}</Button>
        </p>
      ) : null}
      <ConfirmDialog
        open={closing}
        onClose={() => setClosing(false)}
        title={say(peopleWords.closeReview)}
        act={say(peopleWords.closeReview)}
        onAct={() => close.run(undefined)}
        busy={close.busy}
      >
        <p>{say(peopleWords.reviewProgress, { done, all: review.lines.length })}</p>
        <p>{say(peopleWords.closeText)}</p>
      </ConfirmDialog>
    </>
  );
}
