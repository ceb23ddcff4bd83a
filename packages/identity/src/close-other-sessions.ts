import { defineUseCase } from '@machimori/application';
import { actsIn } from './open-session-for.ts';
import { closeSessions } from './session-store.ts';

/** Signs out everywhere but here. */
export const closeOtherSessions = defineUseCase<null, { readonly closed: number }>({
  name: 'close-other-sessions',
  action: 'session:close',
  kind: 'command',
  async handle(context) {
    const { scope, now } = context;
    const { person, actor } = scope;
    const own = actor.kind === 'person' ? actor.session : undefined;
    const closed = await closeSessions(context, person, now, own);
    return { output: { closed }, subjects: [person], content: { closed }, alsoIn: actsIn(context) };
  },
});
