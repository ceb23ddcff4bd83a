import { type Text, text } from '@machimori/kernel';
import { loggedActions } from './action-words.ts';
import type { Action } from './actions.ts';

/** A few kinds of acts, by which somebody finds one among many. */
export interface ActionGroup {
  readonly name: Text;
  /** Action and its words. */
  readonly actions: readonly (readonly [action: string, words: Text])[];
}

const groups = {
  description: text('まちの内容と計画', 'The city’s description and plan'),
  approval: text('承認', 'Approval'),
  signIn: text('サインインと本人の確認', 'Signing in'),
  people: text('メンバーと権限', 'Members and rights'),
  log: text('記録', 'The log'),
  town: text('まちと街守りの設定', 'Settings of the city and of Machimori'),
} as const;
type Group = keyof typeof groups;

type ResourceOf<Name extends string> = Name extends `${infer Resource}:${string}`
  ? Resource
  : never;

/** By what an act is about; what the log does itself belongs to the log. */
const groupOf = {
  register: 'description',
  plan: 'description',
  yardstick: 'description',
  approval: 'approval',
  sheet: 'approval',
  evidence: 'approval',
  'applied-control': 'approval',
  session: 'signIn',
  password: 'signIn',
  account: 'signIn',
  seat: 'signIn',
  'second-factor': 'signIn',
  'recovery-codes': 'signIn',
  sample: 'signIn',
  member: 'people',
  invitation: 'people',
  organisation: 'people',
  access: 'people',
  'access-review': 'people',
  provider: 'people',
  'api-token': 'people',
  log: 'log',
  epoch: 'log',
  key: 'log',
  keys: 'log',
  backup: 'log',
  city: 'town',
  removal: 'town',
  installation: 'town',
  undelivered: 'town',
  webhook: 'town',
} as const satisfies Readonly<Record<ResourceOf<Action> | 'epoch' | 'key', Group>>;

const resources: ReadonlyMap<string, Group> = new Map(Object.entries(groupOf));

/** Every action that a log may name, in its group. */
export const loggedActionGroups: readonly ActionGroup[] = (Object.keys(groups) as Group[]).map(
  (group) => ({
    name: groups[group],
    actions: loggedActions.filter(
      ([action]) => resources.get(action.split(':')[0] ?? '') === group,
    ),
  }),
);
