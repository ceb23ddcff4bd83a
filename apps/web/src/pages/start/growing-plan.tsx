import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { Figures } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import { homeWords } from '../../messages/home.ts';
import { startWords } from '../../messages/start.ts';
import type { Answers } from './answers.ts';

const pauseMs = 400;

/** What was answered a moment ago: nobody computes a plan for each letter. */
function useSettled(answers: Answers): Answers {
  const [settled, setSettled] = useState(answers);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(answers), pauseMs);
    return () => clearTimeout(timer);
  }, [answers]);
  return settled;
}

/** The plan that these answers would lead to, beside the questions. */
export function GrowingPlan({ answers }: { readonly answers: Answers }): ReactNode {
  const say = useText();
  const settled = useSettled(answers);
  const { promoter } = settled;
  const { data } = useQuery<Answer<'POST /guided/preview'>, Problem>({
    queryKey: ['guided-preview', settled],
    queryFn: () => call('POST /guided/preview', { body: { answers: settled } }),
    enabled: promoter.cityName.trim() !== '' && promoter.organisationName.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
  return (
    <aside className="m-growing" aria-labelledby="growing">
      <h2 id="growing">{say(startWords.growing)}</h2>
      <p className="m-hint">{say(startWords.growingText)}</p>
      {data === undefined ? null : (
        <>
          <Figures
            items={[
              [say(startWords.components), say(homeWords.count, { count: data.counts.components })],
              [
                say(startWords.devices),
                say(startWords.deviceCount, { count: data.counts.devices }),
              ],
              [say(startWords.risks), say(homeWords.count, { count: data.counts.scenarios })],
              [say(startWords.sheet), say(homeWords.lineCount, { count: data.counts.lines })],
              // Before anybody was asked, none would look like all well.
              ...(
                [
                  [homeWords.nobody, data.counts.gaps],
                  [homeWords.presumed, data.counts.presumed],
                  [startWords.weak, data.counts.findings],
                ] as const
              )
                .filter(([, count]) => count > 0)
                .map(([label, count]) => [say(label), say(homeWords.count, { count })] as const),
            ]}
          />
          {data.first.length === 0 ? null : (
            <>
              <h3>{say(startWords.first)}</h3>
              <ol>
                {data.first.map(({ id, step }) => (
                  <li key={id}>{say(step)}</li>
                ))}
              </ol>
            </>
          )}
        </>
      )}
    </aside>
  );
}
