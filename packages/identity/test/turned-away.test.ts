import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeMember, inviteMember, releaseProviderPerson } from '../src/index.ts';
import { makeSignOnTown, member, vendorDomain } from './sign-on-town.ts';
import { failureOf, join, provedNow } from './town.ts';

// Whom an organisation's provider vouches for, and who does not get in: its log says so. And whoever an
// administrator has stopped stays stopped, whatever the provider says and in whatever order.

let on: Awaited<ReturnType<typeof makeSignOnTown>>;
const roleMap = [
  { value: 'writers', role: 'contributor' },
  { value: 'signers', role: 'approver' },
];
beforeAll(async () => {
  on = await makeSignOnTown();
  await on.setUp({ roleMap });
}, 480_000);
afterAll(() => on.close());

const change = async (
  email: string,
  of: { state?: 'active' | 'suspended' | 'ended'; roles?: readonly string[] },
) => {
  const { member: found } = await on.rolesOf(email);
  const { membership = '', version = 0, roles = [] } = found ?? {};
  await on.town.run(changeMember, on.admin(), { membership, version, roles, ...of });
};
/** What a refused sign-in has left in the log: its one entry. */
async function turnedAway(accountId: string) {
  const before = on.town.entries.length;
  const code = await failureOf(on.signIn(accountId));
  const entries = on.town.entries.slice(before);
  expect(entries).toHaveLength(1);
  const [entry] = entries;
  expect(entry).toMatchObject({
    action: 'session:open',
    outcome: 'refused',
    city: on.town.city,
    organisation: on.vendor.organisation,
    content: { method: 'provider', issuer: on.real.issuer },
  });
  const { actor, subjects, content } = entry ?? {};
  return { code, actor, subjects, reason: content?.['reason'] };
}

describe('whoever is turned away at single sign-on', () => {
  it('stands in the organisation’s log: suspended, or gone', async () => {
    const { email, actor } = await on.colleague();
    on.real.accounts.set('stopped', member(email, ['writers']));
    await on.signIn('stopped');
    const { member: found } = await on.rolesOf(email);
    const subjects = [actor.person, found?.membership];
    await change(email, { state: 'suspended' });
    expect(await turnedAway('stopped')).toEqual({
      code: 'forbidden',
      actor: actor.person,
      subjects,
      reason: 'suspended',
    });
    await change(email, { state: 'ended' });
    expect(await turnedAway('stopped')).toEqual({
      code: 'forbidden',
      actor: 'anonymous',
      subjects,
      reason: 'membership-ended',
    });
  });

  it('who is suspended and comes for the first time is not bound to the provider by trying', async () => {
    const { email } = await on.colleague();
    await change(email, { state: 'suspended' });
    on.real.accounts.set('first', member(email, ['writers']));
    expect((await turnedAway('first')).reason).toBe('suspended');
    await change(email, { state: 'active' });
    // Another subject with the address is as good as the first was.
    on.real.accounts.set('second', member(email, ['writers']));
    expect((await on.signIn('second')).awaiting).toBe(false);
    expect(await turnedAway('first')).toMatchObject({
      code: 'conflict',
      reason: 'bound-to-another',
      actor: 'anonymous',
    });
  });

  it('a stranger stands there without a name, whether or not they have an account with others', async () => {
    const elsewhere = `betsu@${vendorDomain}`;
    const office = provedNow(on.town, on.cityAdmin);
    const roles = ['contributor'];
    const { person } = await join(on.town, office, { email: elsewhere, roles });
    on.real.accounts.set('elsewhere', member(elsewhere, ['writers']));
    on.real.accounts.set('nobody', member(`dare@${vendorDomain}`, ['writers']));
    const known = await turnedAway('elsewhere');
    expect(known).toEqual({
      code: 'forbidden',
      actor: 'anonymous',
      subjects: [],
      reason: 'not-a-member',
    });
    expect(await turnedAway('nobody')).toEqual(known);
    const entries = JSON.stringify(on.town.entries.slice(-2));
    for (const word of [person, elsewhere, 'dare@']) expect(entries).not.toContain(word);
    on.real.accounts.set('vague', { ...member(elsewhere), email_verified: false });
    expect(await turnedAway('vague')).toEqual({ ...known, reason: 'no-verified-mail' });
  });

  it('has used the answer up: it cannot be sent again once the door is open', async () => {
    const email = `ato@${vendorDomain}`;
    on.real.accounts.set('early', member(email, ['writers']));
    on.real.visitor = { accountId: 'early' };
    const came = await on.come();
    expect(await failureOf(on.finish(came))).toBe('forbidden');
    const { organisation } = on.vendor;
    await on.town.run(inviteMember, on.admin(), { organisation, email, roles: ['contributor'] });
    expect(await failureOf(on.finish(came))).not.toMatch(/^done/);
    expect((await on.signIn('early')).awaiting).toBe(false);
  });
});

describe('what an administrator decides', () => {
  const acts = ['provider gives', 'provider takes', 'stop', 'go on', 'roles'] as const;

  it('about stopping somebody is undone by administrators alone, in whatever order things happen', async () => {
    const { email } = await on.colleague();
    const say = (groups: readonly string[]) =>
      on.real.accounts.set('anybody', member(email, groups));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...acts), { maxLength: 6 }), async (order) => {
        say(['writers']);
        await change(email, { state: 'active' });
        await on.signIn('anybody');
        let by: 'nobody' | 'administrator' | 'provider' = 'nobody';
        for (const act of order) {
          if (act === 'stop') {
            await change(email, { state: 'suspended' });
            by = 'administrator';
          } else if (act === 'go on') {
            await change(email, { state: 'active' });
            by = 'nobody';
            // Changing roles says nothing about who has stopped them.
          } else if (act === 'roles') await change(email, { roles: ['contributor'] });
          else {
            const gives = act === 'provider gives';
            say(gives ? ['writers'] : []);
            const code = await failureOf(on.signIn('anybody'));
            if (by !== 'administrator') by = gives ? 'nobody' : 'provider';
            expect(code).toMatch(by === 'nobody' ? /^done/ : /^forbidden/);
          }
          const { suspended, member: found } = await on.rolesOf(email);
          expect([suspended, found?.suspendedByProvider]).toEqual([
            by !== 'nobody',
            by === 'provider',
          ]);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('stays after the person was released from the provider and comes anew', async () => {
    const { email } = await on.colleague();
    on.real.accounts.set('before', member(email, ['writers']));
    await on.signIn('before');
    on.real.accounts.set('before', member(email, []));
    expect(await failureOf(on.signIn('before'))).toBe('forbidden');
    await change(email, { state: 'suspended' });
    const { member: found } = await on.rolesOf(email);
    const { membership = '' } = found ?? {};
    await on.town.run(releaseProviderPerson, on.admin(), { membership });
    on.real.accounts.set('anew', member(email, ['writers']));
    expect((await turnedAway('anew')).reason).toBe('suspended');
  });

  it('about roles that the mapping never gives stays; of the others the provider decides', async () => {
    const { email } = await on.colleague(['organisationAdministrator', 'contributor']);
    on.real.accounts.set('roles', member(email, ['signers']));
    await on.signIn('roles');
    const after = ['approver', 'organisationAdministrator'];
    expect((await on.rolesOf(email)).roles).toEqual(after);
    // But whoever gets no role at all from it does not act, whatever they had.
    on.real.accounts.set('roles', member(email, []));
    expect(await failureOf(on.signIn('roles'))).toBe('forbidden');
    expect(await on.rolesOf(email)).toMatchObject({ suspended: true, roles: after });
  });
});
