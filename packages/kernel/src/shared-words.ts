/** Words that both the guideline's data and a city's description use, so that they mean the same in both. */

import { type Text, text } from './text.ts';

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

/** How far the answer to a check item is. */
export const controlStates = [
  'not-started',
  'planned',
  'in-progress',
  'implemented',
  'not-applicable',
] as const;
export type ControlState = (typeof controlStates)[number];

/**
 * What people read for it, on pages, in books, reports and city files alike: the official sheet asks when and how
 * something is carried out (実装予定時期、実装方法).
 */
export const stateWords: Readonly<Record<ControlState, Text>> = {
  'not-started': text('未着手', 'Not started'),
  planned: text('予定あり', 'Planned'),
  'in-progress': text('実施中', 'In progress'),
  implemented: text('実施済み', 'Implemented'),
  'not-applicable': text('対象外', 'Not applicable'),
};

/** What people write for the same, and what our pages said before; folded: narrow, lower case, without blanks. */
export const otherStateWords: Readonly<Record<string, ControlState>> = {
  未実施: 'not-started',
  未対応: 'not-started',
  未: 'not-started',
  これから: 'not-started',
  計画済: 'planned',
  計画済み: 'planned',
  予定: 'planned',
  計画中: 'planned',
  対応中: 'in-progress',
  進行中: 'in-progress',
  着手済み: 'in-progress',
  着手: 'in-progress',
  一部実施: 'in-progress',
  済: 'implemented',
  済み: 'implemented',
  完了: 'implemented',
  done: 'implemented',
  該当なし: 'not-applicable',
  非該当: 'not-applicable',
};

/** What a risk or a check item can hang on. */
export const anchors = ['component', 'flow', 'contract', 'organisation', 'city'] as const;
export type Anchor = (typeof anchors)[number];

export const categories = ['governance', 'service', 'city-os', 'asset'] as const;
export type Category = (typeof categories)[number];

export const views = ['supply-chain', 'incident-response', 'data-exchange'] as const;
export type View = (typeof views)[number];
export type CheckGroup = Category | View;
