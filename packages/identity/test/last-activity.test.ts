import { transact } from '@machimori/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  acceptInvitation,
  actorOfSession,
  addOrganisation,
  chooseSeat,
  inviteMember,
} from '../src/index.ts';
import { enrolTotp, join, makeTown, provedNow, signIn, type Town } from './town.ts';

// 23:30 in Japan: within a session a day ends there, while in UTC it goes on.
const evening = new Date('2026-11-21T14:30:00Z');
const email = 'kinyu@example.lg.jp';
let town: Town;
beforeAll(async () => {
  town = await makeTown([], evening);
});
afterAll(() => town.drop());

/** Last day of use of each seat that a person has, and where its row lies: a row written again moves. */
const useOf = (person: string, organisation = town.organisation) =>
  transact(town.world.database, { reach: 'city', city: town.city }, async (transaction) => {
    const row = await transaction
      .tables<{
        memberships: {
          person_id: string;
          organisation_id: string;
          last_active_on: string | null;
          ctid: unknown;
        };
      }>()
      .selectFrom('memberships')
      .select(['last_active_on as day', 'ctid as place'])
      .where('person_id', '=', person)
      .where('organisation_id', '=', organisation)
      .executeTakeFirst();
    return row === undefined ? undefined : { day: row.day, place: String(row.place) };
  });

it('is kept from the first visit on, and from an invitation on, by the day in Japan', async () => {
  expect((await useOf(town.admin.person))?.day).toBe('2026-11-21');
  const admin = (await enrolTotp(town, town.admin)).actor;
  const clerk = await join(town, admin, { email, roles: ['contributor'] });
  expect((await useOf(clerk.person))?.day).toBe('2026-11-21');

  const { token } = await signIn(town, email);
  const before = await useOf(clerk.person);
  for (let each = 0; each < 3; each++) {
    town.clock.pass(5 * 60_000);
    await actorOfSession(town.world, token);
  }
  expect(await useOf(clerk.person)).toEqual(before);

  town.clock.pass(20 * 60_000);
  await actorOfSession(town.world, token);
  const next = await useOf(clerk.person);
  expect(next?.day).toBe('2026-11-22');
  town.clock.pass(5 * 60_000);
  await actorOfSession(town.world, token);
  await signIn(town, email);
  expect(await useOf(clerk.person)).toEqual(next);
  // Nobody else's seat was touched.
  expect((await useOf(town.admin.person))?.day).toBe('2026-11-21');
});

it('is of the seat that is used: of a second one from when it is accepted, of the first again when it is chosen', async () => {
  const admin = provedNow(town, { ...town.admin, secondFactor: true });
  const { organisation } = await town.run(addOrganisation, admin, { name: '地図屋' });
  const { link } = await town.run(inviteMember, admin, {
    organisation,
    email,
    roles: ['contributor'],
  });
  const { token } = await signIn(town, email);
  const { actor } = await actorOfSession(town.world, token);
  const person = actor.kind === 'person' ? actor.person : '';
  const accept = { token: link.split('#')[1] ?? '', device: '' };
  await town.run(acceptInvitation, actor, accept);
  expect((await useOf(person, organisation))?.day).toBe('2026-11-22');

  town.clock.pass(24 * 3_600_000);
  const { token: later } = await signIn(town, email);
  const { actor: again } = await actorOfSession(town.world, later);
  await town.run(chooseSeat, again, { city: town.city, organisation });
  expect((await useOf(person, organisation))?.day).toBe('2026-11-23');
});
