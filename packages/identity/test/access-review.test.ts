import type { PersonActor } from '@machimori/authorisation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  actorOfToken,
  changeMember,
  closeAccessReview,
  createApiToken,
  decideAccess,
  endMembership,
  exportAccess,
  inviteMember,
  listAccess,
  listAccessReviews,
  lookAtInvitation,
  readAccessReview,
  readMemberPage,
  startAccessReview,
} from '../src/index.ts';
import {
  addVendor,
  anonymous,
  enrolTotp,
  failureOf,
  join,
  makeTown,
  provedNow,
  signIn,
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

const fresh = (actor: PersonActor = admin) => provedNow(town, actor);
const memberOf = async (person: string) => {
  const { members } = await town.run(readMemberPage, fresh(), {});
  const found = members.find((each) => each.person === person);
  if (found === undefined) throw new Error('no such member');
  return found;
};
const lineOf = async (id: string, viewer = fresh()) =>
  (await town.run(listAccess, viewer, null)).lines.find((line) => line.id === id);
let people = 0;
const member = (roles: readonly string[], organisation?: string) =>
  join(town, fresh(), {
    email: `a-${people++}@example.lg.jp`,
    roles,
    ...(organisation === undefined ? {} : { organisation }),
  });

describe('the account ledger', () => {
  test('has accounts, invitations and tokens, and marks what to look at', async () => {
    const contributor = await member(['contributor']);
    const approver = await member(['approver']);
    const invited = await town.run(inviteMember, fresh(vendor.actor), {
      organisation: vendor.organisation,
      email: 'mada@vendor.example',
      roles: ['contributor'],
    });
    const token = await town.run(createApiToken, fresh(vendor.actor), {
      name: '連携',
      actions: ['city:read'],
      days: 20,
    });
    const { membership } = await memberOf(approver.person);
    expect(await lineOf(membership)).toMatchObject({
      kind: 'account',
      rights: ['approver'],
      state: 'active',
      secondFactor: false,
      marks: ['no-second-factor'],
    });
    expect(await lineOf(invited.invitation)).toMatchObject({ kind: 'invitation', marks: [] });
    expect(await lineOf(token.token)).toMatchObject({
      kind: 'token',
      name: '連携',
      marks: ['token-near-end'],
    });
    town.clock.pass(91 * 86_400_000);
    const dormant = (await memberOf(contributor.person)).membership;
    expect((await lineOf(dormant))?.marks).toEqual(['dormant']);
    expect((await lineOf(invited.invitation))?.marks).toEqual(['invitation-over']);
    expect((await lineOf(token.token))?.marks).toEqual(['token-over']);
  });

  test('a sign-in is activity: whoever comes back is not dormant', async () => {
    const email = `a-${people}@example.lg.jp`;
    const contributor = await member(['contributor']);
    town.clock.pass(91 * 86_400_000);
    await signIn(town, email);
    const { membership, lastActiveOn } = await memberOf(contributor.person);
    expect(lastActiveOn).toBe(
      new Date(town.clock.now().getTime() + 9 * 3_600_000).toISOString().slice(0, 10),
    );
    expect((await lineOf(membership))?.marks).toEqual([]);
  });

  test('each sees what they administer; others nothing at all', async () => {
    const { lines } = await town.run(listAccess, fresh(vendor.actor), null);
    expect(new Set(lines.map(({ organisation }) => organisation))).toEqual(
      new Set([vendor.organisation]),
    );
    const contributor = await member(['contributor']);
    expect(await failureOf(town.run(listAccess, contributor, null))).toBe('forbidden');
    expect(await failureOf(town.run(listAccess, anonymous, null))).toBe('unauthenticated');
    const auditor = await member(['auditor']);
    const seen = await town.run(listAccess, auditor, null);
    expect(seen.lines.length).toBeGreaterThan(lines.length);
  });

  test('goes out as a file for Excel, and that it did is noted', async () => {
    const { csv, lines } = await town.run(exportAccess, fresh(), { locale: 'ja' });
    expect(csv.startsWith('\ufeff種類,組織,名前,')).toBe(true);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(lines + 1);
    expect(csv).toContain('町の担当');
    expect(csv).toContain('都市の管理者');
    expect(town.entries.at(-1)).toMatchObject({ action: 'access:list', content: { lines } });
    const own = await town.run(exportAccess, fresh(vendor.actor), { locale: 'en' });
    expect(own.csv).not.toContain('町の担当');
    expect(own.csv).toContain('Organisation administrator');
  });
});

describe('departure', () => {
  const begin = async (actor: PersonActor) => {
    const { organisation } = vendor;
    const email = `okyaku-${people++}@vendor.example`;
    const roles = ['contributor'];
    const invited = await town.run(inviteMember, fresh(actor), { organisation, email, roles });
    const token = await town.run(createApiToken, fresh(actor), {
      name: '連携',
      actions: ['city:read'],
      days: 300,
    });
    return { invited, token };
  };
  const leaver = async () => {
    const joined = await member(['organisationAdministrator'], vendor.organisation);
    return (await enrolTotp(town, joined)).actor;
  };
  const look = (link: string) =>
    failureOf(town.run(lookAtInvitation, anonymous, { token: link.split('#')[1] ?? '' }));

  test('to a successor: invitations and tokens go on under the new owner, the seat is left at once', async () => {
    const leaving = await leaver();
    const { invited, token } = await begin(leaving);
    const { membership, version } = await memberOf(leaving.person);
    const successor = (await memberOf(vendor.actor.person)).membership;
    const handed = await town.run(endMembership, fresh(), { membership, version, successor });
    expect(handed).toEqual({
      invitations: [invited.invitation],
      tokens: [token.token],
      successor: vendor.actor.person,
    });
    expect(town.entries.at(-1)).toMatchObject({
      action: 'member:change',
      content: { tokens: [token.token], successor: vendor.actor.person },
    });
    expect(await look(invited.link)).toMatch(/^done/);
    expect((await actorOfToken(town.world, token.secret)).actor.kind).toBe('token');
    expect(await lineOf(token.token)).toMatchObject({ person: vendor.actor.person, marks: [] });
    expect(await failureOf(town.run(listAccess, fresh(leaving), null))).toBe('not-found');
    expect(await lineOf(membership)).toMatchObject({ state: 'ended', marks: [] });
  });

  test('without a successor nothing stays behind', async () => {
    const leaving = await leaver();
    const { invited, token } = await begin(leaving);
    const { membership, version } = await memberOf(leaving.person);
    await town.run(endMembership, fresh(), { membership, version });
    expect(await look(invited.link)).toBe('not-found');
    expect((await actorOfToken(town.world, token.secret)).actor.kind).toBe('anonymous');
  });

  test('by way of a changed member too', async () => {
    const leaving = await leaver();
    const { token } = await begin(leaving);
    const { membership, version, roles } = await memberOf(leaving.person);
    await town.run(changeMember, fresh(), { membership, version, roles, state: 'ended' });
    expect((await actorOfToken(town.world, token.secret)).actor.kind).toBe('anonymous');
  });

  test('refused: to somebody unfit, of oneself, of the last administrator, twice, from elsewhere', async () => {
    const leaving = await leaver();
    const { membership, version } = await memberOf(leaving.person);
    const contributor = await member(['contributor'], vendor.organisation);
    const end = (actor: PersonActor, input: object) =>
      failureOf(town.run(endMembership, fresh(actor), { membership, version, ...input }));
    for (const successor of [
      'x',
      membership,
      (await memberOf(contributor.person)).membership,
      (await memberOf(admin.person)).membership,
    ])
      expect(await end(admin, { successor })).toBe('input-invalid');
    const own = await memberOf(admin.person);
    expect(await end(admin, own)).toBe('forbidden');
    expect(await end(vendor.actor, { membership: own.membership })).toBe('not-found');
    expect(await end(admin, { membership: 'x' })).toBe('not-found');
    expect(await end(contributor, {})).toBe('forbidden');
    expect(await end(admin, { version: 99 })).toBe('conflict');
    expect(await end(admin, {})).toMatch(/^done/);
    expect(await end(admin, { version: version + 1 })).toBe('conflict');
  });
});

describe('an account review', () => {
  const today = () =>
    new Date(town.clock.now().getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
  const start = async (actor: PersonActor = admin, changes: object = {}) =>
    town.run(startAccessReview, fresh(actor), { name: '春の棚卸し', dueOn: today(), ...changes });
  const decide = (review: string, membership: string, decision: string, more: object = {}) =>
    town.run(decideAccess, fresh(), {
      review,
      membership,
      decision,
      reason: '確認しました',
      ...more,
    });

  test('from the list to decisions that take effect together', async () => {
    const [kept, changed, ended] = [
      await member(['contributor']),
      await member(['contributor']),
      await member(['contributor']),
    ];
    const { review, lines } = await start();
    expect(town.entries.at(-1)).toMatchObject({
      action: 'access-review:start',
      subjects: [review],
      content: { lines },
    });
    expect(await failureOf(start())).toBe('conflict');
    const read = await town.run(readAccessReview, fresh(), { review });
    expect(read.lines).toHaveLength(lines);
    const close = () => failureOf(town.run(closeAccessReview, fresh(), { review }));
    expect(await close()).toBe('conflict');
    for (const { membership, person } of read.lines) {
      if (person === changed.person)
        await decide(review, membership, 'change', { newRoles: ['approver'] });
      else if (person === ended.person) await decide(review, membership, 'end');
      else await decide(review, membership, 'keep');
    }
    const own = town.entries.filter(({ content }) => content?.['selfCheck'] === true);
    expect(own).toHaveLength(1);
    // Nothing has happened before it is closed.
    expect((await memberOf(ended.person)).endedAt).toBeUndefined();
    expect((await memberOf(changed.person)).roles).toEqual(['contributor']);
    const reviewed = await town.run(exportAccess, fresh(), { review, locale: 'ja' });
    expect(reviewed.csv).toContain('自己確認');
    expect(await close()).toMatch(/^done/);
    expect(town.entries.at(-1)).toMatchObject({
      content: { kept: lines - 2, changed: 1, ended: 1, stopped: 0 },
    });
    expect((await memberOf(ended.person)).endedAt).toBeDefined();
    expect((await memberOf(changed.person)).roles).toEqual(['approver']);
    expect((await memberOf(kept.person)).roles).toEqual(['contributor']);
    expect(await close()).toBe('not-found');
    const membership = (await memberOf(kept.person)).membership;
    expect(await failureOf(decide(review, membership, 'keep'))).toBe('not-found');
    const { reviews } = await town.run(listAccessReviews, fresh(), null);
    expect(reviews[0]).toMatchObject({ review, lines, decided: lines });
    expect(reviews[0]?.closedAt).toBeDefined();
  });

  test('what is to be decided about is what somebody may do now, also where it changed since the start', async () => {
    const { person } = await member(['contributor']);
    const { review } = await start();
    const found = await memberOf(person);
    await town.run(changeMember, fresh(), { ...found, roles: ['auditor'], state: 'active' });
    const line = async () =>
      (await town.run(readAccessReview, fresh(), { review })).lines.find(
        (each) => each.person === person,
      );
    expect(await line()).toMatchObject({ roles: ['auditor'], now: 'changed' });
    await decide(review, found.membership, 'keep');
    expect(await line()).toMatchObject({ roles: ['auditor'], now: 'same', decision: 'keep' });
    const { lines } = await town.run(readAccessReview, fresh(), { review });
    for (const { membership } of lines) await decide(review, membership, 'keep');
    await town.run(closeAccessReview, fresh(), { review });
  });

  test('rights that changed after they were looked at have to be looked at again', async () => {
    const { review } = await start(vendor.actor);
    const { lines } = await town.run(readAccessReview, fresh(), { review });
    for (const { membership } of lines) await decide(review, membership, 'keep');
    const [line] = lines.filter(({ person }) => person !== vendor.actor.person);
    const found = await memberOf(line?.person ?? '');
    await town.run(changeMember, fresh(), { ...found, roles: ['auditor'], state: 'active' });
    expect(await failureOf(town.run(closeAccessReview, fresh(), { review }))).toBe('conflict');
    await decide(review, found.membership, 'keep');
    expect(await failureOf(town.run(closeAccessReview, fresh(), { review }))).toMatch(/^done/);
  });

  test('nobody reviews themselves, unless there is nobody else; then it is kept, and marked', async () => {
    const { review } = await start();
    const own = (await memberOf(admin.person)).membership;
    expect(await failureOf(decide(review, own, 'end'))).toBe('forbidden');
    expect(await decide(review, own, 'keep')).toEqual({ selfCheck: true });
    const second = (await enrolTotp(town, await member(['cityAdministrator']))).actor;
    expect(await failureOf(decide(review, own, 'keep'))).toBe('forbidden');
    const input = { review, membership: own, decision: 'keep', reason: '確認しました' };
    expect(await town.run(decideAccess, fresh(second), input)).toEqual({ selfCheck: false });
    const ofVendor = await start(vendor.actor);
    const vendors = (await memberOf(vendor.actor.person)).membership;
    const self = { ...input, review: ofVendor.review, membership: vendors };
    expect(await failureOf(town.run(decideAccess, fresh(vendor.actor), self))).toBe('forbidden');
  });

  test('malformed, wrong role, other organisation, signed out', async () => {
    const rival = await addVendor(town, fresh(), '別のデータ屋');
    const { review } = await start(rival.actor);
    const member1 = await member(['contributor'], rival.organisation);
    const { membership } = await memberOf(rival.actor.person);
    for (const changes of [{ name: '' }, { dueOn: '2020-01-01' }, { dueOn: 'x' }])
      expect(await failureOf(start(vendor.actor, changes))).toBe('input-invalid');
    expect(await failureOf(start(vendor.actor, { organisation: rival.organisation }))).toBe(
      'not-found',
    );
    expect(await failureOf(start(admin, { organisation: 'x' }))).toBe('not-found');
    expect(await failureOf(start(member1))).toBe('forbidden');
    const read = { review };
    expect(await failureOf(town.run(readAccessReview, fresh(vendor.actor), read))).toBe(
      'not-found',
    );
    const out = { review, locale: 'ja' } as const;
    expect(await failureOf(town.run(exportAccess, fresh(vendor.actor), out))).toBe('not-found');
    expect(await failureOf(town.run(closeAccessReview, fresh(vendor.actor), read))).toBe(
      'not-found',
    );
    const input = { review, membership, decision: 'keep', reason: '' };
    const by = (actor: PersonActor, changes: object = {}) =>
      failureOf(town.run(decideAccess, fresh(actor), { ...input, ...changes }));
    expect(await by(vendor.actor)).toBe('not-found');
    expect(await by(member1)).toBe('forbidden');
    expect(await by(admin, { decision: 'perhaps' })).toBe('input-invalid');
    expect(await by(admin, { decision: 'end' })).toBe('input-invalid');
    expect(await by(admin, { decision: 'change', reason: 'x', newRoles: [] })).toBe(
      'input-invalid',
    );
    const city = { decision: 'change', reason: 'x', newRoles: ['cityAdministrator'] };
    expect(await by(admin, city)).toBe('forbidden');
    expect(await by(admin, { membership: 'x' })).toBe('not-found');
    expect(await failureOf(town.run(decideAccess, anonymous, input))).toBe('unauthenticated');
    const stale = { ...admin, provedAt: new Date(0) };
    expect(await failureOf(town.run(decideAccess, stale, input))).toBe('step-up-required');
  });

  test('never leaves the city without an administrator', async () => {
    const other = await makeTown();
    const one = (await enrolTotp(other, other.admin)).actor;
    const joined = await join(other, one, {
      email: 'futari@example.lg.jp',
      roles: ['cityAdministrator'],
    });
    const two = (await enrolTotp(other, joined)).actor;
    const now = (actor: PersonActor) => provedNow(other, actor);
    const { review } = await other.run(startAccessReview, now(one), {
      name: '棚卸し',
      dueOn: '2026-12-31',
    });
    const { lines } = await other.run(readAccessReview, now(one), { review });
    const end = (by: PersonActor, about: PersonActor, decision: string) =>
      other.run(decideAccess, now(by), {
        review,
        membership: lines.find(({ person }) => person === about.person)?.membership ?? '',
        decision,
        reason: '異動',
      });
    await end(one, two, 'end');
    await end(two, one, 'end');
    const close = () => failureOf(other.run(closeAccessReview, now(one), { review }));
    expect(await close()).toBe('conflict');
    const after = await other.run(readMemberPage, now(two), {});
    expect(after.members.every(({ endedAt }) => endedAt === undefined)).toBe(true);
    await end(two, one, 'keep');
    expect(await close()).toMatch(/^done/);
    await other.drop();
  });
});
