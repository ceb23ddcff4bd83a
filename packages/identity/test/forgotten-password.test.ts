import type { PersonActor } from '@machimori/authorisation';
import { transact } from '@machimori/database';
import { tableDigests } from '@machimori/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  actorOfSession,
  askPasswordReset,
  changePassword,
  lookAtPasswordReset,
  makePasswordReset,
  openSession,
  resetPassword,
  sendPasswordReset,
} from '../src/index.ts';
import { resetMs } from '../src/password-reset-rules.ts';
import {
  anonymous,
  enrolTotp,
  failureOf,
  from,
  join,
  makeTown,
  password,
  type Town,
} from './town.ts';

const fresh = '白い灯台を七つ数えて帰る夜';
const worker = { kind: 'system', name: 'worker' } as const;
const commandLine = { kind: 'system', name: 'command-line' } as const;

let town: Town;
let admin: PersonActor;
let count = 0;
beforeAll(async () => {
  town = await makeTown();
  ({ actor: admin } = await enrolTotp(town, town.admin));
}, 480_000);
afterAll(() => town.drop());

/** A day later nobody waits for what was tried before. */
const nextDay = () => town.clock.pass(25 * 3_600_000);
const tokenOf = ({ link }: { readonly link: string }): string => link.split('#')[1] ?? '';
const asked = (email: string, network: string = from.network) =>
  town.run(askPasswordReset, anonymous, { email, network, knownDevice: false });
const look = (token: string) => failureOf(town.run(lookAtPasswordReset, anonymous, { token }));
const use = (token: string, word = fresh) =>
  failureOf(town.run(resetPassword, anonymous, { token, password: word }));
const opens = async (email: string, word: string): Promise<boolean> => {
  nextDay();
  const input = { email, password: word, device: '', ...from };
  return (await failureOf(town.run(openSession, anonymous, input))).startsWith('done');
};

/** Somebody with an account here, and nothing else. */
async function somebody(of: Partial<Parameters<typeof join>[2]> = {}) {
  const email = `hito${count++}@example.lg.jp`;
  const actor = await join(town, admin, { email, roles: ['contributor'], ...of });
  return { email, actor };
}

interface Letter {
  readonly about?: string;
  readonly to: string;
  readonly link?: string;
}

/** What lies in the outbox, opened, oldest first. */
async function letters(type: string): Promise<readonly (Letter & { readonly reset: string })[]> {
  const { rows } = await transact(town.world.database, { reach: 'system' }, ({ db }) =>
    sql<{ payload: Record<string, string> }>`
      select payload from outbox_events where type = ${type} order by event_id`.execute(db),
  );
  return rows.map(({ payload: { reset = '', person = '', letter = '' } }) => {
    const { vault } = town.world.ports;
    const opened = vault.open(Buffer.from(letter, 'base64'), `letter/${reset || person}`);
    return { reset, ...(JSON.parse(Buffer.from(opened).toString()) as Letter) };
  });
}

/** Asks, and does what the worker does with it: gives the link in the letter, if there is one. */
async function mailed(email: string): Promise<string | undefined> {
  nextDay();
  await asked(email);
  const last = (await letters('password-reset.asked')).at(-1);
  const before = (await letters('password-reset.sent')).length;
  await town.run(sendPasswordReset, worker, { reset: last?.reset ?? '', email: last?.to ?? '' });
  const letter = (await letters('password-reset.sent'))[before];
  expect(letter?.to ?? email).toBe(email);
  return letter?.link?.split('#')[1];
}

