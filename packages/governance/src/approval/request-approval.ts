import { defineUseCase, nameOf } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { recordedBy } from './approval-people-store.ts';
import { approvalsOf, insertApproval } from './approval-store.ts';
import { digestOf } from './approval-subject.ts';
import type { GovernancePorts } from './ports.ts';
import { approvalMessages, readSubject, readWords } from './to-decide.ts';

const messages = {
  subject: text('承認を求めるものが見つかりません。', 'There is nothing to approve here.'),
  waiting: text('もう承認を求めています。', 'Approval has been asked for already.'),
  waitingNext: text('一覧で「承認待ち」を開いてください。', 'Open the one that waits in the list.'),
  approved: text('もう承認されています。', 'It has been approved already.'),
};

export interface RequestApproval {
  readonly subjectKind: string;
  readonly subject: string;
  /** For whoever decides: why now, what to look at. */
  readonly note: string;
}

/** Puts something before somebody other than its recorders, as it is at this moment, fixed by its digest. */
export const requestApproval = defineUseCase<
  RequestApproval,
  { readonly approval: Id<'approval'>; readonly digest: string },
  GovernancePorts
>({
  name: 'request-approval',
  action: 'approval:request',
  kind: 'command',
  async handle(context, input) {
    const { scope, ids, now } = context;
    const { subjectKind } = input;
    const seen = await readSubject(context, subjectKind, input.subject);
    if (seen === undefined || scope.organisation === undefined)
      throw new Failure('not-found', messages.subject);
    if (!seen.current)
      throw new Failure('conflict', approvalMessages.newer, { next: approvalMessages.askAgain });
    const before = await approvalsOf(context, subjectKind, input.subject);
    if (before.some(({ state }) => state === 'waiting'))
      throw new Failure('conflict', messages.waiting, { next: messages.waitingNext });
    const digest = digestOf(scope.inCity, subjectKind, input.subject, seen.content);
    if (before.some((each) => each.state === 'approved' && each.digest === digest))
      throw new Failure('conflict', messages.approved);
    const approval = ids.next('approval');
    const requestedBy = nameOf(scope.actor);
    const { actors } = await recordedBy(context, [...seen.recorders, requestedBy]);
    const inserted = await insertApproval(context, {
      approval,
      organisation: scope.organisation,
      subjectKind,
      subject: input.subject,
      digest,
      shown: { title: seen.title, facts: seen.facts, lines: seen.lines },
      note: readWords(input.note),
      requestedBy,
      requestedAt: now,
      recorders: actors,
    });
    if (!inserted) throw new Failure('conflict', messages.waiting, { next: messages.waitingNext });
    return {
      output: { approval, digest },
      subjects: [approval],
      content: { subject: `${subjectKind}/${input.subject}`, digest, recorders: [...actors] },
      events: [{ type: 'approval.requested', aggregate: approval, payload: { approval } }],
    };
  },
});
