import { defineUseCase } from '@machimori/application';
import { dayInJapan, Failure, text } from '@machimori/kernel';
import { noteActivity } from './access-store.ts';
import { seatsOf } from './member-store.ts';
import { updateSession } from './session-store.ts';

const messages = {
  none: text('その都市と組織では働いていません。', 'You have no seat there.'),
  noneNext: text('一覧から選び直してください。', 'Choose again from the list.'),
};

/** Chooses in which city and for which organisation one acts from now on. */
export const chooseSeat = defineUseCase<
  { readonly city: string; readonly organisation: string },
  null
>({
  name: 'choose-seat',
  action: 'seat:choose',
  kind: 'command',
  async handle(context, input) {
    const { scope, transaction, now } = context;
    const { person } = scope;
    const seats = await seatsOf(context, person);
    const seat = seats.find(
      ({ city, organisation }) => city === input.city && organisation === input.organisation,
    );
    if (seat === undefined || scope.actor.kind !== 'person')
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    await updateSession(context, scope.actor.session, {
      seat_city: seat.city,
      seat_organisation: seat.organisation,
    });
    await transaction.wall({ reach: 'sign-in', person });
    await noteActivity(context, { person, seat, day: dayInJapan(now) });
    return { output: null, subjects: [seat.organisation], city: seat.city };
  },
});
