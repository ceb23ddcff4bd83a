import { type Act, defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { readApprovalPolicyRow, writeApprovalPolicy } from './approval-policy-store.ts';

const messages = {
  changed: text('ほかの人が先に変えました。', 'Someone else changed it first.'),
  changedNext: text(
    '新しい内容を確かめて、もう一度変えてください。',
    'Look at what it is now, then change it again.',
  ),
};

export interface ApprovalPolicy {
  /** Whoever recorded may confirm their own work, under that name. */
  readonly selfCheck: boolean;
  readonly version: number;
}

/** Nothing is allowed that the city has not allowed. */
export const policyNow = async (act: Act): Promise<ApprovalPolicy> =>
  (await readApprovalPolicyRow(act)) ?? { selfCheck: false, version: 0 };

export const readApprovalPolicy = defineUseCase<null, ApprovalPolicy>({
  name: 'read-approval-policy',
  action: 'approval:read',
  kind: 'query',
  handle: async (context) => ({ output: await policyNow(context) }),
});

/** Says whether the city lets people confirm their own work. */
export const changeApprovalPolicy = defineUseCase<ApprovalPolicy, null>({
  name: 'change-approval-policy',
  action: 'approval:change-policy',
  kind: 'command',
  async handle(context, { selfCheck, version }) {
    const before = await policyNow(context);
    if (before.version !== version || !(await writeApprovalPolicy(context, { selfCheck, version })))
      throw new Failure('conflict', messages.changed, { next: messages.changedNext });
    return {
      output: null,
      content: { before: { selfCheck: before.selfCheck }, after: { selfCheck } },
    };
  },
});
