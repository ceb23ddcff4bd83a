import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, DescriptionList, Disclosure } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { ConfirmDialog } from '../../design/dialog.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { Table } from '../../design/table.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { evidenceKindWords, evidenceWords as words } from '../../messages/evidence.ts';
import { outsideWays } from '../../messages/outside-ways.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { signs } from '../../messages/signs.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import './evidence.css';
import { evidenceChanges, fileAddress, type PieceSeen } from './evidence-queries.ts';
import { EvidenceStanding, RevisionLinks } from './evidence-table.tsx';
import { LinePicker } from './line-picker.tsx';

const EvidenceForm = lazy(() => import('./evidence-form.tsx'));

/** One piece of evidence: what it is, what it was, which lines it proves. */
export default function PiecePage(): ReactNode {
  const say = useText();
  const { evidence = '' } = useParams({ strict: false }) as { readonly evidence?: string };
  const { data, error } = useQuery<PieceSeen, Problem>({
    queryKey: ['sheet', 'evidence', 'piece', evidence],
    queryFn: () => call('GET /evidence/:evidence', { params: { evidence } }),
  });
  const title = data === undefined ? say(words.title) : say(data.title);
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="sheet" to="/sheet">
            {say(sheetWords.title)}
          </Link>,
          <Link key="list" to="/evidence">
            {say(words.title)}
          </Link>,
          data === undefined ? '…' : title,
        ]}
      />
      {data === undefined ? (
        <>
          <PageTitle title={title} />
          <Pending problem={error} />
        </>
      ) : (
        <>
          <PageTitle title={title} lead={<EvidenceStanding piece={data} />} />
          <Piece key={`${evidence} ${data.latest.number}`} piece={data} />
        </>
      )}
    </>
  );
}

function Piece({ piece }: { readonly piece: PieceSeen }): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { latest, standing, own, kind } = piece;
  const isRemoved = standing === 'removed';
  const may = own && !isRemoved && offered(session, 'sheet:answer');
  const mayWrite = may && kind !== 'check';
  return (
    <div className="m-stack">
      {isRemoved ? (
        <Notice tone="warning" live={false} title={say(words.wasRemoved)}>
          <p>{say(words.wasRemovedText)}</p>
        </Notice>
      ) : null}
      <DescriptionList
        items={[
          [say(words.kind), say(evidenceKindWords[kind])],
          [say(words.keeper), piece.organisation],
          [say(words.holds), <DateText key="from" value={latest.effectiveOn} />],
          [
            say(words.until),
            latest.expiresOn === undefined ? (
              say(words.noEnd)
            ) : (
              <DateText key="to" value={latest.expiresOn} />
            ),
          ],
          ...(piece.reviewBy === undefined
            ? []
            : [[say(words.review), <DateText key="review" value={piece.reviewBy} />] as const]),
          ...(latest.check === undefined
            ? []
            : [
                [
                  say(words.saw),
                  <span key="saw">
                    {say(latest.check.text)}
                    {say(signs.open)}
                    <DateText value={latest.check.at} time />
                    {say(signs.close)}
                  </span>,
                ] as const,
              ]),
          ...(latest.note === ''
            ? []
            : [
                [
                  say(words.note),
                  <span key="note" className="whitespace-pre-line">
                    {latest.note}
                  </span>,
                ] as const,
              ]),
          ...(latest.digest === undefined
            ? []
            : [
                [
                  say(words.digest),
                  <code key="digest" className="break-all">
                    {latest.digest}
                  </code>,
                ] as const,
              ]),
        ]}
      />
      <RevisionLinks piece={piece} revision={latest} />
      {latest.file?.media.startsWith('image/') === true ? (
        <img
          className="m-proof"
          src={fileAddress(piece, latest.number, 'view')}
          alt={say(words.shown, { title: say(piece.title) })}
        />
      ) : null}
      <Proves piece={piece} may={may} />
      {mayWrite ? <Keep piece={piece} /> : null}
      <Revisions piece={piece} />
    </div>
  );
}

