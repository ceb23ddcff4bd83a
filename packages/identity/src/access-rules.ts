import { guardedRoles, type Role } from '@machimori/authorisation';
import { type Day, daysBetween, type Text, text } from '@machimori/kernel';

/** What an account review looks for, and how it is told. */
export const accessMarks = {
  dormant: text('90日以上使われていません', 'Not used for 90 days'),
  'contract-over': text('組織の契約が終わっています', 'The organisation’s contract is over'),
  unadministered: text('組織に管理者がいません', 'Nobody administers the organisation'),
  'several-guarded-roles': text(
    '強い権限が一人に重なっています',
    'Several strong roles in one person',
  ),
  'no-second-factor': text(
    '強い権限があるのに、二つ目の確認手段がありません',
    'A strong role without a second factor',
  ),
  'left-open': text(
    '離れたのに、まだ使えるものがあります',
    'Has left, and something is still open',
  ),
  'invitation-pending': text(
    '招待が7日以上そのままです',
    'Invited 7 days ago or more, with no answer',
  ),
  'invitation-over': text('招待の期限が過ぎています', 'The invitation has expired'),
  'token-near-end': text('トークンの期限が30日以内です', 'The token ends within 30 days'),
  'token-over': text('トークンの期限が過ぎています', 'The token has expired'),
  'token-ownerless': text('トークンをつくった人が離れています', 'Whoever made the token has left'),
} as const satisfies Record<string, Text>;
export type AccessMark = keyof typeof accessMarks;

/** Under which heading a mark is shown. */
export const accessMarkGroups = {
  dormant: ['dormant'],
  orphaned: ['contract-over', 'unadministered', 'token-ownerless'],
  'over-privileged': ['several-guarded-roles', 'no-second-factor'],
  left: ['left-open'],
  waiting: ['invitation-pending', 'invitation-over'],
  ending: ['token-near-end', 'token-over'],
} as const satisfies Record<string, readonly AccessMark[]>;

export const accessDays = { dormant: 90, invitationPending: 7, tokenNearEnd: 30 } as const;

export interface AccountFacts {
  /** All roles this person holds in the city, as far as the viewer sees. */
  readonly rolesOfPerson: readonly Role[];
  readonly roles: readonly Role[];
  readonly state: 'active' | 'suspended' | 'ended';
  readonly since: Day;
  readonly lastActiveOn: Day | undefined;
  readonly secondFactor: boolean;
  /** Unknown where the city's description says nothing of it, or the viewer does not see it. */
  readonly contract: 'current' | 'over' | 'unknown';
  /** Somebody active administers the organisation. */
  readonly administered: boolean;
  /** Sessions, tokens and invitations of theirs that still work. */
  readonly open: number;
}

/** The marks of an account; of whoever has left, only what is still open counts. */
export function marksOfAccount(facts: AccountFacts, today: Day): readonly AccessMark[] {
  if (facts.state === 'ended') return facts.open > 0 ? ['left-open'] : [];
  const guarded = facts.roles.filter((role) => guardedRoles.has(role));
  const allGuarded = new Set(facts.rolesOfPerson.filter((role) => guardedRoles.has(role)));
  const unusedDays = daysBetween(facts.lastActiveOn ?? facts.since, today);
  const found: Readonly<Partial<Record<AccessMark, boolean>>> = {
    dormant: unusedDays >= accessDays.dormant,
    'contract-over': facts.contract === 'over',
    unadministered: !facts.administered,
    'several-guarded-roles': guarded.length > 0 && allGuarded.size > 1,
    'no-second-factor': guarded.length > 0 && !facts.secondFactor,
  };
  return marksIn(found);
}

export function marksOfInvitation(
  { sentOn, over }: { readonly sentOn: Day; readonly over: boolean },
  today: Day,
): readonly AccessMark[] {
  const pending = daysBetween(sentOn, today) >= accessDays.invitationPending;
  return marksIn({ 'invitation-over': over, 'invitation-pending': pending && !over });
}

/** Of a token that was not revoked. */
export function marksOfToken(
  facts: {
    readonly createdOn: Day;
    readonly lastUsedOn: Day | undefined;
    readonly endsOn: Day;
    readonly over: boolean;
    readonly makerHere: boolean;
  },
  today: Day,
): readonly AccessMark[] {
  const unusedDays = daysBetween(facts.lastUsedOn ?? facts.createdOn, today);
  return marksIn({
    'token-over': facts.over,
    'token-near-end': !facts.over && daysBetween(today, facts.endsOn) <= accessDays.tokenNearEnd,
    'token-ownerless': !facts.makerHere,
    dormant: !facts.over && unusedDays >= accessDays.dormant,
  });
}

const marksIn = (found: Readonly<Partial<Record<AccessMark, boolean>>>): readonly AccessMark[] =>
  (Object.keys(accessMarks) as AccessMark[]).filter((mark) => found[mark] === true);
