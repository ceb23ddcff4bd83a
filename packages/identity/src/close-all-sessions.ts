import { defineUseCase } from '@machimori/application';
import { knownPerson } from './known-person.ts';
import { whereSeated } from './open-session-for.ts';
import { lockPerson } from './second-factor-store.ts';
import { closeSessions } from './session-store.ts';

/** Signs a person out everywhere: at the command line, for a device that was lost while nobody can sign in. */
export const closeAllSessions = defineUseCase<
  { readonly email: string },
  { readonly closed: number }
>({
  name: 'close-all-sessions',
  action: 'session:close-all',
  kind: 'command',
  async handle(context, input) {
    const person = await knownPerson(context, input.email);
    await lockPerson(context, person);
    const closed = await closeSessions(context, person, context.now);
    return {
      output: { closed },
      subjects: [person],
      content: { closed },
      ...(await whereSeated(context, person)),
    };
  },
});
