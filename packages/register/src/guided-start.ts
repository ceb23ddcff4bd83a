import { type Context, defineUseCase } from '@machimori/application';
import {
  type City,
  type DomainTemplates,
  datedAnswers,
  type GuidedAnswers,
  type GuidedStep,
  guidedCity,
  guidedSteps,
  type ToCheck,
  type ToFindOut,
  toCheck,
  toFindOut,
} from '@machimori/city';
import { type Day, dayInJapan, Failure, text } from '@machimori/kernel';
import { told } from './change-register.ts';
import { editsBetween } from './edit.ts';
import { type Element, elementsOf } from './element.ts';
import { holdRevision, readElements, readRevision } from './element-store.ts';
import { type Fitted, fitEdits } from './fit-edits.ts';
import { findGuidedStart, type GuidedStart, writeGuidedStart } from './guided-start-store.ts';
import type { RegisterPorts } from './ports.ts';
import { writeDescription } from './write-description.ts';

const messages = {
  elsewhere: text(
    'このまちの内容は、ほかの方法（ファイルの取り込みなど）で書かれています。',
    'This city was described in another way, such as by importing its file.',
  ),
  elsewhereNext: text(
    '質問に答える代わりに、「まち」のページで変えてください。',
    'Change it on the page of the city in place of answering questions.',
  ),
};

export interface GuidedStartView {
  readonly revision: number;
  /** Described in another way: there is nothing to guide. */
  readonly elsewhere: boolean;
  /** None where nobody has begun. */
  readonly answers: GuidedAnswers | undefined;
  readonly finished: readonly GuidedStep[];
  readonly findOut: readonly ToFindOut[];
  /** What was filled in without asking. */
  readonly check: readonly ToCheck[];
  readonly templates: DomainTemplates;
}

/** How far the guided way to the first description has come. */
export const readGuidedStart = defineUseCase<null, GuidedStartView, RegisterPorts>({
  name: 'read-guided-start',
  action: 'register:start',
  kind: 'query',
  async handle(context) {
    const revision = await readRevision(context);
    const start = await findGuidedStart(context);
    const elements = revision === 0 ? [] : await readElements(context);
    const { answers, finished = [], made = [] } = start ?? {};
    return {
      output: {
        revision,
        elsewhere: isElsewhere(elements, start),
        answers,
        finished,
        findOut: answers === undefined ? [] : toFindOut(answers, finished),
        check: toCheck(made, elements),
        templates: await context.ports.domainTemplates(),
      },
    };
  },
});

/** The city that answers would make, beside what others changed meanwhile. Writes nothing. */
export const previewGuidedStart = defineUseCase<
  { readonly answers: GuidedAnswers },
  { readonly city: City; readonly asOf: Day },
  RegisterPorts
>({
  name: 'preview-guided-start',
  action: 'register:start',
  kind: 'query',
  async handle(context, { answers }) {
    const elements = await readElements(context);
    const start = await findGuidedStart(context);
    const { city } = await madeOf(context, elements, start, answers);
    return { output: { city, asOf: dayInJapan(context.now) } };
  },
});

/** Keeps the answers of a step that is not finished; the description stays as it is. */
export const keepGuidedAnswers = defineUseCase<{ readonly answers: GuidedAnswers }, null>({
  name: 'keep-guided-answers',
  action: 'register:start',
  kind: 'command',
  async handle(context, { answers }) {
    const { scope, now } = context;
    await holdRevision(context);
    const start = await findGuidedStart(context);
    await writeGuidedStart(context, now, { finished: [], made: [], ...start, answers });
    return { output: null, subjects: [scope.inCity] };
  },
});

export interface FinishedStep {
  readonly revision: number;
  readonly changes: number;
  /** What stays as somebody else made it. */
  readonly kept: Fitted['kept'];
}

/**
 * Finishes a step: what its answers make enters the description, by edits from what the answers before had made. What
 * was changed elsewhere in the meantime stays as it is.
 */
export const finishGuidedStep = defineUseCase<
  { readonly step: GuidedStep; readonly answers: GuidedAnswers },
  FinishedStep,
  RegisterPorts
>({
  name: 'finish-guided-step',
  action: 'register:start',
  kind: 'command',
  async handle(context, { step, answers }) {
    const revision = await holdRevision(context);
    const before = await readElements(context);
    const start = await findGuidedStart(context);
    const { city, kept, made, dated } = await madeOf(context, before, start, answers);
    const written = await writeDescription(context, { before, revision, city, source: 'start' });
    const done = new Set([...(start?.finished ?? []), step]);
    await writeGuidedStart(context, context.now, {
      answers: dated,
      finished: guidedSteps.filter((each) => done.has(each)),
      made,
    });
    const { changes } = written;
    return { output: { revision: written.revision, changes, kept }, ...told(context, written) };
  },
});

async function madeOf(
  context: Context<RegisterPorts>,
  before: readonly Element[],
  start: GuidedStart | undefined,
  answers: GuidedAnswers,
) {
  if (isElsewhere(before, start))
    throw new Failure('conflict', messages.elsewhere, { next: messages.elsewhereNext });
  const { ports, now } = context;
  const dated = datedAnswers(answers, dayInJapan(now));
  const made = elementsOf(guidedCity(dated, await ports.domainTemplates())).map(
    ({ kind, key, body }) => ({ kind, key, body }),
  );
  const names = await ports.cityNames(context);
  const { city, kept } = fitEdits(before, editsBetween(start?.made ?? [], made), names);
  return { city, kept, made, dated };
}

/** Described, and not by this: no description at all, or one that these answers began. */
function isElsewhere(elements: readonly Element[], start: GuidedStart | undefined): boolean {
  const head = elements.find(({ kind }) => kind === 'city');
  return (
    head !== undefined && !start?.made.some(({ kind, key }) => kind === 'city' && key === head.key)
  );
}
