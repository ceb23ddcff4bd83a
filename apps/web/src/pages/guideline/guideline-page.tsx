import { folded } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { Disclosure, EmptyState } from '../../design/content.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { terms, guidelineWords as words } from '../../messages/guideline.ts';
import { signs } from '../../messages/signs.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { WhyLink } from '../why/why-link.tsx';
import './guideline.css';

type Part = Answer<'GET /guideline/:part'>;
type Entry = Part['entries'][number];
type PartName = 'checkItems' | 'requirements' | 'risks' | 'cases' | 'laws' | 'traits';

const partNames: readonly PartName[] = [
  'checkItems',
  'requirements',
  'risks',
  'cases',
  'laws',
  'traits',
];

/** The guideline to read: what it asks, why, and where it stands, with the words of the field explained. */
export default function GuidelinePage(): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { readonly part?: string; readonly id?: string };
  const selected = search.part ?? 'checkItems';
  return (
    <>
      <PageTitle title={say(words.title)} lead={say(words.lead)} />
      <Tabs
        label={say(words.parts)}
        selected={selected}
        onSelect={(part) => void navigate({ to: '/guideline', search: { part } as never })}
        tabs={[
          ...partNames.map((part) => ({
            id: part,
            label: say(words[part]),
            children: <PartList key={part} part={part} open={search.id} />,
          })),
          { id: 'words', label: say(words.words), children: <Words /> },
        ]}
      />
    </>
  );
}

function PartList({
  part,
  open,
}: {
  readonly part: PartName;
  readonly open: string | undefined;
}): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Part, Problem>({
    queryKey: ['guideline', part],
    queryFn: () => call('GET /guideline/:part', { params: { part } }),
    // An edition never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [wanted, setWanted] = useState('');
  const needles = useDeferredValue(folded(wanted)).split(/\s+/).filter(Boolean);
  useEffect(() => {
    if (open !== undefined && data !== undefined)
      document.getElementById(`entry-${open}`)?.scrollIntoView({ block: 'start' });
  }, [open, data]);
  if (data === undefined) return <Pending problem={error} />;
  const found = data.entries.filter((entry) => {
    const text = folded(
      [entry.label, entry.heading, entry.group, ...entry.body]
        .map((each) => (typeof each === 'string' ? each : each && `${each.ja} ${each.en}`))
        .join(' '),
    );
    return needles.every((needle) => text.includes(needle));
  });
  const groups = Map.groupBy(found, ({ group }) => say(group));
  const titles = new Map(data.documents.map(({ id, title }) => [id, say(title)]));
  return (
    <>
      <search className="m-guideline-search">
        <TextField
          name="words"
          label={say(words.search)}
          hint={say(words.searchHint)}
          type="search"
          onChange={setWanted}
        />
        <p role="status">{say(words.found, { count: found.length })}</p>
      </search>
      {found.length === 0 ? (
        <EmptyState title={say(words.none)}>
          <p>{say(words.noneText)}</p>
        </EmptyState>
      ) : null}
      {[...groups].map(([group, entries]) => (
        <section key={group} className="m-guideline-group">
          <h2>{group}</h2>
          <ul>
            {entries.map((entry) => (
              <li key={entry.id} id={`entry-${entry.id}`}>
                <EntryText entry={entry} open={entry.id === open} titles={titles} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="m-hint">
        {say(words.edition, { name: data.edition.name })} {say(data.edition.notice)}{' '}
        {say(data.edition.provenance)}
      </p>
    </>
  );
}

function EntryText({
  entry,
  open,
  titles,
}: {
  readonly entry: Entry;
  readonly open: boolean;
  readonly titles: ReadonlyMap<string, string>;
}): ReactNode {
  const say = useText();
  const { label, heading, body, facts, source } = entry;
  const title = label === undefined ? say(heading) : [label, say(heading)].join(say(signs.apart));
  const [first, ...rest] = body;
  const more = (
    <div className="m-guideline-more">
      {rest.map((each) => (
        <p key={each.en}>{say(each)}</p>
      ))}
      {facts.map((fact) => (
        <div key={fact.label.en}>
          <p className="font-bold">{say(fact.label)}</p>
          <ul className="m-guideline-facts">
            {fact.values.map((value, index) => (
              <li key={`${index} ${value.text.en}`}>
                {value.id === undefined ? (
                  say(value.text)
                ) : (
                  <WhyLink id={value.id}>{say(value.text)}</WhyLink>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p className="m-row">
        <WhyLink id={entry.id}>{say(words.inCity)}</WhyLink>
      </p>
      {source === undefined ? null : (
        <p className="m-hint">
          {say(words.source, {
            title: titles.get(source.document) ?? source.document,
            section: source.section,
          })}
        </p>
      )}
    </div>
  );
  return (
    <article data-open={open ? '' : undefined}>
      <h3>{title}</h3>
      {first === undefined ? null : <p>{say(first)}</p>}
      {open ? more : <Disclosure summary={say(words.details)}>{more}</Disclosure>}
    </article>
  );
}

function Words(): ReactNode {
  const say = useText();
  return (
    <dl className="m-dl">
      {Object.entries(terms).flatMap(([id, { word, reading, meaning }]) => [
        <dt key={`${id}?`}>
          {say(word)}
          <span className="m-hint block font-normal">{say(words.reading, { reading })}</span>
        </dt>,
        <dd key={`${id}!`}>{say(meaning)}</dd>,
      ])}
    </dl>
  );
}
