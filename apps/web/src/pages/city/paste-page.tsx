import { kindInWords } from '@machimori/city/kinds';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { Breadcrumb, Loading } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { useText } from '../../language.tsx';
import { cityWords } from '../../messages/city.ts';
import { pasteWords } from '../../messages/city-paste.ts';
import { NotFoundPage } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';

const PasteForm = lazy(() => import('./paste-form.tsx'));

/** A table of devices or of accounts, as somebody copied it from a spreadsheet. */
export default function PastePage(): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const { kind } = useParams({ strict: false }) as { readonly kind?: string };
  if (kind !== 'components' && kind !== 'accounts') return <NotFoundPage />;
  const label = say(kind === 'components' ? pasteWords.devices : kindInWords(kind));
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="city" to="/city">
            {say(cityWords.title)}
          </Link>,
          <Link key="list" to="/city/$kind" params={{ kind }}>
            {say(kindInWords(kind))}
          </Link>,
          say(cityWords.paste),
        ]}
      />
      <PageTitle title={say(pasteWords.title, { kind: label })} lead={say(pasteWords.lead)} />
      <Suspense fallback={<Loading />}>
        <PasteForm
          key={kind}
          kind={kind}
          onDone={() => navigate({ to: '/city/$kind', params: { kind } })}
        />
      </Suspense>
    </>
  );
}
