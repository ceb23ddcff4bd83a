import type { ReactNode } from 'react';
import { useRows } from '../../api/use-rows.ts';
import { call } from '../../api/use-server.ts';
import { EmptyState, MoreRows } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { planChangeWords as words } from '../../messages/plan-changes.ts';
import { yardstickWords } from '../../messages/yardstick.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { changeSentence, changeTitle, type ListedChange } from './change-words.ts';
import { PlanNews } from './plan-news.tsx';

/** Everything that was made anew, the latest first. */
export default function PlanChangesPage(): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const { rows, problem, more, busy, next } = useRows<ListedChange>(
    ['plan', 'changes', 'all'],
    async (before) => {
      const page = await call('GET /plan/changes', {
        query: before === undefined ? {} : { before },
      });
      return { ...page, items: page.changes };
    },
  );
  return (
    <>
      <PageTitle title={say(words.title)} lead={say(words.lead)}>
        <Link to="/plan/yardstick" alone>
          {say(yardstickWords.title)}
        </Link>
      </PageTitle>
      <PlanNews />
      {rows === undefined ? (
        <Pending problem={problem} />
      ) : rows.length === 0 ? (
        <EmptyState title={say(words.none)}>
          <p className="mt-2">{say(words.noneText)}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={say(words.title)}
            captionHidden
            rows={rows}
            rowKey={({ change }) => change}
            columns={[
              {
                id: 'subject',
                label: say(words.subject),
                names: true,
                cell: (row) => (
                  <Link
                    to="/plan/changes/$change"
                    params={{ change: row.change }}
                    aria-label={say(words.seeOf, { title: changeTitle(row, say, locale) })}
                  >
                    {changeTitle(row, say, locale)}
                  </Link>
                ),
              },
              { id: 'at', label: say(words.at), cell: ({ at }) => <DateText value={at} time /> },
              {
                id: 'sentence',
                label: say(words.sentence),
                cell: ({ counts }) => changeSentence(counts, say),
              },
            ]}
          />
          <MoreRows more={more} busy={busy} onMore={next} note="" />
        </>
      )}
    </>
  );
}
