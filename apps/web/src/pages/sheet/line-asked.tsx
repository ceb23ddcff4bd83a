import type { ReactNode } from 'react';
import { DescriptionList } from '../../design/content.tsx';
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
      <p className="mb-4 whitespace-pre-line">{say(seen.checkItem.asks)}</p>
      <DescriptionList
        items={[
          [say(words.subject), say(seen.subject.name)],
          [say(words.answeredBy), say(seen.answeredBy.name)],
          [say(words.due), <DateText key="due" value={seen.plannedBy} />],
        ]}
      />
      {seen.inPlan && (seen.added === undefined || seen.added.joined) ? (
        <p className="mt-4">
          <WhyLink id={seen.line}>{say(words.why)}</WhyLink>
        </p>
      ) : null}
    </section>
  );
}
