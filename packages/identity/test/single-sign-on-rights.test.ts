import type { PersonActor } from '@machimori/authorisation';
import { Failure } from '@machimori/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  acceptInvitation,
  beginAuthenticator,
  beginProviderProof,
  beginSignIn,
  changeMember,
  changePassword,
  changeProvider,
  chooseSeat,
  confirmSession,
  finishProviderSignIn,
  inviteMember,
  lookAtInvitation,
  openSession,
  readAccount,
  readCity,
  removeProvider,
} from '../src/index.ts';
import { totpCode, totpStep } from '../src/totp.ts';
import { makeSignOnTown, member, settings, vendorDomain } from './sign-on-town.ts';
import {
  anonymous,
  enrolTotp,
  failureOf,
  from,
  join,
  password,
  personOf,
  provedNow,
} from './town.ts';

const on = await makeSignOnTown();
const { real, town, cityAdmin, vendor, admin, come, finish, setUp, signIn, colleague, rolesOf } =
  on;
afterAll(() => on.close());

/** What somebody was told. */
async function told(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'nothing';
  } catch (error) {
    if (error instanceof Failure) return error.text.en;
    throw error;
  }
}

describe('what a provider’s session may do', () => {
  beforeAll(() => setUp());

  it('acts for its organisation alone, though the person has places elsewhere', async () => {
    // Of the promoter with a password of their own, and invited by the vendor.
    const email = `futatsu@${vendorDomain}`;
    const own = await join(town, provedNow(town, cityAdmin), { email, roles: ['contributor'] });
    const { link } = await town.run(inviteMember, admin(), {
      organisation: vendor.organisation,
      email,
      roles: ['contributor'],
    });
    // The vendor's provider alone cannot take them in: they have to say yes themselves.
    real.accounts.set('both', member(email));
    expect(await failureOf(signIn('both'))).toBe('forbidden');
    const token = link.split('#')[1] ?? '';
    await town.run(acceptInvitation, own, { token, device: '' });

    const actor = await personOf(town.world, (await signIn('both')).token);
    const account = await town.run(readAccount, actor, null);
    expect(account.seats.map((seat) => seat.organisation)).toEqual([vendor.organisation]);
    expect(account.sessions).toHaveLength(1);
    const seat = { city: town.city, organisation: town.organisation };
    expect(await failureOf(town.run(chooseSeat, actor, seat))).toBe('not-found');
    const forged = { ...actor, seat } as PersonActor;
    expect(await failureOf(town.run(readCity, forged, null))).toBe('not-found');
    // Nor does it get itself another way in.
    const recent = provedNow(town, actor);
    expect(
      await failureOf(town.run(changePassword, recent, { current: password, password, ...from })),
    ).toBe('forbidden');
    expect(await failureOf(town.run(beginAuthenticator, recent, { name: 'x' }))).toBe('forbidden');
  });

  it('whoever is the organisation’s alone may get a second factor; joining others makes a new start', async () => {
    const email = `hitori@${vendorDomain}`;
    const invite = (who: PersonActor, organisation: string) =>
      town.run(inviteMember, who, { organisation, email, roles: ['contributor'] });
    await invite(admin(), vendor.organisation);
    real.accounts.set('alone', member(email));
    const actor = provedNow(town, await personOf(town.world, (await signIn('alone')).token));
    const { actor: enrolled } = await enrolTotp(town, actor);
    expect(enrolled.provider).toEqual(actor.provider);

    // Whoever holds another organisation's link cannot take the account by it.
    const token = (await invite(provedNow(town, cityAdmin), town.organisation)).link.split('#')[1];
    const taking = { token: token ?? '', name: '泥棒', password, device: '' };
    expect(await failureOf(town.run(acceptInvitation, anonymous, taking))).toBe('conflict');
    expect((await town.run(lookAtInvitation, anonymous, taking)).hasAccount).toBe(true);
    // The person themselves, by the provider and the link: with a password, and without what was before.
    const without = { token: token ?? '', device: '' };
    expect(await failureOf(town.run(acceptInvitation, enrolled, without))).toBe('forbidden');
    await town.run(acceptInvitation, enrolled, taking);
    const opened = await town.run(openSession, anonymous, { email, password, device: '', ...from });
    expect(opened.awaiting).toBe(false);
    await expect(personOf(town.world, (await signIn('alone')).token)).resolves.toMatchObject({
      provider: { organisation: vendor.organisation },
    });
  });

  it('shows again who it is at the provider, and only who it is', async () => {
    // Enrolling has moved our clock; the provider's is the machine's.
    town.clock.pass(Date.now() - town.clock.now().getTime());
    const { email, actor: own } = await colleague(['organisationAdministrator']);
    await setUp({ trustsSecondFactor: true, secondFactorValues: ['urn:example:mfa'] });
    real.accounts.set('prove', member(email));
    real.accounts.set('prove-2', member((await colleague()).email));
    const jar = new Map<string, string>();
    real.visitor = { accountId: 'prove', acr: 'urn:example:mfa' };
    const { token } = await finish(await come(jar));
    const fresh = await personOf(town.world, token);
    expect(fresh).toMatchObject({ person: own.person, secondFactor: true });
    const old = { ...fresh, provedAt: new Date(0) };
    const invite = {
      organisation: vendor.organisation,
      email: `y@${vendorDomain}`,
      roles: ['contributor'],
    };
    expect(await failureOf(town.run(inviteMember, old, invite))).toBe('step-up-required');

    const prove = async (accountId: string, browser = jar) => {
      const { address: at, question } = await beginProviderProof(town.world, old, {});
      expect(new URL(at).searchParams.get('prompt')).toBe('login');
      real.visitor = { accountId };
      const back = await real.visit(at, browser);
      return finishProviderSignIn(town.world, old, {
        question,
        parameters: Object.fromEntries(back.searchParams),
        organisation: vendor.organisation,
        device: '',
      });
    };
    expect(await told(prove('prove-2', new Map()))).toMatch(/not the person/);
    const proved = await prove('prove');
    const now = await personOf(town.world, proved.token);
    expect(await failureOf(town.run(inviteMember, now, invite))).toMatch(/^done/);
    await expect(personOf(town.world, token)).rejects.toThrow('nobody');
    // A proof is for the session that asked, not a way to sign in.
    const { address: at, question } = await beginProviderProof(town.world, now, {});
    const back = await real.visit(at, jar);
    const parameters = Object.fromEntries(back.searchParams);
    expect(await failureOf(finish({ question, parameters }))).toBe('unauthenticated');
  });

  it('a session by a password has no provider to ask', async () => {
    expect(await failureOf(beginProviderProof(town.world, admin(), {}))).toBe('not-found');
  });
});

