import { defineUseCase } from '@machimori/application';
import { type AccessLine, accessLines } from './access-lines.ts';

/** All accounts, open invitations and tokens that one may see, as one list with its marks. */
export const listAccess = defineUseCase<null, { readonly lines: readonly AccessLine[] }>({
  name: 'list-access',
  action: 'access:list',
  kind: 'query',
  async handle(context) {
    return { output: { lines: await accessLines(context) } };
  },
});
