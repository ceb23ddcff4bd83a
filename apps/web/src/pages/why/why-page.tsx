import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, Disclosure, StatusLabel } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';
import { levelIn } from '../../messages/levels.ts';
import { signs } from '../../messages/signs.ts';
import { documentWords, kindWords, stepWords, whyWords as words } from '../../messages/why.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import './why.css';
import { AskWhy } from './ask-why.tsx';
import { WhyLink } from './why-link.tsx';

type Why = Answer<'GET /plan/why'>;
type Step = NonNullable<Why['chain']>['steps'][number];
type Linked = Why['because'][number];

/** Any line of the plan as a chain of reasons, and everything that it is linked with. */
export default function WhyPage(): ReactNode {
  const say = useText();
  const search = useSearch({ strict: false }) as { readonly id?: unknown };
  const id = String(search.id ?? '').trim();
  const { data, error } = useQuery<Why, Problem>({
    queryKey: ['why', id],
    queryFn: () => call('GET /plan/why', { query: { id } }),
    enabled: id !== '',
    retry: false,
  });
  if (id === '' || error?.status === 404)
    return (
      <>
        <PageTitle
          title={say(id === '' ? words.crumb : words.unknownTitle)}
          lead={say(id === '' ? words.askLead : words.unknownText)}
        />
        <AskWhy asked={id} />
      </>
    );
  const title = data === undefined ? say(words.title) : say(data.node.name);
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="ask" to="/why">
            {say(words.crumb)}
          </Link>,
          say(kindWords[data?.node.kind ?? ''] ?? words.title),
        ]}
      />
      <PageTitle
        title={title}
        {...(data?.node.detail === undefined ? {} : { lead: say(data.node.detail) })}
      />
      {data === undefined ? <Pending problem={error} /> : <Reasons why={data} />}
    </>
  );
}