describe('a forgotten password', () => {
  test('is set by the link in the letter: once, with every session closed, and told', async () => {
    const { email, actor } = await somebody();
    const token = (await mailed(email)) ?? '';
    expect(await look(token)).toContain(email);
    const before = town.entries.length;
    expect(await use(token)).toMatch(/^done/);
    expect(await opens(email, password)).toBe(false);
    expect(await opens(email, fresh)).toBe(true);
    expect(await use(token)).toBe('not-found');
    expect(await look(token)).toBe('not-found');
    expect(
      town.entries.slice(before).find(({ action }) => action === 'password:reset'),
    ).toMatchObject({
      actor: actor.person,
      subjects: [actor.person],
      city: town.city,
      organisation: town.organisation,
      outcome: 'done',
      content: { way: 'mail', closed: 1 },
    });
    expect((await letters('password.changed')).at(-1)).toMatchObject({ to: email, by: 'link' });
  });

  test('closes the sessions of before, and asks for the second factor as always', async () => {
    const { email, actor } = await somebody();
    const enrolled = await enrolTotp(town, actor);
    const input = { email, password, device: '', ...from };
    const { token: half } = await town.run(openSession, anonymous, input);
    expect(await use((await mailed(email)) ?? '')).toMatch(/^done/);
    nextDay();
    expect((await actorOfSession(town.world, half)).pending).toBeUndefined();
    const { sessions } = await transact(
      town.world.database,
      { reach: 'sign-in' },
      async ({ db }) => {
        const { rows } = await sql<{ session_id: string }>`select session_id from sessions
        where person_id = ${enrolled.actor.person} and closed_at is null`.execute(db);
        return { sessions: rows };
      },
    );
    expect(sessions).toEqual([]);
    const again = await town.run(openSession, anonymous, { ...input, password: fresh });
    expect(again.awaiting).toBe(true);
  });

  test('a weak new password is refused, and the link stays', async () => {
    const { email } = await somebody();
    const token = (await mailed(email)) ?? '';
    expect(await use(token, 'みじかい')).toBe('input-invalid');
    expect(await use(token, 'ああああああああああああああ')).toBe('input-invalid');
    expect(await use(token)).toMatch(/^done/);
  });

  test('the link ends after thirty minutes, and where the clock was set back before it', async () => {
    const { email } = await somebody();
    const token = (await mailed(email)) ?? '';
    town.clock.pass(resetMs - 1);
    expect(await look(token)).toMatch(/^done/);
    town.clock.pass(1);
    expect([await look(token), await use(token)]).toEqual(['not-found', 'not-found']);
    expect(await opens(email, password)).toBe(true);
    const another = (await mailed(email)) ?? '';
    town.clock.pass(-3_600_000);
    expect(await look(another)).toBe('not-found');
    town.clock.pass(3_600_000);
  });

  test('one link is good at a time, and none after the password was changed in Settings', async () => {
    const { email, actor } = await somebody();
    const first = (await mailed(email)) ?? '';
    nextDay();
    const second = (await mailed(email)) ?? '';
    expect(await look(first)).toBe('not-found');
    expect(await look(second)).toMatch(/^done/);
    const made = await town.run(makePasswordReset, commandLine, { email });
    expect(await look(second)).toBe('not-found');
    const { token } = await town.run(openSession, anonymous, {
      ...{ email, password, device: '' },
      ...from,
    });
    const { actor: again } = await actorOfSession(town.world, token);
    expect(again).toMatchObject({ person: actor.person });
    await town.run(changePassword, again, {
      ...{ current: password, password: '青い切符を九枚ならべた机' },
      ...from,
    });
    expect(await look(tokenOf(made))).toBe('not-found');
    expect((await letters('password.changed')).at(-1)).toMatchObject({ to: email, by: 'settings' });
  });

  test('of two who use it at the same moment one gets through, and theirs is the password', async () => {
    for (let round = 0; round < 5; round++) {
      const { email } = await somebody();
      const token = (await mailed(email)) ?? '';
      const words = ['赤い風船が二つ昇った昼のこと', '黒い自動車が五台並ぶ夕方の道'];
      const said = await Promise.all(words.map((word) => use(token, word)));
      expect(said.filter((each) => each === 'not-found')).toHaveLength(1);
      const winner = words[said.findIndex((each) => each.startsWith('done'))] ?? '';
      expect(await opens(email, winner)).toBe(true);
      for (const word of words) if (word !== winner) expect(await opens(email, word)).toBe(false);
    }
  });

  test('what was mistyped before is forgotten, so that the new password opens at once', async () => {
    const { email } = await somebody();
    const token = (await mailed(email)) ?? '';
    for (let tries = 0; tries < 12; tries++) {
      const input = { email, password: `ちがう言葉${tries}`, device: '', ...from };
      await failureOf(
        town.run(openSession, anonymous, { ...input, network: `203.0.113.${tries}` }),
      );
    }
    expect(await use(token)).toMatch(/^done/);
    const input = { email, password: fresh, device: '', ...from };
    expect(await failureOf(town.run(openSession, anonymous, input))).toMatch(/^done/);
  });
});

