import type { PersonActor } from '@machimori/authorisation';
import { transact } from '@machimori/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MemberFilter, type MemberRow, readMemberPage } from '../src/index.ts';
import type { IdentityTables } from '../src/tables.ts';
import { addVendor, enrolTotp, failureOf, makeTown, provedNow, type Town } from './town.ts';

let town: Town;
let admin: PersonActor;
let vendor: Awaited<ReturnType<typeof addVendor>>;
const many = 112;

beforeAll(async () => {
  town = await makeTown();
  ({ actor: admin } = await enrolTotp(town, town.admin));
  vendor = await addVendor(town, admin, 'データ屋（株）');
  const { ids } = town.world;
  const rows = Array.from({ length: many }, (_, n) => ({
    person: ids.next('person'),
    membership: ids.next('membership'),
    name: n === 7 ? 'やまだ　花子' : n === 8 ? 'Hanako YAMADA' : `担当${n}`,
    email: n === 9 ? '100%_\\@ｅｘample.lg.jp' : `hito${n}@example.lg.jp`,
    // Whole departments join in one moment.
    since: new Date(Date.UTC(2026, 3, 1 + (n % 3))),
    ended: n % 10 === 0,
  }));
  await transact(town.world.database, { reach: 'sign-in' }, async (transaction) => {
    const tables = transaction.tables<IdentityTables>();
    await tables
      .insertInto('persons')
      .values(
        rows.map(({ person, name, email, since }) => ({
          person_id: person,
          name,
          email,
          email_key: email,
          created_at: since,
        })),
      )
      .execute();
    await tables
      .insertInto('memberships')
      .values(
        rows.map(({ person, membership, since, ended }) => ({
          city_id: town.city,
          membership_id: membership,
          organisation_id: town.organisation,
          person_id: person,
          roles: ['contributor'],
          since,
          suspended_at: null,
          ended_at: ended ? since : null,
          last_active_on: null,
        })),
      )
      .execute();
  });
}, 480_000);
afterAll(() => town.drop());

const ask = (filter: MemberFilter & { cursor?: string }, actor = admin) =>
  town.run(readMemberPage, provedNow(town, actor), filter);

async function walk(filter: MemberFilter, actor = admin) {
  const seen: MemberRow[] = [];
  const totals = new Set<number>();
  let cursor: string | undefined;
  do {
    const page = await ask({ ...filter, ...(cursor === undefined ? {} : { cursor }) }, actor);
    seen.push(...page.members);
    totals.add(page.total);
    cursor = page.next;
  } while (cursor !== undefined);
  return { seen, totals: [...totals] };
}
const namesFor = async (search: string) =>
  (await walk({ search })).seen.map(({ name }) => name).sort();

describe('pages of members', () => {
  test('have everybody once, who joined last first, and say how many there are', async () => {
    const { seen, totals } = await walk({});
    expect(totals).toEqual([many + 2]);
    expect(new Set(seen.map(({ membership }) => membership)).size).toBe(many + 2);
    expect(seen).toHaveLength(many + 2);
    const times = seen.map(({ since }) => since.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const first = await ask({});
    expect(first.members).toHaveLength(50);
  });

  test('leave out who has left, or give just those', async () => {
    const left = Math.ceil(many / 10);
    expect((await walk({ state: 'left' })).totals).toEqual([left]);
    const { seen, totals } = await walk({ state: 'current' });
    expect(totals).toEqual([many + 2 - left]);
    expect(seen.every(({ endedAt }) => endedAt === undefined)).toBe(true);
  });

  test('find a newcomer by a part of the name, the address or the organisation', async () => {
    expect(await namesFor('やまだ花')).toEqual(['やまだ　花子']);
    expect(await namesFor(' yamada ')).toEqual(['Hanako YAMADA']);
    expect(await namesFor('ＹＡＭＡＤＡ')).toEqual(['Hanako YAMADA']);
    expect(await namesFor('hito77@')).toEqual(['担当77']);
    expect(await namesFor('データ屋(株)')).toEqual(['新しい担当']);
    expect(await namesFor('いない人')).toEqual([]);
  });

  test('take what is typed as it is, not as a pattern', async () => {
    expect(await namesFor('100%_\\@')).toEqual(['担当9']);
    expect(await namesFor('%')).toEqual(['担当9']);
    expect(await namesFor('_')).toEqual(['担当9']);
    expect(await namesFor("'; drop table persons; --")).toEqual([]);
  });

  test('show and count for an organisation its own people alone', async () => {
    const own = await walk({}, vendor.actor);
    expect([own.totals, own.seen.map(({ email }) => email)]).toEqual([[1], [vendor.email]]);
    const foreign = { organisation: town.organisation };
    expect(await walk(foreign, vendor.actor)).toEqual({ seen: [], totals: [0] });
    expect((await walk({ search: 'やまだ' }, vendor.actor)).totals).toEqual([0]);
    expect((await walk({ role: 'organisationAdministrator' })).totals).toEqual([1]);
  });

  test.each(['', 'x', '1.mem_0', '-1.mem_0', `9${'9'.repeat(20)}.mem_0`, '5.per_0'])(
    'begin nowhere at %s',
    async (cursor) => {
      expect(await failureOf(ask({ cursor }))).toBe('input-invalid');
    },
  );
});
