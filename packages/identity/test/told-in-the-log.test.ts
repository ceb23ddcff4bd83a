import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  changeMember,
  changePassword,
  closeAllSessions,
  closeSession,
  endMembership,
  openCity,
  readMemberPage,
  renewRecoveryCodes,
  resetSecondFactor,
} from '../src/index.ts';
import { enrolTotp, from, join, makeTown, password, provedNow, type Town } from './town.ts';

// What an officer looks for in their city's log: what was done to a member, and what to their account.

let town: Town;
let admin: Awaited<ReturnType<typeof enrolTotp>>;
let people = 0;

beforeAll(async () => {
  town = await makeTown();
  admin = await enrolTotp(town, town.admin);
}, 480_000);
afterAll(() => town.drop());

const newMember = async (roles = ['contributor']) => {
  const email = `hito-${people++}@example.lg.jp`;
  return {
    email,
    actor: await join(town, admin.actor, { email, roles }),
  };
};
const told = async (act: () => Promise<unknown>) => {
  const before = town.entries.length;
  await act();
  return town.entries.slice(before);
};

describe('what was done to a member', () => {
  const found = async (email: string) => {
    const { members } = await town.run(readMemberPage, provedNow(town, admin.actor), {});
    const member = members.find((each) => each.email === email);
    if (member === undefined) throw new Error(`${email} is no member`);
    return member;
  };
  const change = async (
    email: string,
    to: { roles?: string[]; state?: 'active' | 'suspended' },
  ) => {
    const { membership, version, roles } = await found(email);
    const [entry] = await told(() =>
      town.run(changeMember, provedNow(town, admin.actor), {
        membership,
        version,
        roles: to.roles ?? roles,
        state: to.state,
      }),
    );
    return entry?.content;
  };

  test('is told apart: roles changed, suspended, let in again, removed', async () => {
    const { email } = await newMember(['approver', 'contributor']);
    expect(await change(email, { roles: ['contributor'] })).toEqual({
      deed: 'role-change',
      before: { roles: ['approver', 'contributor'] },
      after: { roles: ['contributor'] },
    });
    expect(await change(email, { state: 'suspended' })).toMatchObject({ deed: 'suspension' });
    expect(await change(email, { state: 'active' })).toMatchObject({ deed: 'resumption' });
    const { membership, version } = await found(email);
    const [removed] = await told(() =>
      town.run(endMembership, provedNow(town, admin.actor), { membership, version }),
    );
    expect(removed?.content).toMatchObject({ deed: 'departure', roles: ['contributor'] });
  });
});

describe('what was done to somebody’s account', () => {
  const commandLine = { kind: 'system', name: 'command-line' } as const;
  const placesOf = (
    entries: readonly { action: string; city?: string | undefined }[],
    of: string,
  ) => entries.filter(({ action }) => action === of).map(({ city }) => city);

  test('stands in the city’s log too: second factor, recovery codes, password, all sign-ins', async () => {
    const { email, actor } = await newMember();
    const both = [undefined, town.city];
    let now = actor;
    const enrolled = await told(async () => {
      now = (await enrolTotp(town, actor, 'わたしの電話')).actor;
    });
    // Begun is nothing yet; what it came to is told.
    expect(placesOf(enrolled, 'second-factor:enrol').slice(-2)).toEqual(both);
    const proved = () => provedNow(town, now);
    const renewed = await told(() => town.run(renewRecoveryCodes, proved(), null));
    expect(placesOf(renewed, 'recovery-codes:renew')).toEqual(both);
    const changed = await told(() =>
      town.run(changePassword, proved(), {
        current: password,
        password: `${password}と夕`,
        ...from,
      }),
    );
    expect(placesOf(changed, 'password:change')).toEqual(both);
    const left = await told(() => town.run(closeSession, proved(), {}));
    expect(placesOf(left, 'session:close')).toEqual(both);
    const closed = await told(() => town.run(closeAllSessions, commandLine, { email }));
    expect(placesOf(closed, 'session:close-all')).toEqual(both);
    expect(closed.at(-1)).toMatchObject({ subjects: [actor.person], actor: 'system:command-line' });
    const reset = await told(() => town.run(resetSecondFactor, commandLine, { email }));
    expect(placesOf(reset, 'second-factor:reset')).toEqual(both);
  });

  test('tells no city of another, and one where they have no seat nothing', async () => {
    const { email } = await newMember();
    const other = await town.run(openCity, provedNow(town, admin.actor), {
      cityName: 'となり町',
      organisationName: 'となり町役場',
      sample: false,
    });
    const closed = await told(() => town.run(closeAllSessions, commandLine, { email }));
    expect(JSON.stringify(closed)).not.toContain(other.city);
    const ofAdmin = await told(() =>
      town.run(closeAllSessions, commandLine, { email: 'tanto@example.lg.jp' }),
    );
    expect(placesOf(ofAdmin, 'session:close-all').toSorted()).toEqual(
      [undefined, town.city, other.city].toSorted(),
    );
    for (const { city, ...entry } of ofAdmin)
      for (const each of [town.city, other.city])
        if (each !== city) expect(JSON.stringify(entry)).not.toContain(each);
  });
});
