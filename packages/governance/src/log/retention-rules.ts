import { type Action, loggedActions } from '@machimori/authorisation';

/** Kinds of record, and for how many months the contents of each are kept by default; undefined: for ever. */
export const retentionByDefault = {
  /** Who signed in, and with what. */
  signIn: 12,
  /** Who read or exported the log. */
  log: 12,
  /** Who was invited, got which roles, by which provider, and how access was reviewed. */
  accounts: 60,
  /** What was described, planned, approved and decided for the city, and about its log. */
  city: undefined,
} as const satisfies Readonly<Record<string, number | undefined>>;
export type RecordKind = keyof typeof retentionByDefault;
export const recordKinds = Object.keys(retentionByDefault) as readonly RecordKind[];

/** A year at least: nobody shortens it to hide what was just done. */
export const leastMonths = 12;
export const mostMonths = 1_200;

type Family<Name extends string> = Name extends `${infer Before}:${string}` ? Before : never;

/** Which kind of record each family of actions leaves. A new family is a mistake until it stands here. */
const kindOfFamily = {
  session: 'signIn',
  seat: 'signIn',
  account: 'signIn',
  'second-factor': 'signIn',
  'recovery-codes': 'signIn',
  password: 'signIn',
  sample: 'signIn',

  log: 'log',

  member: 'accounts',
  invitation: 'accounts',
  access: 'accounts',
  'access-review': 'accounts',
  'api-token': 'accounts',
  organisation: 'accounts',
  // Who lets the members of an organisation in, and with which roles: single sign-on.
  provider: 'accounts',

  installation: 'city',
  city: 'city',
  removal: 'city',
  register: 'city',
  plan: 'city',
  yardstick: 'city',
  // Who decided what, also from outside and on paper: what the city stands by.
  approval: 'city',
  // What was answered to the guideline, by whom, and who accepted it.
  sheet: 'city',
  evidence: 'city',
  'applied-control': 'city',
  keys: 'city',
  backup: 'city',
  undelivered: 'city',
  // Where the city's matters were told outside.
  webhook: 'city',
  // What the log says of itself.
  epoch: 'city',
  key: 'city',
} as const satisfies Readonly<Record<Family<Action> | 'epoch' | 'key', RecordKind>>;

/** Actions that leave another kind of record than their family. */
const kindOfAction: Readonly<Partial<Record<Action | 'log:open' | 'log:close', RecordKind>>> = {
  // Reading the log is forgotten after a while; what was decided about it, and destroyed, is not.
  'log:open': 'city',
  'log:close': 'city',
  'log:retain': 'city',
  'log:expire': 'city',
  'sample:seat-people': 'accounts',
  // Names and addresses of people outside; what they answered is the city's.
  'sheet:send-link': 'accounts',
  'sheet:revoke-link': 'accounts',
  'sheet:share-progress': 'accounts',
  'sheet:make-calendar': 'accounts',
  'sheet:revoke-calendar': 'accounts',
  'sheet:tell-code': 'signIn',
  'sheet:ask-code': 'signIn',
  'sheet:enter-code': 'signIn',
  'sheet:progress-by-link': 'signIn',
};

/** Which kind of record an action leaves; undefined where nobody has decided it. */
export function decidedKindOf(action: string): RecordKind | undefined {
  const family = action.split(':')[0] ?? '';
  const own = Object.hasOwn(kindOfAction, action) ? kindOfAction[action as Action] : undefined;
  return (
    own ??
    (Object.hasOwn(kindOfFamily, family)
      ? kindOfFamily[family as keyof typeof kindOfFamily]
      : undefined)
  );
}

/** The same; what is no action of this program any more is kept as long as what is kept longest. */
export const kindOfRecord = (action: string): RecordKind => decidedKindOf(action) ?? 'city';

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