function Proves({ piece, may }: { readonly piece: PieceSeen; readonly may: boolean }): ReactNode {
  const say = useText();
  const toast = useToast();
  const { evidence, proves } = piece;
  const use = useAct(
    (lines: readonly string[], key) =>
      call('POST /evidence/:evidence/lines', {
        params: { evidence },
        body: { lines: [...lines] },
        key,
      }),
    ({ linked }) => toast(say(words.used, { count: linked.length })),
    evidenceChanges,
  );
  return (
    <section aria-labelledby="proves">
      <h2 id="proves">{say(words.lines)}</h2>
      <div className="m-stack">
        {proves.length === 0 ? <p>{say(words.provesNone)}</p> : null}
        <ul className="list-disc ps-6">
          {proves.map(({ line, checkItem, subject }) => (
            <li key={line}>
              {checkItem === undefined ? (
                line
              ) : (
                <Link to="/sheet/line" search={{ id: line } as never}>
                  {say(sheetWords.lineTitle, {
                    item: say(checkItem),
                    subject: subject === undefined ? '' : say(subject.name),
                  })}
                </Link>
              )}
            </li>
          ))}
        </ul>
        {use.problem === null ? null : <Notice tone="error" title={say(use.problem.text)} />}
        {may ? (
          <Disclosure summary={say(words.useMore)}>
            <p className="mb-4">{say(words.useLead)}</p>
            <LinePicker
              without={proves.map(({ line }) => line)}
              act={(count) => say(words.useAct, { count })}
              busy={use.busy}
              onPick={use.run}
            />
          </Disclosure>
        ) : null}
      </div>
    </section>
  );
}

/** What whoever keeps a piece does with it. */
function Keep({ piece }: { readonly piece: PieceSeen }): ReactNode {
  const say = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const params = { evidence: piece.evidence };
  const review = useAct(
    (_: undefined, key) =>
      call('POST /evidence/:evidence/reviews', {
        params,
        body: { seen: piece.latest.number },
        key,
      }),
    () => toast(say(words.reviewed)),
    evidenceChanges,
  );
  const remove = useAct(
    (_: undefined, key) => call('DELETE /evidence/:evidence', { params, key }),
    () => {
      toast(say(words.removed));
      void navigate({ to: '/evidence' });
    },
    evidenceChanges,
  );
  const problem = review.problem ?? remove.problem;
  return (
    <>
      {problem === null ? null : <Notice tone="error" title={say(problem.text)} />}
      {piece.cadenceMonths === undefined ? null : (
        <p>
          <Button kind="secondary" busy={review.busy} onPress={() => review.run(undefined)}>
            {say(words.stillHolds)}
          </Button>
        </p>
      )}
      <Disclosure summary={say(words.renew)}>
        <p className="mb-4">{say(words.renewLead)}</p>
        <Suspense>
          <EvidenceForm before={piece} />
        </Suspense>
      </Disclosure>
      <p>
        <Button kind="danger" onPress={() => setAsking(true)}>
          {say(words.remove)}
        </Button>
      </p>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={say(words.remove)}
        act={say(words.removeAct)}
        danger
        busy={remove.busy}
        onAct={() => remove.run(undefined)}
      >
        <p>{say(words.removeLead, { count: piece.lines })}</p>
      </ConfirmDialog>
    </>
  );
}

function Revisions({ piece }: { readonly piece: PieceSeen }): ReactNode {
  const say = useText();
  return (
    <section aria-labelledby="revisions">
      <h2 id="revisions">{say(words.revisions)}</h2>
      <Table
        caption={say(words.revisions)}
        captionHidden
        rows={piece.revisions}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            id: 'number',
            label: say(words.revision),
            names: true,
            cell: ({ number }) => say(words.revisionOf, { number }),
          },
          {
            id: 'holds',
            label: say(words.holds),
            cell: ({ effectiveOn }) => <DateText value={effectiveOn} />,
          },
          {
            id: 'by',
            label: say(words.addedBy),
            cell: ({ addedBy, byLink }) =>
              byLink === undefined
                ? addedBy || say(sheetWords.someoneElse)
                : byLink === ''
                  ? say(outsideWays.byLinkForgotten)
                  : say(outsideWays.byLink, { name: byLink }),
          },
          {
            id: 'at',
            label: say(words.addedAt),
            cell: ({ addedAt }) => <DateText value={addedAt} time />,
          },
          {
            id: 'open',
            label: say(words.open),
            labelHidden: true,
            width: 'words',
            screenOnly: true,
            cell: (revision) => <RevisionLinks piece={piece} revision={revision} />,
          },
        ]}
      />
    </section>
  );
}
