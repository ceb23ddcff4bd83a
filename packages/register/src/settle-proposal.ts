import { defineUseCase } from '@machimori/application';
import { told } from './change-register.ts';
import { checkEdits } from './check-edits.ts';
import { differenceOf } from './difference.ts';
import { cityOf, elementsOf } from './element.ts';
import { holdRevision, readElements } from './element-store.ts';
import { isOwnPart } from './own-part.ts';
import type { RegisterPorts } from './ports.ts';
import { holdProposal, settleProposalRow } from './proposal-store.ts';
import { isSeatOfSomebody, readKeyOf } from './seat-store.ts';
import { writeDescription } from './write-description.ts';

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
    if (proposal?.state === 'own-part')
      return { output: { revision: proposal.revision }, subjects: [id] };
    if (proposal?.state !== 'waiting') return waits;
    const held = await holdRevision(context);
    const elements = await readElements(context);
    const before = cityOf(elements);
    const own = await readKeyOf(context, proposal.organisation);
    if (before === undefined || own === undefined) return waits;
    const names = await context.ports.cityNames(context);
    const { conflicts, city } = checkEdits(elements, proposal.edits, names);
    // What only the whole city shows to be wrong is for whoever sees the whole city.
    if (conflicts.length > 0 || city === undefined) return waits;
    const changes = differenceOf(elements, elementsOf(city));
    if (!isOwnPart(before, own, proposal.edits, changes)) return waits;
    const brought = changes.filter(
      ({ kind, change }) => kind === 'organisations' && change === 'added',
    );
    // Somebody has had that seat, or was invited to it: whether they come back is not for another to say.
    if (await isSeatOfSomebody(context, brought)) return waits;
    const written = await writeDescription(context, {
      before: elements,
      revision: held,
      city,
      source: `proposal:${id}`,
      actor: proposal.proposedBy,
    });
    const { revision } = written;
    await settleProposalRow(context, id, { state: 'own-part', at: context.now, revision });
    const { subjects = [], ...rest } = told(context, written);
    return { output: { revision }, subjects: [id, ...subjects], ...rest };
  },
});
