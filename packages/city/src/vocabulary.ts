/** The closed lists of words that a city file may use, each in one place. Labels for people stand in words.ts. */

export type {
  ComponentKind,
  ContractKind,
  ControlState,
  RoleId,
  ServiceDomain,
} from '@machimori/kernel';
export {
  componentKinds,
  contractKinds,
  controlStates,
  roleIds,
  serviceDomains,
} from '@machimori/kernel';

export const legalForms = ['public-body', 'business', 'association'] as const;
export type LegalForm = (typeof legalForms)[number];

export const renewals = ['yearly-renewed', 'multi-year', 'single', 'indefinite'] as const;
export type Renewal = (typeof renewals)[number];

export const clauses = [
  'security-requirements',
  'incident-notification',
  'vulnerability-notification',
  'subcontracting-approval',
  'audit-right',
  'data-handling',
  'data-return',
  'purpose-limitation',
  'liability',
  'staff-training',
  'data-location',
] as const;
export type Clause = (typeof clauses)[number];

/** How whoever performs is checked where nobody else verifies: another department does, or it is signed for. */
export const selfCheckKinds = ['other-department', 'signed'] as const;
export type SelfCheckKind = (typeof selfCheckKinds)[number];

export const subcontractings = ['allowed', 'with-consent', 'prohibited', 'unstated'] as const;
export type Subcontracting = (typeof subcontractings)[number];

export const stages = ['planned', 'being-built', 'in-operation', 'retired'] as const;
export type Stage = (typeof stages)[number];

export const cloudModels = ['own', 'iaas', 'paas', 'saas'] as const;
export type CloudModel = (typeof cloudModels)[number];

export const linkages = ['accumulating', 'distributed'] as const;
export type Linkage = (typeof linkages)[number];

export const audiences = ['residents', 'visitors', 'staff', 'businesses'] as const;
export const channels = ['web', 'app', 'counter', 'signage', 'phone', 'mail'] as const;

export const safetyRelevances = ['none', 'indirect', 'direct'] as const;
export type SafetyRelevance = (typeof safetyRelevances)[number];

export const devicePlaces = ['public', 'restricted', 'indoor', 'vehicle'] as const;
export type DevicePlace = (typeof devicePlaces)[number];

export const deviceMovements = ['nothing', 'things', 'vehicle'] as const;
export type DeviceMovement = (typeof deviceMovements)[number];

export const radios = [
  'lte',
  '5g',
  'local-5g',
  'lpwa',
  'wifi',
  'bluetooth',
  'gnss',
  'other',
] as const;
export type Radio = (typeof radios)[number];

export const updateWays = ['remote', 'on-site', 'none', 'unknown'] as const;
export const labelSchemes = ['JC-STAR', 'CCDS', 'other'] as const;

export const informationAssetKinds = [
  'content',
  'user-information',
  'device-information',
  'software-state',
  'software-settings',
  'software',
  'design-data',
] as const;
export type InformationAssetKind = (typeof informationAssetKinds)[number];

export const disclosures = ['open', 'limited', 'closed'] as const;
export type Disclosure = (typeof disclosures)[number];

export const personalDataKinds = [
  'personal',
  'special-care',
  'financial',
  'my-number',
  'pseudonymised',
  'anonymised',
] as const;
export type PersonalDataKind = (typeof personalDataKinds)[number];

export const confidentialityClasses = ['1', '2', '3', '3C', '3B', '3A'] as const;
export type ConfidentialityClass = (typeof confidentialityClasses)[number];

export const consentBases = ['not-needed', 'opt-in', 'opt-out', 'statutory', 'unknown'] as const;
export type ConsentBasis = (typeof consentBases)[number];

export const protocols = [
  'https',
  'http',
  'mqtt',
  'mqtts',
  'ngsi-ld',
  'ngsi-v2',
  'sftp',
  'vpn',
  'lgwan',
  'serial',
  'paper',
  'other',
] as const;
export type Protocol = (typeof protocols)[number];

export const threeAnswers = ['yes', 'no', 'unknown'] as const;

export const accountKinds = ['staff', 'administrator', 'user', 'machine', 'all'] as const;
export type AccountKind = (typeof accountKinds)[number];

export const contactPurposes = ['incident', 'general', 'out-of-hours'] as const;
export const externalKinds = ['city', 'platform'] as const;
export const aspects = ['system', 'data'] as const;
