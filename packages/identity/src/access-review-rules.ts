import type { Role } from '@machimori/authorisation';
import { type Day, Failure, type Id, isDay, type Text, text } from '@machimori/kernel';
import type { AccessMark } from './access-rules.ts';

/** What a reviewer decides about an account. */
export const decisions = {
  keep: text('このまま', 'Keep'),
  change: text('権限を変える', 'Change rights'),
  end: text('やめる', 'End'),
} as const satisfies Record<string, Text>;
export type Decision = keyof typeof decisions;

export const isDecision = (value: string): value is Decision => Object.hasOwn(decisions, value);

/** One account of a review, as it was when it was decided about; its roles, until then, as they are. */
export interface ReviewLine {
  readonly membership: Id<'membership'>;
  readonly organisation: Id<'organisation'>;
  readonly organisationName: string;
  readonly person: Id<'person'>;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly marks: readonly AccessMark[];
  /** As it is now, not when the review started. */
  readonly lastActiveOn: Day | undefined;
  readonly decision: Decision | undefined;
  readonly newRoles: readonly Role[] | undefined;
  readonly reason: string;
  readonly decidedBy: Id<'person'> | undefined;
  readonly decidedByName: string | undefined;
  readonly decidedOn: Day | undefined;
  /** 自己確認: the only administrator there is has looked at their own rights. */
  readonly selfCheck: boolean;
  /** What the member may do now differs from what was looked at, or they have left. */
  readonly now: 'same' | 'changed' | 'left';
}

const messages = {
  self: text('ご自分の行は、ご自分では決められません。', 'You cannot decide about yourself.'),
  selfNext: text(
    'ほかの管理者に決めてもらってください。',
    'Ask another administrator to decide this line.',
  ),
  selfKeep: text(
    'ほかに管理者がいないため、ご自分の行は「このまま」（自己確認）だけ選べます。',
    'As there is no other administrator, of your own line you can choose “Keep” (self-check) only.',
  ),
  selfKeepNext: text(
    '変えるときや、やめるときは、先にほかの管理者を置いてください。',
    'To change or end it, appoint another administrator first.',
  ),
  reason: text('理由を書いてください。', 'Write the reason.'),
  reasonNext: text(
    '変える、やめる、または印のある行をこのままにするときは、後から読む人のために理由が要ります。',
    'A change, an end, and keeping a marked line each need a reason for those who read it later.',
  ),
  long: text('理由は500文字までです。', 'A reason has at most 500 characters.'),
  due: text(
    '締め切りは、今日から1年以内の日にしてください。',
    'The due day lies within a year from today.',
  ),
  dueNext: text('例: 2027-03-31', 'For example 2027-03-31.'),
};

/**
 * Whether this reviewer may decide about this line. Nobody reviews themselves; where there is no other
 * administrator at all, they may note that all is well, and it is marked as their own word.
 */
export function expectNotSelf(of: {
  readonly own: boolean;
  readonly otherAdministrators: number;
  readonly decision: Decision;
}): void {
  if (!of.own) return;
  if (of.otherAdministrators > 0)
    throw new Failure('forbidden', messages.self, { next: messages.selfNext });
  if (of.decision !== 'keep')
    throw new Failure('forbidden', messages.selfKeep, { next: messages.selfKeepNext });
}

/** The reason, where one is needed it is there. */
export function readReason(value: string, decision: Decision, marked: boolean): string {
  const reason = value
    .normalize('NFC')
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
  if ([...reason].length > 500) throw new Failure('input-invalid', messages.long);
  if (reason === '' && (decision !== 'keep' || marked))
    throw new Failure('input-invalid', messages.reason, { next: messages.reasonNext });
  return reason;
}

export function readDueDay(value: string, today: Day): Day {
  const latest = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  if (!isDay(value) || value < today || value > latest)
    throw new Failure('input-invalid', messages.due, { next: messages.dueNext });
  return value;
}