describe('roles and second factors', () => {
  const roleMap = [
    { value: 'writers', role: 'contributor' },
    { value: 'signers', role: 'approver' },
    { value: 'readers', role: 'auditor' },
  ];
  beforeEach(() => setUp({ roleMap }));

  it('are those of the provider at each sign-in', async () => {
    const { email } = await colleague();
    for (const [groups, roles] of [
      [
        ['writers', 'signers', 'unknown'],
        ['approver', 'contributor'],
      ],
      [['writers'], ['contributor']],
      // Who judges must not have written.
      [['readers', 'writers'], ['auditor']],
    ] as const) {
      real.accounts.set('roles', member(email, groups));
      await signIn('roles');
      expect((await rolesOf(email)).roles).toEqual(roles);
    }
  });

  it('whoever has none any more loses access at once, and gets it back from the provider', async () => {
    const { email, actor: byPassword } = await colleague();
    real.accounts.set('leaves', member(email, ['writers']));
    const before = await personOf(town.world, (await signIn('leaves')).token);
    real.accounts.set('leaves', member(email, []));
    expect(await failureOf(signIn('leaves'))).toBe('forbidden');
    expect(town.entries.at(-1)).toMatchObject({ outcome: 'refused', actor: byPassword.person });
    expect(await rolesOf(email)).toMatchObject({ suspended: true });
    // What was open is over, by whichever way.
    for (const actor of [before, byPassword])
      expect(await failureOf(town.run(readCity, actor, null))).toBe('not-found');
    expect(await failureOf(signIn('leaves'))).toBe('forbidden');
    real.accounts.set('leaves', member(email, ['writers']));
    expect((await signIn('leaves')).awaiting).toBe(false);
    expect(await rolesOf(email)).toMatchObject({ suspended: false, roles: ['contributor'] });
  });

  it('what an administrator has stopped, no provider starts again', async () => {
    const { email } = await colleague();
    real.accounts.set('stopped', member(email, ['writers']));
    await signIn('stopped');
    const { member: found } = await rolesOf(email);
    for (const state of ['suspended', 'ended'] as const) {
      const { member: now } = await rolesOf(email);
      await town.run(changeMember, admin(), {
        membership: found?.membership ?? '',
        version: now?.version ?? 0,
        roles: ['contributor'],
        state,
      });
      expect(await failureOf(signIn('stopped'))).toBe('forbidden');
    }
  });

  it('an approver needs our second factor, unless the organisation takes the provider’s word', async () => {
    const { email, actor } = await colleague(['approver']);
    real.accounts.set('approver', member(email, ['signers']));
    const weak = await personOf(town.world, (await signIn('approver', { amr: ['pwd'] })).token);
    expect(weak.secondFactor).toBe(false);
    expect(await failureOf(town.run(readCity, weak, null))).toBe('second-factor-required');
    // A word that the organisation has not named counts for nothing.
    expect((await signIn('approver', { amr: ['mfa'] })).awaiting).toBe(false);
    await setUp({ roleMap, trustsSecondFactor: true, secondFactorValues: ['mfa'] });
    for (const [shown, expected] of [
      [{ amr: ['pwd'] }, false],
      [{ amr: ['pwd', 'mfa'] }, true],
      [{ acr: 'mfa' }, true],
    ] as const) {
      const { token } = await signIn('approver', shown);
      expect((await personOf(town.world, token)).secondFactor).toBe(expected);
    }
    // With a factor of their own it is asked for, and the session stays the provider's.
    await setUp({ roleMap });
    const { secret } = await enrolTotp(town, provedNow(town, actor));
    const half = await signIn('approver', { amr: ['mfa'] });
    expect(half.awaiting).toBe(true);
    await expect(personOf(town.world, half.token)).rejects.toThrow('nobody');
    const code = totpCode(secret, totpStep(town.clock.now()));
    const full = await town.run(confirmSession, anonymous, {
      pendingToken: half.token,
      answer: { method: 'totp', code },
      ...from,
    });
    expect(await personOf(town.world, full.token)).toMatchObject({
      secondFactor: true,
      provider: { organisation: vendor.organisation },
      seat: { organisation: vendor.organisation },
    });
  });

  it('a city keeps its last administrator, whatever its provider says of them', async () => {
    const who = provedNow(town, cityAdmin);
    const cityMap = [
      { value: 'chiefs', role: 'cityAdministrator' },
      { value: 'writers', role: 'contributor' },
    ];
    const given = settings(real, { emailDomains: ['example.lg.jp'], roleMap: cityMap });
    await changeProvider(town.world, who, { ...given, clientSecret: real.clientSecret });
    real.accounts.set('chief', member('tanto@example.lg.jp', ['writers']));
    real.visitor = { accountId: 'chief' };
    await finish(await come(new Map(), 'tanto@example.lg.jp'), town.organisation);
    expect((await rolesOf('tanto@example.lg.jp')).roles).toContain('cityAdministrator');
    real.accounts.set('chief', member('tanto@example.lg.jp', []));
    await finish(await come(new Map(), 'tanto@example.lg.jp'), town.organisation);
    const kept = await rolesOf('tanto@example.lg.jp');
    expect(kept).toMatchObject({ suspended: false, roles: ['cityAdministrator'] });
    await town.run(removeProvider, who, null);
  });
});

