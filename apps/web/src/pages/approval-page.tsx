import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Approval } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { call, useAct, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import {
  Breadcrumb,
  DescriptionList,
  Disclosure,
  Loading,
  StatusLabel,
} from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { entered, Form } from '../design/form.tsx';
import { Anchor, Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { approvalWords as words } from '../messages/approvals.ts';
import { homeWords } from '../messages/home.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ApprovalLabel } from './approval-label.tsx';
import { approvalChanges } from './approval-queries.ts';

// Only whoever asked, and only while it waits.
const OtherWays = lazy(() => import('./approval-other-ways.tsx'));

export default function ApprovalPage(): ReactNode {
  const say = useText();
  const { approval } = useParams({ strict: false });
  const { data, error } = useQuery<Approval, Problem>({
    queryKey: ['approval', approval],
    queryFn: () => call('GET /approvals/:approval', { params: { approval: String(approval) } }),
    // A letter that waits is on its way within seconds: whoever looks sees it go.
    refetchInterval: ({ state }) =>
      state.data?.links.some(({ letter }) => letter?.state === 'waiting') === true ? 3_000 : false,
  });
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="list" to="/approvals">
            {say(words.title)}
          </Link>,
          data === undefined ? '…' : say(data.title),
        ]}
      />
      {data === undefined ? (
        <>
          <PageTitle title={say(words.title)} />
          <Pending problem={error} />
        </>
      ) : (
        <>
          <PageTitle title={say(data.title)} lead={<ApprovalLabel outcome={data.outcome} />} />
          <div className="m-stack">
            <Standing seen={data} />
            <Content seen={data} />
            <Acts seen={data} />
          </div>
        </>
      )}
    </>
  );
}

/** What became of it, and whether that still applies. */
function Standing({ seen }: { readonly seen: Approval }): ReactNode {
  const say = useText();
  const { validity, outcome, decision } = seen;
  return (
    <>
      {validity === 'holds' || outcome.state === 'withdrawn' ? null : (
        <Notice tone="warning" live={false} title={say(words.alteredTitle)}>
          <p>{say(validity === 'newer' ? words.newer : words.altered)}</p>
        </Notice>
      )}
      {outcome.state === 'self-checked' ? (
        <Notice tone="warning" live={false} title={say(outcome.mark)}>
          <p>{say(words.selfCheckedText)}</p>
        </Notice>
      ) : null}
      {decision === undefined ? null : (
        <section aria-labelledby="outcome">
          <h2 id="outcome">{say(words.outcome)}</h2>
          <DescriptionList
            items={[
              [say(words.decidedBy), `${decision.office} ${decision.name}`.trim()],
              [say(words.decidedOn), <DateText key="on" value={decision.on} />],
              ...(decision.enteredBy === undefined
                ? []
                : [[say(words.enteredBy), decision.enteredBy] as const]),
              ...(decision.reason === ''
                ? []
                : [
                    [
                      say(words.reason),
                      <span key="reason" className="whitespace-pre-line">
                        {decision.reason}
                      </span>,
                    ] as const,
                  ]),
            ]}
          />
          {outcome.state === 'approved' && outcome.handedOver ? (
            <p className="m-hint">{say(words.handedOverText)}</p>
          ) : null}
          {decision.paper ? (
            <p>
              <Anchor alone href={`/api/v1/approvals/${seen.approval}/paper`} download>
                {say(words.paperCopy)}
              </Anchor>
            </p>
          ) : null}
        </section>
      )}
    </>
  );
}

const changeTones = { added: 'success', changed: 'info', removed: 'error' } as const;
/** What goes and what changes is read before what comes new. */
const order = ['removed', 'changed', 'added'] as const;

