import { defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { sampleThere } from './city-store.ts';
import { type CityToFound, foundCity } from './found-city.ts';
import { updateSession } from './session-store.ts';

const messages = {
  sample: text('見本の都市は、もうあります。', 'The sample city is there already.'),
  sampleNext: text(
    '画面の上で、見本の都市に切り替えてください。',
    'Switch to it at the top of the page.',
  ),
};

/** Opens a further city, with whoever runs the installation as its administrator; they act there from now on. */
export const openCity = defineUseCase<
  CityToFound,
  { readonly city: Id<'city'>; readonly organisation: Id<'organisation'> }
>({
  name: 'open-city',
  action: 'city:open',
  kind: 'command',
  async handle(context, input) {
    const { scope, transaction } = context;
    const { person, actor } = scope;
    // As at the first visit: what is written belongs to a city that is not there yet.
    await transaction.wall({ reach: 'sign-in', person });
    if (input.sample && (await sampleThere(context)))
      throw new Failure('conflict', messages.sample, { next: messages.sampleNext });
    const { city, organisation, event } = await foundCity(context, person, input);
    if (actor.kind === 'person')
      await updateSession(context, actor.session, {
        seat_city: city,
        seat_organisation: organisation,
      });
    return {
      output: { city, organisation },
      subjects: [city, organisation],
      city,
      organisation,
      events: [event],
    };
  },
});
