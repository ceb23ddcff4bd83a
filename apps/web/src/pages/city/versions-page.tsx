import { dayInJapan } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, EmptyState, Loading } from '../../design/content.tsx';
import { dateText } from '../../design/date-text.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Anchor, Link } from '../../design/link.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { cityWords } from '../../messages/city.ts';
import { versionWords } from '../../messages/city-changes.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { PlanNews } from '../changes/plan-news.tsx';
import { ChangeList } from './change-list.tsx';
import { useCityNames } from './city-queries.ts';

// What is compared comes before what there is to choose from.
const RevisionList = lazy(() => import('./revision-list.tsx'));

/** Two moments as the address has them: days, or revisions. */
interface Asked {
  readonly fromDay?: string;
  readonly toDay?: string;
  readonly from?: number;
  readonly to?: number;
}

/** What the city was on a day, what differs between two, and the file of either. */
export default function VersionsPage(): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const { names } = useCityNames();
  const asked = useSearch({ strict: false }) as Asked;
  const show = (search: Asked): void =>
    void navigate({ to: '.', search: search as never, resetScroll: false });
  const today = dayInJapan(new Date());
  const compares = asked.fromDay !== undefined || asked.from !== undefined;
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="city" to="/city">
            {say(cityWords.title)}
          </Link>,
          say(versionWords.title),
        ]}
      />
      <PageTitle title={say(versionWords.title)} lead={say(versionWords.lead)} />
      <PlanNews />
      {names !== undefined && !names.whole ? (
        <EmptyState title={say(versionWords.shareOnly)} />
      ) : (
        <>
          <Form
            key={`${asked.fromDay} ${asked.toDay}`}
            check={(data) =>
              Object.fromEntries(
                ['fromDay', 'toDay'].flatMap((name) =>
                  entered(data, name) === '' ? [[name, say(versionWords.dayMissing)]] : [],
                ),
              )
            }
            onSend={(data) =>
              show({ fromDay: entered(data, 'fromDay'), toDay: entered(data, 'toDay') })
            }
          >
            <div className="m-filter w-full">
              <TextField
                name="fromDay"
                type="date"
                label={say(versionWords.from)}
                defaultValue={String(asked.fromDay ?? '')}
              />
              <TextField
                name="toDay"
                type="date"
                label={say(versionWords.to)}
                defaultValue={String(asked.toDay ?? today)}
              />
              <Button type="submit">{say(versionWords.compare)}</Button>
            </div>
          </Form>
          {compares ? <Difference asked={asked} /> : null}
          <Suspense fallback={<Loading />}>
            <RevisionList onSee={(revision) => show({ from: revision - 1, to: revision })} />
          </Suspense>
        </>
      )}
    </>
  );
}

function Difference({ asked }: { readonly asked: Asked }): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Answer<'GET /city/changes'>, Problem>({
    queryKey: ['city', 'difference', asked],
    queryFn: () => call('GET /city/changes', { query: { ...asked } }),
  });
  if (data === undefined) return <Pending problem={error} />;
  return (
    <section className="mb-12" aria-labelledby="difference">
      <h2 id="difference">
        {data.changes.length === 0
          ? say(versionWords.same)
          : say(versionWords.difference, { count: data.changes.length })}
      </h2>
      <Files day={asked.fromDay} revision={data.from} />
      <Files day={asked.toDay} revision={data.to} />
      <ChangeList changes={data.changes} />
    </section>
  );
}

/** The city of a moment, to take along. */
function Files({
  day,
  revision,
}: {
  readonly day: string | undefined;
  readonly revision: number;
}): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const words =
    day === undefined ? say(versionWords.exportOf, { revision }) : dateText(day, locale);
  if (revision === 0) return <p>{say(versionWords.nothingThen)}</p>;
  return (
    <p className="m-row">
      {say(versionWords.exportOn, { day: words })}
      {(['yaml', 'xlsx'] as const).map((format) => (
        <Anchor
          key={format}
          alone
          download
          href={`/api/v1/city-file?format=${format}&at=${revision}`}
          aria-label={`${words} city.${format}`}
        >
          city.{format}
        </Anchor>
      ))}
    </p>
  );
}
