import { kindWords } from '@machimori/city/kinds';
import { text } from '@machimori/kernel';
import type { ReactNode } from 'react';
import { offered } from '../../api/session.ts';
import { useSession } from '../../api/use-server.ts';
import { EmptyState } from '../../design/content.tsx';
import { ButtonLink, Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';
import { cityWords } from '../../messages/city.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { StartOffer } from '../start/start-offer.tsx';
import { type CityNames, isListed, useCityNames, useProposals } from './city-queries.ts';

/** What the city is made of: how many of each there are, and what waits. */
export default function CityPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { names, problem } = useCityNames();
  if (names === undefined) {
    return (
      <>
        <PageTitle title={say(cityWords.title)} />
        <Pending problem={problem} />
      </>
    );
  }
  const head = names.names.find(({ kind }) => kind === 'city');
  if (names.revision === 0 || head === undefined) {
    return (
      <>
        <PageTitle title={say(cityWords.title)} />
        {offered(session, 'register:import') ? (
          <StartOffer />
        ) : (
          <EmptyState title={say(cityWords.emptyTitle)}>
            <p className="mt-2">{say(cityWords.emptyText)}</p>
          </EmptyState>
        )}
      </>
    );
  }
  return (
    <>
      <PageTitle
        title={say(cityWords.titleOf, { city: say(text(head.name, head.nameEn ?? head.name)) })}
        lead={say(names.whole ? cityWords.lead : cityWords.leadShare)}
      >
        <ButtonLink kind="secondary" to="/city/picture">
          {say(cityWords.picture)}
        </ButtonLink>
        <ButtonLink kind="secondary" to="/city/map">
          {say(cityWords.map)}
        </ButtonLink>
      </PageTitle>
      <ProposalsNotice whole={names.whole} />
      <section aria-labelledby="lists">
        <h2 id="lists">{say(cityWords.lists)}</h2>
        <Lists names={names} />
      </section>
      <section className="m-section" aria-labelledby="more">
        <h2 id="more">{say(cityWords.more)}</h2>
        <ul>
          {names.whole ? (
            <li>
              <Link to="/city/$kind/$key" params={{ kind: 'city', key: head.key }} alone>
                {say(cityWords.head)}
              </Link>
            </li>
          ) : null}
          <li>
            <Link to="/city/proposals" alone>
              {say(cityWords.proposals)}
            </Link>
          </li>
          {names.whole ? (
            <li>
              <Link to="/city/versions" alone>
                {say(cityWords.versions)}
              </Link>
            </li>
          ) : null}
          {offered(session, 'register:import') ? (
            <li>
              <Link to="/import" alone>
                {say(cityWords.importFile)}
              </Link>
            </li>
          ) : null}
        </ul>
      </section>
    </>
  );
}

function Lists({ names }: { readonly names: CityNames }): ReactNode {
  const say = useText();
  return (
    <ul className="m-lists">
      {Object.entries(kindWords).flatMap(([list, { label, help }]) =>
        isListed(list)
          ? [
              <li key={list}>
                <span className="m-row justify-between">
                  <Link to="/city/$kind" params={{ kind: list }} alone>
                    {say(label)}
                  </Link>
                  <span className="m-lists-count">
                    {say(cityWords.count, { count: names.counts[list] ?? 0 })}
                  </span>
                </span>
                <span className="m-hint">{say(help)}</span>
              </li>,
            ]
          : [],
      )}
    </ul>
  );
}

function ProposalsNotice({ whole }: { readonly whole: boolean }): ReactNode {
  const say = useText();
  const { proposals } = useProposals();
  const count = proposals?.filter(({ state }) => state === 'waiting').length ?? 0;
  if (count === 0) return null;
  return (
    <div className="mb-8">
      <Notice
        tone="info"
        live={false}
        title={say(whole ? cityWords.proposalsWait : cityWords.proposalsOwnWait, { count })}
      >
        <Link to="/city/proposals" alone>
          {say(cityWords.proposalsOpen)}
        </Link>
      </Notice>
    </div>
  );
}
