/** Words that both the guideline's data and a city's description use, so that they mean the same in both. */

export const roleIds = [
  'promoter',
  'serviceProvider',
  'cityOsVendor',
  'dataProvider',
  'iotVendor',
  'securityProvider',
  'resourceProvider',
  'resident',
] as const;
export type RoleId = (typeof roleIds)[number];

export const componentKinds = [
  'service',
  'city-os',
  'device-group',
  'gateway',
  'network',
  'device-management-system',
  'administration-terminal',
  'supporting-system',
] as const;
export type ComponentKind = (typeof componentKinds)[number];

export const contractKinds = [
  'outsourcing',
  'subcontracting',
  'saas',
  'partnership',
  'agreement',
  'joint-use',
  'designated-manager',
  'purchase',
  'lease',
  'lending',
  'terms-of-use',
] as const;
export type ContractKind = (typeof contractKinds)[number];

export const serviceDomains = [
  'disaster',
  'medical',
  'payment',
  'transport',
  'tourism',
  'other',
] as const;
export type ServiceDomain = (typeof serviceDomains)[number];

/** What a risk or a check item can hang on. */
export const anchors = ['component', 'flow', 'contract', 'organisation', 'city'] as const;
export type Anchor = (typeof anchors)[number];

export const categories = ['governance', 'service', 'city-os', 'asset'] as const;
export type Category = (typeof categories)[number];

export const views = ['supply-chain', 'incident-response', 'data-exchange'] as const;
export type View = (typeof views)[number];
export type CheckGroup = Category | View;
