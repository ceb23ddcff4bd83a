import { defineUseCase } from '@machimori/application';
import { setPersonName } from './address-change-store.ts';
import { readName } from './name.ts';
import { whereSeated } from './open-session-for.ts';

/** Corrects one's own name, at once and everywhere; each city where one has a seat has it in its log. */
export const renamePerson = defineUseCase<{ readonly name: string }, null>({
  name: 'rename-person',
  action: 'account:rename',
  kind: 'command',
  async handle(context, input) {
    const { person } = context.scope;
    await setPersonName(context, { person, name: readName(input.name) });
    return { output: null, subjects: [person], ...(await whereSeated(context, person)) };
  },
});
