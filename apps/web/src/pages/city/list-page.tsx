import { kindWords } from '@machimori/city/kinds';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { offered } from '../../api/session.ts';
import { useRows } from '../../api/use-rows.ts';
import { call, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Checkbox } from '../../design/checkbox.tsx';
import { Breadcrumb, EmptyState, Loading, MoreRows } from '../../design/content.tsx';
import { entered } from '../../design/form.tsx';
import { ButtonLink, Link } from '../../design/link.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { bulkWords, cityWords } from '../../messages/city.ts';
import { NotFoundPage, Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { isListed, type ListedElement, type ListedKind, useCityNames } from './city-queries.ts';

const BulkEdit = lazy(() => import('./bulk-edit.tsx'));
// What fields are called comes while the rows are asked for.
const loadTable = () => import('./list-table.tsx');
const ListTable = lazy(loadTable);

/** One list of the city, by search: a page at a time. What is searched for stands in the address. */
export default function ListPage(): ReactNode {
  const { kind } = useParams({ strict: false }) as { readonly kind?: string };
  return isListed(kind) ? <List key={kind} kind={kind} /> : <NotFoundPage />;
}

interface Asked {
  readonly text?: string;
  readonly own?: string;
}

function List({ kind }: { readonly kind: ListedKind }): ReactNode {
  const say = useText();
  const { session } = useSession();
  const asked = useSearch({ strict: false }) as Asked;
  const { names, problem: namesProblem, nameOf } = useCityNames();
  const text = String(asked.text ?? '');
  const own = asked.own === 'true' ? names?.own : undefined;
  const [chosen, setChosen] = useState<ReadonlyMap<string, ListedElement>>(new Map());
  const [editing, setEditing] = useState(false);
  const { rows, total, problem, more, busy, next } = useRows(
    ['city', 'list', kind, text, own ?? ''],
    async (cursor) => {
      const page = await call('GET /city/elements', {
        query: {
          kind,
          ...(text === '' ? {} : { text }),
          ...(own === undefined ? {} : { of: own }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      });
      return { ...page, items: page.elements };
    },
  );
  const label = say(kindWords[kind].label);
  useEffect(() => void loadTable().catch(() => undefined), []);
  const changes = offered(session, 'register:change');
  const pastes = changes && (kind === 'components' || kind === 'accounts');
  const choose = (of: readonly ListedElement[], to: boolean): void => {
    const now = new Map(chosen);
    for (const each of of) {
      if (to) now.set(each.key, each);
      else now.delete(each.key);
    }
    setChosen(now);
  };
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="city" to="/city">
            {say(cityWords.title)}
          </Link>,
          label,
        ]}
      />
      <PageTitle title={label} lead={say(kindWords[kind].help)}>
        {changes ? (
          <ButtonLink to="/city/$kind/new" params={{ kind }}>
            {say(cityWords.add, { kind: label })}
          </ButtonLink>
        ) : null}
        {pastes ? (
          <ButtonLink kind="secondary" to="/city/paste/$kind" params={{ kind }}>
            {say(cityWords.paste)}
          </ButtonLink>
        ) : null}
      </PageTitle>
      <Search asked={asked} ownOffered={names?.own !== undefined} />
      {rows === undefined || names === undefined ? (
        <Pending problem={problem ?? namesProblem} />
      ) : rows.length === 0 ? (
        <EmptyState title={say(text === '' ? cityWords.nothingYet : cityWords.nothingFound)}>
          {text === '' ? null : <p>{say(cityWords.nothingFoundText)}</p>}
        </EmptyState>
      ) : (
        <>
          <Suspense fallback={<Loading />}>
            <ListTable
              kind={kind}
              label={label}
              rows={rows}
              nameOf={nameOf}
              chosen={changes ? chosen : undefined}
              onChoose={choose}
            />
          </Suspense>
          <MoreRows
            more={more}
            busy={busy}
            onMore={next}
            note={
              more
                ? say(cityWords.shown, { total: total ?? 0, shown: rows.length })
                : say(cityWords.all, { total: total ?? rows.length })
            }
          />
          {changes && chosen.size > 0 ? (
            <section className="m-bar" aria-label={say(bulkWords.act)}>
              <p role="status">{say(bulkWords.chosen, { count: chosen.size })}</p>
              <Button onPress={() => setEditing(true)}>{say(bulkWords.act)}</Button>
              <Button kind="text" onPress={() => choose(rows, true)}>
                {say(bulkWords.chooseAll)}
              </Button>
              <Button kind="text" onPress={() => setChosen(new Map())}>
                {say(bulkWords.chooseNone)}
              </Button>
            </section>
          ) : null}
        </>
      )}
      {editing ? (
        <Suspense>
          <BulkEdit
            kind={kind}
            elements={[...chosen.values()]}
            onClose={() => setEditing(false)}
            onDone={() => {
              setEditing(false);
              setChosen(new Map());
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

function Search({
  asked,
  ownOffered,
}: {
  readonly asked: Asked;
  readonly ownOffered: boolean;
}): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const show = (search: Asked): void =>
    void navigate({ to: '.', search: search as never, replace: true, resetScroll: false });
  const own = asked.own === 'true' ? { own: 'true' } : {};
  const text = asked.text === undefined ? {} : { text: asked.text };
  return (
    <search>
      <form
        key={`${asked.text}`}
        className="m-search"
        aria-label={say(cityWords.search)}
        onSubmit={(event) => {
          event.preventDefault();
          const words = entered(new FormData(event.currentTarget), 'search');
          show({ ...own, ...(words === '' ? {} : { text: words }) });
        }}
      >
        <TextField
          name="search"
          label={say(cityWords.search)}
          hint={say(cityWords.searchHint)}
          defaultValue={String(asked.text ?? '')}
          autoComplete="off"
          maxLength={200}
        />
        <div className="m-row">
          <Button type="submit" kind="secondary">
            {say(cityWords.searchAct)}
          </Button>
          {asked.text === undefined ? null : (
            <Button kind="text" onPress={() => show(own)}>
              {say(cityWords.searchAll)}
            </Button>
          )}
          {ownOffered ? (
            <Checkbox
              selected={asked.own === 'true'}
              onChange={(to) => show({ ...text, ...(to ? { own: 'true' } : {}) })}
            >
              {say(cityWords.ownOnly)}
            </Checkbox>
          ) : null}
        </div>
      </form>
    </search>
  );
}
