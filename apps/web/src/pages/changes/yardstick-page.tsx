import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, DescriptionList } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Anchor, Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { RadioGroup } from '../../design/radio-group.tsx';
import { Select } from '../../design/select.tsx';
import { Table } from '../../design/table.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { planChangeWords } from '../../messages/plan-changes.ts';
import { signs } from '../../messages/signs.ts';
import { yardstickWords as words } from '../../messages/yardstick.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { cityChanges } from '../city/city-queries.ts';
import { changeSentence } from './change-words.ts';
import { PlanNews } from './plan-news.tsx';

type Yardstick = Answer<'GET /plan/yardstick'>;
type Trial = Answer<'POST /plan/yardstick/preview'>;

interface Wish {
  readonly edition: string;
  readonly criteria?: string;
  readonly keepCriteria?: boolean;
}

// What only a trial needs comes once the page is there.
const loadFileField = () => import('../../design/file-field.tsx');
const loadParts = () => import('./difference.tsx');
const FileField = lazy(async () => ({ default: (await loadFileField()).FileField }));
const DifferenceParts = lazy(async () => ({ default: (await loadParts()).DifferenceParts }));

const mostCharacters = 32 * 1024;

/** By what the city plans; for whoever may, what another edition or other criteria would change, and adopting them. */
export default function YardstickPage(): ReactNode {
  useEffect(() => {
    for (const load of [loadFileField, loadParts]) void load().catch(() => undefined);
  }, []);
  const say = useText();
  const { session } = useSession();
  const { data, error } = useQuery<Yardstick, Problem>({
    queryKey: ['plan', 'yardstick'],
    queryFn: () => call('GET /plan/yardstick'),
  });
  const { present, editions, adopted } = data ?? {};
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="changes" to="/plan/changes">
            {say(planChangeWords.title)}
          </Link>,
          say(words.title),
        ]}
      />
      <PageTitle title={say(words.title)} lead={say(words.lead)} />
      <PlanNews />
      {present === undefined || editions === undefined || adopted === undefined ? (
        <Pending problem={error} />
      ) : (
        <>
          <section aria-labelledby="now">
            <h2 id="now" className="mb-4">
              {say(words.now)}
            </h2>
            <DescriptionList
              items={[
                [say(words.edition), say(present.edition.name)],
                [say(words.provenance), say(present.edition.provenance)],
                [
                  say(words.criteria),
                  say(present.criteria.own ? words.criteriaOwn : words.criteriaEdition, {
                    title: present.criteria.title,
                  }),
                ],
              ]}
            />
            <p className="mt-4">
              <Anchor alone href="/api/v1/plan/yardstick/criteria" download>
                {say(words.criteriaFile)}
              </Anchor>
            </p>
          </section>
          {offered(session, 'yardstick:adopt') ? (
            <TryPart key={present.yardstick} present={present} editions={editions} />
          ) : null}
          <History adopted={adopted} editions={editions} />
        </>
      )}
    </>
  );
}

