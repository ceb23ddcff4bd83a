import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { Breadcrumb } from '../../design/content.tsx';
import { DateText, dateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { planChangeWords as words } from '../../messages/plan-changes.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { changeSentence, changesNothing, changeTitle, isOfCalendar } from './change-words.ts';
import { DifferenceParts } from './difference.tsx';

/** What one new plan changed, row by row. */
export default function PlanChangePage(): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const { change = '' } = useParams({ strict: false }) as { readonly change?: string };
  const { data, error } = useQuery<Answer<'GET /plan/changes/:change'>, Problem>({
    queryKey: ['plan', 'changes', change],
    queryFn: () => call('GET /plan/changes/:change', { params: { change } }),
  });
  if (data === undefined)
    return error?.status === 404 || error?.status === 422 ? (
      <NothingTold />
    ) : (
      <Pending problem={error} />
    );
  const { difference } = data;
  const title = changeTitle(data, say, locale);
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="changes" to="/plan/changes">
            {say(words.title)}
          </Link>,
          title,
        ]}
      />
      <PageTitle title={title} lead={changeSentence(difference.counts, say)} />
      <p className="m-hint">
        <DateText value={data.at} time />
      </p>
      {isOfCalendar(data) ? (
        <p className="mt-4">{say(words.calendarText, { from: dateText(data.fromAsOf, locale) })}</p>
      ) : null}
      <p className="mt-4">
        {say(changesNothing(difference.counts) ? words.nothingText : words.leadOne)}
      </p>
      <DifferenceParts difference={difference} change={change} />
    </>
  );
}

/**
 * Of this plan nothing is told here: it changed nothing that one sees, it is the city's first, or there is none of
 * this number. Which of these it is would say something of what one does not see.
 */
function NothingTold(): ReactNode {
  const say = useText();
  return (
    <>
      <PageTitle title={say(words.nothingTold)} lead={say(words.nothingToldText)} />
      <Link to="/plan/changes" alone>
        {say(words.all)}
      </Link>
    </>
  );
}
