import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call, useSession } from '../../api/use-server.ts';
import { Link } from '../../design/link.tsx';
import { useText } from '../../language.tsx';
import { standingWords as words } from '../../messages/standing.ts';

const shown = 5;

/** What of the city others have changed since this person last had it open in this browser. */
export function SinceVisit(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const place = `machimori.visit.${session?.seat?.city ?? ''}.${session?.person?.email ?? ''}`;
  const [from] = useState(() => lastRevision(place));
  const { data } = useQuery<Answer<'GET /city/changes'>, Problem>({
    queryKey: ['city', 'since', from],
    queryFn: () => call('GET /city/changes', { query: from === undefined ? {} : { from } }),
  });
  const to = data?.to;
  useEffect(() => {
    if (to !== undefined) keep(localStorage, place, to);
  }, [place, to]);
  if (data === undefined || from === undefined || data.changes.length === 0) return null;
  return (
    <section className="m-section" aria-labelledby="since">
      <h2 id="since">{say(words.since)}</h2>
      <p>{say(words.sinceCount, { count: data.changes.length, from: data.from, to: data.to })}</p>
      <ul className="m-waiting">
        {data.changes.slice(0, shown).map(({ kind, key, name }) => (
          <li key={`${kind} ${key}`}>{say(name)}</li>
        ))}
      </ul>
      <p>
        <Link to="/city/versions" alone>
          {say(words.toVersions)}
        </Link>
      </p>
    </section>
  );
}

/** The revision of the visit before this one: the same until the browser is closed. */
function lastRevision(place: string): number | undefined {
  try {
    const begun = sessionStorage.getItem(place);
    const kept = begun ?? localStorage.getItem(place);
    if (kept === null) return undefined;
    if (begun === null) keep(sessionStorage, place, Number(kept));
    const revision = Number(kept);
    return Number.isSafeInteger(revision) && revision >= 0 ? revision : undefined;
  } catch {
    // A browser may refuse storage: then every visit is the first.
    return undefined;
  }
}

function keep(storage: Storage, place: string, revision: number): void {
  try {
    storage.setItem(place, String(revision));
  } catch {}
}
