import type { JsonObject } from './json-object.ts';

export const oscalVersion = '1.2.2';

export const oscalNames = [
  'catalog',
  'mapping-collection',
  'profile',
  'system-security-plan',
  'plan-of-action-and-milestones',
  'assessment-results',
] as const;
export type OscalName = (typeof oscalNames)[number];

/** One whole OSCAL file: its only key is its name. */
export type OscalDocument<Name extends OscalName = OscalName> = {
  readonly [K in Name]: JsonObject;
};

/** The five documents of a city's plan, by name. They refer to each other by file name and lie in one folder. */
export type OscalBundle = {
  readonly [Name in Exclude<OscalName, 'assessment-results'>]: OscalDocument<Name>;
};

/** Any documents that are looked at together: those of the plan, and results of the check sheet. */
export type OscalDocuments = { readonly [Name in OscalName]?: OscalDocument<Name> };

export const oscalFileName = (name: OscalName): string => `${name}.json`;
