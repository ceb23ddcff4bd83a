import { defineUseCase } from '@machimori/application';
import type { Role } from '@machimori/authorisation';
import type { Id } from '@machimori/kernel';
import { listOrganisations } from './city-store.ts';
import { readEmailAddress } from './email-address.ts';
import { insertMembership } from './member-store.ts';
import { readName } from './name.ts';
import { insertPerson } from './person-store.ts';

/** Somebody to look around as: named by what they do, in an organisation of the description. */
export interface SamplePerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Key of the organisation in the city's description. */
  readonly organisation: string;
}

export interface SeatedSamplePerson extends SamplePerson {
  readonly person: Id<'person'>;
  readonly organisationName: string;
  readonly seat: { readonly city: Id<'city'>; readonly organisation: Id<'organisation'> };
}

/** Seats people in the sample city of a throw-away folder. They have no password: nobody signs in as one by any. */
export const seatSamplePeople = defineUseCase<
  readonly SamplePerson[],
  readonly SeatedSamplePerson[]
>({
  name: 'seat-sample-people',
  action: 'sample:seat-people',
  kind: 'command',
  async handle(context, people) {
    const { scope, ids, now, transaction } = context;
    const city = scope.inCity;
    const organisations = await listOrganisations(context);
    await transaction.wall({ reach: 'sign-in', city });
    const seated: SeatedSamplePerson[] = [];
    for (const each of people) {
      const found = organisations.find(({ elementKey }) => elementKey === each.organisation);
      if (found === undefined) throw new TypeError(`the sample has no ${each.organisation}`);
      const { organisation, name: organisationName } = found;
      const person = ids.next('person');
      const email = readEmailAddress(each.email);
      await insertPerson(context, { person, email, name: readName(each.name), host: false, now });
      const membership = ids.next('membership');
      const roles = [each.role];
      await insertMembership(context, { city, membership, organisation, person, roles, now });
      seated.push({ ...each, person, organisationName, seat: { city, organisation } });
    }
    return { output: seated, subjects: seated.map(({ person }) => person) };
  },
});
