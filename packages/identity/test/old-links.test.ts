import type { Act } from '@machimori/application';
import type { PersonActor, Role } from '@machimori/authorisation';
import { transact } from '@machimori/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  acceptInvitation,
  actorOfToken,
  changeMember,
  createApiToken,
  endMembership,
  inviteMember,
  lookAtInvitation,
  readMemberPage,
} from '../src/index.ts';
import { insertInvitation } from '../src/invitation-store.ts';
import { hashOf, newToken } from '../src/secret-token.ts';
import {
  addVendor,
  anonymous,
  enrolTotp,
  failureOf,
  join,
  makeTown,
  provedNow,
  type Town,
} from './town.ts';

// Links and tokens outlive the rights of whoever holds or sent them: none of them is a way back in.

let town: Town;
let admin: PersonActor;
let vendor: Awaited<ReturnType<typeof addVendor>>;
let email: string;
let people = 0;
beforeAll(async () => {
  town = await makeTown();
  ({ actor: admin } = await enrolTotp(town, town.admin));
  vendor = await addVendor(town, admin);
});
beforeEach(() => {
  email = `tanto-${people++}@vendor.example`;
});
afterAll(() => town.drop());

const fresh = (actor = admin) => provedNow(town, actor);
const memberOf = async (person: string) => {
  const { members } = await town.run(readMemberPage, fresh(), {});
  const found = members.find((each) => each.person === person);
  if (found === undefined) throw new Error('no such member');
  return found;
};
const invite = async (
  roles: readonly string[],
  by = admin,
  organisation: string = vendor.organisation,
) => {
  const { link } = await town.run(inviteMember, fresh(by), { organisation, email, roles });
  town.clock.pass(1_000);
  return link.split('#')[1] ?? '';
};
/** A second one to the same address, as older versions sent them, and as two who invite at once still may. */
const inviteBeside = async (
  roles: readonly Role[],
  organisation: string = vendor.organisation,
): Promise<string> => {
  const { world, clock } = town;
  const token = newToken(world.chance);
  const now = clock.now();
  await transact(world.database, { reach: 'city', city: town.city }, (transaction) =>
    insertInvitation({ transaction, scope: { inCity: town.city } } as unknown as Act, {
      invitation: world.ids.next('invitation'),
      organisation,
      email,
      roles,
      tokenHash: hashOf(token),
      invitedBy: admin.person,
      now,
      expiresAt: new Date(now.getTime() + 86_400_000),
    }),
  );
  clock.pass(1_000);
  return token;
};
const accept = (token: string, by: PersonActor | typeof anonymous) =>
  failureOf(
    town.run(acceptInvitation, by, {
      token,
      name: '新しい担当',
      password: '赤い船が二そうゆく夕ぐれの海',
      device: '',
    }),
  );
const look = (token: string) => failureOf(town.run(lookAtInvitation, anonymous, { token }));
const change = async (
  person: string,
  state: 'active' | 'suspended' | 'ended',
  roles?: readonly string[],
) => {
  const { membership, version, roles: now } = await memberOf(person);
  await town.run(changeMember, fresh(), { membership, version, roles: roles ?? now, state });
  town.clock.pass(1_000);
};

describe('an invitation that was not used', () => {
  const roles: readonly Role[] = ['contributor'];
  const joined = () => join(town, admin, { email, roles, organisation: vendor.organisation });

  test.each(['suspended', 'ended'] as const)('brings nobody back who is %s', async (state) => {
    const person = await joined();
    const old = await inviteBeside(roles);
    await change(person.person, state);
    expect(await accept(old, person)).toBe('not-found');
    expect(await memberOf(person.person)).toMatchObject(
      state === 'ended' ? { endedAt: expect.any(Date) } : { suspendedAt: expect.any(Date) },
    );
    // One that was sent afterwards does.
    const { organisation } = vendor;
    const { link } = await town.run(inviteMember, fresh(), {
      organisation,
      email,
      roles,
      renew: true,
    });
    expect(await accept(link.split('#')[1] ?? '', person)).toMatch(/^done/);
  });

  test('changes nothing for a member: neither more rights nor fewer', async () => {
    const person = await joined();
    const old = await inviteBeside(['organisationAdministrator']);
    expect(await accept(old, person)).toBe('conflict');
    expect((await memberOf(person.person)).roles).toEqual(roles);
  });

  test('does not take a city’s last administrator away', async () => {
    email = 'tanto@example.lg.jp';
    const token = await inviteBeside(roles, town.organisation);
    expect(await accept(token, fresh())).toBe('conflict');
    expect((await memberOf(admin.person)).roles).toContain('cityAdministrator');
  });
});

