import {
  type Component,
  type DataSet,
  type DomainTemplates,
  type GuidedAnswers,
  type TemplateParts,
  templateParts,
} from '@machimori/city';
import { endpoints } from '@machimori/contract';
import {
  finishGuidedStep,
  keepGuidedAnswers,
  previewGuidedStart,
  readGuidedStart,
} from '@machimori/register';
import { route } from '../route.ts';

const deviceShown = ({ key, name, kind, device }: Component) => ({
  key,
  name,
  gateway: kind === 'gateway',
  place: device?.place ?? ('unknown' as const),
  moves: device?.moves ?? ('unknown' as const),
});

const containsOf = ({ personalData }: DataSet) =>
  personalData.includes('special-care')
    ? ('special-care' as const)
    : personalData.includes('financial')
      ? ('financial' as const)
      : personalData.length > 0
        ? ('personal' as const)
        : ('nothing' as const);

const templateShown = ({ domain, service, devices, dataSets, sends }: TemplateParts) => ({
  domain,
  service: { key: service.key, name: service.name },
  devices: devices.map(deviceShown),
  dataSets: dataSets.map((data) => ({
    key: data.key,
    name: data.name,
    disclosure: data.disclosure,
    contains: containsOf(data),
    from: devices.map(({ key }) => key).filter((key) => sends.get(key)?.includes(data.key)),
  })),
});

const templatesShown = (templates: DomainTemplates) =>
  [...templates.keys()].flatMap((domain) => {
    const parts = templateParts(templates, domain);
    return parts === undefined ? [] : [templateShown(parts)];
  });

/** As they came, and as they were kept: the contract has checked their shape. */
const answersOf = (given: unknown): GuidedAnswers => given as GuidedAnswers;

export const guidedRoutes = [
  route(endpoints.readGuided, async ({ run }) => {
    const { answers, templates, finished, findOut, check, ...rest } = await run(
      readGuidedStart,
      null,
    );
    return {
      ...rest,
      ...(answers && { answers }),
      finished: [...finished],
      findOut: findOut.map((each) => ({ ...each })),
      check: check.map(({ fields, ...each }) => ({
        ...each,
        fields: fields.map(({ label, value }) => ({ label: { ...label }, value: { ...value } })),
      })),
      templates: templatesShown(templates),
    };
  }),

  route(endpoints.previewGuided, async ({ run, input, world }) => {
    const answers = answersOf(input.body.answers);
    const { city, asOf } = await run(previewGuidedStart, { answers });
    const { counts, first } = await world.planner.ask(
      { city: 'draft', revision: 0, yardstick: 0, asOf },
      { ask: 'draft', draft: city },
      async () => ({ city }),
    );
    const { requirements: _, overlaps: __, selfChecks: ___, ...shown } = counts;
    return {
      counts: shown,
      first: first.map(({ id, step }) => ({ id, step: { ...step } })),
    };
  }),

  route(endpoints.keepGuided, async ({ run, input }) => {
    await run(keepGuidedAnswers, { answers: answersOf(input.body.answers) });
    return undefined;
  }),

  route(endpoints.finishGuided, async ({ run, input }) => {
    const { revision, changes, kept } = await run(finishGuidedStep, {
      step: input.params.step,
      answers: answersOf(input.body.answers),
    });
    return { revision, changes, kept: kept.map((each) => ({ ...each })) };
  }),
];
