import { defineUseCase } from '@machimori/application';
import { dayInJapan, Failure } from '@machimori/kernel';
import { addressOf, namesOf } from './approval-people-store.ts';
import { writeDecision } from './approval-store.ts';
import type { GovernancePorts } from './ports.ts';
import { expectOther, expectOtherAddress } from './separation-of-duties.ts';
import { approvalMessages, decided, expectSeen, readWords, toDecide } from './to-decide.ts';

export interface Verdict {
  readonly verdict: 'approve' | 'send-back';
  /** Compulsory where it is sent back. */
  readonly reason: string;
  /** Of what the page showed. */
  readonly digest: string;
}

export interface DecideApproval extends Verdict {
  readonly approval: string;
}

/** An approver approves or sends back what others recorded. */
export const decideApproval = defineUseCase<DecideApproval, null, GovernancePorts>({
  name: 'decide-approval',
  action: 'approval:decide',
  kind: 'command',
  async handle(context, { approval, digest, ...input }) {
    const { scope, now } = context;
    const { row, by } = await toDecide(context, approval);
    expectOther(scope.person, by);
    // A second account at the same mailbox is no second person.
    expectOtherAddress((await addressOf(context, scope.person)) ?? '', by);
    expectSeen(row, digest);
    const reason = readReason(input);
    const state = stateAfter(input.verdict);
    const name = (await namesOf(context, [scope.person])).get(scope.person) ?? '';
    await writeDecision(context, approval, state, {
      way: 'member',
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
      content: { ...decided(row), verdict: input.verdict, way: 'member' },
      events: [{ type: `approval.${state}`, aggregate: approval, payload: { approval } }],
    };
  },
});

export const stateAfter = (verdict: Verdict['verdict']): 'approved' | 'sent-back' =>
  verdict === 'approve' ? 'approved' : 'sent-back';

/** Throws `input-invalid` where it is sent back without a word. */
export function readReason({ verdict, reason }: Pick<Verdict, 'verdict' | 'reason'>): string {
  const words = readWords(reason);
  if (verdict === 'send-back' && words === '')
    throw new Failure('input-invalid', approvalMessages.reason);
  return words;
}
