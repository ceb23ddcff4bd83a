import type { PersonActor } from '@machimori/authorisation';
import { transact } from '@machimori/database';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptInvitation,
  askPasswordReset,
  changeMember,
  inviteMember,
  lookAtPasswordReset,
  makePasswordReset,
  openCity,
  openSession,
  readMemberPage,
  resetMemberPassword,
  resetMemberSecondFactor,
  resetPassword,
  sendPasswordReset,
} from '../src/index.ts';
import {
  addVendor,
  anonymous,
  enrolTotp,
  failureOf,
  from,
  join,
  makeTown,
  password,
  provedNow,
  type Town,
} from './town.ts';

// Where no mail is sent, an administrator hands the link over: for their own people alone.

const fresh = '白い灯台を七つ数えて帰る夜';
const worker = { kind: 'system', name: 'worker' } as const;
const commandLine = { kind: 'system', name: 'command-line' } as const;

let town: Town;
let admin: PersonActor;
let vendor: Awaited<ReturnType<typeof addVendor>>;
let other: Awaited<ReturnType<typeof addVendor>>;
let count = 0;
beforeAll(async () => {
  town = await makeTown();
  (town.world.ports as { mail: boolean }).mail = false;
  ({ actor: admin } = await enrolTotp(town, town.admin));
  vendor = await addVendor(town, provedNow(town, admin), 'データ屋');
  other = await addVendor(town, provedNow(town, admin), '機器屋');
}, 480_000);
afterAll(() => town.drop());

const tokenOf = (link: string): string => link.split('#')[1] ?? '';
const look = (token: string) => failureOf(town.run(lookAtPasswordReset, anonymous, { token }));
const use = (token: string, word = fresh) =>
  failureOf(town.run(resetPassword, anonymous, { token, password: word }));
const opens = async (email: string, word: string): Promise<boolean> => {
  town.clock.pass(25 * 3_600_000);
  const input = { email, password: word, device: '', ...from };
  return (await failureOf(town.run(openSession, anonymous, input))).startsWith('done');
};

async function memberOf(person: string, organisation: string) {
  const { members } = await town.run(readMemberPage, provedNow(town, admin), {});
  const found = members.find(
    (each) => each.person === person && each.organisation === organisation,
  );
  if (found === undefined) throw new Error('no such member');
  return found;
}

/** A member of the first vendor, and their membership there. */
async function somebody(roles: readonly string[] = ['contributor']) {
  const email = `hito${count++}@vendor.example`;
  const { organisation } = vendor;
  const actor = await join(town, vendor.actor, { email, roles, organisation });
  const { membership, version } = await memberOf(actor.person, organisation);
  return { email, actor, membership, version };
}

/** Invites somebody who has an account, and lets them accept. */
async function alsoJoins(actor: PersonActor, email: string, by: PersonActor, organisation: string) {
  const of = { organisation, email, roles: ['contributor'] };
  const { link } = await town.run(inviteMember, provedNow(town, by), of);
  await town.run(acceptInvitation, actor, { token: tokenOf(link), device: '' });
}

const hand = (by: PersonActor, membership: string) =>
  town.run(resetMemberPassword, provedNow(town, by), { membership });

