import { defineUseCase } from '@machimori/application';
import { Failure, readId, text } from '@machimori/kernel';
import { actsIn } from './open-session-for.ts';
import { findOpenSession, updateSession } from './session-store.ts';

const messages = {
  none: text('そのサインインは、もう終わっています。', 'That session is over already.'),
};

/** Signs out: this session, or another of one's own. */
export const closeSession = defineUseCase<{ readonly session?: string | undefined }, null>({
  name: 'close-session',
  action: 'session:close',
  kind: 'command',
  async handle(context, input) {
    const { scope, now } = context;
    const own = scope.actor.kind === 'person' ? scope.actor.session : undefined;
    const session = input.session === undefined ? own : readId('session', input.session);
    const found = session && (await findOpenSession(context, { session }, now));
    const provider = scope.actor.kind === 'person' ? scope.actor.provider : undefined;
    // An organisation's provider does not reach what its person has opened by themselves, or elsewhere.
    const within =
      provider === undefined || found?.provider?.organisation === provider.organisation;
    if (session === undefined || found?.person !== scope.person || !within)
      throw new Failure('not-found', messages.none);
    await updateSession(context, session, { closed_at: now });
    return { output: null, subjects: [session], alsoIn: actsIn(context) };
  },
});
