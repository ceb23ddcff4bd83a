import type { Act, Context } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { recordedBy } from './approval-people-store.ts';
import { type ApprovalRow, findApproval, recordersOf } from './approval-store.ts';
import { digestOf, type SubjectSeen } from './approval-subject.ts';
import type { GovernancePorts } from './ports.ts';
import type { RecordedBy } from './separation-of-duties.ts';

export const approvalMessages = {
  none: text('その承認は見つかりません。', 'There is no such approval.'),
  noneNext: text('一覧を開き直してください。', 'Open the list again.'),
  over: text('もう決まっているか、取り下げられています。', 'It was decided or withdrawn already.'),
  overNext: text('画面を読み込み直して、結果を見てください。', 'Reload to see what was decided.'),
  altered: text(
    '承認を求めたときの内容と違っています。',
    'This is not what approval was asked for any more.',
  ),
  newer: text(
    '承認を求めたあとに、内容が変わりました。',
    'It was changed after approval was asked for.',
  ),
  askAgain: text(
    '新しい内容で、もう一度承認を求めてください。',
    'Ask again for approval of what it is now.',
  ),
  unseen: text('画面に出ていた内容と違います。', 'This is not what the page showed.'),
  unseenNext: text('もう一度開いて、内容を確かめてください。', 'Open it again and look at it.'),
  reason: text('差し戻す理由を書いてください。', 'Say why it is sent back.'),
  long: text('長すぎます（2,000文字まで）。', 'Too long (2,000 characters at most).'),
};

/** Whether what was approved is still what there is: `altered` content, or something `newer` in its place. */
export type Validity = 'holds' | 'altered' | 'newer';

/** A request with its subject as it is at this moment. */
export interface ApprovalAtHand {
  readonly row: ApprovalRow;
  readonly subject: SubjectSeen | undefined;
  readonly validity: Validity;
  readonly by: RecordedBy;
}

/** Throws `not-found` where the scope does not reach the request. */
export async function approvalAtHand(
  context: Act & Pick<Context<GovernancePorts>, 'ports'>,
  approval: string,
  hold = false,
): Promise<ApprovalAtHand> {
  const row = await findApproval(context, approval, hold);
  if (row === undefined)
    throw new Failure('not-found', approvalMessages.none, { next: approvalMessages.noneNext });
  const subject = await readSubject(context, row.subjectKind, row.subject);
  const digest =
    subject && digestOf(context.scope.inCity, row.subjectKind, row.subject, subject.content);
  const recorders = await recordersOf(context, row.approval);
  return {
    row,
    subject,
    validity: digest !== row.digest ? 'altered' : subject?.current === true ? 'holds' : 'newer',
    by: await recordedBy(context, [...recorders, ...(subject?.recorders ?? [])]),
  };
}

/** As `approvalAtHand`, held for a decision: it waits, and is what was asked about. Else `conflict`. */
export async function toDecide(
  context: Act & Pick<Context<GovernancePorts>, 'ports'>,
  approval: string,
): Promise<ApprovalAtHand> {
  const found = await approvalAtHand(context, approval, true);
  if (found.row.state !== 'waiting')
    throw new Failure('conflict', approvalMessages.over, { next: approvalMessages.overNext });
  if (found.validity !== 'holds')
    throw new Failure(
      'conflict',
      found.validity === 'altered' ? approvalMessages.altered : approvalMessages.newer,
      { next: approvalMessages.askAgain },
    );
  return found;
}

/** Undefined for an unknown kind, too. */
export async function readSubject(
  context: Act & Pick<Context<GovernancePorts>, 'ports'>,
  kind: string,
  id: string,
): Promise<SubjectSeen | undefined> {
  const { approvalSubjects } = context.ports;
  if (!Object.hasOwn(approvalSubjects, kind)) return undefined;
  return approvalSubjects[kind]?.read(context, id);
}

/** Whoever decides says which content they saw: another is not approved by it. */
export function expectSeen(row: ApprovalRow, digest: string): void {
  if (digest !== row.digest)
    throw new Failure('conflict', approvalMessages.unseen, { next: approvalMessages.unseenNext });
}

/** Words as people write them, without what cannot be seen; at most 2,000 characters. */
export function readWords(value: string): string {
  const words = value
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]/gu, '')
    .trim();
  if ([...words].length > 2_000) throw new Failure('input-invalid', approvalMessages.long);
  return words;
}

/** What the log says of every decision about a request. */
export const decided = ({ subjectKind, subject, digest }: ApprovalRow) => ({
  subject: `${subjectKind}/${subject}`,
  digest,
});
