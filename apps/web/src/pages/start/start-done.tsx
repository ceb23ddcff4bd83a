import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { checkMail } from '../../account-checks.ts';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { CopyField } from '../../design/copy-field.tsx';
import { entered, Form } from '../../design/form.tsx';
import { ButtonLink, Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { elementKindWords, homeWords } from '../../messages/home.ts';
import { peopleWords } from '../../messages/people.ts';
import { startWords, stepWords } from '../../messages/start.ts';
import { openWords } from '../../messages/start-questions.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { ActionCard } from '../action-card.tsx';
import { OnlyHere } from '../only-here.tsx';
import { type Guided, steps } from './answers.ts';

const planPollMs = 1_500;

/** What came of the answers: what to do first, whom to invite, what to find out. */
export default function StartDone({ guided }: { readonly guided: Guided }): ReactNode {
  const say = useText();
  return (
    <>
      <PageTitle title={say(startWords.doneTitle)} lead={say(startWords.doneLead)}>
        <ButtonLink to="/">{say(startWords.toHome)}</ButtonLink>
      </PageTitle>
      <FirstThings />
      <section className="m-section" aria-labelledby="invite">
        <h2 id="invite">{say(startWords.invite)}</h2>
        <Invitations />
      </section>
      <section className="m-section" aria-labelledby="find-out">
        <h2 id="find-out">{say(startWords.findOut)}</h2>
        <FindOut guided={guided} />
      </section>
      <section className="m-section" aria-labelledby="again">
        <h2 id="again">{say(startWords.changeAnswers)}</h2>
        <ul className="m-row">
          {steps.map((step) => (
            <li key={step}>
              <Link to="/start" search={{ step } as never} alone>
                {say(stepWords[step].short)}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function FirstThings(): ReactNode {
  const say = useText();
  const [at, setAt] = useState(0);
  const [list, setList] = useState(false);
  const { data, error } = useQuery<Answer<'GET /home'>, Problem>({
    queryKey: ['home'],
    queryFn: () => call('GET /home'),
    refetchInterval: ({ state }) => (state.data?.outdated === true ? planPollMs : false),
  });
  if (data === undefined) return <Pending problem={error} />;
  if (data.outdated)
    return (
      <Notice tone="info" title={say(homeWords.planning)}>
        <p>{say(homeWords.planningText)}</p>
      </Notice>
    );
  const { actions } = data;
  const number = Math.min(at, actions.length - 1);
  const one = actions[number];
  return (
    <section aria-labelledby="ten">
      <h2 id="ten" className="mb-4">
        {say(startWords.ten)}
      </h2>
      {one === undefined ? (
        <p>{say(homeWords.noActions)}</p>
      ) : (
        <>
          <ol className="m-cards" aria-live="polite">
            {(list ? actions : [one]).map((action) => (
              <ActionCard key={action.id} action={action} />
            ))}
          </ol>
          <div className="m-row mt-4">
            {list ? null : (
              <>
                <Button
                  kind="secondary"
                  isDisabled={number === 0}
                  onPress={() => setAt(number - 1)}
                >
                  {say(startWords.previousThing)}
                </Button>
                <span>
                  {say(startWords.position, { count: actions.length, number: number + 1 })}
                </span>
                <Button
                  kind="secondary"
                  isDisabled={number === actions.length - 1}
                  onPress={() => setAt(number + 1)}
                >
                  {say(startWords.nextThing)}
                </Button>
              </>
            )}
            <Button kind="text" onPress={() => setList(!list)}>
              {say(list ? startWords.oneByOne : startWords.asList)}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Invitations(): ReactNode {
  const say = useText();
  const { data } = useQuery<Answer<'GET /city'>, Problem>({
    queryKey: ['city'],
    queryFn: () => call('GET /city'),
  });
  const others = (data?.organisations ?? []).filter(({ promoter }) => !promoter);
  if (data !== undefined && others.length === 0) return <p>{say(startWords.inviteNobody)}</p>;
  return (
    <>
      <p className="mb-4">{say(startWords.inviteText)}</p>
      <div className="mb-4">
        <OnlyHere />
      </div>
      <ul className="m-cards">
        {others.map(({ organisation, name }) => (
          <li key={organisation} className="m-card">
            <h3 className="mb-2">{name}</h3>
            <Invite organisation={organisation} name={name} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Invite({
  organisation,
  name,
}: {
  readonly organisation: string;
  readonly name: string;
}): ReactNode {
  const say = useText();
  const { session } = useSession();
  const [mail, setMail] = useState('');
  const invite = useAct(
    (email: string, key) =>
      call('POST /invitations', {
        body: { email, organisation, roles: ['organisationAdministrator'], renew: true },
        key,
      }),
    () => undefined,
    [['members']],
  );
  if (invite.done !== undefined)
    return (
      <div className="m-stack">
        <p>
          {session?.mail === true
            ? say(peopleWords.mailed, { mail })
            : say(startWords.inviteLinkText, { mail })}
        </p>
        <CopyField label={say(startWords.inviteLink, { name })} value={invite.done.link} />
      </div>
    );
  const field = `email-${organisation}`;
  return (
    <Form
      label={say(startWords.inviteLink, { name })}
      check={(data) => {
        const one = new FormData();
        one.set('email', entered(data, field));
        const { email } = checkMail(one, say);
        return email === undefined ? {} : { [field]: email };
      }}
      onSend={(data) => {
        setMail(entered(data, field));
        invite.run(entered(data, field));
      }}
      problem={formProblem(invite.problem, say)}
    >
      <TextField
        name={field}
        label={say(startWords.inviteMail, { name })}
        type="email"
        autoComplete="off"
      />
      <div>
        <Button type="submit" kind="secondary" busy={invite.busy}>
          {say(startWords.inviteAct)}
        </Button>
      </div>
    </Form>
  );
}

function FindOut({ guided: { findOut, check } }: { readonly guided: Guided }): ReactNode {
  const say = useText();
  return (
    <>
      {findOut.length === 0 ? <p>{say(startWords.nothingOpen)}</p> : <Open findOut={findOut} />}
      {check.length === 0 ? null : <Assumed check={check} />}
    </>
  );
}

/** What a template filled in: each entry with the way to it, and what is assumed of it. */
function Assumed({ check }: { readonly check: Guided['check'] }): ReactNode {
  const say = useText();
  return (
    <>
      <h3 className="mt-6 mb-2">{say(startWords.assumed)}</h3>
      <p className="mb-2">{say(startWords.assumedText)}</p>
      <ul className="m-follows">
        {check.map(({ kind, key, name, fields }) => (
          <li key={`${kind} ${key}`}>
            <p className="m-row">
              <Link to="/city/$kind/$key" params={{ kind, key }}>
                {name}
              </Link>
              <span className="m-hint">
                {say(elementKindWords[kind] ?? { ja: kind, en: kind })}
              </span>
            </p>
            <ul className="list-disc ps-6">
              {fields.map(({ label, value }) => (
                <li key={label.en}>
                  {say(startWords.assumedField, { label: say(label), value: say(value) })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}

function Open({ findOut }: { readonly findOut: Guided['findOut'] }): ReactNode {
  const say = useText();
  const words: Readonly<Record<string, { readonly ja: string; readonly en: string }>> = openWords;
  return (
    <>
      <p className="mb-2">{say(startWords.findOutText)}</p>
      <ul className="list-disc ps-6">
        {findOut.map(({ step, question, about }) => {
          const what = say(words[question] ?? { ja: question, en: question });
          return (
            <li key={`${step} ${question} ${about ?? ''}`}>
              <Link to="/start" search={{ step } as never}>
                {about === undefined ? what : say(startWords.openOf, { about, what })}
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
