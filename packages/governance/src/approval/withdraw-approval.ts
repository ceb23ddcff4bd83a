import { defineUseCase } from '@machimori/application';
import { Failure } from '@machimori/kernel';
import { findApproval, withdrawRow } from './approval-store.ts';
import { approvalMessages, decided } from './to-decide.ts';

/** Takes a request back that nobody has decided. */
export const withdrawApproval = defineUseCase<{ readonly approval: string }, null>({
  name: 'withdraw-approval',
  action: 'approval:request',
  kind: 'command',
  async handle(context, { approval }) {
    const row = await findApproval(context, approval, true);
    if (row === undefined)
      throw new Failure('not-found', approvalMessages.none, { next: approvalMessages.noneNext });
    if (!(await withdrawRow(context, approval)))
      throw new Failure('conflict', approvalMessages.over, { next: approvalMessages.overNext });
    return { output: null, subjects: [approval], content: decided(row) };
  },
});
