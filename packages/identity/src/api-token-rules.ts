import { type Action, type actions, policyOf, type Role } from '@machimori/authorisation';
import { Failure, type Text, text } from '@machimori/kernel';

const messages = {
  none: text('できることを一つ以上選んでください。', 'Choose at least one thing it may do.'),
  unknown: text(
    'トークンには任せられない操作が入っています。',
    'A token cannot be given one of these.',
  ),
  unknownNext: text('一覧にある操作から選んでください。', 'Choose from what the list offers.'),
  beyond: text(
    'ご自分の権限ではできない操作は、トークンにも任せられません。',
    'What your own roles do not allow you cannot hand to a token.',
  ),
  days: text('有効期間は、1日から365日までです。', 'A token is good for 1 to 365 days.'),
  daysNext: text(
    '使い終わる日に近い日数にしてください。続けて使うときは、つくり直せます。',
    'Choose what comes close to its last use; it can be made anew.',
  ),
};

/** By it a token that was left somewhere is known for what it is, by people and by scanners. */
export const tokenPrefix = 'mmk_';
export const longestTokenDays = 365;

type Policies = typeof actions;
export type TokenAction = {
  [A in Action]: Policies[A] extends { readonly token: true } ? A : never;
}[Action];

/** What a token may be given at all, as people choose it. */
export const tokenActionTexts = {
  'city:read': text('都市の名前ときまりを読む', 'Read the city’s name and rules'),
  'organisation:list': text('組織の一覧を読む', 'Read the list of organisations'),
  'register:read': text('まちの内容を読む', 'Read the city’s description'),
  'register:export': text('都市のファイルを書き出す', 'Export the city file'),
  'plan:read': text('計画を読む', 'Read the plan'),
  'log:hand-out': text('記録のチェックポイントを受け取る', 'Receive checkpoints of the log'),
} as const satisfies Readonly<Record<TokenAction, Text>>;
export const tokenActions = Object.keys(tokenActionTexts) as readonly TokenAction[];

/** Reads what a token shall do: part of what machines may, and of what its maker may themselves. */
export function readTokenActions(
  given: readonly string[],
  makers: readonly Role[],
): readonly Action[] {
  const chosen = [...new Set(given)].sort().map((each) => {
    const action = tokenActions.find((known) => known === each);
    if (action === undefined)
      throw new Failure('input-invalid', messages.unknown, { next: messages.unknownNext });
    return action;
  });
  if (chosen.length === 0) throw new Failure('input-invalid', messages.none);
  const allowed = (action: Action): boolean =>
    makers.some((role) => policyOf(action).roles?.[role] !== undefined);
  if (!chosen.every(allowed))
    throw new Failure('forbidden', messages.beyond, { next: messages.unknownNext });
  return chosen;
}

export function tokenExpiry(days: number, now: Date): Date {
  if (!Number.isInteger(days) || days < 1 || days > longestTokenDays)
    throw new Failure('input-invalid', messages.days, { next: messages.daysNext });
  return new Date(now.getTime() + days * 86_400_000);
}
