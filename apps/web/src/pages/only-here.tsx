import type { ReactNode } from 'react';
import { useSession } from '../api/use-server.ts';
import { Notice } from '../design/notice.tsx';
import { useText } from '../language.tsx';
import { letterWords as words } from '../messages/letters.ts';

const needed = [
  [words.onlyHereOrigin, ['MACHIMORI_ORIGIN']],
  [words.onlyHereTls, ['MACHIMORI_HOST', 'MACHIMORI_TLS_CERTIFICATE', 'MACHIMORI_TLS_KEY']],
  [words.onlyHereProxy, ['MACHIMORI_TRUSTED_PROXY']],
] as const;

/** Said wherever a link for others is made, while the program's address opens on its own machine alone. */
export function OnlyHere(): ReactNode {
  const say = useText();
  const { session } = useSession();
  if (session?.onlyHere !== true) return null;
  return (
    <Notice tone="warning" title={say(words.onlyHereTitle)} live={false}>
      <p>{say(words.onlyHere, { origin: window.location.origin })}</p>
      <ul className="my-2 list-disc ps-6">
        {needed.map(([what, settings]) => (
          <li key={what.ja}>
            {say(what)} <span className="m-choice-hint break-all">{settings.join(', ')}</span>
          </li>
        ))}
      </ul>
      <p>{say(words.onlyHereDocs)}</p>
    </Notice>
  );
}
