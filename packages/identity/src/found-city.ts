import type { Context, Event } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { insertCity, insertOrganisation } from './city-store.ts';
import { insertMembership } from './member-store.ts';
import { readName } from './name.ts';

/** What a city begins with. */
export interface CityToFound {
  readonly cityName: string;
  /** The 推進主体, mostly the town itself. */
  readonly organisationName: string;
  /** The city is the sample, to look around in and to remove. */
  readonly sample: boolean;
}

export interface FoundedCity {
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
  readonly event: Event;
}

/**
 * Every city begins here: with its promoter, and whoever founds it as the administrator of both. Throws where a
 * name is none. The act stands behind the wall of signing in, since what is written belongs to a city that is not
 * there yet.
 */
export async function foundCity(
  context: Context,
  founder: Id<'person'>,
  { cityName, organisationName, sample }: CityToFound,
): Promise<FoundedCity> {
  const { ids, now } = context;
  const names = { city: readName(cityName), organisation: readName(organisationName) };
  const city = ids.next('city');
  const organisation = ids.next('organisation');
  await insertCity(context, { city, name: names.city, sample, now });
  await insertOrganisation(context, {
    city,
    organisation,
    party: ids.next('party'),
    name: names.organisation,
    promoter: true,
    now,
  });
  await insertMembership(context, {
    city,
    membership: ids.next('membership'),
    organisation,
    person: founder,
    roles: ['cityAdministrator'],
    now,
  });
  const event = { type: 'city.opened', aggregate: city, payload: { city, sample } };
  return { city, organisation, event };
}
