import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Disclosure } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import { webhookWords as words } from '../../messages/webhooks.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { WebhookCard } from './webhook-card.tsx';
import {
  SecretShown,
  WebhookForm,
  type Webhooks,
  type WebhookWanted,
  webhooksKey,
} from './webhook-form.tsx';

/** Addresses outside that are told of the check sheet; for the city's administrators. */
export default function WebhookSettings(): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Webhooks, Problem>({
    queryKey: webhooksKey,
    queryFn: () => call('GET /webhooks'),
  });
  if (data === undefined) return <Pending problem={error} />;
  const { webhooks, possibleTypes, most } = data;
  return (
    <div className="m-stack">
      <h2>{say(words.title)}</h2>
      <p>{say(words.lead)}</p>
      <p className="m-hint">{say(words.safe)}</p>
      {webhooks.length === 0 ? <p>{say(words.none)}</p> : null}
      {webhooks.map((each) => (
        <WebhookCard key={each.webhook} webhook={each} possibleTypes={possibleTypes} />
      ))}
      <MakeWebhook
        possibleTypes={possibleTypes}
        most={most}
        full={webhooks.length >= most}
        first={webhooks.length === 0}
      />
    </div>
  );
}

function MakeWebhook({
  possibleTypes,
  most,
  full,
  first,
}: {
  readonly possibleTypes: Webhooks['possibleTypes'];
  readonly most: number;
  readonly full: boolean;
  /** There is none yet: its form stands open. */
  readonly first: boolean;
}): ReactNode {
  const say = useText();
  const [round, setRound] = useState(0);
  const make = useAct(
    (body: WebhookWanted, key) => call('POST /webhooks', { body, key }),
    undefined,
    [webhooksKey],
  );
  if (make.done !== undefined)
    return (
      <SecretShown
        secret={make.done.secret}
        text={say(words.secretText)}
        onKept={() => {
          setRound(round + 1);
          make.forget();
        }}
      />
    );
  if (full) return <p className="m-hint">{say(words.full, { most })}</p>;
  const form = (
    <WebhookForm
      key={round}
      label={say(words.make)}
      act={say(words.make)}
      possibleTypes={possibleTypes}
      busy={make.busy}
      problem={formProblem(make.problem, say)}
      onSend={make.run}
    />
  );
  return first ? (
    <section className="m-section" aria-labelledby="make-webhook">
      <h3 id="make-webhook">{say(words.make)}</h3>
      {form}
    </section>
  ) : (
    <Disclosure summary={say(words.makeAnother)} late>
      {form}
    </Disclosure>
  );
}
