import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { readEmailAddress } from './email-address.ts';
import { findPersonByEmail } from './person-store.ts';
import { deleteAllFactors, lockPerson } from './second-factor-store.ts';
import { closeSessions } from './session-store.ts';

const messages = {
  none: text('このアドレスの人は登録されていません。', 'Nobody with this address is registered.'),
  noneNext: text('つづりを確かめてください。', 'Check the spelling.'),
};

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
    const { now, transaction } = context;
    const email = readEmailAddress(input.email);
    await transaction.wall({ reach: 'sign-in' });
    const found = await findPersonByEmail(context, email);
    if (found === undefined)
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    const { person } = found;
    await lockPerson(context, person);
    const removed = await deleteAllFactors(context, person);
    const closed = await closeSessions(context, person, now);
    return {
      output: { removed, closed },
      subjects: [person],
      content: { removed, closed },
      events: [{ type: 'second-factor.removed', aggregate: person, payload: { person } }],
    };
  },
});
