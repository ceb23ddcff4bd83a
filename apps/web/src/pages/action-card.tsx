import { text } from '@machimori/kernel';
import type { ReactNode } from 'react';
import type { FirstAction } from '../api/routes.ts';
import { Disclosure } from '../design/content.tsx';
import { DateText } from '../design/date-text.tsx';
import { useText } from '../language.tsx';
import { homeWords } from '../messages/home.ts';
import { WhyLink } from './why/why-link.tsx';

/** One of the first things to do: what, who, by when, and why. */
export function ActionCard({ action }: { readonly action: FirstAction }): ReactNode {
  const say = useText();
  const { id, rank, title, why, firstStep, organisationName: ja, by } = action;
  const { organisationNameEn: en = ja } = action;
  return (
    <li className="m-card m-action">
      <span className="m-rank" aria-hidden="true">
        {rank}
      </span>
      <div>
        <h3>{say(title)}</h3>
        {firstStep === undefined ? null : (
          <p>
            <strong>{say(homeWords.firstStep)}</strong> {say(firstStep)}
          </p>
        )}
        <p className="m-facts">
          <span>
            {say(homeWords.performer)}: {say(text(ja, en))}
          </span>
          <span>
            {say(homeWords.by)}: <DateText value={by} />
          </span>
        </p>
        <Disclosure summary={say(homeWords.why)}>
          <p>{say(why)}</p>
          <p>
            <WhyLink id={id}>{say(homeWords.reasons)}</WhyLink>
          </p>
        </Disclosure>
      </div>
    </li>
  );
}
