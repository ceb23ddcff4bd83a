import { runUseCase } from '@machimori/application';
import { type Action, type PersonActor, policyOf, roles } from '@machimori/authorisation';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTokenActions, tokenActions } from '../src/api-token-rules.ts';
import {
  actorOfToken,
  addOrganisation,
  createApiToken,
  listApiTokens,
  readCity,
  revokeApiToken,
} from '../src/index.ts';
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

let town: Town;
let admin: PersonActor;
let vendor: Awaited<ReturnType<typeof addVendor>>;
beforeAll(async () => {
  town = await makeTown();
  ({ actor: admin } = await enrolTotp(town, town.admin));
  vendor = await addVendor(town, admin);
});
afterAll(() => town.drop());

const input = { name: '基盤との連携', actions: ['city:read'], days: 30 };
const create = (actor: PersonActor, changes: object = {}) =>
  town.run(createApiToken, provedNow(town, actor), { ...input, ...changes });

describe('what a token may be given', () => {
  const allRoles = Object.keys(roles) as (keyof typeof roles)[];
  test('is part of what machines may do, and of what its maker may', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom<string>(...tokenActions, 'city:change'), fc.string())),
        fc.subarray(allRoles),
        (given, makers) => {
          let read: readonly Action[];
          try {
            read = readTokenActions(given, makers);
          } catch {
            return;
          }
          expect(read.length).toBeGreaterThan(0);
          for (const action of read) {
            expect(policyOf(action).token).toBe(true);
            expect(makers.some((role) => policyOf(action).roles?.[role])).toBe(true);
          }
        },
      ),
    );
  });
});

describe('a token', () => {
  test('acts for its organisation within what it names; the secret is shown once and kept nowhere', async () => {
    const { token, secret } = await create(vendor.actor);
    expect(secret).toMatch(/^mmk_[\w-]{43}$/);
    const { actor } = await actorOfToken(town.world, secret);
    expect(actor).toMatchObject({
      kind: 'token',
      token,
      organisation: vendor.organisation,
      actions: ['city:read'],
    });
    const seen = await town.run(readCity, actor, null);
    expect(seen.organisations.map(({ organisation }) => organisation).sort()).toEqual(
      [town.organisation, vendor.organisation].sort(),
    );
    expect(await failureOf(town.run(addOrganisation, actor, { name: 'x' }))).toBe('forbidden');
    expect(await failureOf(town.run(listApiTokens, actor, null))).toBe('forbidden');
    const entry = town.entries.find(({ action }) => action === 'api-token:create');
    expect(entry).toMatchObject({
      city: town.city,
      organisation: vendor.organisation,
      subjects: [token, vendor.organisation],
      content: { name: '基盤との連携', actions: ['city:read'] },
    });
    expect(JSON.stringify(town.entries)).not.toContain(secret);
  });

  test('is worth nothing after its end, when revoked, or changed by a letter', async () => {
    const short = await create(vendor.actor, { days: 1 });
    const other = await create(vendor.actor);
    await town.run(revokeApiToken, vendor.actor, { token: other.token });
    expect(town.entries.at(-1)).toMatchObject({
      action: 'api-token:revoke',
      subjects: [other.token],
    });
    expect((await actorOfToken(town.world, other.secret)).actor.kind).toBe('anonymous');
    const changed = `${short.secret.slice(0, -2)}AA`;
    for (const secret of [changed, '', 'mmk_', short.token, short.secret.slice(4)])
      expect((await actorOfToken(town.world, secret)).actor.kind).toBe('anonymous');
    expect((await actorOfToken(town.world, short.secret)).actor.kind).toBe('token');
    town.clock.pass(86_400_000);
    expect((await actorOfToken(town.world, short.secret)).actor.kind).toBe('anonymous');
  });

  test('revoked between two requests, the act that has begun is refused too', async () => {
    const { token, secret } = await create(vendor.actor);
    const { actor } = await actorOfToken(town.world, secret);
    await town.run(revokeApiToken, vendor.actor, { token });
    expect(await failureOf(runUseCase(town.world, readCity, actor, null))).toBe('forbidden');
  });

  test.each([
    [{ actions: [] }, 'input-invalid'],
    [{ actions: ['city:change'] }, 'input-invalid'],
    [{ actions: ['constructor'] }, 'input-invalid'],
    [{ days: 0 }, 'input-invalid'],
    [{ days: 366 }, 'input-invalid'],
    [{ days: 1.5 }, 'input-invalid'],
    [{ days: Number.NaN }, 'input-invalid'],
    [{ name: ' ' }, 'input-invalid'],
  ])('malformed: %j', async (changes, code) => {
    expect(await failureOf(create(admin, changes))).toBe(code);
  });

  test('is made, listed and revoked by administrators of its own organisation', async () => {
    const made = await create(vendor.actor);
    const contributor = await join(town, admin, {
      email: 'k@example.lg.jp',
      roles: ['contributor'],
    });
    expect(await failureOf(create(contributor))).toBe('forbidden');
    expect(await failureOf(town.run(listApiTokens, contributor, null))).toBe('forbidden');
    expect(await failureOf(town.run(createApiToken, anonymous, input))).toBe('unauthenticated');
    const stale = { ...vendor.actor, provedAt: new Date(0) };
    expect(await failureOf(town.run(createApiToken, stale, input))).toBe('step-up-required');

    const rival = await addVendor(town, admin, '別のデータ屋');
    const { tokens } = await town.run(listApiTokens, rival.actor, null);
    expect(tokens).toEqual([]);
    const token = made.token;
    expect(await failureOf(town.run(revokeApiToken, rival.actor, { token }))).toBe('not-found');
    expect(await failureOf(town.run(revokeApiToken, rival.actor, { token: 'x' }))).toBe(
      'not-found',
    );
    // The promoter administers the whole city.
    const all = await town.run(listApiTokens, admin, null);
    expect(all.tokens.map((each) => each.token)).toContain(token);
    expect(await failureOf(town.run(revokeApiToken, admin, { token }))).toMatch(/^done/);
  });
});
