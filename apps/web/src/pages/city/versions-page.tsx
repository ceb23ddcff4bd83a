import { dayInJapan } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer, Revision } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { useRows } from '../../api/use-rows.ts';
import { call, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, EmptyState, MoreRows } from '../../design/content.tsx';
import { DateText, dateText } from '../../design/date-text.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Anchor, Link } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { cityWords, entryWords, versionWords } from '../../messages/city.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { ChangeList } from './change-list.tsx';
import { useCityNames } from './city-queries.ts';
import { UndoDialog } from './entry-history.tsx';

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
          <Revisions onSee={(revision) => show({ from: revision - 1, to: revision })} />
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

function Revisions({ onSee }: { readonly onSee: (revision: number) => void }): ReactNode {
  const say = useText();
  const { session } = useSession();
  const [undoing, setUndoing] = useState<number>();
  const { rows, total, problem, more, busy, next } = useRows<Revision>(
    ['revisions', 'city'],
    async (cursor) => {
      const page = await call('GET /city-file/revisions', {
        query: cursor === undefined ? {} : { cursor },
      });
      return { ...page, items: page.revisions };
    },
  );
  if (rows === undefined) return <Pending problem={problem} />;
  const undoes = offered(session, 'register:change');
  return (
    <section aria-labelledby="revisions">
      <h2 id="revisions">{say(versionWords.revisions)}</h2>
      <Table
        caption={say(versionWords.revisions)}
        captionHidden
        rows={rows}
        rowKey={({ revision }) => String(revision)}
        columns={[
          {
            id: 'revision',
            label: say(versionWords.revision),
            names: true,
            cell: ({ revision }) => say(versionWords.exportOf, { revision }),
          },
          {
            id: 'at',
            label: say(versionWords.at),
            cell: ({ at }) => <DateText value={at} time />,
          },
          {
            id: 'who',
            label: say(versionWords.who),
            cell: ({ actorName }) => actorName,
          },
          {
            id: 'source',
            label: say(versionWords.source),
            cell: ({ source }) =>
              say(
                versionWords.sources[source.split(':')[0] ?? ''] ??
                  versionWords.sources['file'] ??
                  versionWords.source,
              ),
          },
          {
            id: 'changes',
            label: say(versionWords.changes),
            cell: ({ added, changed, removed }) =>
              say(versionWords.changesOf, { added, changed, removed }),
          },
          {
            id: 'acts',
            label: say(cityWords.actions),
            width: 'acts',
            cell: ({ revision }) => (
              <span className="m-table-actions">
                <Button
                  kind="secondary"
                  size="small"
                  aria-label={say(versionWords.seeOf, { revision })}
                  onPress={() => onSee(revision)}
                >
                  {say(versionWords.see)}
                </Button>
                {undoes && revision > 1 ? (
                  <Button
                    kind="text"
                    size="small"
                    aria-label={say(versionWords.undoOf, { revision })}
                    onPress={() => setUndoing(revision)}
                  >
                    {say(entryWords.undoAct)}
                  </Button>
                ) : null}
              </span>
            ),
          },
        ]}
      />
      <MoreRows
        more={more}
        busy={busy}
        onMore={next}
        note={more ? say(cityWords.shown, { total: total ?? 0, shown: rows.length }) : ''}
      />
      {undoing === undefined ? null : (
        <UndoDialog revision={undoing} onClose={() => setUndoing(undefined)} />
      )}
    </section>
  );
}
