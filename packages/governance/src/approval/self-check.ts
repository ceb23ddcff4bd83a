import { defineUseCase } from '@machimori/application';
import { dayInJapan, Failure, text } from '@machimori/kernel';
import { namesOf } from './approval-people-store.ts';
import { policyNow } from './approval-policy.ts';
import { writeDecision } from './approval-store.ts';
import type { GovernancePorts } from './ports.ts';
import { approvalMessages, decided, expectSeen, readWords, toDecide } from './to-decide.ts';

const messages = {
  refused: text(
    'この都市では、自己確認は認められていません。',
    'This city does not allow self-checks.',
  ),
  refusedNext: text(
    'ほかの人の承認を受けてください。認めるときは、都市の管理者が「設定」で変えられます。',
    'Have somebody else approve it; a city administrator can allow self-checks in Settings.',
  ),
  why: text(
    'ほかの人の承認を受けられない理由を書いてください。',
    'Say why nobody else can approve it.',
  ),
};

/** Confirms one's own work where the city allows it. This is no approval, and is never shown as one. */
export const selfCheck = defineUseCase<
  { readonly approval: string; readonly reason: string; readonly digest: string },
  null,
  GovernancePorts
>({
  name: 'self-check',
  action: 'approval:self-check',
  kind: 'command',
  async handle(context, { approval, digest, ...input }) {
    const { scope, now } = context;
    const { row } = await toDecide(context, approval);
    if (!(await policyNow(context)).selfCheck)
      throw new Failure('forbidden', messages.refused, { next: messages.refusedNext });
    expectSeen(row, digest);
    const reason = readWords(input.reason);
    if (reason === '') throw new Failure('input-invalid', messages.why);
    const name = (await namesOf(context, [scope.person])).get(scope.person) ?? '';
    if (name === '') throw new Failure('not-found', approvalMessages.none);
    await writeDecision(context, approval, 'self-checked', {
      way: 'self-check',
      by: scope.person,
      at: now,
      on: dayInJapan(now),
      name,
      office: '',
      reason,
      file: undefined,
    });
    return {
      output: null,
      subjects: [approval],
      content: { ...decided(row), way: 'self-check' },
      events: [{ type: 'approval.self-checked', aggregate: approval, payload: { approval } }],
    };
  },
});
