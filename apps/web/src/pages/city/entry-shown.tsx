import { kindInWords } from '@machimori/city/kinds';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { offered } from '../../api/session.ts';
import { useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, DescriptionList, Loading } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { useText } from '../../language.tsx';
import { cityWords } from '../../messages/city.ts';
import { entryWords } from '../../messages/city-entry.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { PlanNews } from '../changes/plan-news.tsx';
import {
  type ElementSeen,
  isListed,
  type Kind,
  useCityNames,
  useGuidelineNames,
} from './city-queries.ts';
import { EntryHistory } from './entry-history.tsx';
import { FieldValue, isEmpty } from './field-value.tsx';
import { formFields } from './form-fields.ts';
import { nameOfElement } from './names.ts';
import { WhatFollows } from './what-follows.tsx';

const EntryForm = lazy(() => import('./entry-form.tsx'));
const RemoveEntry = lazy(() => import('./remove-entry.tsx'));

/** The entry, now that it is there. */
export default function EntryShown({
  kind,
  elementKey,
  seen,
  whole,
}: {
  readonly kind: Kind;
  readonly elementKey: string;
  readonly seen: ElementSeen;
  /** Whether one sees the whole city. */
  readonly whole: boolean;
}): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const { edit } = useSearch({ strict: false }) as { readonly edit?: unknown };
  const { session } = useSession();
  const { nameOf } = useCityNames();
  const [removing, setRemoving] = useState(false);
  const name = nameOfElement(seen.element, nameOf, say);
  const changes = offered(session, 'register:change');
  const editing = changes && edit === true;
  const show = (to: boolean): void =>
    void navigate({ to: '.', search: (to ? { edit: true } : {}) as never });
  const crumbs = [
    <Link key="city" to="/city">
      {say(cityWords.title)}
    </Link>,
    ...(isListed(kind)
      ? [
          <Link key="list" to="/city/$kind" params={{ kind }}>
            {say(kindInWords(kind))}
          </Link>,
        ]
      : []),
    name,
  ];
  return (
    <>
      <Breadcrumb items={crumbs} />
      <PageTitle title={editing ? say(entryWords.editTitle, { name }) : name}>
        {changes && !editing ? (
          <>
            <Button onPress={() => show(true)}>{say(entryWords.edit)}</Button>
            {kind === 'city' ? null : (
              <Button kind="danger" onPress={() => setRemoving(true)}>
                {say(entryWords.remove)}
              </Button>
            )}
          </>
        ) : null}
      </PageTitle>
      <PlanNews />
      {editing ? (
        <Suspense fallback={<Loading />}>
          <EntryForm
            kind={kind}
            entry={seen.element}
            keeps={seen.keeps}
            onDone={() => show(false)}
            onCancel={() => show(false)}
          />
        </Suspense>
      ) : (
        <div className="m-beside-page">
          <div>
            <Summary seen={seen} kind={kind} />
            <EntryHistory seen={seen} whole={whole} changes={changes} />
          </div>
          <WhatFollows elementKey={elementKey} />
        </div>
      )}
      {removing && isListed(kind) ? (
        <Suspense>
          <RemoveEntry
            kind={kind}
            elementKey={elementKey}
            name={name}
            onClose={() => setRemoving(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

function Summary({ seen, kind }: { readonly seen: ElementSeen; readonly kind: Kind }): ReactNode {
  const say = useText();
  const { nameOf } = useCityNames();
  const guideline = useGuidelineNames();
  const { body, key } = seen.element;
  return (
    <section aria-labelledby="what">
      <h2 id="what">{say(entryWords.what)}</h2>
      <DescriptionList
        items={[
          ...Object.entries(formFields(kind)).flatMap(([name, field]) =>
            name === 'key' || name === 'name' || isEmpty(body[name])
              ? []
              : [
                  [
                    say(field.label),
                    <FieldValue
                      key={name}
                      field={field}
                      value={body[name]}
                      names={{ nameOf, guideline }}
                    />,
                  ] as const,
                ],
          ),
          [say(entryWords.key), <code key="key">{key}</code>],
        ]}
      />
    </section>
  );
}