function TryPart({ present, editions }: Pick<Yardstick, 'present' | 'editions'>): ReactNode {
  const say = useText();
  const toast = useToast();
  const [from, setFrom] = useState(present.criteria.own ? 'keep' : 'edition');
  const [file, setFile] = useState<File>();
  const [wrong, setWrong] = useState<string>();
  const [wish, setWish] = useState<Wish>();
  const look = useAct((of: Wish, key) => call('POST /plan/yardstick/preview', { body: of, key }));
  const adopt = useAct(
    ({ of, trial }: { readonly of: Wish; readonly trial: Trial }, key) =>
      call('POST /plan/yardstick', {
        body: { ...of, baseRevision: trial.revision, baseYardstick: trial.yardstick },
        key,
      }),
    () => toast(say(words.adopted)),
    cityChanges,
  );
  const begin = async (edition: string): Promise<void> => {
    setWrong(undefined);
    adopt.forget();
    const text = from === 'file' ? await file?.text() : undefined;
    if (from === 'file' && text === undefined) return setWrong(say(words.fileMissing));
    if (text !== undefined && text.length > mostCharacters) return setWrong(say(words.fileLarge));
    const of = {
      edition,
      ...(text === undefined ? {} : { criteria: text }),
      ...(from === 'keep' ? { keepCriteria: true } : {}),
    };
    setWish(of);
    look.run(of);
  };
  const trial = look.done;
  return (
    <section className="m-section" aria-labelledby="try">
      <h2 id="try">{say(words.try)}</h2>
      <p className="mb-4">{say(words.tryText)}</p>
      <Form
        onSend={(data) =>
          void begin(editions.length > 1 ? entered(data, 'edition') : present.edition.id)
        }
      >
        {editions.length > 1 ? (
          <Select
            name="edition"
            label={say(words.edition)}
            defaultValue={present.edition.id}
            choices={editions.map(({ id, name }) => ({ value: id, label: say(name) }))}
          />
        ) : (
          <p>{say(words.onlyOne)}</p>
        )}
        <RadioGroup
          name="criteria"
          label={say(words.useCriteria)}
          value={from}
          onChange={setFrom}
          choices={[
            ...(present.criteria.own ? [{ value: 'keep', label: say(words.keepOwn) }] : []),
            { value: 'edition', label: say(words.ofEdition) },
            { value: 'file', label: say(words.ofFile) },
          ]}
        />
        {from === 'file' ? (
          <Suspense>
            <FileField
              label={say(words.file)}
              hint={say(words.fileHint)}
              accept={['.json', '.yaml', '.yml']}
              onFile={setFile}
            />
          </Suspense>
        ) : null}
        {wrong === undefined ? null : <Notice tone="error" title={wrong} />}
        <Button type="submit" busy={look.busy}>
          {say(words.begin)}
        </Button>
      </Form>
      <p role="status">{look.busy ? say(words.trying) : ''}</p>
      {[look.problem, adopt.problem].map((problem) =>
        problem === null ? null : (
          <Notice key={problem.code} tone="error" title={say(problem.text)}>
            {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
          </Notice>
        ),
      )}
      {trial === undefined || wish === undefined || look.busy ? null : (
        <TrialPart
          trial={trial}
          busy={adopt.busy}
          onAdopt={() => adopt.run({ of: wish, trial })}
          onLeave={() => {
            look.forget();
            adopt.forget();
          }}
        />
      )}
    </section>
  );
}

function TrialPart({
  trial,
  busy,
  onAdopt,
  onLeave,
}: {
  readonly trial: Trial;
  readonly busy: boolean;
  readonly onAdopt: () => void;
  readonly onLeave: () => void;
}): ReactNode {
  const say = useText();
  const { diagnostics, difference, endedAnswers, endedRequirements } = trial;
  if (difference === undefined)
    return (
      <Notice tone="error" title={say(words.wrong, { count: diagnostics.length })}>
        <p>{say(words.wrongText)}</p>
        <ul className="m-follows">
          {diagnostics.map(({ place, text, expected }) => (
            <li key={`${place.en} ${text.en}`}>
              <strong>{say(place)}</strong>
              <br />
              {say(text)}
              {expected === undefined ? '' : ` ${say(words.expected, { expected: say(expected) })}`}
            </li>
          ))}
        </ul>
      </Notice>
    );
  return (
    <section className="m-panel mt-6" aria-labelledby="result">
      <h2 id="result">{say(words.result)}</h2>
      <p>{changeSentence(difference.counts, say)}</p>
      {endedAnswers === 0 ? null : <p>{say(words.endedAnswers, { count: endedAnswers })}</p>}
      {endedRequirements.length === 0 ? null : (
        <p>{say(words.endedRequirements, { ids: endedRequirements.join(say(signs.comma)) })}</p>
      )}
      <div className="m-row mt-4">
        <Button busy={busy} onPress={onAdopt}>
          {say(words.adopt)}
        </Button>
        <Button kind="secondary" onPress={onLeave}>
          {say(words.giveUp)}
        </Button>
      </div>
      <Suspense>
        <DifferenceParts difference={difference} tried />
      </Suspense>
    </section>
  );
}

function History({ adopted, editions }: Pick<Yardstick, 'adopted' | 'editions'>): ReactNode {
  const say = useText();
  if (adopted.length === 0) return null;
  const names = new Map(editions.map(({ id, name }) => [id, name]));
  return (
    <section className="m-section" aria-labelledby="history">
      <h2 id="history">{say(words.history)}</h2>
      <Table
        caption={say(words.history)}
        captionHidden
        rows={adopted}
        rowKey={({ yardstick }) => String(yardstick)}
        columns={[
          {
            id: 'edition',
            label: say(words.edition),
            names: true,
            cell: ({ edition, ownCriteria }) => {
              const name = names.get(edition);
              const said = name === undefined ? edition : say(name);
              return ownCriteria ? say(words.ownMark, { edition: said }) : said;
            },
          },
          { id: 'since', label: say(words.since), cell: ({ at }) => <DateText value={at} time /> },
          {
            id: 'who',
            label: say(words.who),
            cell: ({ byName }) => (byName === '' ? say(words.program) : byName),
          },
        ]}
      />
    </section>
  );
}
