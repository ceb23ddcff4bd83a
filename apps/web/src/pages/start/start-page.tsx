import { timeInJapan } from '@machimori/kernel';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState, Loading, ProgressSteps } from '../../design/content.tsx';
import { Form } from '../../design/form.tsx';
import type { FormErrors } from '../../design/form-errors.ts';
import { ButtonLink } from '../../design/link.tsx';
import { useToast } from '../../design/toast.tsx';
import { type Say, useText } from '../../language.tsx';
import { startWords, stepWords } from '../../messages/start.ts';
import { questionWords } from '../../messages/start-questions.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { UnsavedGuard } from '../../shell/unsaved-guard.tsx';
import { type Answers, begin, type Guided, numberIn, type Step, steps } from './answers.ts';
import { GrowingPlan } from './growing-plan.tsx';
import type { StepProps } from './parts.tsx';
import { type Keeping, keptSoFar, useKeeping } from './use-keeping.ts';
import './start.css';
import { ContactsStep, SuppliersStep } from './step-parties.tsx';
import { DataStep, DevicesStep } from './step-things.tsx';
import { PlatformStep, PromoterStep, ServicesStep } from './step-town.tsx';

// Whom to invite, and what to do first: after the last question.
const StartDone = lazy(() => import('./start-done.tsx'));

const pages: Readonly<Record<Step, (props: StepProps) => ReactNode>> = {
  promoter: PromoterStep,
  services: ServicesStep,
  platform: PlatformStep,
  devices: DevicesStep,
  data: DataStep,
  suppliers: SuppliersStep,
  contacts: ContactsStep,
};

/** The guided way to a first description: a few questions a step, and the plan that grows beside them. */
export default function StartPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { data, error, isFetchedAfterMount } = useQuery<Guided, Problem>({
    queryKey: ['guided'],
    queryFn: async () => {
      await keptSoFar();
      return call('GET /guided');
    },
    // What is being answered stands on this page until it is sent.
    refetchOnWindowFocus: false,
  });
  const { step: asked } = useSearch({ strict: false }) as { readonly step?: unknown };
  // Questions begin with the answers as they were kept, never with those of an earlier look.
  if (data === undefined || session === undefined || !isFetchedAfterMount)
    return <Pending problem={error} />;
  if (data.elsewhere)
    return (
      <>
        <PageTitle title={say(startWords.title)} />
        <EmptyState title={say(startWords.elsewhereTitle)}>
          <p className="mt-2 mb-6">{say(startWords.elsewhereText)}</p>
          <ButtonLink to="/city">{say(startWords.toCity)}</ButtonLink>
        </EmptyState>
      </>
    );
  const open = steps.find((step) => !data.finished.includes(step));
  // A step is reached when those before it are finished.
  const reached = steps.find(
    (step) => step === asked && (data.finished.includes(step) || step === open),
  );
  const step = reached ?? (asked === 'done' ? undefined : open);
  if (step === undefined)
    return (
      <Suspense fallback={<Loading />}>
        <StartDone guided={data} />
      </Suspense>
    );
  const { seat } = session;
  const first = data.answers ?? begin(seat?.cityName ?? '', seat?.organisationName ?? '');
  return <Questions key={step} step={step} guided={data} first={first} />;
}

function Questions({
  step,
  guided,
  first,
}: {
  readonly step: Step;
  readonly guided: Guided;
  readonly first: Answers;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const keeping = useKeeping(first);
  const { answers } = keeping;
  const at = steps.indexOf(step);
  const next = steps[at + 1];
  const before = steps[at - 1];
  const go = (to: Step | 'done'): Promise<void> =>
    navigate({ to: '.', search: { step: to } as never });
  const finish = useAct(
    async (given: Answers, key) => {
      await keptSoFar();
      return call('POST /guided/steps/:step', { params: { step }, body: { answers: given }, key });
    },
    async ({ kept }, given) => {
      keeping.settle(given);
      client.setQueryData<Guided>(
        ['guided'],
        (known) =>
          known && { ...known, answers: given, finished: [...new Set([...known.finished, step])] },
      );
      if (kept.length > 0) toast(say(startWords.kept, { count: kept.length }));
      await go(next ?? 'done');
      await client.invalidateQueries({ queryKey: ['guided'] });
    },
    [['home'], ['city'], ['element'], ['names']],
  );
  const keep = useAct(
    async (given: Answers, key) => {
      await keptSoFar();
      return call('PUT /guided', { body: { answers: given }, key });
    },
    async (_, given) => {
      keeping.settle(given);
      client.setQueryData<Guided>(['guided'], (known) => known && { ...known, answers: given });
      toast(say(startWords.laterDone));
      await navigate({ to: '/' });
    },
  );
  const sending = finish.busy || keep.busy || finish.done !== undefined || keep.done !== undefined;
  const words = stepWords[step];
  const Page = pages[step];
  return (
    <>
      <PageTitle title={say(startWords.title)} lead={say(startWords.lead)} />
      <UnsavedGuard unsaved={keeping.atRisk && !sending} />
      <ProgressSteps steps={steps.map((each) => say(stepWords[each].short))} current={at} />
      <div className="m-guided">
        <section aria-labelledby="questions">
          <h2 id="questions" className="mb-4">
            {say(words.title)}
          </h2>
          <p className="m-reason">
            <strong>{say(startWords.why)}</strong>
            <br />
            {say(words.why)}
          </p>
          <Form
            label={say(words.title)}
            check={(data) => missingIn(data, say)}
            onSend={() => finish.run(answers)}
            problem={formProblem(finish.problem ?? keep.problem, say)}
          >
            <Page answers={answers} templates={guided.templates} change={keeping.change} />
            <div className="m-row">
              <Button type="submit" size="large" busy={finish.busy}>
                {say(next === undefined ? startWords.finish : startWords.next)}
              </Button>
              {before === undefined ? null : (
                <Button kind="secondary" size="large" onPress={() => void go(before)}>
                  {say(startWords.back)}
                </Button>
              )}
              <Button kind="text" busy={keep.busy} onPress={() => keep.run(answers)}>
                {say(startWords.later)}
              </Button>
            </div>
            <KeptNote keeping={keeping} />
          </Form>
        </section>
        <GrowingPlan answers={answers} />
      </div>
    </>
  );
}

/** Whether what was entered is kept already: nobody should fear to close the window. */
function KeptNote({ keeping: { at, failed } }: { readonly keeping: Keeping }): ReactNode {
  const say = useText();
  if (failed) return <p role="status">{say(startWords.notKept)}</p>;
  return (
    <p className="m-hint">
      {say(startWords.keptByItself)}
      {at === undefined ? '' : ` ${say(startWords.keptAt, { time: timeInJapan(at) })}`}
    </p>
  );
}

const numberFields = /(^population|-count|-people)$/;

/** What cannot be sent as it is: names that are empty, numbers that are none. Everything else may stay open. */
function missingIn(data: FormData, say: Say): FormErrors {
  const wrong: Record<string, string> = {};
  for (const [name, value] of data) {
    const given = String(value).trim();
    if (/(-name|^cityName|^organisationName)$/.test(name) && given === '')
      wrong[name] = say(startWords.nameMissing);
    if (numberFields.test(name) && given !== '' && numberIn(given) === undefined)
      wrong[name] = say(questionWords.numberWrong);
  }
  return wrong;
}
