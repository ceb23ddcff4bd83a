import { kindWords } from '@machimori/city/kinds';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { Breadcrumb, Loading } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { useText } from '../../language.tsx';
import { cityWords } from '../../messages/city.ts';
import { NotFoundPage } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { isListed } from './city-queries.ts';

const EntryForm = lazy(() => import('./entry-form.tsx'));

/** A new entry of a list: the same form as for one that stands, and a key made of its name. */
export default function NewEntryPage(): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const { kind } = useParams({ strict: false }) as { readonly kind?: string };
  if (!isListed(kind)) return <NotFoundPage />;
  const label = say(kindWords[kind].label);
  const toList = (): void => void navigate({ to: '/city/$kind', params: { kind } });
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="city" to="/city">
            {say(cityWords.title)}
          </Link>,
          <Link key="list" to="/city/$kind" params={{ kind }}>
            {label}
          </Link>,
          say(cityWords.addTitle, { kind: label }),
        ]}
      />
      <PageTitle
        title={say(cityWords.addTitle, { kind: label })}
        lead={say(kindWords[kind].help)}
      />
      <Suspense fallback={<Loading />}>
        <EntryForm
          key={kind}
          kind={kind}
          keeps="all"
          onDone={(key, proposed) =>
            proposed ? toList() : navigate({ to: '/city/$kind/$key', params: { kind, key } })
          }
          onCancel={toList}
        />
      </Suspense>
    </>
  );
}
