import { stateWords } from '@machimori/kernel';
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
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { controlKindWords, controlWords as words } from '../../messages/applied-controls.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { ControlHistory } from './control-history.tsx';
import { ControlLines, type Told } from './control-lines.tsx';
import { type ControlSeen, controlChanges } from './control-queries.ts';
import { ControlReview } from './control-review.tsx';
import { TiedResults } from './tied-results.tsx';

const ControlForm = lazy(async () => ({
  default: (await import('./control-form.tsx')).ControlForm,
}));
const ControlEvidence = lazy(() => import('./control-evidence.tsx'));

/** One applied control: what it does, the lines that it answers, what proves it. */
export default function ControlPage(): ReactNode {
  const say = useText();
  const { control = '' } = useParams({ strict: false }) as { readonly control?: string };
  const { data, error } = useQuery<ControlSeen, Problem>({
    queryKey: ['sheet', 'controls', 'one', control],
    queryFn: () => call('GET /applied-controls/:control', { params: { control } }),
  });
  const title = data?.name ?? say(words.title);
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="sheet" to="/sheet">
            {say(sheetWords.title)}
          </Link>,
          <Link key="list" to="/applied-controls">
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
          <PageTitle title={title} lead={<ControlReview control={data} />} />
          <ControlBody key={control} seen={data} />
        </>
      )}
    </>
  );
}

/** The words of a line, by which people know it. */
export const lineNameOf = (
  say: ReturnType<typeof useText>,
  { checkItem, subject }: ControlSeen['answers'][number],
): string => say(sheetWords.lineTitle, { item: say(checkItem), subject: say(subject.name) });

function ControlBody({ seen }: { readonly seen: ControlSeen }): ReactNode {
  const say = useText();
  const { session } = useSession();
  const [told, setTold] = useState<Told>();
  const isRemoved = seen.review === 'removed';
  const may = seen.own && !isRemoved && offered(session, 'sheet:answer');
  const known = new Map(seen.answers.map((each) => [each.line, each]));
  const nameOf = (line: string): string => {
    const its = known.get(line);
    return its === undefined ? line : lineNameOf(say, its);
  };
  return (
    <div className="m-stack">
      {isRemoved ? (
        <Notice tone="warning" live={false} title={say(words.wasRemoved)}>
          <p>{say(words.wasRemovedText)}</p>
        </Notice>
      ) : null}
      {told === undefined ? null : (
        <Notice
          tone={told.lines.some(({ outcome }) => outcome === 'left') ? 'warning' : 'success'}
          title={say(words[told.what])}
        >
          <TiedResults lines={told.lines} nameOf={nameOf} changed={told.what === 'changed'} />
        </Notice>
      )}
      <Facts seen={seen} />
      {may ? (
        <Disclosure key={seen.version} summary={say(words.change)}>
          <div className="m-stack">
            <WhatChanges seen={seen} />
            <Suspense>
              <ControlForm
                before={seen}
                onDone={(_, lines) => setTold({ what: 'changed', lines })}
              />
            </Suspense>
          </div>
        </Disclosure>
      ) : null}
      <ControlLines seen={seen} may={may} nameOf={nameOf} onTold={setTold} />
      <Suspense>
        <ControlEvidence seen={seen} may={may} />
      </Suspense>
      <ControlHistory seen={seen} />
      {may ? <Keep seen={seen} /> : null}
    </div>
  );
}

function Facts({ seen }: { readonly seen: ControlSeen }): ReactNode {
  const say = useText();
  const { element, effectiveOn, reviewBy, planned, owner } = seen;
  return (
    <DescriptionList
      items={[
        [
          say(words.says),
          <span key="statement" className="whitespace-pre-line">
            {seen.statement === '' ? '―' : seen.statement}
          </span>,
        ],
        [say(words.state), say(stateWords[seen.state])],
        ...(planned === '' ? [] : [[say(words.planned), planned] as const]),
        [say(words.kind), say(controlKindWords[seen.kind])],
        ...(element === undefined
          ? []
          : [
              [
                say(words.element),
                <Link
                  key="element"
                  to="/city/$kind/$key"
                  params={{ kind: 'components', key: element.key }}
                >
                  {say(element.name)}
                </Link>,
              ] as const,
            ]),
        [say(words.organisation), seen.organisation],
        [say(words.owner), owner?.name || say(words.noOwner)],
        [
          say(words.worksFrom),
          effectiveOn === undefined ? '―' : <DateText key="from" value={effectiveOn} />,
        ],
        ...(reviewBy === undefined
          ? []
          : [[say(words.review), <DateText key="review" value={reviewBy} />] as const]),
      ]}
    />
  );
}

/** What a change would do to the lines, before one makes it. */
function WhatChanges({ seen }: { readonly seen: ControlSeen }): ReactNode {
  const say = useText();
  const own = seen.answers.filter(({ may }) => may.includes('answer'));
  const following = own.filter(({ following: how }) => how !== 'own-words');
  const opens = following.filter(({ stage }) => stage === 'submitted' || stage === 'accepted');
  const differs = own.length - following.length;
  if (own.length === 0) return null;
  return (
    <Notice tone="info" live={false} title={say(words.writesTitle)}>
      <p>{say(words.writes, { count: following.length })}</p>
      {opens.length === 0 ? null : <p>{say(words.opens, { count: opens.length })}</p>}
      {differs === 0 ? null : <p>{say(words.differs, { count: differs })}</p>}
    </Notice>
  );
}

function Keep({ seen }: { readonly seen: ControlSeen }): ReactNode {
  const say = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const params = { control: seen.control };
  const review = useAct(
    (_: undefined, key) =>
      call('POST /applied-controls/:control/reviews', {
        params,
        body: { seen: seen.version },
        key,
      }),
    () => toast(say(words.reviewed)),
    controlChanges,
  );
  const remove = useAct(
    (_: undefined, key) => call('DELETE /applied-controls/:control', { params, key }),
    () => {
      toast(say(words.removed));
      void navigate({ to: '/applied-controls' });
    },
    controlChanges,
  );
  const problem = review.problem ?? remove.problem;
  return (
    <>
      {problem === null ? null : <Notice tone="error" title={say(problem.text)} />}
      <div className="m-row">
        {seen.cadenceMonths === undefined ? null : (
          <Button kind="secondary" busy={review.busy} onPress={() => review.run(undefined)}>
            {say(words.stillWorks)}
          </Button>
        )}
        <Button kind="danger" onPress={() => setAsking(true)}>
          {say(words.remove)}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={say(words.remove)}
        act={say(words.removeAct)}
        danger
        busy={remove.busy}
        onAct={() => remove.run(undefined)}
      >
        <p>{say(words.removeLead, { count: seen.lines })}</p>
      </ConfirmDialog>
    </>
  );
}
