import { defineUseCase } from '@machimori/application';
import { knownPerson } from './known-person.ts';
import { whereSeated } from './open-session-for.ts';
import { deleteAllFactors, lockPerson } from './second-factor-store.ts';
import { closeSessions } from './session-store.ts';

/**
 * For whoever has lost phone, passkeys and recovery codes: takes all of them away and signs the person
 * out everywhere. At the command line alone, where whoever can do it could read the database too.
 */
export const resetSecondFactor = defineUseCase<
  { readonly email: string },
  { readonly removed: number; readonly closed: number }
>({
  name: 'reset-second-factor',
  action: 'second-factor:reset',
  kind: 'command',
  async handle(context, input) {
    const person = await knownPerson(context, input.email);
    await lockPerson(context, person);
    const removed = await deleteAllFactors(context, person);
    const closed = await closeSessions(context, person, context.now);
    return {
      output: { removed, closed },
      subjects: [person],
      content: { removed, closed },
      ...(await whereSeated(context, person)),
      events: [{ type: 'second-factor.removed', aggregate: person, payload: { person } }],
    };
  },
});
