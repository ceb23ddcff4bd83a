import { loggedActions } from '@machimori/authorisation';

/** Kinds of record, and for how many months the contents of each are kept by default; undefined: for ever. */
export const retentionByDefault = {
  /** Who signed in, and with what. */
  signIn: 12,
  /** Who read or exported the log. */
  log: 12,
  /** Who was invited, got which roles, and how access was reviewed. */
  accounts: 60,
  /** What was described, planned and decided for the city. */
  city: undefined,
} as const satisfies Readonly<Record<string, number | undefined>>;
export type RecordKind = keyof typeof retentionByDefault;
export const recordKinds = Object.keys(retentionByDefault) as readonly RecordKind[];

/** A year at least: nobody shortens it to hide what was just done. */
export const leastMonths = 12;
export const mostMonths = 1_200;

const families: readonly (readonly [RecordKind, readonly string[]])[] = [
  [
    'signIn',
    ['session', 'seat', 'account', 'second-factor', 'recovery-codes', 'password', 'passkey'],
  ],
  ['log', ['log']],
  ['accounts', ['member', 'invitation', 'access', 'access-review', 'api-token', 'organisation']],
];

/** Which kind of record an action leaves. */
export function kindOfRecord(action: string): RecordKind {
  const family = action.split(':')[0] ?? '';
  return families.find(([, each]) => each.includes(family))?.[0] ?? 'city';
}

/** The actions of a kind. */
export const actionsOf = (kind: RecordKind): readonly string[] =>
  loggedActions.flatMap(([action]) => (kindOfRecord(action) === kind ? [action] : []));

/** Contents before this moment are to go. */
export function keptSince(now: Date, months: number): Date {
  const since = new Date(now);
  const day = since.getUTCDate();
  since.setUTCDate(1);
  since.setUTCMonth(since.getUTCMonth() - months);
  const last = new Date(Date.UTC(since.getUTCFullYear(), since.getUTCMonth() + 1, 0)).getUTCDate();
  since.setUTCDate(Math.min(day, last));
  return since;
}
