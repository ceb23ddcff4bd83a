import { defineUseCase } from '@machimori/application';
import { listProposalRows, type Proposal } from './proposal-store.ts';

const most = 200;

/** Proposed changes: of all organisations for whoever sees the whole city, else of one's own. */
export const readProposals = defineUseCase<null, readonly Proposal[]>({
  name: 'read-proposals',
  action: 'register:read',
  kind: 'query',
  async handle(context) {
    return { output: await listProposalRows(context, most) };
  },
});
