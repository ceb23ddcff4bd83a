import { stateWords } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Disclosure } from '../../design/content.tsx';
import { dateText } from '../../design/date-text.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Notice } from '../../design/notice.tsx';
import { RadioGroup } from '../../design/radio-group.tsx';
import { useToast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { sharingWords as words } from '../../messages/sheet-sharing.ts';
import { signs } from '../../messages/signs.ts';
import { answerChanges, type LineSeen, seenIn } from './sheet-queries.ts';

type Shared = Answer<'GET /sheet/lines/:line/shared'>;

/** What others of the same role answered, where they share it; and what one's own organisation shares. */
export default function LineShared({
  seen,
  unsaved,
}: {
  readonly seen: LineSeen;
  readonly unsaved: boolean;
}): ReactNode {
  const { session } = useSession();
  const { data } = useQuery<Shared, Problem>({
    queryKey: ['sheet', 'shared', seen.line],
    queryFn: () => call('GET /sheet/lines/:line/shared', { params: { line: seen.line } }),
  });
  if (data?.own !== true) return null;
  return (
    <>
      {data.answers.length === 0 ? null : (
        <OthersAnswers
          seen={seen}
          answers={data.answers}
          mayTake={seen.may.answer && !unsaved && offered(session, 'sheet:answer')}
        />
      )}
      {offered(session, 'sheet:share') ? <OwnSharing seen={seen} sharing={data.sharing} /> : null}
    </>
  );
}

function OthersAnswers({
  seen,
  answers,
  mayTake,
}: {
  readonly seen: LineSeen;
  readonly answers: Shared['answers'];
  readonly mayTake: boolean;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const { locale } = useLanguage();
  const take = useAct(
    (share: string, key) =>
      call('POST /sheet/lines/:line/shared', {
        params: { line: seen.line },
        body: { share, seen: seenIn(seen, 'statement') },
        key,
      }),
    () => toast(say(words.taken)),
    answerChanges,
  );
  const problem = formProblem(take.problem, say);
  return (
    <section aria-labelledby="shared">
      <h2 id="shared">{say(words.title, { count: answers.length })}</h2>
      <p className="mb-4">{say(words.lead)}</p>
      {problem === undefined ? null : <Notice tone="error" title={problem.title} />}
      <ul>
        {answers.map((each) => {
          const name = each.organisationName || say(words.unnamed);
          return (
            <li key={each.share} className="mb-6">
              <h3>{name}</h3>
              <p className="m-hint">
                {say(stateWords[each.state])}
                {say(signs.apart)}
                {say(words.accepted, { day: dateText(each.acceptedAt, locale) })}
              </p>
              <p className="mb-2 whitespace-pre-line">{each.statement}</p>
              {mayTake ? (
                <Button
                  kind="secondary"
                  busy={take.busy}
                  aria-label={say(words.takeNamed, { name })}
                  onPress={() => take.run(each.share)}
                >
                  {say(words.take)}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {mayTake && seen.values.statement !== '' ? (
        <p className="m-hint">{say(words.overwrites)}</p>
      ) : null}
    </section>
  );
}

function OwnSharing({
  seen,
  sharing,
}: {
  readonly seen: LineSeen;
  readonly sharing: Shared['sharing'];
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const changed = () => toast(say(words.saved));
  const begin = useAct(
    ({ line, named }: { line: string; named: boolean }, key) =>
      call('PUT /sheet/sharings/:line', { params: { line }, body: { named }, key }),
    changed,
    answerChanges,
  );
  const stop = useAct(
    (line: string, key) => call('DELETE /sheet/sharings/:line', { params: { line }, key }),
    changed,
    answerChanges,
  );
  const nameOf = ({ named }: { readonly named: boolean }): string =>
    say(named ? words.withName : words.withoutName);
  const problem = formProblem(stop.problem, say);
  return (
    <Disclosure summary={say(words.share)}>
      <p className="mb-4">{say(words.shareLead)}</p>
      {problem === undefined ? null : <Notice tone="error" title={problem.title} />}
      {sharing.line === undefined ? null : (
        <p className="m-row mb-4">
          <span>{say(words.nowLine, { name: nameOf(sharing.line) })}</span>
          <Button kind="secondary" busy={stop.busy} onPress={() => stop.run(seen.line)}>
            {say(words.stopLine)}
          </Button>
        </p>
      )}
      {sharing.all === undefined ? null : (
        <p className="m-row mb-4">
          <span>{say(words.nowAll, { name: nameOf(sharing.all) })}</span>
          <Button kind="secondary" busy={stop.busy} onPress={() => stop.run('all')}>
            {say(words.stopAll)}
          </Button>
        </p>
      )}
      <Form
        onSend={(data) =>
          begin.run({
            line: entered(data, 'scope') === 'all' ? 'all' : seen.line,
            named: entered(data, 'named') === 'yes',
          })
        }
        problem={formProblem(begin.problem, say)}
      >
        <RadioGroup
          name="scope"
          label={say(words.scope)}
          defaultValue="line"
          choices={[
            { value: 'line', label: say(words.thisOne) },
            { value: 'all', label: say(words.all) },
          ]}
        />
        <RadioGroup
          name="named"
          label={say(words.name)}
          defaultValue="no"
          choices={[
            { value: 'no', label: say(words.withoutName) },
            { value: 'yes', label: say(words.withName) },
          ]}
        />
        <p>
          <Button type="submit" kind="secondary" busy={begin.busy}>
            {say(words.begin)}
          </Button>
        </p>
      </Form>
    </Disclosure>
  );
}