function Reasons({ why }: { readonly why: Why }): ReactNode {
  const say = useText();
  const { chain, because, leadsTo, also, node } = why;
  const steps = chain?.steps.filter(({ total }) => total > 0) ?? [];
  return (
    <>
      <InPlace node={node} />
      {also.length === 0 ? null : (
        <Notice tone="info" title={say(words.also)}>
          <ul className="m-row">
            {also.map((other) => (
              <li key={other}>
                <WhyLink id={other}>{other}</WhyLink>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {steps.length === 0 ? (
        <p className="m-hint">{say(words.noChain)}</p>
      ) : (
        <section className="m-section" aria-labelledby="chain">
          <h2 id="chain">{say(words.chain)}</h2>
          <p className="m-lead">{say(words.chainLead)}</p>
          <ol className="m-chain">
            {steps.map((step) => (
              <ChainStep key={step.step} step={step} own={node.id} />
            ))}
          </ol>
        </section>
      )}
      <section className="m-section" aria-labelledby="because">
        <h2 id="because">{say(words.because)}</h2>
        <Groups groups={because} />
      </section>
      <section className="m-section" aria-labelledby="leads">
        <h2 id="leads">{say(words.leadsTo)}</h2>
        <Groups groups={leadsTo} />
      </section>
    </>
  );
}

/** Where it stands outside the plan: its entry in the city, or in the guideline. */
function InPlace({ node }: { readonly node: Why['node'] }): ReactNode {
  const say = useText();
  const list = lists[node.kind];
  const part = parts[node.kind];
  const entry = node.id.replace(/^catalogue:/, '');
  if (list !== undefined)
    return (
      <Link to={`/city/${list}/${entry}` as never} alone>
        {say(words.entry)}
      </Link>
    );
  return part === undefined ? null : (
    <Link to="/guideline" search={{ part, id: entry } as never} alone>
      {say(words.guideline)}
    </Link>
  );
}

const lists: Readonly<Record<string, string>> = {
  organisation: 'organisations',
  contract: 'contracts',
  component: 'components',
  dataSet: 'dataSets',
  flow: 'flows',
  externalSystem: 'externalSystems',
};
const parts: Readonly<Record<string, string>> = {
  checkItem: 'checkItems',
  requirement: 'requirements',
  risk: 'risks',
  measure: 'cases',
  reference: 'laws',
  trait: 'traits',
};

/** How many of each step are read before one asks for the others. */
const first = 3;

function ChainStep({ step, own }: { readonly step: Step; readonly own: string }): ReactNode {
  const say = useText();
  const [all, setAll] = useState(false);
  const shown = all ? step.links : step.links.slice(0, first);
  const { title, lead } = stepWords[step.step] ?? { title: words.title, lead: words.title };
  return (
    <li className="m-chain-step">
      <h3>
        {say(title)}
        <span className="m-chain-count">{say(words.count, { count: step.total })}</span>
      </h3>
      <p className="m-hint">{say(lead)}</p>
      <ul className="m-chain-links">
        {shown.map((link) => (
          <ChainEntry key={link.id} link={link} own={own} />
        ))}
      </ul>
      {step.links.length > first ? (
        <Button kind="text" onPress={() => setAll(!all)}>
          {say(all ? words.hide : words.rest, { count: step.total - first })}
        </Button>
      ) : null}
      {all && step.total > step.links.length ? (
        <p className="m-hint">{say(words.more, { count: step.total - step.links.length })}</p>
      ) : null}
    </li>
  );
}

function ChainEntry({
  link,
  own,
}: {
  readonly link: Step['links'][number];
  readonly own: string;
}): ReactNode {
  const say = useText();
  const { id, name, detail, level, at, source } = link;
  return (
    <li>
      <p className="m-chain-name">
        {id === own ? <strong>{say(name)}</strong> : <WhyLink id={id}>{say(name)}</WhyLink>}
        {level === undefined ? null : <Level level={level} />}
      </p>
      {detail === undefined ? null : <p>{say(detail)}</p>}
      {at.length === 0 && source === undefined ? null : (
        <p className="m-chain-facts">
          {at.length === 0 ? null : (
            <span>
              {say(words.at)}
              {say(signs.colon)}
              {at.map(({ key, name: place }, index) => (
                <span key={key}>
                  {index === 0 ? '' : say(signs.comma)}
                  <WhyLink id={key}>{say(place)}</WhyLink>
                </span>
              ))}
            </span>
          )}
          {source === undefined ? null : (
            <span>
              {say(words.source, {
                document: documentWords[source.document] ?? source.document,
                section: source.section,
              })}
            </span>
          )}
        </p>
      )}
    </li>
  );
}

export function Level({ level }: { readonly level: string }): ReactNode {
  const say = useText();
  const known = levelIn(level);
  return known === undefined ? null : (
    <StatusLabel tone={known.tone}>{say(known.label)}</StatusLabel>
  );
}

function Groups({ groups }: { readonly groups: readonly Linked[] }): ReactNode {
  const say = useText();
  if (groups.length === 0) return <p className="m-hint">{say(words.nothing)}</p>;
  const kinds = [...new Set(groups.map(({ kind }) => kind))];
  return (
    <ul className="m-why-groups">
      {kinds.map((kind) => {
        const of = groups.filter((each) => each.kind === kind);
        const nodes = [...new Map(of.flatMap((each) => each.nodes).map((each) => [each.id, each]))];
        const total = of.reduce((sum, each) => sum + each.total, 0);
        const label = `${say(kindWords[kind] ?? words.title)}${say(signs.open)}${say(words.count, { count: total })}${say(signs.close)}`;
        const list = (
          <ul className="m-why-nodes">
            {nodes.map(([id, node]) => (
              <li key={id}>
                <WhyLink id={id}>{say(node.name)}</WhyLink>
              </li>
            ))}
            {total > nodes.length ? (
              <li className="m-hint">{say(words.more, { count: total - nodes.length })}</li>
            ) : null}
          </ul>
        );
        return (
          <li key={kind}>
            {nodes.length <= 3 ? (
              <>
                <p className="font-bold">{label}</p>
                {list}
              </>
            ) : (
              <Disclosure summary={label}>{list}</Disclosure>
            )}
          </li>
        );
      })}
    </ul>
  );
}
