import type { PersonActor } from '@machimori/authorisation';
import { transact } from '@machimori/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressChangeMs } from '../src/address-change-rules.ts';
import {
  acceptInvitation,
  actorOfSession,
  askAddressChange,
  askPasswordReset,
  changeAddress,
  changeMemberAddress,
  changePassword,
  confirmAddressChange,
  inviteMember,
  lookAtAccount,
  lookAtAddressChange,
  lookAtPasswordReset,
  makePasswordReset,
  openSession,
  readAccount,
  readMemberPage,
  renamePerson,
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
  personOf,
  provedNow,
  type Town,
} from './town.ts';

const commandLine = { kind: 'system', name: 'command-line' } as const;

let town: Town;
let admin: PersonActor;
let count = 0;
beforeAll(async () => {
  town = await makeTown();
  ({ actor: admin } = await enrolTotp(town, town.admin));
}, 480_000);
afterAll(() => town.drop());

/** Whether the installation sends mail. */
const mails = (mail: boolean): void => {
  (town.world.ports as { mail: boolean }).mail = mail;
};
const nextDay = () => town.clock.pass(25 * 3_600_000);
const opens = async (email: string, word = password): Promise<boolean> => {
  nextDay();
  const input = { email, password: word, device: '', ...from };
  return (await failureOf(town.run(openSession, anonymous, input))).startsWith('done');
};

async function somebody() {
  mails(true);
  const email = `hito${count++}@example.lg.jp`;
  const actor = await join(town, admin, { email, roles: ['contributor'] });
  return { email, actor };
}

/** A moment after whatever was before, so that events stand in the order of what was asked. */
function ask(actor: PersonActor, email: string) {
  town.clock.pass(1);
  return town.run(askAddressChange, provedNow(town, actor), { email, network: from.network });
}
const look = (token: string) => failureOf(town.run(lookAtAddressChange, anonymous, { token }));
const confirm = (token: string) => failureOf(town.run(confirmAddressChange, anonymous, { token }));

interface Letter {
  readonly about: string;
  readonly to: string;
  readonly link?: string;
  readonly by?: string;
}

/** What lies in the outbox, opened, oldest first. */
async function letters(type: string): Promise<readonly Letter[]> {
  const { rows } = await transact(town.world.database, { reach: 'system' }, ({ db }) =>
    sql<{ payload: Record<string, string> }>`
      select payload from outbox_events where type = ${type} order by event_id`.execute(db),
  );
  return rows.map(({ payload: { change = '', person = '', letter = '' } }) => {
    const { vault } = town.world.ports;
    const opened = vault.open(Buffer.from(letter, 'base64'), `letter/${change || person}`);
    return JSON.parse(Buffer.from(opened).toString()) as Letter;
  });
}
const lastToken = async (): Promise<string> =>
  (await letters('address-change.asked')).at(-1)?.link?.split('#')[1] ?? '';

describe('one’s own name', () => {
  test('is another at once, in each city’s log, after oneself was shown', async () => {
    const { actor } = await somebody();
    const stale = { ...actor, provedAt: new Date(0) };
    expect(await failureOf(town.run(renamePerson, stale, { name: '別の名' }))).toBe(
      'step-up-required',
    );
    for (const name of ['', ' ', 'あ'.repeat(101), 'み\u0000'])
      expect(await failureOf(town.run(renamePerson, provedNow(town, actor), { name }))).toBe(
        'input-invalid',
      );
    await town.run(renamePerson, provedNow(town, actor), { name: ' 町田　花子 ' });
    expect(await town.run(readAccount, actor, null)).toMatchObject({ name: '町田 花子' });
    expect(town.entries.at(-1)).toMatchObject({
      action: 'account:rename',
      city: town.city,
      subjects: [actor.person],
    });
  });
});