describe('an invitation in other hands', () => {
  const roles = ['organisationAdministrator'];
  const joined = (address: string) =>
    join(town, admin, {
      email: address,
      roles: ['contributor'],
      organisation: vendor.organisation,
    });

  test('is not taken by whoever is signed in as somebody else, and waits for its addressee', async () => {
    const token = await invite(roles);
    const addressee = email;
    for (const other of [await joined(`betsu-${people++}@vendor.example`), fresh()])
      expect(await accept(token, other)).toBe('forbidden');
    email = addressee;
    expect(await accept(token, anonymous)).toMatch(/^done/);
    // Once: neither the addressee nor anybody else takes it again.
    expect(await accept(token, anonymous)).toBe('not-found');
    expect(await accept(token, fresh())).toBe('not-found');
  });

  test('gives no account of somebody else’s to whoever holds it', async () => {
    const person = await joined(email);
    await change(person.person, 'ended');
    const token = await invite(roles);
    // There is an account: its password decides, not a new one that the holder of the link chooses.
    expect(await accept(token, anonymous)).toBe('conflict');
    expect(await accept(token, person)).toMatch(/^done/);
  });

  test('of two who take it at the same moment, one does', async () => {
    const token = await invite(roles);
    const both = await Promise.all([accept(token, anonymous), accept(token, anonymous)]);
    expect(both.filter((each) => each.startsWith('done'))).toHaveLength(1);
  });
});

describe('an invitation whose sender may not invite any more', () => {
  const administrator = async () => {
    const organisation = vendor.organisation;
    const roles = ['organisationAdministrator'];
    return (await enrolTotp(town, await join(town, admin, { email, roles, organisation }))).actor;
  };

  test('rests while they are suspended, and ends with their role', async () => {
    const sender = await administrator();
    email = `mikata-${people++}@vendor.example`;
    const token = await invite(['organisationAdministrator'], sender);
    await change(sender.person, 'suspended');
    expect([await look(token), await accept(token, anonymous)]).toEqual(['not-found', 'not-found']);
    await change(sender.person, 'active');
    expect(await look(token)).toMatch(/^done/);
    await change(sender.person, 'active', ['contributor']);
    expect([await look(token), await accept(token, anonymous)]).toEqual(['not-found', 'not-found']);
  });

  test('goes with a city’s administrator, whatever organisation it is for, or to their successor', async () => {
    const roles = ['cityAdministrator'];
    for (const successor of [undefined, (await memberOf(admin.person)).membership]) {
      email = `shi-${people++}@example.lg.jp`;
      const sender = (await enrolTotp(town, await join(town, admin, { email, roles }))).actor;
      email = `mikata-${people++}@vendor.example`;
      const token = await invite(['organisationAdministrator'], sender);
      const { membership, version } = await memberOf(sender.person);
      await town.run(endMembership, fresh(), { membership, version, successor });
      expect(await look(token)).toMatch(successor === undefined ? /^not-found/ : /^done/);
    }
  });
});

test('a token rests while its maker is suspended', async () => {
  const organisation = vendor.organisation;
  const roles = ['organisationAdministrator'];
  const maker = (await enrolTotp(town, await join(town, admin, { email, roles, organisation })))
    .actor;
  const of = { name: '連携', actions: ['city:read'], days: 30 };
  const { secret } = await town.run(createApiToken, fresh(maker), of);
  const kind = async () => (await actorOfToken(town.world, secret)).actor.kind;
  expect(await kind()).toBe('token');
  await change(maker.person, 'suspended');
  expect(await kind()).toBe('anonymous');
  await change(maker.person, 'active');
  expect(await kind()).toBe('token');
});
