import { lazy, type ReactNode, Suspense, useState } from 'react';
import { offered } from '../../api/session.ts';
import { useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Disclosure, Loading, StatusLabel } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import { problemWords, responsibilityWords as words } from '../../messages/responsibilities.ts';
import { signs } from '../../messages/signs.ts';
import { WhyLink } from '../why/why-link.tsx';
import type { DutyProblem } from './responsibility-data.ts';

// Changing the city needs more than reading what is open: it comes when somebody wants it.
const MendDuty = lazy(() => import('./mend-duty.tsx'));

/** One thing to settle: where, why, and the ways to close it from here. */
export function ProblemCard({ problem }: { readonly problem: DutyProblem }): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { kind, place, contract, performers, demanded, asked, recorded } = problem;
  const [mending, setMending] = useState(false);
  const may = offered(session, 'register:change') && problem.remedies.length > 0;
  const title = place === undefined ? say(words.wholePlace) : say(place.name);
  const rest = demanded + asked - problem.requirements.length;
  return (
    <>
      <h3 className="m-row">
        {title}
        <StatusLabel tone={kind === 'gap' || kind === 'overlap' ? 'error' : 'warning'}>
          {say(problemWords[kind].tag)}
        </StatusLabel>
      </h3>
      <p className="m-facts">
        <span>{say(words.measures, { count: demanded })}</span>
        {asked === 0 ? null : <span>{say(words.asked, { count: asked })}</span>}
        {contract === undefined ? null : (
          <span>{say(words.under, { contract: contract.name })}</span>
        )}
        {performers.length === 0 || kind === 'self-check' ? null : (
          <span>
            {say(kind === 'overlap' ? words.claimed : words.performers)}
            {say(signs.colon)}
            {performers.map(({ name }) => say(name)).join(say(signs.comma))}
          </span>
        )}
      </p>
      <p>{say(problem.reason)}</p>
      {recorded === undefined ? (
        <p>
          <strong>
            {say(words.closes)}
            {say(signs.colon)}
          </strong>
          {say(problem.closes)}
        </p>
      ) : (
        <p>
          {say(words.recorded, {
            by: recorded.by,
            way: recorded.kind === 'signed' ? words.signed : words.otherDepartment,
          })}
        </p>
      )}
      <Disclosure summary={say(words.which, { count: demanded + asked })}>
        <ul className="m-duty-which">
          {problem.requirements.map(({ id, heading }) => (
            <li key={id}>
              <WhyLink id={id}>{say(heading)}</WhyLink>
            </li>
          ))}
          {rest > 0 ? <li>{say(words.andMore, { count: rest })}</li> : null}
        </ul>
      </Disclosure>
      {!may ? (
        <p className="m-hint mt-2">{say(words.cannot)}</p>
      ) : mending ? (
        <Suspense fallback={<Loading lines={3} />}>
          <MendDuty problem={problem} title={title} onClose={() => setMending(false)} />
        </Suspense>
      ) : (
        <p className="mt-4">
          <Button
            kind="secondary"
            aria-label={`${title}${say(signs.colon)}${say(words.mend)}`}
            onPress={() => setMending(true)}
          >
            {say(words.mend)}
          </Button>
        </p>
      )}
    </>
  );
}