describe('one’s own address', () => {
  test('is another once the link that went there is opened, once; the former is told', async () => {
    const { email, actor } = await somebody();
    const next = `atarashii${count}@example.lg.jp`;
    await ask(actor, next);
    expect(await town.run(readAccount, actor, null)).toMatchObject({
      email,
      newAddress: { email: next },
    });
    const token = await lastToken();
    expect((await letters('address-change.asked')).at(-1)).toMatchObject({ to: next });
    // A link for a forgotten password that went to the former address ends with it.
    const reset = await town.run(makePasswordReset, commandLine, { email });
    expect(await look(token)).toContain(next);
    expect(await confirm(token)).toMatch(/^done/);
    expect(town.entries.at(-1)).toMatchObject({
      action: 'account:confirm-address',
      actor: actor.person,
      city: town.city,
    });
    expect((await letters('address.changed')).at(-1)).toMatchObject({
      about: 'moved',
      to: email,
      by: 'oneself',
    });
    const resetToken = reset.link.split('#')[1] ?? '';
    expect(await failureOf(town.run(lookAtPasswordReset, anonymous, { token: resetToken }))).toBe(
      'not-found',
    );
    expect(await confirm(token)).toBe('not-found');
    expect(await opens(email)).toBe(false);
    expect(await opens(next)).toBe(true);
  });

  test('a later link ends the one before it, and a day ends it', async () => {
    const { actor } = await somebody();
    await ask(actor, 'saisho@example.lg.jp');
    const first = await lastToken();
    await ask(actor, 'tsugi@example.lg.jp');
    const second = await lastToken();
    expect(await look(first)).toBe('not-found');
    town.clock.pass(addressChangeMs - 1_000);
    expect(await look(second)).toMatch(/^done/);
    town.clock.pass(2_000);
    expect(await confirm(second)).toBe('not-found');
    expect(await look('x'.repeat(43))).toBe('not-found');
  });

  test('whether another account has an address is told to whoever reads there, and to nobody else', async () => {
    const other = await somebody();
    const { actor } = await somebody();
    const free = await ask(actor, 'dare-mo-inai@example.lg.jp');
    nextDay();
    const taken = await ask(actor, other.email.toUpperCase());
    expect(Object.keys(taken)).toEqual(Object.keys(free));
    const events = await letters('address-change.asked');
    expect(events.at(-1)).toMatchObject({ about: 'new-address' });
    const token = await lastToken();
    expect(await look(token)).toBe('conflict');
    expect(await confirm(token)).toBe('conflict');
    expect(await opens(other.email)).toBe(true);
  });

  test('is one account’s, where several confirm the same address at the same moment', async () => {
    const next = 'futari-no@example.lg.jp';
    const tokens: string[] = [];
    for (let n = 0; n < 4; n++) {
      const { actor } = await somebody();
      await ask(actor, next);
      tokens.push(await lastToken());
    }
    const told = await Promise.all(tokens.map(confirm));
    expect(told.filter((each) => each.startsWith('done'))).toHaveLength(1);
    expect(told.filter((each) => each === 'conflict')).toHaveLength(3);
  });

  test('is refused where no dot is behind the @, where it is the same, and without mail', async () => {
    const { email, actor } = await somebody();
    for (const wrong of ['tanto@example', 'tanto@', 'a b@example.jp', email])
      expect(await failureOf(ask(actor, wrong))).toBe('input-invalid');
    expect(await failureOf(ask(actor, 'tanto@localhost'))).toMatch(/^done/);
    const invite = { organisation: town.organisation, roles: ['contributor'] };
    const wrong = { ...invite, email: 'tanto@example' };
    expect(await failureOf(town.run(inviteMember, provedNow(town, admin), wrong))).toBe(
      'input-invalid',
    );
    mails(false);
    expect(await failureOf(ask(actor, 'b@example.lg.jp'))).toBe('conflict');
  });

  test('fills no mailbox: asked again and again, one waits, and no letter is made', async () => {
    const { actor } = await somebody();
    const told: string[] = [];
    for (let n = 0; n < 8; n++) told.push(await failureOf(ask(actor, `n${n}@example.lg.jp`)));
    expect(told.filter((each) => each.startsWith('done')).length).toBeLessThanOrEqual(4);
    expect(told.at(-1)).toBe('rate-limited');
    // Forgotten passwords are counted apart.
    const reset = { email: 'n@example.lg.jp', network: '192.0.2.99', knownDevice: false };
    expect(await failureOf(town.run(askPasswordReset, anonymous, reset))).toMatch(/^done/);
  });
});

