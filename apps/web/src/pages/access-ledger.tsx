import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call } from '../api/use-server.ts';
import { EmptyState, StatusLabel } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { Anchor } from '../design/link.tsx';
import { Table } from '../design/table.tsx';
import { useLanguage, useText } from '../language.tsx';
import { accessWords } from '../messages/access.ts';
import { peopleWords } from '../messages/people.ts';
import { roleWords } from '../messages/shell.ts';
import { signs } from '../messages/signs.ts';
import { Pending } from '../shell/fallback-pages.tsx';

/** All ways into the city's data: accounts, open invitations, tokens of machines. */
export default function AccessLedger(): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const { data, error } = useQuery<Answer<'GET /access'>, Problem>({
    queryKey: ['access'],
    queryFn: () => call('GET /access'),
  });
  if (data === undefined) return <Pending problem={error} />;
  const lines = data.lines.filter(({ state, marks }) => state !== 'ended' || marks.length > 0);
  const right = (each: string): string =>
    Object.hasOwn(roleWords, each) ? say(roleWords[each as keyof typeof roleWords]) : each;
  return (
    <div className="m-stack">
      <div className="m-row justify-between">
        <p>{say(accessWords.lead)}</p>
        <Anchor alone href={`/api/v1/access/export?language=${locale}`} download>
          {say(accessWords.export)}
        </Anchor>
      </div>
      {lines.length === 0 ? (
        <EmptyState title={say(peopleWords.none)} />
      ) : (
        <Table
          caption={say(accessWords.title)}
          captionHidden
          rows={lines}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'name',
              label: say(accessWords.who),
              names: true,
              cell: ({ name }) => name,
            },
            {
              id: 'kind',
              label: say(accessWords.kind),
              cell: ({ kind, state }) =>
                `${say(accessWords[kind])}${state === 'active' ? '' : `${say(signs.open)}${say(accessWords[state])}${say(signs.close)}`}`,
            },
            {
              id: 'organisation',
              label: say(peopleWords.organisation),
              cell: ({ organisationName }) => organisationName,
            },
            {
              id: 'rights',
              label: say(accessWords.rights),
              cell: ({ rights }) => rights.map(right).join(say(signs.comma)),
            },
            {
              id: 'used',
              label: say(peopleWords.lastSeen),
              cell: ({ lastUsedOn }) =>
                lastUsedOn === undefined ? say(peopleWords.never) : <DateText value={lastUsedOn} />,
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
          ]}
        />
      )}
    </div>
  );
}