describe('the provider alone', () => {
  it('is chosen by whoever has tried it; then no password opens the seat, but the city’s', async () => {
    await setUp();
    expect(await failureOf(setUp({ providerOnly: true }))).toBe('conflict');
    real.accounts.set('boss', member(vendor.email));
    await setUp({ trustsSecondFactor: true, secondFactorValues: ['mfa'] });
    const boss = await personOf(town.world, (await signIn('boss', { amr: ['mfa'] })).token);
    const { email, actor } = await colleague();
    await setUp({ providerOnly: true, trustsSecondFactor: true, secondFactorValues: ['mfa'] });
    expect(await failureOf(town.run(readCity, actor, null))).toBe('not-found');
    expect((await town.run(readAccount, actor, null)).seats).toEqual([]);
    real.accounts.set('only', member(email));
    const { token } = await signIn('only');
    const only = await personOf(town.world, token);
    expect((await town.run(readCity, only, null)).city.name).toBe('ためし町');
    // The promoter's people are as they were.
    expect(await failureOf(town.run(readCity, cityAdmin, null))).toMatch(/^done/);
    // Whom it has signed in cannot saw off the branch.
    expect(await failureOf(town.run(removeProvider, provedNow(town, boss), null))).toBe('conflict');
    await setUp({}, provedNow(town, boss));
    expect(await failureOf(town.run(readCity, actor, null))).toMatch(/^done/);
    await town.run(removeProvider, admin(), null);
    await expect(personOf(town.world, token)).rejects.toThrow('nobody');
    expect((await beginSignIn(town.world, { email })).way).toBe('password');
  });
});
