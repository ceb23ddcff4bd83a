import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import { call } from '../../api/use-server.ts';
import { EmptyState, Figures, StatusLabel } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { useText } from '../../language.tsx';
import {
  noteWords,
  problemWords,
  responsibilityWords as words,
} from '../../messages/responsibilities.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { ProblemCard } from './problem-card.tsx';
import type { Responsibilities } from './responsibility-data.ts';

const kinds = ['gap', 'overlap', 'self-check', 'presumed'] as const;

/** What is wrong with who does what, the worst kind first; then the contracts to look after. */
export function ProblemList(): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Responsibilities, Problem>({
    queryKey: ['plan', 'responsibilities'],
    queryFn: () => call('GET /plan/responsibilities'),
  });
  if (data === undefined) return <Pending problem={error} />;
  const { counts, problems, notes } = data;
  return (
    <>
      <Figures
        items={kinds.map((kind) => [
          say(problemWords[kind].title),
          say(words.measures, { count: counts[kind] }),
        ])}
      />
      <p className="m-hint mt-4">{say(words.boundaryHelp)}</p>
      {problems.length === 0 ? (
        <div className="mt-6">
          <EmptyState title={say(words.none)}>
            <p>{say(words.noneText)}</p>
          </EmptyState>
        </div>
      ) : null}
      {kinds.map((kind) => {
        const some = problems.filter((each) => each.kind === kind);
        if (some.length === 0) return null;
        return (
          <section key={kind} className="m-section" aria-labelledby={`kind-${kind}`}>
            <h2 id={`kind-${kind}`}>{say(problemWords[kind].title)}</h2>
            <p className="mb-4">{say(problemWords[kind].lead)}</p>
            <ul className="m-cards">
              {some.map((problem) => (
                <li key={problem.id} className="m-card">
                  <ProblemCard problem={problem} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <Notes notes={notes} />
    </>
  );
}

function Notes({ notes }: { readonly notes: Responsibilities['notes'] }): ReactNode {
  const say = useText();
  if (notes.length === 0) return null;
  const byContract = Map.groupBy(notes, ({ contract }) => contract.key);
  return (
    <section className="m-section" aria-labelledby="notes">
      <h2 id="notes">{say(words.notes)}</h2>
      <p className="mb-4">{say(words.notesLead)}</p>
      <ul className="m-cards">
        {[...byContract].map(([key, some]) => (
          <li key={key} className="m-card">
            <h3>{say(some[0]?.contract.name ?? { ja: key, en: key })}</h3>
            <ul className="m-duty-notes">
              {some.map(({ id, kind, sentence, closes, about }) => (
                <li key={id}>
                  <p>
                    {noteWords[kind] === undefined ? null : (
                      <StatusLabel tone="warning">{say(noteWords[kind])}</StatusLabel>
                    )}{' '}
                    {say(sentence)}
                  </p>
                  <p className="m-hint">{say(closes)}</p>
                  {kind === 'unknown-law' && about[0] !== undefined ? (
                    <Link
                      to="/city/$kind/$key"
                      params={{ kind: 'organisations', key: about[0].key }}
                      alone
                    >
                      {say(words.openParty)}
                    </Link>
                  ) : null}
                </li>
              ))}
            </ul>
            <Link to="/city/$kind/$key" params={{ kind: 'contracts', key }} alone>
              {say(words.openContract)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
