import { type ReactNode, useRef } from 'react';
import { Link } from '../../design/link.tsx';
import { useText } from '../../language.tsx';
import { planChangeWords as words } from '../../messages/plan-changes.ts';
import { usePlanChanges } from './change-queries.ts';
import { changeSentence } from './change-words.ts';

/**
 * Says that the plan is being made anew, and then what changed, with the way to each row. Where one works on the
 * city it tells of what happens from now on; on the first page of the latest change, whenever that was.
 */
export function PlanNews({ whenever = false }: { readonly whenever?: boolean }): ReactNode {
  const say = useText();
  const data = usePlanChanges();
  const known = useRef<string>(undefined);
  const [latest] = data?.changes ?? [];
  // What was there when the page came is no news on it.
  if (data !== undefined) known.current ??= latest?.change ?? '';
  const isNews = latest !== undefined && (whenever || latest.change !== known.current);
  return (
    <div role="status" className={data?.making === true || isNews ? 'm-panel mb-6' : undefined}>
      {data?.making === true ? (
        <p>{say(words.making)}</p>
      ) : isNews ? (
        <>
          <p>{changeSentence(latest.counts, say)}</p>
          <p>
            <Link to="/plan/changes/$change" params={{ change: latest.change }} alone>
              {say(words.see)}
            </Link>
          </p>
        </>
      ) : null}
    </div>
  );
}
