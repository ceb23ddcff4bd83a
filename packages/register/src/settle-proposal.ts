import { defineUseCase } from '@machimori/application';
import { told, writeEdits } from './change-register.ts';
import { checkEdits } from './check-edits.ts';
import { cityOf } from './element.ts';
import { readElements } from './element-store.ts';
import { isOwnPart } from './own-part.ts';
import type { RegisterPorts } from './ports.ts';
import { holdProposal, settleProposalRow } from './proposal-store.ts';
import { readKeyOf } from './seat-store.ts';

/** The description's revision where it took effect; none where it waits for the promoting body. */
export type Settled = { readonly revision: number | undefined };

/**
 * Lets a proposal take effect that touches the proposer's own part alone. Done by the program, which sees the whole
 * city, right after it was proposed: so an organisation needs no reach beyond its share to keep its part up.
 */
export const settleProposal = defineUseCase<{ readonly proposal: string }, Settled, RegisterPorts>({
  name: 'settle-proposal',
  action: 'register:settle',
  kind: 'command',
  async handle(context, { proposal: id }) {
    const waits = { output: { revision: undefined }, subjects: [id], content: { settled: false } };
    const proposal = await holdProposal(context, id);
    if (proposal?.state !== 'waiting') return waits;
    const elements = await readElements(context);
    const city = cityOf(elements);
    const own = await readKeyOf(context, proposal.organisation);
    if (city === undefined || own === undefined || !isOwnPart(city, own, proposal.edits))
      return waits;
    const { conflicts, diagnostics } = await checkEdits(elements, proposal.edits, context.ports);
    // What only the whole city shows to be wrong is for whoever sees the whole city.
    if (conflicts.length > 0 || diagnostics.some(({ severity }) => severity === 'error'))
      return waits;
    const source = `proposal:${id}`;
    const written = await writeEdits(context, proposal.edits, source, proposal.proposedBy);
    const { revision } = written;
    await settleProposalRow(context, id, { state: 'own-part', at: context.now, revision });
    const { subjects = [], ...rest } = told(context, written);
    return { output: { revision }, subjects: [id, ...subjects], ...rest };
  },
});
