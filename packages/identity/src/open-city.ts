import { defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { insertCity, insertOrganisation, sampleThere } from './city-store.ts';
import { insertMembership } from './member-store.ts';
import { readName } from './name.ts';
import { updateSession } from './session-store.ts';

const messages = {
  sample: text('見本の都市は、もうあります。', 'The sample city is there already.'),
  sampleNext: text(
    '画面の上で、見本の都市に切り替えてください。',
    'Switch to it at the top of the page.',
  ),
};

export interface OpenCity {
  readonly cityName: string;
  /** The 推進主体. */
  readonly organisationName: string;
  readonly sample: boolean;
}

/** Opens a further city, with whoever runs the installation as its administrator; they act there from now on. */
export const openCity = defineUseCase<
  OpenCity,
  { readonly city: Id<'city'>; readonly organisation: Id<'organisation'> }
>({
  name: 'open-city',
  action: 'city:open',
  kind: 'command',
  async handle(context, input) {
    const { scope, ids, now, transaction } = context;
    const { person, actor } = scope;
    const name = readName(input.cityName);
    const organisationName = readName(input.organisationName);
    // As at the first visit: what is written belongs to a city that is not there yet.
    await transaction.wall({ reach: 'sign-in', person });
    if (input.sample && (await sampleThere(context)))
      throw new Failure('conflict', messages.sample, { next: messages.sampleNext });
    const city = ids.next('city');
    const organisation = ids.next('organisation');
    await insertCity(context, { city, name, sample: input.sample, now });
    await insertOrganisation(context, {
      city,
      organisation,
      party: ids.next('party'),
      name: organisationName,
      promoter: true,
      now,
    });
    await insertMembership(context, {
      city,
      membership: ids.next('membership'),
      organisation,
      person,
      roles: ['cityAdministrator'],
      now,
    });
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
      events: [{ type: 'city.opened', aggregate: city, payload: { city, sample: input.sample } }],
    };
  },
});
