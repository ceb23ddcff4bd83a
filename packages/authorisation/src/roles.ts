import { type Text, text } from '@machimori/kernel';

/** What a person may do for an organisation in a city. */
export const roles = {
  cityAdministrator: text('都市の管理者', 'City administrator'),
  organisationAdministrator: text('組織の管理者', 'Organisation administrator'),
  contributor: text('記入者', 'Contributor'),
  approver: text('承認者', 'Approver'),
  auditor: text('監査者', 'Auditor'),
} as const satisfies Record<string, Text>;
export type Role = keyof typeof roles;

export const isRole = (value: string): value is Role => Object.hasOwn(roles, value);

/** Roles that can change who may do what, or bind the organisation: never on a password alone. */
export const guardedRoles: ReadonlySet<Role> = new Set([
  'cityAdministrator',
  'organisationAdministrator',
  'approver',
]);
