import { type ReactNode, useState } from 'react';
import { offered } from '../api/session.ts';
import { useRows } from '../api/use-rows.ts';
import { call, useSession } from '../api/use-server.ts';
import { EmptyState, MoreRows } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { Link } from '../design/link.tsx';
import { Select } from '../design/select.tsx';
import { Table } from '../design/table.tsx';
import { useText } from '../language.tsx';
import { approvalWords as words } from '../messages/approvals.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { ApprovalLabel } from './approval-label.tsx';

const states = ['waiting', 'approved', 'sent-back', 'self-checked', 'withdrawn'] as const;
type State = (typeof states)[number];
const stateWords = {
  waiting: words.waiting,
  approved: words.approved,
  'sent-back': words.sentBack,
  'self-checked': words.selfChecked,
  withdrawn: words.withdrawn,
} as const;

export default function ApprovalsPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const [state, setState] = useState<State>();
  const {
    rows,
    total = 0,
    problem,
    more,
    busy,
    next,
  } = useRows(['approvals', 'list', state], async (cursor) => {
    const page = await call('GET /approvals', {
      query: { ...(state && { state }), ...(cursor && { cursor }) },
    });
    return { ...page, items: page.approvals };
  });
  return (
    <>
      <PageTitle title={say(words.title)} lead={say(words.lead)} />
      <div className="m-stack">
        <div className="m-filter">
          <Select
            name="state"
            label={say(words.filter)}
            value={state ?? ''}
            choices={[
              { value: '', label: say(words.all) },
              ...states.map((each) => ({ value: each, label: say(stateWords[each]) })),
            ]}
            onChange={(value) => setState(states.find((each) => each === value))}
          />
        </div>
        {rows === undefined ? (
          <Pending problem={problem} />
        ) : rows.length === 0 ? (
          <EmptyState title={say(words.emptyList)}>
            {state === undefined && offered(session, 'approval:request') ? (
              <>
                <p className="mt-2 mb-6">{say(words.emptyNext)}</p>
                <Link to="/city/versions" hash="revisions" alone>
                  {say(words.emptyOpen)}
                </Link>
              </>
            ) : null}
          </EmptyState>
        ) : (
          <>
            <Table
              caption={say(words.title)}
              captionHidden
              rows={rows}
              rowKey={({ approval }) => approval}
              columns={[
                {
                  id: 'subject',
                  label: say(words.subject),
                  names: true,
                  cell: ({ approval, title }) => (
                    <Link to="/approvals/$approval" params={{ approval }}>
                      {say(title)}
                    </Link>
                  ),
                },
                {
                  id: 'state',
                  label: say(words.state),
                  cell: ({ outcome }) => <ApprovalLabel outcome={outcome} />,
                },
                {
                  id: 'requested',
                  label: say(words.requested),
                  cell: ({ requestedBy, requestedAt }) => (
                    <>
                      {requestedBy}
                      <br />
                      <DateText value={requestedAt} />
                    </>
                  ),
                },
                {
                  id: 'decided',
                  label: say(words.decidedOn),
                  cell: ({ decidedOn }) =>
                    decidedOn === undefined ? '—' : <DateText value={decidedOn} />,
                },
              ]}
            />
            <MoreRows
              more={more}
              busy={busy}
              onMore={next}
              note={more ? say(words.shownOf, { total, shown: rows.length }) : ''}
            />
          </>
        )}
      </div>
    </>
  );
}