describe('a member’s address, where no mail is sent', () => {
  const memberOf = async (person: string) => {
    const { members } = await town.run(readMemberPage, provedNow(town, admin), {});
    return members.find((each) => each.person === person)?.membership ?? '';
  };
  const change = (by: PersonActor, membership: string, email: string) =>
    failureOf(
      town.run(changeMemberAddress, provedNow(town, by), {
        ...{ membership, email },
        network: from.network,
      }),
    );

  test('is changed by an administrator of the one organisation they act for', async () => {
    const vendor = await addVendor(town, provedNow(town, admin));
    const { email, actor } = await somebody();
    const membership = await memberOf(actor.person);
    expect(await change(admin, membership, 'a@example.lg.jp')).toBe('conflict');
    mails(false);
    expect(await change(vendor.actor, membership, 'a@example.lg.jp')).toBe('not-found');
    expect(await change(actor, membership, 'a@example.lg.jp')).toBe('forbidden');
    nextDay();
    expect(await change(admin, membership, `kanri-${count}@example.lg.jp`)).toMatch(/^done/);
    expect(town.entries.at(-1)).toMatchObject({
      action: 'member:change-address',
      subjects: [membership, actor.person],
    });
    expect(await opens(email)).toBe(false);
    expect(await opens(`kanri-${count}@example.lg.jp`)).toBe(true);
    // One's own too, whoever one is; nobody's who acts for others as well.
    nextDay();
    expect(await change(admin, await memberOf(admin.person), 'me@example.lg.jp')).toMatch(/^done/);
    const { link } = await town.run(inviteMember, provedNow(town, vendor.actor), {
      ...{ organisation: vendor.organisation, email: `kanri-${count}@example.lg.jp` },
      roles: ['contributor'],
    });
    const token = link.split('#')[1] ?? '';
    await town.run(acceptInvitation, actor, { token, device: '' });
    expect(await change(admin, membership, 'b@example.lg.jp')).toBe('forbidden');
  });

  test('ends the sign-ins of that person and nobody else’s, once it is another', async () => {
    const other = await somebody();
    const { email, actor } = await somebody();
    const membership = await memberOf(actor.person);
    mails(false);
    nextDay();
    const sessionOf = async (of: string) => {
      const signIn = { email: of, password, device: '', ...from };
      return (await town.run(openSession, anonymous, signIn)).token;
    };
    const kindOf = async (token: string) => (await actorOfSession(town.world, token)).actor.kind;
    const two = [await sessionOf(email), await sessionOf(email)];
    const others = await sessionOf(other.email);
    // What is refused, or is the address already, ends nothing.
    expect(await change(admin, membership, other.email)).toBe('conflict');
    expect(await change(admin, membership, email)).toBe('input-invalid');
    for (const token of two) expect(await kindOf(token)).toBe('person');
    expect(await change(admin, membership, `hoka-${email}`)).toMatch(/^done/);
    for (const token of two) expect(await kindOf(token)).toBe('anonymous');
    expect(await kindOf(others)).toBe('person');
    expect(town.entries.at(-1)).toMatchObject({
      action: 'member:change-address',
      content: { closed: expect.any(Number) },
    });
    expect(
      (town.entries.at(-1) as { content: { closed: number } } | undefined)?.content.closed,
    ).toBeGreaterThanOrEqual(2);
    // One's own sign-in, just proved anew, goes on.
    nextDay();
    const mine = await memberOf(admin.person);
    expect(await change(admin, mine, `jibun-${count}@example.lg.jp`)).toMatch(/^done/);
    expect(town.entries.at(-1)).toMatchObject({ content: { closed: 0 } });
  });

  test('another account’s is refused, written down, and not to be tried at will', async () => {
    const other = await somebody();
    const { actor } = await somebody();
    mails(false);
    const membership = await memberOf(actor.person);
    nextDay();
    expect(await change(admin, membership, other.email)).toBe('conflict');
    expect(town.entries.at(-1)).toMatchObject({
      action: 'member:change-address',
      outcome: 'refused',
    });
    const told: string[] = [];
    for (let n = 0; n < 6; n++) told.push(await change(admin, membership, other.email));
    expect(told.at(-1)).toBe('rate-limited');
    expect(await opens(other.email)).toBe(true);
  });
});