describe('an administrator’s link', () => {
  test('sets the password of a member who belongs to nothing else, and stands in the log', async () => {
    const { email, actor, membership } = await somebody();
    const { link } = await hand(vendor.actor, membership);
    expect(town.entries.at(-1)).toMatchObject({
      action: 'member:reset-password',
      actor: vendor.actor.person,
      subjects: [membership, actor.person],
      organisation: vendor.organisation,
    });
    expect(JSON.stringify(town.entries)).not.toContain(tokenOf(link));
    expect(await use(tokenOf(link))).toMatch(/^done/);
    expect(town.entries.at(-1)).toMatchObject({
      action: 'password:reset',
      content: { way: 'administrator' },
    });
    expect([await opens(email, password), await opens(email, fresh)]).toEqual([false, true]);
    expect(await use(tokenOf(link))).toBe('not-found');
  });

  test('is not theirs to make for somebody who also belongs elsewhere, suspended there or not', async () => {
    const { email, actor, membership } = await somebody();
    await alsoJoins(actor, email, other.actor, other.organisation);
    expect(await failureOf(hand(vendor.actor, membership))).toBe('forbidden');
    const there = await memberOf(actor.person, other.organisation);
    expect(await failureOf(hand(other.actor, there.membership))).toBe('forbidden');
    await town.run(changeMember, provedNow(town, other.actor), {
      membership: there.membership,
      version: there.version,
      roles: there.roles,
      state: 'suspended',
    });
    expect(await failureOf(hand(vendor.actor, membership))).toBe('forbidden');
    // Nor are their second factors.
    const factors = { membership };
    expect(
      await failureOf(town.run(resetMemberSecondFactor, provedNow(town, vendor.actor), factors)),
    ).toBe('forbidden');
    // The host helps.
    const { link } = await town.run(makePasswordReset, commandLine, { email });
    expect(await use(tokenOf(link))).toMatch(/^done/);
    expect(await opens(email, fresh)).toBe(true);
  });

  test('is not theirs to make for whoever is elsewhere behind a provider', async () => {
    const { email, actor, membership } = await somebody();
    const gate = await addVendor(town, provedNow(town, admin), '認証の会社');
    await alsoJoins(actor, email, gate.actor, gate.organisation);
    await onlyByProvider(gate.organisation);
    expect(await failureOf(hand(vendor.actor, membership))).toBe('forbidden');
    const reset = town.run(resetMemberSecondFactor, provedNow(town, vendor.actor), { membership });
    expect(await failureOf(reset)).toBe('forbidden');
  });

  test('is not made for another organisation’s member, oneself, the host, who left or is suspended', async () => {
    const { membership, version } = await somebody();
    expect(await failureOf(hand(other.actor, membership))).toBe('not-found');
    // The whole city is the promoter's to see; the account is not.
    expect(await failureOf(hand(admin, membership))).toBe('forbidden');
    const self = await memberOf(vendor.actor.person, vendor.organisation);
    expect(await failureOf(hand(vendor.actor, self.membership))).toBe('forbidden');
    const host = await memberOf(admin.person, town.organisation);
    const second = await join(town, admin, {
      email: `kanri${count++}@example.lg.jp`,
      roles: ['cityAdministrator'],
    });
    const { actor: colleague } = await enrolTotp(town, second);
    expect(await failureOf(hand(colleague, host.membership))).toBe('forbidden');
    const organiser = await join(town, admin, {
      email: `kanri${count++}@example.lg.jp`,
      roles: ['organisationAdministrator'],
    });
    const { actor: own } = await enrolTotp(town, organiser);
    const above = await memberOf(second.person, town.organisation);
    expect(await failureOf(hand(own, above.membership))).toBe('forbidden');
    for (const [state, code] of [
      ['suspended', 'conflict'],
      ['ended', 'not-found'],
    ] as const) {
      const now = state === 'suspended' ? version : version + 1;
      const of = { membership, version: now, roles: ['contributor'], state };
      await town.run(changeMember, provedNow(town, vendor.actor), of);
      expect(await failureOf(hand(vendor.actor, membership))).toBe(code);
    }
  });

  test('needs a proof of this moment, and an administrator', async () => {
    const { membership } = await somebody();
    const { actor: colleague } = await somebody();
    town.clock.pass(3_600_000);
    const input = { membership };
    expect(await failureOf(town.run(resetMemberPassword, vendor.actor, input))).toBe(
      'step-up-required',
    );
    expect(await failureOf(hand(colleague, membership))).toBe('forbidden');
    expect(await failureOf(town.run(resetMemberPassword, anonymous, input))).toBe(
      'unauthenticated',
    );
  });

  test('is worth nothing once its maker or its member is somebody else', async () => {
    // The member takes a seat elsewhere before it is used.
    const { email, actor, membership } = await somebody();
    const { link } = await hand(vendor.actor, membership);
    expect(await look(tokenOf(link))).toMatch(/^done/);
    await alsoJoins(actor, email, other.actor, other.organisation);
    expect([await look(tokenOf(link)), await use(tokenOf(link))]).toEqual([
      'not-found',
      'not-found',
    ]);
    // Its maker is an administrator no more.
    const { actor: helper, ...helping } = await somebody(['organisationAdministrator']);
    const { actor: second } = await enrolTotp(town, helper);
    const member = await somebody();
    const made = await hand(second, member.membership);
    await town.run(changeMember, provedNow(town, vendor.actor), {
      membership: helping.membership,
      version: helping.version,
      roles: ['contributor'],
      state: 'active',
    });
    expect(await use(tokenOf(made.link))).toBe('not-found');
    expect(await opens(member.email, password)).toBe(true);
  });

  test('is not there where mail is sent: then the person does it alone', async () => {
    const { membership } = await somebody();
    await withMail(async () => {
      expect(await failureOf(hand(vendor.actor, membership))).toBe('conflict');
    });
  });
});