describe('asking', () => {
  test('answers, counts and writes alike for an account, a provider’s alone, and nobody', async () => {
    const { email } = await somebody();
    const said: unknown[] = [];
    for (const address of [email, 'dare-mo-inai@example.lg.jp', email.toUpperCase()]) {
      nextDay();
      const before = town.entries.length;
      const written = (await letters('password-reset.asked')).length;
      const answer = await failureOf(asked(address));
      said.push([
        answer,
        (await letters('password-reset.asked')).length - written,
        town.entries.slice(before).map(({ at: _, ...entry }) => entry),
      ]);
    }
    expect(said[1]).toEqual(said[0]);
    expect(said[2]).toEqual(said[0]);
    expect(JSON.stringify(said)).not.toContain('example');
  });

  test('reads and writes nothing of any person', async () => {
    const { email } = await somebody();
    const owner = await town.owner();
    const touched: unknown[] = [];
    for (const address of [email, 'dare-mo-inai@example.lg.jp']) {
      nextDay();
      const before = await tableDigests(owner);
      await asked(address);
      const after = await tableDigests(owner);
      touched.push([...after.keys()].filter((table) => after.get(table) !== before.get(table)));
    }
    expect(touched[1]).toEqual(touched[0]);
    expect(touched[0]).toEqual(['outbox_events', 'outbox_heads', 'throttles']);
    await owner.end();
  });

  test('makes no link for an address that nobody has, and writes to nobody', async () => {
    const before = await letters('password-reset.sent');
    expect(await mailed('dare-mo-inai@example.lg.jp')).toBeUndefined();
    expect(await letters('password-reset.sent')).toEqual(before);
  });

  test('is put off after three letters to one address, for everybody alike; not for others', async () => {
    for (const address of [(await somebody()).email, 'dare-mo-inai@example.lg.jp']) {
      nextDay();
      const said: string[] = [];
      for (let time = 0; time < 5; time++)
        said.push(await failureOf(asked(address, `198.51.${time}.1`)));
      expect(said).toEqual([...Array(3).fill('done: null'), 'rate-limited', 'rate-limited']);
      expect(await failureOf(asked((await somebody()).email))).toBe('done: null');
      town.clock.pass(60_000);
      expect(await failureOf(asked(address, '198.51.9.1'))).toBe('done: null');
    }
  });

  test('at the same moment makes no more letters than one after the other', async () => {
    nextDay();
    const { email } = await somebody();
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, each) => failureOf(asked(email, `198.51.${each}.1`))),
    );
    expect(said.filter((each) => each === 'done: null')).toHaveLength(3);
  });

  test('from one network is put off, however many addresses it names', async () => {
    nextDay();
    const said: string[] = [];
    for (let each = 0; each < 32; each++)
      said.push(await failureOf(asked(`dare${each}@example.lg.jp`, '203.0.113.9')));
    expect(said.filter((each) => each === 'rate-limited').length).toBeGreaterThan(0);
    expect(said.slice(0, 30).every((each) => each === 'done: null')).toBe(true);
  });

  test('makes nobody wait at the sign-in, nor the reverse', async () => {
    nextDay();
    const { email } = await somebody();
    for (let time = 0; time < 4; time++) await failureOf(asked(email));
    const input = { email, password, device: '', ...from };
    expect(await failureOf(town.run(openSession, anonymous, input))).toMatch(/^done/);
  });

  test('says so where no mail is sent', async () => {
    await withoutMail(async () => {
      expect(await failureOf(asked('tanto@example.lg.jp'))).toBe('conflict');
    });
  });
});

async function withoutMail(work: () => Promise<void>): Promise<void> {
  const ports = town.world.ports as { mail: boolean };
  ports.mail = false;
  try {
    await work();
  } finally {
    ports.mail = true;
  }
}
