import answerExamples from '../../../catalogue/schema/answer-examples.schema.json' with {
  type: 'json',
};
import cases from '../../../catalogue/schema/cases.schema.json' with { type: 'json' };
import changes from '../../../catalogue/schema/changes-3.0.schema.json' with { type: 'json' };
import checkItemDuties from '../../../catalogue/schema/check-item-duties.schema.json' with {
  type: 'json',
};
import checkItems from '../../../catalogue/schema/check-items.schema.json' with { type: 'json' };
import criteria from '../../../catalogue/schema/criteria.schema.json' with { type: 'json' };
import dataClassifications from '../../../catalogue/schema/data-classifications.schema.json' with {
  type: 'json',
};
import dataKinds from '../../../catalogue/schema/data-kinds.schema.json' with { type: 'json' };
import deviceMeans from '../../../catalogue/schema/device-means.schema.json' with { type: 'json' };
import deviceRequirements from '../../../catalogue/schema/device-requirements.schema.json' with {
  type: 'json',
};
import duties from '../../../catalogue/schema/duties.schema.json' with { type: 'json' };
import edition from '../../../catalogue/schema/edition.schema.json' with { type: 'json' };
import entryParts from '../../../catalogue/schema/entry-parts.schema.json' with { type: 'json' };
import findingKinds from '../../../catalogue/schema/finding-kinds.schema.json' with {
  type: 'json',
};
import firstSteps from '../../../catalogue/schema/first-steps.schema.json' with { type: 'json' };
import guidelineFigure from '../../../catalogue/schema/guideline-figure.schema.json' with {
  type: 'json',
};
import incidentTypes from '../../../catalogue/schema/incident-types.schema.json' with {
  type: 'json',
};
import informationAssets from '../../../catalogue/schema/information-assets.schema.json' with {
  type: 'json',
};
import lawTriggers from '../../../catalogue/schema/law-triggers.schema.json' with { type: 'json' };
import layers from '../../../catalogue/schema/layers.schema.json' with { type: 'json' };
import linkageAttributes from '../../../catalogue/schema/linkage-attributes.schema.json' with {
  type: 'json',
};
import measureTriggers from '../../../catalogue/schema/measure-triggers.schema.json' with {
  type: 'json',
};
import ratings from '../../../catalogue/schema/ratings.schema.json' with { type: 'json' };
import references from '../../../catalogue/schema/references.schema.json' with { type: 'json' };
import requirementCheckItems from '../../../catalogue/schema/requirement-check-items.schema.json' with {
  type: 'json',
};
import requirements from '../../../catalogue/schema/requirements.schema.json' with { type: 'json' };
import riskAnchors from '../../../catalogue/schema/risk-anchors.schema.json' with { type: 'json' };
import risks from '../../../catalogue/schema/risks.schema.json' with { type: 'json' };
import roles from '../../../catalogue/schema/roles.schema.json' with { type: 'json' };
import settledAnchors from '../../../catalogue/schema/settled-anchors.schema.json' with {
  type: 'json',
};
import settledDifferences from '../../../catalogue/schema/settled-differences.schema.json' with {
  type: 'json',
};
import threatCategories from '../../../catalogue/schema/threat-categories.schema.json' with {
  type: 'json',
};
import threats from '../../../catalogue/schema/threats.schema.json' with { type: 'json' };
import traits from '../../../catalogue/schema/traits.schema.json' with { type: 'json' };
import useCaseDifferences from '../../../catalogue/schema/use-case-differences.schema.json' with {
  type: 'json',
};
import useCases from '../../../catalogue/schema/use-cases.schema.json' with { type: 'json' };
import vulnerabilities from '../../../catalogue/schema/vulnerabilities.schema.json' with {
  type: 'json',
};

/** The JSON Schemas of `catalogue/schema`, as the files stand there; each `$id` is its file name. */
export const catalogueSchemas: readonly { readonly $id: string }[] = [
  cases,
  changes,
  answerExamples,
  checkItemDuties,
  checkItems,
  criteria,
  dataClassifications,
  dataKinds,
  deviceMeans,
  deviceRequirements,
  duties,
  edition,
  entryParts,
  findingKinds,
  firstSteps,
  guidelineFigure,
  incidentTypes,
  informationAssets,
  lawTriggers,
  layers,
  linkageAttributes,
  measureTriggers,
  ratings,
  references,
  requirementCheckItems,
  requirements,
  riskAnchors,
  risks,
  roles,
  settledAnchors,
  settledDifferences,
  threatCategories,
  threats,
  traits,
  useCaseDifferences,
  useCases,
  vulnerabilities,
];
