import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Loading } from '../../design/content.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { useText } from '../../language.tsx';
import { responsibilityWords as words } from '../../messages/responsibilities.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { usePart } from '../../shell/use-part.ts';
import { ProblemList } from './problem-list.tsx';
import './responsibilities.css';

const fetchMatrix = () => import('./duty-matrix.tsx');
const DutyMatrix = lazy(fetchMatrix);
const ContactPoints = lazy(() => import('./contact-points.tsx'));

/** Who does what: what is open about it first, then the whole as a table, then whom to call. */
export default function ResponsibilitiesPage(): ReactNode {
  const say = useText();
  const [part, show] = usePart('open');
  // There before somebody chooses it, so that its answer is asked for at once.
  useEffect(() => void fetchMatrix().catch(() => undefined), []);
  return (
    <>
      <PageTitle title={say(words.title)} lead={say(words.lead)} />
      <Tabs
        label={say(words.title)}
        selected={part}
        onSelect={show}
        tabs={[
          { id: 'open', label: say(words.toMend), children: <ProblemList /> },
          {
            id: 'table',
            label: say(words.table),
            children: (
              <Suspense fallback={<Loading />}>
                <DutyMatrix />
              </Suspense>
            ),
          },
          {
            id: 'contacts',
            label: say(words.contacts),
            children: (
              <Suspense fallback={<Loading />}>
                <ContactPoints />
              </Suspense>
            ),
          },
        ]}
      />
    </>
  );
}
