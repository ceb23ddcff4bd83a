import type { PersonActor } from '@machimori/authorisation';
import { Failure } from '@machimori/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptInvitation,
  changeMember,
  inviteMember,
  listInvitations,
  lookAtInvitation,
  readMemberPage,
} from '../src/index.ts';
import {
  addVendor,
  anonymous,
  enrolTotp,
  failureOf,
  join,
  makeTown,
  password,
  provedNow,
  type Town,
} from './town.ts';

let town: Town;
let admin: PersonActor;
let vendor: Awaited<ReturnType<typeof addVendor>>;
let other: Awaited<ReturnType<typeof addVendor>>;
let count = 0;
beforeAll(async () => {
  town = await makeTown();
  ({ actor: admin } = await enrolTotp(town, town.admin));
  vendor = await addVendor(town, provedNow(town, admin), 'データ屋');
  other = await addVendor(town, provedNow(town, admin), '機器屋');
});
afterAll(() => town.drop());

const roles = ['contributor'];
const someone = () => `hito${count++}@vendor.example`;
const invite = (email: string, by = vendor.actor, renew?: true) =>
  town.run(inviteMember, provedNow(town, by), {
    organisation: vendor.organisation,
    email,
    roles,
    ...(renew ? { renew } : {}),
  });
/** All that whoever invites is told, without what is new in any case. */
const told = async (act: Promise<unknown>): Promise<unknown> => {
  try {
    return Object.keys((await act) as object);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [error.code, error.text, error.next];
  }
};
const tokenOf = ({ link }: { readonly link: string }): string => link.split('#')[1] ?? '';
const works = (token: string) => failureOf(town.run(lookAtInvitation, anonymous, { token }));

describe('inviting', () => {
  test('a present member is refused, however the address is written, by whichever administrator', async () => {
    const email = someone();
    await join(town, vendor.actor, { email, roles, organisation: vendor.organisation });
    for (const by of [vendor.actor, admin])
      for (const written of [email, email.toUpperCase(), ` ${email} `])
        expect(await told(invite(written, by))).toEqual([
          'conflict',
          expect.objectContaining({ ja: expect.stringContaining('データ屋') }),
          expect.objectContaining({ ja: expect.stringContaining('一覧') }),
        ]);
  });

  test('whoever is suspended or has left may be invited: that brings them back', async () => {
    for (const state of ['suspended', 'ended'] as const) {
      const email = someone();
      const of = { email, roles, organisation: vendor.organisation };
      const joined = await join(town, vendor.actor, of);
      const who = provedNow(town, vendor.actor);
      const { members } = await town.run(readMemberPage, who, {});
      const found = members.find(({ person }) => person === joined.person);
      const { membership = '', version = 0 } = found ?? {};
      await town.run(changeMember, who, { membership, version, roles, state });
      expect(await told(invite(email))).toContain('link');
    }
  });

  test('tells an administrator of one organisation nothing about people of others', async () => {
    const elsewhere = someone();
    await join(town, other.actor, { email: elsewhere, roles, organisation: other.organisation });
    const asked = someone();
    const organisation = other.organisation;
    await town.run(inviteMember, provedNow(town, other.actor), {
      organisation,
      email: asked,
      roles,
    });
    const nobody = await told(invite(someone()));
    // A member of another organisation, whom it has invited, and the town's own administrator.
    for (const email of [elsewhere, asked, 'tanto@example.lg.jp'])
      expect(await told(invite(email))).toEqual(nobody);
    // Nor may they ask about another organisation.
    const foreign = { organisation, email: elsewhere, roles };
    expect(await failureOf(town.run(inviteMember, provedNow(town, vendor.actor), foreign))).toBe(
      'not-found',
    );
  });

  test('by two at the same moment leaves one invitation open', async () => {
    for (let round = 0; round < 5; round++) {
      const email = someone();
      const said = await Promise.all(
        [vendor.actor, admin, vendor.actor].map((by) => told(invite(email, by))),
      );
      expect(said.filter((each) => Array.isArray(each) && each[0] === 'conflict')).toHaveLength(2);
      const open = await town.run(listInvitations, provedNow(town, vendor.actor), null);
      expect(open.filter((each) => each.email === email)).toHaveLength(1);
    }
  });

  test('twice says that an invitation is open; renewed, the link before ends', async () => {
    const email = someone();
    const first = tokenOf(await invite(email));
    expect(await told(invite(email.toUpperCase()))).toEqual([
      'conflict',
      expect.objectContaining({ ja: expect.stringMatching(/もう.*招待.*12月5日/) }),
      expect.objectContaining({ ja: expect.stringContaining('招待し直し') }),
    ]);
    expect(await works(first)).toMatch(/^done/);
    const second = await invite(email, vendor.actor, true);
    expect([await works(first), await works(tokenOf(second))]).toEqual([
      'not-found',
      expect.stringMatching(/^done/),
    ]);
    expect(town.entries.at(-1)).toMatchObject({
      action: 'member:invite',
      outcome: 'done',
      subjects: [second.invitation, vendor.organisation, expect.stringMatching(/^inv_/)],
      content: { replaced: 1 },
    });
  });

  test('again after it has run out needs no word, and leaves one in the list', async () => {
    const email = someone();
    await invite(email);
    town.clock.pass(15 * 86_400_000);
    const token = tokenOf(await invite(email));
    const who = provedNow(town, vendor.actor);
    const invitations = await town.run(listInvitations, who, null);
    expect(invitations.filter((each) => each.email === email)).toHaveLength(1);
    const given = { token, name: '新しい担当', password, device: '' };
    await town.run(acceptInvitation, anonymous, given);
    // And a renewal brings no member in a second time.
    expect(await told(invite(email, vendor.actor, true))).toContain('conflict');
  });
});
