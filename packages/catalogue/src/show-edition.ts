import type { CheckItem, Edition, Requirement } from './edition.ts';

/** A check item with the requirements that our links join to it. */
export interface ShownCheckItem extends CheckItem {
  readonly requirements: readonly string[];
}

/** A requirement with the check items that our links join to it. */
export interface ShownRequirement extends Requirement {
  readonly checkItems: readonly string[];
}

const judgements = [
  'traits',
  'requirementLinks',
  'withoutItem',
  'riskAnchors',
  'checkItemDuties',
  'advice',
  'answerExamples',
  'findingKinds',
  'firstStepStages',
  'firstSteps',
  'lawFacts',
  'lawTriggers',
  'measureTriggers',
  'useCaseDifferences',
  'incidentHarms',
  'threatRatings',
  'dutyRules',
  'dataRequirements',
  'criteria',
] as const satisfies readonly (keyof Edition)[];

/** What is ours, apart from what the sources say. */
export type OwnJudgements = Pick<Edition, (typeof judgements)[number]>;

/** An edition as `catalogue show` prints it: every list in source order, with its texts. */
export interface ShownEdition
  extends Omit<Edition, keyof OwnJudgements | 'checkItems' | 'requirements'> {
  readonly requirements: readonly ShownRequirement[];
  readonly checkItems: readonly ShownCheckItem[];
  readonly ours: OwnJudgements;
}

/** The one object of `catalogue show --format json`. */
export function showEdition(edition: Edition): ShownEdition {
  const { requirements, checkItems } = edition;
  const isOurs = (key: string): boolean => judgements.some((ours) => ours === key);
  const [ours = [], printed = []] = [true, false].map((wanted) =>
    Object.entries(edition).filter(([key]) => isOurs(key) === wanted),
  );
  const linked = new Set(
    edition.requirementLinks.map((link) => `${link.requirement} ${link.checkItem}`),
  );
  return {
    ...(Object.fromEntries(printed) as Omit<Edition, keyof OwnJudgements>),
    requirements: requirements.map((requirement) => ({
      ...requirement,
      checkItems: checkItems
        .filter((item) => linked.has(`${requirement.id} ${item.id}`))
        .map((item) => item.id),
    })),
    checkItems: checkItems.map((item) => ({
      ...item,
      requirements: requirements
        .filter((requirement) => linked.has(`${requirement.id} ${item.id}`))
        .map((requirement) => requirement.id),
    })),
    ours: Object.fromEntries(ours) as unknown as OwnJudgements,
  };
}
