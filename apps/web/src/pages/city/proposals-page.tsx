import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Breadcrumb, EmptyState } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { useText } from '../../language.tsx';
import { cityWords } from '../../messages/city.ts';
import { proposalWords } from '../../messages/city-changes.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { useCityNames, useProposals } from './city-queries.ts';

// What fields are called comes while the proposals are asked for.
const loadCard = () => import('./proposal-card.tsx');
const ProposalCard = lazy(loadCard);

/** Changes that others ask for, or that one has asked for: what differs in words, and the answer. */
export default function ProposalsPage(): ReactNode {
  const say = useText();
  const { names } = useCityNames();
  const { proposals, problem } = useProposals();
  const whole = names?.whole === true;
  useEffect(() => void loadCard().catch(() => undefined), []);
  const waiting = proposals?.filter(({ state }) => state === 'waiting') ?? [];
  const answered = proposals?.filter(({ state }) => state !== 'waiting') ?? [];
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="city" to="/city">
            {say(cityWords.title)}
          </Link>,
          say(proposalWords.title),
        ]}
      />
      <PageTitle
        title={say(proposalWords.title)}
        lead={say(whole ? proposalWords.lead : proposalWords.leadOwn)}
      />
      {proposals === undefined || names === undefined ? (
        <Pending problem={problem} />
      ) : proposals.length === 0 ? (
        <EmptyState title={say(proposalWords.none)}>
          <p>{say(whole ? proposalWords.noneText : proposalWords.noneOwn)}</p>
        </EmptyState>
      ) : (
        <Suspense fallback={<Pending problem={null} />}>
          <section aria-labelledby="waiting">
            <h2 id="waiting">{say(proposalWords.waitingTitle)}</h2>
            {waiting.length === 0 ? <p>{say(proposalWords.noneWaiting)}</p> : null}
            <ul className="m-cards">
              {waiting.map((each) => (
                <ProposalCard key={each.proposal} of={each} whole={whole} />
              ))}
            </ul>
          </section>
          {answered.length === 0 ? null : (
            <section className="m-section" aria-labelledby="answered">
              <h2 id="answered">{say(proposalWords.answered)}</h2>
              <ul className="m-cards">
                {answered.map((each) => (
                  <ProposalCard key={each.proposal} of={each} whole={whole} />
                ))}
              </ul>
            </section>
          )}
        </Suspense>
      )}
    </>
  );
}
