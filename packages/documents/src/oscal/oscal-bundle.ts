import type { JsonObject } from './json-object.ts';

export const oscalVersion = '1.2.2';

export const oscalNames = [
  'catalog',
  'mapping-collection',
  'profile',
  'system-security-plan',
  'plan-of-action-and-milestones',
] as const;
export type OscalName = (typeof oscalNames)[number];

/** One whole OSCAL file: its only key is its name. */
export type OscalDocument<Name extends OscalName = OscalName> = {
  readonly [K in Name]: JsonObject;
};

/** The five documents of a city's plan, by name. They refer to each other by file name and lie in one folder. */
export type OscalBundle = { readonly [Name in OscalName]: OscalDocument<Name> };

export const oscalFileName = (name: OscalName): string => `${name}.json`;