function Content({ seen }: { readonly seen: Approval }): ReactNode {
  const say = useText();
  const { facts, lines } = seen.shown;
  const sorted = order.flatMap((change) => lines.filter((line) => line.change === change));
  const kinds = [...new Map(lines.map(({ among }) => [among?.ja, among])).values()];
  return (
    <section aria-labelledby="content-of-approval">
      <h2 id="content-of-approval">{say(words.what)}</h2>
      <DescriptionList
        items={[
          ...facts.map(({ label, value }) => [say(label), say(value)] as const),
          ...(seen.note === ''
            ? []
            : [
                [
                  say(words.note),
                  <span key="note" className="whitespace-pre-line">
                    {seen.note}
                  </span>,
                ] as const,
              ]),
          [
            say(words.digest),
            <span key="digest">
              <code className="break-all">{seen.digest}</code>
              <br />
              <span className="m-hint text-[0.875rem]">{say(words.digestHint)}</span>
            </span>,
          ],
        ]}
      />
      {sorted.length === 0 ? null : (
        <Disclosure summary={say(words.lines, { count: lines.length })}>
          {kinds.map((kind) => (
            <Lines
              key={kind?.ja ?? ''}
              kind={kind}
              lines={sorted.filter(({ among }) => among?.ja === kind?.ja)}
            />
          ))}
        </Disclosure>
      )}
    </section>
  );
}

type Line = Approval['shown']['lines'][number];

/** Of each kind so many are seen at once. */
const atOnce = 10;

function Lines({
  kind,
  lines,
}: {
  readonly kind: Line['among'];
  readonly lines: readonly Line[];
}): ReactNode {
  const say = useText();
  const rest = lines.slice(atOnce);
  return (
    <>
      {kind === undefined ? null : (
        <h3>{say(words.among, { kind: say(kind), count: lines.length })}</h3>
      )}
      <Cards lines={lines.slice(0, atOnce)} />
      {rest.length === 0 ? null : (
        <Disclosure summary={say(words.rest, { count: rest.length })}>
          <Cards lines={rest} />
        </Disclosure>
      )}
    </>
  );
}

function Cards({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  const say = useText();
  return (
    <ul className="m-cards">
      {lines.map(({ change, what, details }, at) => (
        <li key={`${at} ${what.ja}`} className="m-card">
          <p>
            <StatusLabel tone={changeTones[change]}>{say(homeWords[change])}</StatusLabel>{' '}
            <strong>{say(what)}</strong>
          </p>
          {details.length === 0 ? null : (
            <ul className="list-disc ps-6">
              {details.map((each) => (
                <li key={each.ja}>{say(each)}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function Acts({ seen }: { readonly seen: Approval }): ReactNode {
  const say = useText();
  const { session } = useSession();
  if (seen.outcome.state !== 'waiting') return null;
  const decides = offered(session, 'approval:decide');
  const records = offered(session, 'approval:request');
  return (
    <>
      {seen.validity !== 'holds' ? null : seen.own ? (
        <Notice tone="info" live={false} title={say(words.own)} />
      ) : decides ? (
        <Decide seen={seen} />
      ) : null}
      {records ? (
        <Suspense fallback={<Loading />}>
          <OtherWays seen={seen} />
        </Suspense>
      ) : null}
    </>
  );
}

function Decide({ seen }: { readonly seen: Approval }): ReactNode {
  const say = useText();
  const toast = useToast();
  const decide = useAct(
    (body: { verdict: 'approve' | 'send-back'; reason: string; digest: string }, key) =>
      call('POST /approvals/:approval/decision', {
        params: { approval: seen.approval },
        body,
        key,
      }),
    () => toast(say(words.decided)),
    approvalChanges,
  );
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{say(words.decide)}</h2>
      <Form
        check={(data) =>
          data.get('verdict') === 'send-back' && entered(data, 'reason') === ''
            ? { reason: say(words.reasonMissing) }
            : {}
        }
        onSend={(data) =>
          decide.run({
            verdict: data.get('verdict') === 'approve' ? 'approve' : 'send-back',
            reason: entered(data, 'reason'),
            digest: seen.digest,
          })
        }
        problem={formProblem(decide.problem, say)}
      >
        <TextField
          name="reason"
          label={say(words.reason)}
          hint={say(words.decideHint)}
          lines={3}
          maxLength={2000}
        />
        <div className="m-row">
          <Button type="submit" name="verdict" value="approve" size="large" busy={decide.busy}>
            {say(words.approve)}
          </Button>
          <Button
            type="submit"
            name="verdict"
            value="send-back"
            kind="secondary"
            size="large"
            busy={decide.busy}
          >
            {say(words.sendBack)}
          </Button>
        </div>
      </Form>
    </section>
  );
}
