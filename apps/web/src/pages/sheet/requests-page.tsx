import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, EmptyState, StatusLabel } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { sheetWords } from '../../messages/sheet.ts';
import { requestWords as words } from '../../messages/sheet-requests.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { NewRequest } from './new-request.tsx';

type Request = Answer<'GET /sheet/requests'>['requests'][number];

/** Requests for answers: for whoever asks, how far each is; for whoever is asked, the way to answer. */
export default function RequestsPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const asks = session?.seat?.promoter === true && offered(session, 'sheet:request');
  const { data, error } = useQuery<Answer<'GET /sheet/requests'>, Problem>({
    queryKey: ['sheet', 'requests'],
    queryFn: () => call('GET /sheet/requests'),
  });
  const isOffice = session?.seat?.promoter === true;
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
      <PageTitle title={say(words.title)} lead={say(isOffice ? words.lead : words.leadOwn)} />
      {data === undefined ? (
        <Pending problem={error} />
      ) : data.requests.length === 0 ? (
        <EmptyState title={say(isOffice ? words.none : words.noneOwn)} />
      ) : (
        <Requests requests={data.requests} asks={asks} />
      )}
      {asks ? <NewRequest /> : null}
    </>
  );
}

function Requests({
  requests,
  asks,
}: {
  readonly requests: readonly Request[];
  readonly asks: boolean;
}): ReactNode {
  const say = useText();
  return (
    <Table
      caption={say(words.title)}
      captionHidden
      rows={requests}
      rowKey={({ request }) => request}
      columns={[
        {
          id: 'organisation',
          label: say(words.organisation),
          names: true,
          cell: ({ organisationName }) => organisationName,
        },
        {
          id: 'progress',
          label: say(words.progress),
          cell: ({ lines, answered, accepted }) =>
            say(words.progressOf, { lines, answered, accepted }),
        },
        {
          id: 'due',
          label: say(words.due),
          cell: ({ due, overdue }) => (
            <>
              <DateText value={due} />
              {overdue ? (
                <>
                  {' '}
                  <StatusLabel tone="warning">{say(words.overdue)}</StatusLabel>
                </>
              ) : null}
            </>
          ),
        },
        {
          id: 'words',
          label: say(words.words),
          cell: ({ words: said }) => <span className="whitespace-pre-line">{said || '―'}</span>,
        },
        { id: 'asked', label: say(words.asked), cell: ({ askedByName }) => askedByName },
        {
          id: 'act',
          label: say(words.act),
          cell: (request) => (
            <>
              {request.own && request.next !== undefined ? (
                <Link
                  to="/sheet/line"
                  search={{ id: request.next, request: request.request } as never}
                >
                  {say(words.answer)}
                </Link>
              ) : null}
              {asks ? <Withdraw request={request} /> : null}
            </>
          ),
        },
      ]}
    />
  );
}

function Withdraw({ request }: { readonly request: Request }): ReactNode {
  const say = useText();
  const toast = useToast();
  const withdraw = useAct(
    (_: null, key) =>
      call('DELETE /sheet/requests/:request', { params: { request: request.request }, key }),
    () => toast(say(words.withdrawn)),
    [['sheet', 'requests']],
  );
  return (
    <Button
      kind="text"
      size="small"
      busy={withdraw.busy}
      aria-label={say(words.withdrawOf, { organisation: request.organisationName })}
      onPress={() => withdraw.run(null)}
    >
      {say(words.withdraw)}
    </Button>
  );
}