describe('an address changed at the command line', () => {
  const change = (email: string, to: string) =>
    failureOf(town.run(changeAddress, commandLine, { email, to }));

  test('is that of whoever acts for several, too; sign-ins and links end, and the former is told', async () => {
    const vendor = await addVendor(town, provedNow(town, admin), '保守屋');
    const { email, actor } = await somebody();
    const { link } = await town.run(inviteMember, provedNow(town, vendor.actor), {
      ...{ organisation: vendor.organisation, email },
      roles: ['contributor'],
    });
    const invitation = link.split('#')[1] ?? '';
    await town.run(acceptInvitation, actor, { token: invitation, device: '' });
    await ask(actor, `mae-no-negai${count}@example.lg.jp`);
    const asked = await lastToken();
    mails(false);
    const to = `Kansei-${count}@example.lg.jp`;
    const seen = await town.run(lookAtAccount, commandLine, { email: email.toUpperCase() });
    expect(seen).toMatchObject({ email });
    expect(seen.seats).toHaveLength(2);
    const { token } = await town.run(openSession, anonymous, {
      email,
      password,
      device: '',
      ...from,
    });
    const { person } = await personOf(town.world, token);
    expect(person).toBe(actor.person);
    const done = await town.run(changeAddress, commandLine, { email, to });
    expect(done).toMatchObject({ email: to });
    expect(done.closed).toBeGreaterThanOrEqual(1);
    expect((await actorOfSession(town.world, token)).actor.kind).toBe('anonymous');
    expect(await look(asked)).toBe('not-found');
    expect(town.entries.slice(-2)).toEqual(
      [undefined, town.city].map((city) =>
        expect.objectContaining({
          action: 'account:change-address',
          actor: 'system:command-line',
          subjects: [actor.person],
          content: { closed: done.closed },
          city,
        }),
      ),
    );
    // Neither address is written where it could never be taken away again.
    expect(JSON.stringify(town.entries.slice(-2))).not.toContain('@');
    expect((await letters('address.changed')).at(-1)).toMatchObject({
      about: 'moved',
      to: email,
      by: 'command-line',
    });
    expect(await opens(email)).toBe(false);
    expect(await opens(to)).toBe(true);
  });

  test('is nobody’s, another’s, no address or the same: each refused, and no sign-in ends', async () => {
    const other = await somebody();
    const { email, actor } = await somebody();
    const { token } = await town.run(openSession, anonymous, {
      email,
      password,
      device: '',
      ...from,
    });
    expect(await change('dare-mo@example.lg.jp', 'b@example.lg.jp')).toBe('not-found');
    expect(await change(email, other.email.toUpperCase())).toBe('conflict');
    for (const wrong of ['', 'tanto@example', email])
      expect(await change(email, wrong)).toBe('input-invalid');
    expect((await personOf(town.world, token)).person).toBe(actor.person);
    expect(await opens(other.email)).toBe(true);
  });

  test('is not of whom only a provider signs in, and no person may do it', async () => {
    const { email } = await somebody();
    const none = { email, to: 'b@example.lg.jp' };
    expect(await failureOf(town.run(changeAddress, provedNow(town, admin), none))).toBe(
      'forbidden',
    );
    const only = (yes: boolean) =>
      transact(town.world.database, { reach: 'sign-in' }, ({ db }) =>
        sql`update organisations set provider_only = ${yes}
            where organisation_id = ${town.organisation}`.execute(db),
      );
    await only(true);
    try {
      expect(await change(email, 'b@example.lg.jp')).toBe('conflict');
    } finally {
      await only(false);
    }
  });
});

describe('a change of the password', () => {
  test('asks for the present one; wrong ones are counted and change nothing', async () => {
    let { email, actor } = await somebody();
    const fresh = '白い灯台を七つ数えて帰る夜';
    const to = (current: string) =>
      failureOf(
        town.run(changePassword, provedNow(town, actor), { current, password: fresh, ...from }),
      );
    expect(await to('')).toBe('input-invalid');
    expect(town.entries.at(-1)).toMatchObject({ action: 'password:change', outcome: 'refused' });
    for (let n = 0; n < 5; n++) await to(`違うことばの${n}番目`);
    expect(await to(password)).toBe('rate-limited');
    nextDay();
    const { token } = await town.run(openSession, anonymous, {
      ...{ email, password, device: '' },
      ...from,
    });
    actor = await personOf(town.world, token);
    expect(await to(password)).toMatch(/^done/);
    expect(await opens(email, fresh)).toBe(true);
  });
});
