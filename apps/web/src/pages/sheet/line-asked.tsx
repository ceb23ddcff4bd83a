import type { ReactNode } from 'react';
import { DateText } from '../../design/date-text.tsx';
import { useText } from '../../language.tsx';
import { sheetWords as words } from '../../messages/sheet.ts';
import { WhyLink } from '../why/why-link.tsx';
import type { LineSeen } from './sheet-queries.ts';

/** What a line asks, of what, of whom, until when and why. */
export function LineAsked({ seen }: { readonly seen: LineSeen }): ReactNode {
  const say = useText();
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{say(words.asked)}</h2>
      {seen.advice ? <p className="m-hint">{say(words.advice)}</p> : null}
      <p className="whitespace-pre-line">{say(seen.checkItem.asks)}</p>
      <div className="m-line-facts">
        <dl>
          {[
            [say(words.subject), say(seen.subject.name)],
            [say(words.answeredBy), say(seen.answeredBy.name)],
            [say(words.due), <DateText key="due" value={seen.plannedBy} />],
          ].map(([term, value], place) => (
            <div key={place}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {seen.inPlan && (seen.added === undefined || seen.added.joined) ? (
          <WhyLink id={seen.line}>{say(words.why)}</WhyLink>
        ) : null}
      </div>
    </section>
  );
}
