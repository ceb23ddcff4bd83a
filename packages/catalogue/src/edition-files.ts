import type { Edition } from './edition.ts';

/** One list or record of a data file and where it stands in the compiled edition. */
export interface FilePart {
  /** The file's root key; none where the whole file is the value. */
  readonly key?: string;
  readonly property: keyof Edition;
  readonly shape: 'list' | 'record';
}

export interface EditionFile {
  /** Path inside the edition's folder. */
  readonly name: string;
  /** Name of its schema in `catalogue/schema`. */
  readonly schema: string;
  /** Empty where the file is checked and not compiled. */
  readonly parts: readonly FilePart[];
}

const list = (property: keyof Edition, key: string = property): FilePart => ({
  key,
  property,
  shape: 'list',
});
const record = (property: keyof Edition, key: string = property): FilePart => ({
  key,
  property,
  shape: 'record',
});

const file = (name: string, ...parts: readonly FilePart[]): EditionFile => ({
  name: `${name}.yaml`,
  schema: `${name.replace('ours/', '')}.schema.json`,
  parts,
});

/** The file whose keys become the edition's own. */
export const headerFile: EditionFile = file('edition');

/** Every other file of an edition, in the order in which `catalogue/README.md` lists them. */
export const editionFiles: readonly EditionFile[] = [
  file('roles', list('roles'), record('umbrella')),
  file('layers', list('categories'), list('views'), list('layers'), list('ruleKinds')),
  file('check-items', list('sections'), list('checkItems')),
  file('requirements', list('families'), list('requirements')),
  file('incident-types', list('incidentTypes')),
  file('threats', list('threats')),
  file('vulnerabilities', list('vulnerabilities')),
  file('risks', list('risks')),
  file('references', list('references'), list('additions')),
  file('guideline-figure', { property: 'guidelineFigure', shape: 'record' }),
  file('use-cases', list('useCases')),
  file('cases', list('themes'), list('cases')),
  file('information-assets', list('informationAssets')),
  file('threat-categories', list('threatCategories')),
  file(
    'device-requirements',
    record('deviceRequirementScheme', 'scheme'),
    list('deviceRequirements'),
  ),
  file('device-means', list('deviceMeansGroups', 'groups'), list('deviceMeans')),
  file('data-kinds', list('dataKinds')),
  file('data-classifications', list('classificationAxes', 'axes')),
  file(
    'linkage-attributes',
    list('linkageThings', 'comparedThings'),
    list('linkageAttributes', 'attributes'),
  ),
  file('changes-3.0', list('changes')),
  file('ours/traits', list('traits')),
  file('ours/requirement-check-items', list('requirementLinks', 'links'), list('withoutItem')),
  file('ours/risk-anchors', list('riskAnchors', 'anchors')),
  file('ours/check-item-duties', list('checkItemDuties', 'duties'), list('advice')),
  file('ours/answer-examples', list('answerExamples', 'examples')),
  file('ours/finding-kinds', list('findingKinds')),
  file('ours/first-steps', list('firstStepStages', 'stages'), list('firstSteps', 'steps')),
  file('ours/law-triggers', list('lawFacts', 'facts'), list('lawTriggers', 'triggers')),
  file('ours/measure-triggers', list('measureTriggers', 'triggers')),
  file('ours/ratings', list('incidentHarms'), list('threatRatings')),
  file('ours/duties', list('dutyRules'), list('dataRequirements')),
  file('ours/use-case-differences', list('useCaseDifferences', 'differences')),
  file('ours/settled-differences'),
  file('ours/settled-anchors'),
  file('ours/criteria', { property: 'criteria', shape: 'record' }),
];
