import type { ReactNode } from 'react';
import { Disclosure } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import { exampleWords as words } from '../../messages/added-lines.ts';
import type { LineSeen } from './sheet-queries.ts';

/** What a good answer could say of something of this kind, told as made up. */
export function LineExamples({ seen }: { readonly seen: LineSeen }): ReactNode {
  const say = useText();
  if (seen.examples.length === 0) return null;
  return (
    <Disclosure summary={say(words.title)}>
      <p className="m-hint mb-2">{say(words.lead)}</p>
      <ul className="list-disc ps-6">
        {seen.examples.map((answer) => (
          <li key={answer.ja}>{say(answer)}</li>
        ))}
      </ul>
    </Disclosure>
  );
}