describe('whoever only a provider signs in', () => {
  test('gets no link, by whichever way, and loses one that is open', async () => {
    const gate = await addVendor(town, provedNow(town, admin), '切りかえる会社');
    const email = `hito${count++}@vendor.example`;
    const { organisation } = gate;
    const actor = await join(town, gate.actor, { email, roles: ['contributor'], organisation });
    const { membership } = await memberOf(actor.person, organisation);
    const { link } = await town.run(makePasswordReset, commandLine, { email });
    await onlyByProvider(organisation);
    expect([await look(tokenOf(link)), await use(tokenOf(link))]).toEqual([
      'not-found',
      'not-found',
    ]);
    const owner = await town.owner();
    for (const without of ['a seat for it', 'any password']) {
      if (without === 'any password')
        await owner.query('delete from passwords where person_id = $1', [actor.person]);
      expect(await failureOf(town.run(makePasswordReset, commandLine, { email }))).toBe('conflict');
      const provider = { city: town.city, organisation } as NonNullable<PersonActor['provider']>;
      const by = { ...gate.actor, provider };
      expect(await failureOf(hand(by, membership))).toBe('conflict');
      const { rows: before } = await owner.query(
        'select from password_resets where person_id = $1',
        [actor.person],
      );
      await town.run(sendPasswordReset, worker, { reset: `pwr_${count++}`, email });
      const { rows } = await owner.query('select from password_resets where person_id = $1', [
        actor.person,
      ]);
      expect(rows).toEqual(before);
    }
    await owner.end();
  });
});

test('the console’s link is told to every city where the person has a seat, and to no other of them', async () => {
  const { city } = await town.run(openCity, provedNow(town, admin), {
    cityName: 'となり町',
    organisationName: 'となり町役場',
    sample: false,
  });
  const before = town.entries.length;
  const { link } = await town.run(makePasswordReset, commandLine, { email: 'tanto@example.lg.jp' });
  expect(await use(tokenOf(link))).toMatch(/^done/);
  const entries = town.entries.slice(before);
  expect(entries.map(({ action, city: where }) => [action, where])).toEqual([
    ['password:send-reset', town.city],
    ['password:send-reset', city],
    ['password:reset', town.city],
    ['password:reset', city],
  ]);
  for (const entry of entries) {
    const elsewhere = entry.city === city ? town.city : city;
    expect(JSON.stringify(entry)).not.toContain(elsewhere);
  }
  expect(JSON.stringify(entries)).not.toContain(tokenOf(link));
});

test('no sequence of what others ask for gives them somebody’s password', async () => {
  const taken = '盗んだ鍵を一本だけ持つ人の夢';
  const { email, actor, membership } = await somebody();
  await alsoJoins(actor, email, other.actor, other.organisation);
  const there = await memberOf(actor.person, other.organisation);
  const thief = await somebody();
  /** What others may try; each gives the links that it brings them. */
  const tries: Readonly<Record<string, () => Promise<readonly string[]>>> = {
    'a stranger asks': async () => {
      await withMail(() =>
        failureOf(
          town.run(askPasswordReset, anonymous, {
            email,
            network: '203.0.113.5',
            knownDevice: false,
          }),
        ),
      );
      // The letter goes to the person's own mailbox.
      await town.run(sendPasswordReset, worker, { reset: `pwr_${count++}`, email });
      return [];
    },
    'one administrator': () => links(hand(vendor.actor, membership)),
    'the other administrator': () => links(hand(other.actor, there.membership)),
    'each with the other’s': () => links(hand(other.actor, membership)),
    'the city’s administrator': () => links(hand(admin, membership)),
    'a colleague': () => links(hand(thief.actor, membership)),
    'a link of one’s own': () => links(hand(vendor.actor, thief.membership)),
    'a link of one’s own from the console': () =>
      links(town.run(makePasswordReset, commandLine, { email: thief.email })),
    'a day passes': async () => {
      town.clock.pass(25 * 3_600_000);
      return [];
    },
    guesses: async () => ['A'.repeat(43), '', membership, actor.person],
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...Object.keys(tries)), { minLength: 1, maxLength: 8 }),
      async (sequence) => {
        const got: string[] = [];
        for (const name of sequence) {
          got.push(...((await tries[name]?.()) ?? []));
          for (const token of got) {
            await look(token);
            await use(token, taken);
          }
        }
        expect(await opens(email, taken)).toBe(false);
        expect(await opens(email, password)).toBe(true);
      },
    ),
    { numRuns: 12 },
  );
}, 480_000);

/** The secret that somebody was given, or nothing where they were refused. */
async function links(act: Promise<{ readonly link: string }>): Promise<readonly string[]> {
  let link: string | undefined;
  await failureOf(
    act.then((made) => {
      link = made.link;
    }),
  );
  return link === undefined ? [] : [tokenOf(link)];
}

const onlyByProvider = (organisation: string) =>
  transact(town.world.database, { reach: 'sign-in' }, ({ db }) =>
    sql`update organisations set provider_only = true where organisation_id = ${organisation}`.execute(
      db,
    ),
  );

async function withMail<T>(work: () => Promise<T>): Promise<T> {
  const ports = town.world.ports as { mail: boolean };
  ports.mail = true;
  try {
    return await work();
  } finally {
    ports.mail = false;
  }
}
