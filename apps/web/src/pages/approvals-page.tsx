import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call } from '../api/use-server.ts';
import { Select } from '../design/choice-fields.tsx';
import { EmptyState } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { Link } from '../design/link.tsx';
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
  const [state, setState] = useState<State>();
  const { data, error } = useQuery<Answer<'GET /approvals'>, Problem>({
    queryKey: ['approvals', state],
    queryFn: () => call('GET /approvals', { query: state === undefined ? {} : { state } }),
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
        {data === undefined ? (
          <Pending problem={error} />
        ) : data.approvals.length === 0 ? (
          <EmptyState title={say(words.emptyList)} />
        ) : (
          <Table
            caption={say(words.title)}
            captionHidden
            rows={data.approvals}
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
        )}
      </div>
    </>
  );
}
