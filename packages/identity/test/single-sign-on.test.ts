import { createOutbound } from '@machimori/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  beginSignIn,
  changeProvider,
  finishProviderSignIn,
  inviteMember,
  openProviderGate,
  readAccount,
  readCity,
  readProvider,
  releaseProviderPerson,
} from '../src/index.ts';
import { accessToken, type CrookedProvider } from './crooked-provider.ts';
import { makeSignOnTown, member, settings, vendorDomain } from './sign-on-town.ts';
import {
  addVendor,
  anonymous,
  enrolTotp,
  failureOf,
  join,
  origin,
  personOf,
  provedNow,
} from './town.ts';

const on = await makeSignOnTown();
const {
  real,
  crooked,
  town,
  cityAdmin,
  vendor,
  admin,
  come,
  finish,
  setUp,
  signIn,
  colleague,
  rolesOf,
} = on;
afterAll(() => on.close());

describe('the settings', () => {
  it('are made by administrators of the organisation alone, and show the secret to nobody', async () => {
    const given = { ...settings(real), clientSecret: real.clientSecret };
    const { actor } = await colleague();
    expect(await failureOf(changeProvider(town.world, actor, given))).toBe('forbidden');
    expect(await failureOf(changeProvider(town.world, anonymous, given))).toBe('unauthenticated');
    await setUp();
    const seen = await town.run(readProvider, admin(), null);
    expect(seen.settings).toMatchObject({ issuer: real.issuer, emailDomains: [vendorDomain] });
    expect(seen.redirectUri).toBe(`${origin}/sign-in/provider/${vendor.organisation}`);
    expect(JSON.stringify([seen, town.entries])).not.toContain(real.clientSecret);
    expect(town.entries.at(-1)).toMatchObject({
      action: 'provider:change',
      organisation: vendor.organisation,
    });
    // The promoter's administrator sees their own organisation's, which has none.
    const own = await town.run(readProvider, cityAdmin, null);
    expect(own.settings).toBeUndefined();
  });

  it('of the promoter are a city administrator’s: whoever has that provider can be anybody there', async () => {
    const email = 'kanri@example.lg.jp';
    const made = await join(town, cityAdmin, { email, roles: ['organisationAdministrator'] });
    const { actor } = await enrolTotp(town, made);
    const given = { ...settings(real, { emailDomains: [] }), clientSecret: real.clientSecret };
    expect(await failureOf(changeProvider(town.world, provedNow(town, actor), given))).toBe(
      'forbidden',
    );
  });

  it('map nobody above what the organisation may give', async () => {
    const roleMap = [{ value: 'chiefs', role: 'cityAdministrator' }];
    expect(await failureOf(setUp({ roleMap }))).toBe('input-invalid');
  });

  it('need a claim of roles only where a mapping reads it', async () => {
    const roleMap = [{ value: 'writers', role: 'contributor' }];
    expect(await failureOf(setUp({ roleMap, roleClaim: '' }))).toBe('input-invalid');
    await setUp({ roleClaim: ' ' });
    expect((await town.run(readProvider, admin(), null)).settings?.roleClaim).toBe('groups');
  });

  it('take no domain that is not the administrator’s own, nor one that leads elsewhere', async () => {
    for (const domain of ['example.lg.jp', 'gmail.com', `sub.${vendorDomain}`, 'x', '@@'])
      expect(await failureOf(setUp({ emailDomains: [domain] }))).toBe('input-invalid');
    await setUp();
    const other = await addVendor(town, provedNow(town, cityAdmin), '別のデータ屋');
    const given = { ...settings(real), clientSecret: real.clientSecret };
    const who = provedNow(town, other.actor);
    expect(await failureOf(changeProvider(town.world, who, given))).toBe('conflict');
    // Without the domain it may have its own provider, and its own way to it.
    await changeProvider(town.world, who, { ...given, emailDomains: [] });
    const { startAddress } = await town.run(readProvider, who, null);
    expect(startAddress).toBe(`${origin}/sign-in?organisation=${other.organisation}`);
    const way = await beginSignIn(town.world, { organisation: other.organisation });
    expect(way.way).toBe('provider');
  });

  it('never send a secret to another address than the one it was entered for', async () => {
    await setUp();
    const { settings: before } = await town.run(readProvider, admin(), null);
    const version = before?.version;
    const moved = { ...settings(crooked), version };
    expect(await failureOf(changeProvider(town.world, admin(), moved))).toBe('input-invalid');
    const same = { ...settings(real), version };
    expect(await failureOf(changeProvider(town.world, admin(), same))).toMatch(/^done/);
    expect(await failureOf(changeProvider(town.world, admin(), same))).toBe('conflict');
  });

  it.each([
    'http://169.254.169.254/',
    'https://10.0.0.1/',
    'http://localhost:1/',
    'file:///etc/passwd',
    'https://user:word@login.example/',
    'https://login.example/?x=1',
    'javascript:alert(1)',
  ])('refuse %s before anything is asked there', async (issuer) => {
    expect(await failureOf(setUp({ issuer }))).toBe('input-invalid');
  });

  it('name what would allow an address, to whoever sets it up and to nobody who signs in', async () => {
    await setUp();
    const providers = openProviderGate(createOutbound({ allowedHosts: [] }), town.clock);
    const world = { ...town.world, ports: { ...town.world.ports, providers } };
    const given = { ...settings(real), clientSecret: real.clientSecret };
    const { settings: before } = await town.run(readProvider, admin(), null);
    const refused = changeProvider(world, admin(), { ...given, version: before?.version });
    const told = await refused.catch((error: unknown) => error);
    expect(told).toMatchObject({
      code: 'input-invalid',
      next: { ja: expect.stringContaining('MACHIMORI_ALLOWED_HOSTS') },
    });
    const stranger = beginSignIn(world, { email: `a@${vendorDomain}` });
    const heard = await stranger.catch((error: unknown) => error);
    expect(heard).toMatchObject({ code: 'unavailable' });
    expect(JSON.stringify(heard)).not.toMatch(/MACHIMORI|issuer/);
  });

  it('refuse what is no provider that fits', async () => {
    const lies = [
      { issuer: 'https://other.example' },
      { authorization_endpoint: 'javascript:alert(1)' },
      { code_challenge_methods_supported: ['plain'] },
      { response_types_supported: ['id_token'] },
    ];
    for (const metadata of lies) {
      crooked.lies = { metadata };
      const act = setUp({ issuer: crooked.issuer, clientSecret: 'x' });
      expect([metadata, await failureOf(act)]).toEqual([metadata, 'input-invalid']);
    }
  });
});

