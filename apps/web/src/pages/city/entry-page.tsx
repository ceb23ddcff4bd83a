import { useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { NotFoundPage, Pending } from '../../shell/fallback-pages.tsx';
import { isListed, type Kind, useCityNames, useElement } from './city-queries.ts';

// What fields are called comes while the entry is asked for.
const loadEntry = () => import('./entry-shown.tsx');
const EntryShown = lazy(loadEntry);

/** One entry of the city: what it is, what follows from it, how it came to be; and the form to change it. */
export default function EntryPage(): ReactNode {
  const { kind, key = '' } = useParams({ strict: false }) as {
    readonly kind?: string;
    readonly key?: string;
  };
  return isListed(kind) || kind === 'city' ? (
    <Entry key={`${kind} ${key}`} kind={kind} elementKey={key} />
  ) : (
    <NotFoundPage />
  );
}

function Entry({
  kind,
  elementKey,
}: {
  readonly kind: Kind;
  readonly elementKey: string;
}): ReactNode {
  const { names } = useCityNames();
  const { seen, problem } = useElement(kind, elementKey);
  useEffect(() => void loadEntry().catch(() => undefined), []);
  if (problem?.status === 404) return <NotFoundPage />;
  if (seen === undefined || names === undefined) return <Pending problem={problem} />;
  return (
    <Suspense fallback={<Pending problem={null} />}>
      <EntryShown kind={kind} elementKey={elementKey} seen={seen} whole={names.whole} />
    </Suspense>
  );
}
