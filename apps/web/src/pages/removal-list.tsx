import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call } from '../api/use-server.ts';
import { dateText } from '../design/date-text.tsx';
import { Anchor } from '../design/link.tsx';
import { useLanguage, useText } from '../language.tsx';
import { ownCityWords } from '../messages/own-city.ts';

/** What is left of removed sample cities, for whoever runs the installation: each to keep and to verify. */
export function RemovalList(): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const { data } = useQuery<Answer<'GET /removals'>, Problem>({
    queryKey: ['removals'],
    queryFn: () => call('GET /removals'),
  });
  if (data === undefined || data.removals.length === 0) return null;
  return (
    <section className="m-section" aria-labelledby="removals">
      <h2 id="removals">{say(ownCityWords.recordsTitle)}</h2>
      <p className="mb-4">{say(ownCityWords.recordsText)}</p>
      <ul>
        {data.removals.map(({ city, at }) => (
          <li key={city}>
            <Anchor alone href={`/api/v1/removals/${city}`} download>
              {say(ownCityWords.record, { day: dateText(at, locale) })}
            </Anchor>
          </li>
        ))}
      </ul>
    </section>
  );
}