describe('signing in', () => {
  beforeEach(() => setUp());

  it('tells nobody whether there is an account: the domain alone decides', async () => {
    const { email } = await colleague();
    const known = await beginSignIn(town.world, { email });
    const unknown = await beginSignIn(town.world, { email: `nobody@${vendorDomain}` });
    expect([known.way, unknown.way]).toEqual(['provider', 'provider']);
    const elsewhere = await beginSignIn(town.world, { email: 'tanto@example.lg.jp' });
    expect(elsewhere).toEqual({ way: 'password' });
    expect(await beginSignIn(town.world, { organisation: 'org_x' })).toEqual({ way: 'password' });
  });

  it('asks with state, nonce and a challenge that are new each time', async () => {
    const asked = async () => {
      const way = await beginSignIn(town.world, { email: `a@${vendorDomain}` });
      return way.way === 'provider' ? new URL(way.address).searchParams : new URLSearchParams();
    };
    const [one, two] = [await asked(), await asked()];
    expect(one.get('code_challenge_method')).toBe('S256');
    expect(one.get('response_type')).toBe('code');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.get(name)).toMatch(/^[\w-]{43}$/);
      expect(one.get(name)).not.toBe(two.get(name));
    }
  });

  it('knows a member by their verified address, and by the subject ever after', async () => {
    const { email, actor } = await colleague();
    real.accounts.set('s-1', member(email));
    const done = await signIn('s-1');
    expect(done).toMatchObject({ awaiting: false, back: '/log?day=today' });
    const person = await personOf(town.world, done.token);
    const place = { city: town.city, organisation: vendor.organisation };
    expect(person).toMatchObject({ person: actor.person, seat: place, provider: place });
    expect((await town.run(readCity, person, null)).city.name).toBe('ためし町');
    expect(town.entries.at(-1)).toMatchObject({
      action: 'session:open',
      actor: actor.person,
      organisation: vendor.organisation,
      content: { method: 'provider', issuer: real.issuer },
    });
    // The provider now says another address, even that of an administrator: it is the same person.
    real.accounts.set('s-1', member(vendor.email));
    const again = await personOf(town.world, (await signIn('s-1')).token);
    expect(again.person).toBe(actor.person);
    expect(await rolesOf(email)).toMatchObject({ roles: ['contributor'] });
  });

  it('does not give an account to whoever has got its address later', async () => {
    const { email } = await colleague();
    real.accounts.set('before', member(email));
    await signIn('before');
    real.accounts.set('after', member(email));
    expect(await failureOf(signIn('after'))).toBe('conflict');
    // Until an administrator has released it.
    const { member: found } = await rolesOf(email);
    await town.run(releaseProviderPerson, admin(), { membership: found?.membership ?? '' });
    expect((await signIn('after')).awaiting).toBe(false);
    expect(await failureOf(signIn('before'))).toBe('conflict');
  });

  it('knows nobody by an address that is not verified, or not told', async () => {
    const { email } = await colleague();
    for (const account of [{ email }, { email, email_verified: false }, {}]) {
      real.accounts.set('s-unverified', account);
      expect(await failureOf(signIn('s-unverified'))).toBe('forbidden');
    }
  });

  it('lets nobody in who is neither member nor invited', async () => {
    real.accounts.set('stranger', member(`stranger@${vendorDomain}`));
    expect(await failureOf(signIn('stranger'))).toBe('forbidden');
    // Nor somebody of another organisation, whatever the vendor's provider says of their address.
    for (const email of ['tanto@example.lg.jp', 'kanri@example.lg.jp']) {
      real.accounts.set('imposter', member(email));
      expect(await failureOf(signIn('imposter'))).toBe('forbidden');
    }
  });

  it('takes an invitation of this organisation, and makes an account for its own addresses only', async () => {
    const invite = (email: string) =>
      town.run(inviteMember, admin(), {
        organisation: vendor.organisation,
        email,
        roles: ['contributor'],
      });
    const email = `shinjin@${vendorDomain}`;
    await invite(email);
    real.accounts.set('new', member(email));
    const person = await personOf(town.world, (await signIn('new')).token);
    expect(await rolesOf(email)).toMatchObject({ roles: ['contributor'] });
    expect((await town.run(readAccount, person, null)).seats).toHaveLength(1);
    // Invited, but with a stranger's address: the link in the letter has to show that it is theirs.
    await invite('victim@example.lg.jp');
    real.accounts.set('victim', member('victim@example.lg.jp'));
    expect(await failureOf(signIn('victim'))).toBe('forbidden');
  });

  it('says so when the provider says no', async () => {
    real.visitor = undefined;
    const came = await come();
    expect(came.parameters).toMatchObject({ error: 'access_denied', iss: real.issuer });
    expect(await failureOf(finish(came))).toBe('unauthenticated');
  });

  it('ends with the working day, as every session, and with an hour of rest', async () => {
    const { email } = await colleague();
    real.accounts.set('s-end', member(email));
    const { token } = await signIn('s-end');
    const town2 = { ...town.world, clock: { now: () => later } };
    const begun = town.clock.now().getTime();
    let later = new Date(begun + 59 * 60_000);
    expect((await personOf(town2, token)).kind).toBe('person');
    // Used every half hour, it ends after twelve hours all the same.
    for (let minutes = 90; minutes < 12 * 60; minutes += 30) {
      later = new Date(begun + minutes * 60_000);
      await personOf(town2, token);
    }
    later = new Date(begun + 12 * 3_600_000);
    await expect(personOf(town2, token)).rejects.toThrow('nobody');
  });
});

