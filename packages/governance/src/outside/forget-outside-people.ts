import { defineUseCase } from '@machimori/application';
import { keptSince } from '../log/retention-rules.ts';
import { readRetention } from '../log/retention-store.ts';
import { anyToForget, forgetPeople } from './outside-link-store.ts';

/** Whether the city keeps names and addresses of people outside longer than it keeps those of accounts. */
export const findOutsidePeople = defineUseCase<null, boolean>({
  name: 'find-outside-people',
  action: 'log:expire',
  kind: 'query',
  async handle(context) {
    const { accounts } = await readRetention(context);
    if (accounts === undefined || context.scope.city === undefined) return { output: false };
    return { output: await anyToForget(context, keptSince(context.now, accounts)) };
  },
});

/** Forgets to whom links went that ended longer ago than contents about accounts are kept. */
export const forgetOutsidePeople = defineUseCase<null, null>({
  name: 'forget-outside-people',
  action: 'log:expire',
  kind: 'command',
  async handle(context) {
    const { accounts } = await readRetention(context);
    const links =
      accounts === undefined
        ? 0
        : await forgetPeople(context, keptSince(context.now, accounts), context.now);
    return { output: null, content: { forgottenLinks: links } };
  },
});
