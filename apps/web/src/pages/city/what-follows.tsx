import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Loading, StatusLabel } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';
import { followWords } from '../../messages/city-entry.ts';
import { levelWords } from '../../messages/levels.ts';
import { signs } from '../../messages/signs.ts';
import { WhyLink } from '../why/why-link.tsx';

type ElementPlan = Answer<'GET /plan/elements/:key'>;
type Duty = ElementPlan['requirements'][number]['duty'];
type Level = ElementPlan['risks'][number]['level'];

/** What the plan makes of one entry: each line leads to its reasons. */
export function WhatFollows({ elementKey }: { readonly elementKey: string }): ReactNode {
  const say = useText();
  const { data, error } = useQuery<ElementPlan, Problem>({
    queryKey: ['plan', 'element', elementKey],
    queryFn: () => call('GET /plan/elements/:key', { params: { key: elementKey } }),
  });
  return (
    <section className="m-panel" aria-labelledby="what-follows">
      <h2 id="what-follows">{say(followWords.title)}</h2>
      {data !== undefined ? (
        <Plan plan={data} elementKey={elementKey} />
      ) : error === null ? (
        <>
          <p className="mb-4">{say(followWords.making)}</p>
          <Loading />
        </>
      ) : error.status === 404 ? (
        <p>{say(followWords.nothing)}</p>
      ) : (
        <Notice tone="error" title={say(error.text)} />
      )}
    </section>
  );
}

function Plan({
  plan,
  elementKey,
}: {
  readonly plan: ElementPlan;
  readonly elementKey: string;
}): ReactNode {
  const say = useText();
  const { traits, findings, risks, requirements, lines } = plan;
  const empty = [traits, findings, risks, requirements, lines].every(({ length }) => length === 0);
  if (empty) return <p>{say(followWords.nothing)}</p>;
  return (
    <div className="m-stack">
      <p>{say(followWords.lead)}</p>
      <p>
        <WhyLink id={elementKey}>{say(followWords.open)}</WhyLink>
      </p>
      {traits.length === 0 ? null : (
        <>
          <h3>{say(followWords.traits)}</h3>
          <p>{traits.map(({ name }) => say(name)).join(say(signs.comma))}</p>
          {traits.map(({ trait, name, unknownCountries }) =>
            unknownCountries.length === 0 ? null : (
              <p key={trait} className="m-hint">
                {say(followWords.unknownCountry, { trait: say(name) })}
                {unknownCountries.map(({ kind, key, name: whose }) => (
                  <span key={key}>
                    {' '}
                    <Link
                      to="/city/$kind/$key"
                      params={{ kind, key }}
                      search={{ edit: true } as never}
                    >
                      {say(followWords.writeCountry, { name: say(whose) })}
                    </Link>
                  </span>
                ))}
              </p>
            ),
          )}
        </>
      )}
      <Some
        title={say(followWords.findings)}
        rows={findings.map(({ id, sentence, level }) => ({
          id,
          words: say(sentence),
          side: <LevelLabel level={level} />,
        }))}
      />
      <Some
        title={say(followWords.risks)}
        rows={risks.map(({ incidentType, heading, scenarios, level }) => ({
          id: scenarios[0]?.id ?? incidentType,
          words: say(heading),
          side: <LevelLabel level={level} />,
        }))}
      />
      <Some
        title={say(followWords.requirements)}
        rows={requirements.map(({ id, heading, duty }) => ({
          id,
          words: say(heading),
          below: <DutyWords duty={duty} />,
        }))}
      />
      <Some
        title={say(followWords.lines)}
        rows={lines.map(({ id, label, heading, duty, answeredBy }) => ({
          id,
          words: `${say(heading)}${say(signs.open)}${say(label)}${say(signs.close)}`,
          below: (
            <>
              <DutyWords duty={duty} />
              {duty.performers.some(({ key }) => key === answeredBy.key) ? null : (
                <p className="m-hint">
                  {say(followWords.answersLine, { name: say(answeredBy.name) })}
                </p>
              )}
            </>
          ),
        }))}
      />
      <Parties requirements={requirements} />
    </div>
  );
}

const firstShown = 5;

function Some({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly {
    readonly id: string;
    readonly words: string;
    readonly side?: ReactNode;
    readonly below?: ReactNode;
  }[];
}): ReactNode {
  const say = useText();
  const [all, setAll] = useState(false);
  const heading = useId();
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, firstShown);
  return (
    <>
      <h3 id={heading}>
        {title}
        <span className="m-hint font-normal">
          {' '}
          {say(followWords.counted, { count: rows.length })}
        </span>
      </h3>
      <ul className="m-follows" aria-labelledby={heading}>
        {shown.map(({ id, words, side, below }) => (
          <li key={id}>
            <span className="m-row justify-between">
              <WhyLink id={id}>{words}</WhyLink>
              {side}
            </span>
            {below}
          </li>
        ))}
      </ul>
      {rows.length > shown.length ? (
        <p>
          <Button kind="text" size="small" onPress={() => setAll(true)}>
            {say(followWords.all, { count: rows.length - shown.length })}
          </Button>
        </p>
      ) : null}
    </>
  );
}

export function LevelLabel({ level }: { readonly level: Level }): ReactNode {
  const say = useText();
  const { label, tone } = levelWords[level];
  return <StatusLabel tone={tone}>{say(label)}</StatusLabel>;
}

function DutyWords({ duty }: { readonly duty: Duty }): ReactNode {
  const say = useText();
  const names = duty.performers.map(({ name }) => say(name)).join(say(signs.comma));
  return duty.state === 'gap' ? (
    <p>
      <StatusLabel tone="error">{say(followWords.nobody)}</StatusLabel>
    </p>
  ) : (
    <p className="m-hint">
      {say(
        duty.state === 'overlap'
          ? followWords.several
          : duty.state === 'presumed'
            ? followWords.presumed
            : followWords.performs,
        { names },
      )}
    </p>
  );
}

/** Who has something to do because of it, most first. */
function Parties({
  requirements,
}: {
  readonly requirements: ElementPlan['requirements'];
}): ReactNode {
  const say = useText();
  const parties = new Map<string, { name: string; performs: number; answers: number }>();
  const count = (
    of: readonly { readonly key: string; readonly name: { ja: string; en: string } }[],
    what: 'performs' | 'answers',
  ): void => {
    for (const { key, name } of of) {
      const known = parties.get(key) ?? { name: say(name), performs: 0, answers: 0 };
      known[what] += 1;
      parties.set(key, known);
    }
  };
  for (const { duty } of requirements) {
    count(duty.performers, 'performs');
    count(duty.answerable, 'answers');
  }
  if (parties.size === 0) return null;
  const rows = [...parties].sort(([, a], [, b]) => b.performs - a.performs);
  return (
    <>
      <h3>{say(followWords.parties)}</h3>
      <ul className="m-follows">
        {rows.map(([key, { name, performs, answers }]) => (
          <li key={key}>
            <Link to="/city/$kind/$key" params={{ kind: 'organisations', key }}>
              {name}
            </Link>
            <p className="m-hint">
              {[
                ...(performs > 0 ? [say(followWords.performsCount, { count: performs })] : []),
                ...(answers > 0 ? [say(followWords.answersCount, { count: answers })] : []),
              ].join(say(signs.dot))}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