describe('the browser and the question belong together', () => {
  beforeAll(() => setUp());

  const ready = async () => {
    const { email } = await colleague();
    real.accounts.set(email, member(email));
    real.visitor = { accountId: email };
    return come();
  };

  it('an answer counts once, also of two at the same moment', async () => {
    const came = await ready();
    const both = await Promise.allSettled([finish(came), finish(came)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await failureOf(finish(came))).not.toMatch(/^done/);
  });

  it('an answer to somebody else’s question signs nobody in (login CSRF, code injection)', async () => {
    const mine = await ready();
    const theirs = await ready();
    // The attacker's answer in the victim's browser.
    const crossed = { question: mine.question, parameters: theirs.parameters };
    expect(await failureOf(finish(crossed))).toBe('conflict');
    // With the victim's own state, and the attacker's code: the verifier does not fit.
    const injected = {
      question: mine.question,
      parameters: { ...mine.parameters, code: theirs.parameters['code'] ?? '' },
    };
    expect(await failureOf(finish(injected))).toBe('unauthenticated');
    for (const question of ['', 'x', mine.question.slice(0, -2)])
      expect(await failureOf(finish({ ...mine, question }))).toBe('conflict');
  });

  it('a question is worth nothing after a quarter of an hour', async () => {
    const came = await ready();
    const late = new Date(town.clock.now().getTime() + 15 * 60_000);
    const world = { ...town.world, clock: { now: () => late } };
    const act = finishProviderSignIn(world, anonymous, {
      ...came,
      organisation: vendor.organisation,
      device: '',
    });
    expect(await failureOf(act)).toBe('conflict');
  });

  it('another issuer’s answer is none, nor one without the issuer’s name (mix-up)', async () => {
    const came = await ready();
    const { iss: _, ...without } = came.parameters;
    for (const parameters of [without, { ...came.parameters, iss: crooked.issuer }])
      expect(await failureOf(finish({ ...came, parameters }))).toBe('unauthenticated');
    // Nor one that comes back to another organisation's address.
    expect(await failureOf(finish(came, town.organisation))).toBe('conflict');
  });

  it('one issuer of two organisations opens to each its own people alone, by the same subject, too', async () => {
    const { email } = await colleague();
    real.accounts.set('shared', member(email));
    expect((await signIn('shared')).awaiting).toBe(false);
    // The town office takes the same issuer: the vendor's person is nobody there, whatever their address.
    const own = (await town.run(readProvider, cityAdmin, null)).settings;
    expect(own).toBeUndefined();
    await changeProvider(town.world, provedNow(town, cityAdmin), {
      ...settings(real, { emailDomains: [] }),
      clientSecret: real.clientSecret,
    });
    real.visitor = { accountId: 'shared' };
    const way = await beginSignIn(town.world, { organisation: town.organisation });
    if (way.way !== 'provider') throw new Error('no provider');
    const parameters = Object.fromEntries((await real.visit(way.address)).searchParams);
    const answer = { question: way.question, parameters };
    // At the vendor's address it is no answer; at its own it knows nobody.
    expect(await failureOf(finish(answer))).toBe('conflict');
    expect(await failureOf(finish(answer, town.organisation))).toBe('forbidden');
  });

  it('an answer by a provider that was exchanged meanwhile is none', async () => {
    const came = await ready();
    crooked.lies = {};
    await setUp({ issuer: crooked.issuer, clientSecret: 'x' });
    expect(await failureOf(finish(came))).toBe('conflict');
    await setUp();
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/%2e//evil.example',
    '/log/..//evil.example',
    '/sign-in',
    'javascript:x',
    '/a\nb',
  ])('goes on to a page of ours, not to %j', async (back) => {
    const { email } = await colleague();
    real.accounts.set(email, member(email));
    real.visitor = { accountId: email };
    const way = await beginSignIn(town.world, { email, back });
    if (way.way !== 'provider') throw new Error('no provider');
    const came = await real.visit(way.address);
    const { question } = way;
    const parameters = Object.fromEntries(came.searchParams);
    expect((await finish({ question, parameters })).back).toBe('/');
  });
});

describe('a provider that lies', () => {
  const now = Math.floor(Date.now() / 1000);
  let email = '';
  beforeAll(async () => {
    crooked.lies = {};
    await setUp({ issuer: crooked.issuer, clientSecret: 'x' });
    ({ email } = await colleague());
  });

  const comes = async (lies: CrookedProvider['lies']) => {
    crooked.lies = { ...lies, claims: { email, sub: email, ...lies.claims } };
    const way = await beginSignIn(town.world, { email });
    if (way.way !== 'provider') throw new Error('no provider');
    const asked = new URL(way.address).searchParams;
    crooked.nonce = asked.get('nonce') ?? '';
    const parameters = { code: 'c', state: asked.get('state') ?? '', iss: crooked.issuer };
    return finish({ question: way.question, parameters });
  };

  it.each([
    ['another issuer', { claims: { iss: 'https://other.example' } }],
    ['another audience', { claims: { aud: 'somebody-else' } }],
    ['several audiences without its party', { claims: { aud: ['machimori', 'other'] } }],
    ['another nonce', { claims: { nonce: 'x' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['what has expired', { claims: { exp: now - 600, iat: now - 900 } }],
    ['a key that is not its own', { foreignKey: true }],
    ['no signature', { alg: 'none' as const }],
    ['the shared secret in place of its key', { alg: 'HS256' as const }],
    ['a key that the token brings along', { bringsKey: 'jwk' as const }],
    ['a key that the token says where to fetch', { bringsKey: 'jku' as const }],
    ['what is not valid yet', { claims: { nbf: now + 600 } }],
    ['no subject', { claims: { sub: undefined } }],
  ])('signs nobody in with %s', async (_, lies) => {
    expect(await failureOf(comes(lies))).toBe('unauthenticated');
  });

  it('signs in when it tells the truth; the code goes with its verifier', async () => {
    const done = await comes({});
    expect(done.awaiting).toBe(false);
    // The provider's own tokens stay here: the browser gets a session of ours, the log nothing of them.
    expect(JSON.stringify([done, town.entries])).not.toMatch(new RegExp(`${accessToken}|eyJ`));
    expect(crooked.asked).not.toContain('/foreign-keys');
    expect(crooked.forms.at(-1)?.get('code_verifier')).toMatch(/^[\w-]{43}$/);
  });

  it('cannot make a proof of long ago count for a sensitive act, nor one of tomorrow', async () => {
    for (const [auth_time, expected] of [
      [now - 3600, (now - 3600) * 1000],
      [undefined, 0],
      [now + 86_400, town.clock.now().getTime()],
    ] as const) {
      const { token } = await comes({ claims: { auth_time } });
      expect((await personOf(town.world, token)).provedAt.getTime()).toBe(expected);
    }
  });

  it('makes no city administrator of the vendor’s people, whatever the mapping has come to say', async () => {
    const roleMap = [{ value: 'g', role: 'contributor' }];
    await setUp({ issuer: crooked.issuer, clientSecret: 'x', roleMap });
    await comes({ claims: { groups: ['g', 'cityAdministrator', '__proto__', 7, null] } });
    expect(await rolesOf(email)).toMatchObject({ roles: ['contributor'] });
  });
});
