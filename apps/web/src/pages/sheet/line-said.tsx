import { stateWords } from '@machimori/kernel';
import type { ReactNode } from 'react';
import { DescriptionList } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import { sheetWords as words } from '../../messages/sheet.ts';
import type { LineSeen } from './sheet-queries.ts';

/** What was answered, for whoever may not answer. */
export function LineSaid({ seen }: { readonly seen: LineSeen }): ReactNode {
  const say = useText();
  const { state, planned, statement } = seen.values;
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{say(words.answer)}</h2>
      {seen.may.answer ? null : (
        <p className="mb-4">{say(words.notYours, { name: say(seen.answeredBy.name) })}</p>
      )}
      <DescriptionList
        items={[
          [say(words.state), say(stateWords[state])],
          [say(words.planned), planned === '' ? '―' : planned],
          [
            say(words.statement),
            <span key="statement" className="whitespace-pre-line">
              {statement === '' ? '―' : statement}
            </span>,
          ],
        ]}
      />
    </section>
  );
}
