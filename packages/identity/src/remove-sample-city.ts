import { defineUseCase } from '@machimori/application';
import { removeCityRows } from '@machimori/database';
import { Failure, type Id, text } from '@machimori/kernel';
import { partiesOf, readCityRow, removePartiesWithoutSeat } from './city-store.ts';
import { onlySeat } from './open-session-for.ts';
import type { RemovalPorts } from './ports.ts';
import { updateSession, vacateSeats } from './session-store.ts';

const messages = {
  real: text(
    'この都市は見本ではないので、この操作では取り除けません。',
    'This city is no sample and cannot be removed this way.',
  ),
  realNext: text(
    '見本の都市に切り替えてから、もう一度お試しください。',
    'Switch to the sample city first, then try again.',
  ),
};

/**
 * Removes the sample city: every row of it, in one transaction. What stays is the stub of its log, and the
 * accounts of its people, which are the installation's. The act stands in the installation's log.
 */
export const removeSampleCity = defineUseCase<
  null,
  { readonly city: Id<'city'>; readonly stub: string },
  RemovalPorts
>({
  name: 'remove-sample-city',
  action: 'city:remove',
  kind: 'command',
  async handle(context) {
    const { scope, now, ports, transaction } = context;
    const { person, actor, inCity: city } = scope;
    const { sample, name } = await readCityRow(context);
    if (!sample) throw new Failure('forbidden', messages.real, { next: messages.realNext });
    const parties = await partiesOf(context, city);
    // The log first: it holds up whoever still writes in this city, until nothing is left to write in.
    const stub = await ports.removeLog(transaction, city, now);
    await removeCityRows(transaction, city);
    await transaction.wall({ reach: 'sign-in', person });
    await removePartiesWithoutSeat(context, parties);
    await vacateSeats(context, city);
    const next = await onlySeat(context, person);
    if (next !== undefined && actor.kind === 'person')
      await updateSession(context, actor.session, {
        seat_city: next.city,
        seat_organisation: next.organisation,
      });
    return {
      output: { city, stub },
      subjects: [city],
      content: { name, reason: 'sample-removed' },
      inInstallation: true,
    };
  },
});
