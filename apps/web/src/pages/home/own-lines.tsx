import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { StatusLabel } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { sheetWords } from '../../messages/sheet.ts';
import { handsWords as words } from '../../messages/sheet-hands.ts';

/** Lines of the check sheet that this person has in hand, what is due first at the top. None is nothing on the page. */
export function OwnLines(): ReactNode {
  const say = useText();
  const { data } = useQuery<Answer<'GET /sheet/own-lines'>, Problem>({
    queryKey: ['sheet', 'own-lines'],
    queryFn: () => call('GET /sheet/own-lines'),
  });
  if (data === undefined || data.total === 0) return null;
  return (
    <section className="m-section mb-12" aria-labelledby="own-lines">
      <h2 id="own-lines">{say(words.own)}</h2>
      <p className="mb-4">{say(words.ownCount, { total: data.total, overdue: data.overdue })}</p>
      <Table
        caption={say(words.own)}
        captionHidden
        rows={data.lines}
        rowKey={({ line }) => line}
        columns={[
          {
            id: 'line',
            label: say(words.line),
            names: true,
            cell: ({ line, checkItem, subject }) => (
              <Link to="/sheet/line" search={{ id: line, owner: 'mine' } as never}>
                {say(sheetWords.lineTitle, { item: say(checkItem), subject: say(subject.name) })}
              </Link>
            ),
          },
          {
            id: 'due',
            label: say(words.due),
            cell: ({ plannedBy, overdue }) => (
              <>
                <DateText value={plannedBy} />
                {overdue ? (
                  <>
                    {' '}
                    <StatusLabel tone="warning">{say(words.overdue)}</StatusLabel>
                  </>
                ) : null}
              </>
            ),
          },
        ]}
      />
      <p className="mt-4">
        <Link to="/sheet" search={{ owner: 'mine' } as never} alone>
          {say(words.ownAll)}
        </Link>
      </p>
    </section>
  );
}
