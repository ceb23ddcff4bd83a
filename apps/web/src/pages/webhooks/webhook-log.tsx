import type { Text } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { StatusLabel } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { webhookWords as words } from '../../messages/webhooks.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { type Webhooks, webhooksKey } from './webhook-form.tsx';

type Messages = Answer<'GET /webhooks/:webhook/messages'>;
type Message = Messages['messages'][number];

const pollMs = 1_500;
const isOnItsWay = ({ state }: Message): boolean => state === 'waiting';

const outcomes: Readonly<
  Record<
    NonNullable<Message['state']>,
    readonly [Text, 'info' | 'success' | 'warning' | 'error' | 'neutral']
  >
> = {
  waiting: [words.waiting, 'info'],
  'put-off': [words.putOff, 'warning'],
  delivered: [words.delivered, 'success'],
  'given-up': [words.givenUp, 'error'],
  dropped: [words.dropped, 'neutral'],
};

/** The last messages to an address and what became of them; looked at again while one is on its way. */
export function WebhookLog({
  webhook,
  possibleTypes,
}: {
  readonly webhook: string;
  readonly possibleTypes: Webhooks['possibleTypes'];
}): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Messages, Problem>({
    queryKey: [...webhooksKey, webhook],
    queryFn: () => call('GET /webhooks/:webhook/messages', { params: { webhook } }),
    refetchInterval: ({ state }) =>
      state.data?.messages.some(isOnItsWay) === true ? pollMs : false,
  });
  if (data === undefined) return <Pending problem={error} />;
  if (data.messages.length === 0) return <p>{say(words.logNone)}</p>;
  const nameOf = (type: string): string => {
    const found = possibleTypes.find((each) => each.type === type);
    return say(found?.text ?? words.testType);
  };
  return (
    <Table
      caption={say(words.log)}
      captionHidden
      rows={data.messages}
      rowKey={({ message }) => message}
      columns={[
        {
          id: 'type',
          label: say(words.type),
          names: true,
          width: 'words',
          cell: ({ type }) => nameOf(type),
        },
        {
          id: 'when',
          label: say(words.when),
          cell: ({ madeAt }) => <DateText value={madeAt} time />,
        },
        { id: 'outcome', label: say(words.outcome), cell: (each) => <Outcome message={each} /> },
        {
          id: 'tries',
          label: say(words.tries),
          cell: ({ attempts }) => say(words.times, { count: attempts }),
        },
      ]}
    />
  );
}

function Outcome({ message: { state, why, at } }: { readonly message: Message }): ReactNode {
  const say = useText();
  if (state === undefined) return say(words.forgotten);
  const [said, tone] = outcomes[state];
  return (
    <>
      <StatusLabel tone={tone}>{say(said)}</StatusLabel>
      {why === undefined ? null : <span className="m-choice-hint">{say(why)}</span>}
      {state === 'put-off' && at !== undefined ? (
        <span className="m-choice-hint">
          <DateText value={at} time />
        </span>
      ) : null}
    </>
  );
}
