import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { DateText } from '../design/date-text.tsx';
import { ConfirmDialog } from '../design/dialog.tsx';
import { Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { undeliveredWords as words } from '../messages/undelivered.ts';
import { Pending } from '../shell/fallback-pages.tsx';

type Undelivered = Answer<'GET /undelivered'>['undelivered'][number];
const key = ['undelivered'] as const;

/** What the program has given up in this city, to be tried again or let go; for the city's administrators. */
export function UndeliveredPart(): ReactNode {
  const say = useText();
  const toast = useToast();
  const [leaving, setLeaving] = useState<Undelivered>();
  const { data, error } = useQuery<Answer<'GET /undelivered'>, Problem>({
    queryKey: key,
    queryFn: () => call('GET /undelivered'),
  });
  const settle = useAct(
    ({ one, decision }: { one: Undelivered; decision: 'retry' | 'let-go' }, act) =>
      call('POST /undelivered/:id/:by', {
        params: { id: one.id, by: one.by },
        body: { decision },
        key: act,
      }),
    (_, { decision }) => {
      setLeaving(undefined);
      toast(say(decision === 'retry' ? words.retried : words.gone));
    },
    [key, ['members']],
  );
  return (
    <section className="m-section" aria-labelledby="undelivered">
      <h2 id="undelivered">{say(words.title)}</h2>
      <p className="mb-4">{say(words.lead)}</p>
      {settle.problem === null ? null : (
        <Notice tone="error" title={say(settle.problem.text)}>
          {settle.problem.next === undefined ? null : <p>{say(settle.problem.next)}</p>}
        </Notice>
      )}
      {data === undefined ? (
        <Pending problem={error} />
      ) : data.undelivered.length === 0 ? (
        <p>{say(words.none)}</p>
      ) : (
        <>
          <Table
            caption={say(words.title)}
            captionHidden
            rows={data.undelivered}
            rowKey={({ id, by }) => `${id} ${by}`}
            columns={[
              {
                id: 'what',
                label: say(words.what),
                names: true,
                width: 'words',
                cell: ({ what }) => say(what),
              },
              {
                id: 'since',
                label: say(words.since),
                cell: ({ since }) => <DateText value={since} time />,
              },
              {
                id: 'attempts',
                label: say(words.attempts),
                cell: ({ attempts }) => say(words.times, { count: attempts }),
              },
              {
                id: 'why',
                label: say(words.why),
                width: 'words',
                cell: ({ why }) => say(why),
              },
              {
                id: 'acts',
                width: 'acts',
                label: say(words.acts),
                cell: (one) => (
                  <div className="m-table-actions" data-stacked="">
                    <Button
                      kind="secondary"
                      size="small"
                      busy={settle.busy}
                      aria-label={say(words.retryOf, { what: say(one.what) })}
                      onPress={() => settle.run({ one, decision: 'retry' })}
                    >
                      {say(words.retry)}
                    </Button>
                    <Button
                      kind="secondary"
                      size="small"
                      aria-label={say(words.letGoOf, { what: say(one.what) })}
                      onPress={() => setLeaving(one)}
                    >
                      {say(words.letGo)}
                    </Button>
                  </div>
                ),
              },
            ]}
          />
          <p className="m-hint mt-2">
            {say(words.letters)}{' '}
            <Link to="/people" search={{ part: 'invitations' } as never}>
              {say(words.toInvitations)}
            </Link>
          </p>
        </>
      )}
      <ConfirmDialog
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={say(words.letGoTitle, { what: leaving === undefined ? '' : say(leaving.what) })}
        act={say(words.letGo)}
        busy={settle.busy}
        onAct={() => {
          if (leaving !== undefined) settle.run({ one: leaving, decision: 'let-go' });
        }}
      >
        <p>{say(words.letGoText)}</p>
      </ConfirmDialog>
    </section>
  );
}
