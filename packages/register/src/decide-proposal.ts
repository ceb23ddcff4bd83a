import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { told, writeEdits } from './change-register.ts';
import type { RegisterPorts } from './ports.ts';
import { holdProposal, type Proposal, settleProposalRow } from './proposal-store.ts';

const messages = {
  unknown: text('その変更の申し出は見つかりません。', 'There is no such proposed change.'),
  decided: text('この変更の申し出は、もう決まっています。', 'This was decided already.'),
  decidedNext: text('一覧を開き直してください。', 'Open the list again.'),
  reason: text('戻すときは、理由を書いてください。', 'Please say why it is declined.'),
};

export interface DecideProposal {
  readonly proposal: string;
  readonly decision: 'accept' | 'decline';
  /** Why it is declined; may be empty where it is accepted. */
  readonly reason: string;
}

/** Accepts a proposed change, which then stands in the description as it was proposed, or declines it with a reason. */
export const decideProposal = defineUseCase<
  DecideProposal,
  { readonly revision: number | undefined },
  RegisterPorts
>({
  name: 'decide-proposal',
  action: 'register:decide',
  kind: 'command',
  async handle(context, { proposal: id, decision, reason }) {
    const { edits } = expectWaiting(await holdProposal(context, id));
    if (decision === 'decline') {
      if (reason.trim() === '') throw new Failure('input-invalid', messages.reason);
      await settleProposalRow(context, id, { state: 'declined', at: context.now, reason });
      return {
        output: { revision: undefined },
        subjects: [id],
        content: { decision, reason },
        events: [
          { type: 'register.declined', aggregate: context.scope.inCity, payload: { proposal: id } },
        ],
      };
    }
    const written = await writeEdits(context, edits, `proposal:${id}`);
    const { revision } = written;
    await settleProposalRow(context, id, { state: 'accepted', at: context.now, reason, revision });
    const { subjects = [], content = {}, ...rest } = told(context, written);
    return {
      output: { revision },
      subjects: [id, ...subjects],
      content: { ...content, decision },
      ...rest,
    };
  },
});

/** Takes one's own organisation's proposal back while it waits. */
export const withdrawProposal = defineUseCase<{ readonly proposal: string }, null>({
  name: 'withdraw-proposal',
  action: 'register:withdraw',
  kind: 'command',
  async handle(context, { proposal: id }) {
    const proposal = await holdProposal(context, id);
    // Whoever sees the whole city sees others' proposals too; those they decline instead.
    expectWaiting(proposal?.organisation === context.scope.organisation ? proposal : undefined);
    await settleProposalRow(context, id, { state: 'withdrawn', at: context.now });
    return { output: null, subjects: [id] };
  },
});

function expectWaiting(proposal: Proposal | undefined): Proposal {
  if (proposal === undefined) throw new Failure('not-found', messages.unknown);
  if (proposal.state !== 'waiting')
    throw new Failure('conflict', messages.decided, { next: messages.decidedNext });
  return proposal;
}
