import { Failure } from '@machimori/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  beginAuthenticator,
  changeCity,
  confirmSession,
  finishAuthenticator,
  listSecondFactors,
  proveAgain,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
} from '../src/index.ts';
import { totpCode, totpStep } from '../src/totp.ts';
import {
  anonymous,
  enrolTotp,
  failureOf,
  from,
  join,
  makeTown,
  password,
  personOf,
  provedNow,
  secretOf,
  signIn,
  type Town,
} from './town.ts';

let town: Town;

beforeAll(async () => {
  town = await makeTown();
});
afterAll(() => town.drop());

const codeNow = (secret: Uint8Array, drift = 0): string =>
  totpCode(secret, totpStep(town.clock.now()) + drift);
const lastEntry = () => town.entries.at(-1);
let people = 0;
const newMember = async (roles = ['contributor']) => {
  const email = `member-${people++}@example.lg.jp`;
  return { email, actor: await join(town, admin.actor, { email, roles }) };
};
let admin: Awaited<ReturnType<typeof enrolTotp>>;
beforeAll(async () => {
  admin = await enrolTotp(town, town.admin);
});

describe('an authenticator app', () => {
  test('does not count before its first right code, and a wrong one finishes nothing', async () => {
    const { actor, email } = await newMember();
    const begun = await town.run(beginAuthenticator, actor, { name: 'わたしの電話' });
    expect((await signIn(town, email)).awaiting).toBe(false);
    const { credential } = begun;
    expect(
      await failureOf(town.run(finishAuthenticator, actor, { credential, code: '000000' })),
    ).toBe('input-invalid');
    expect(await town.run(listSecondFactors, actor, null)).toMatchObject({ factors: [] });
  });

  test('the first one gives recovery codes, a stronger session under a new secret, and ends weak sessions', async () => {
    const { actor, email } = await newMember();
    const elsewhere = await signIn(town, email);
    const enrolled = await enrolTotp(town, actor, 'わたしの電話');
    expect(enrolled.recoveryCodes).toHaveLength(10);
    expect(enrolled.actor).toMatchObject({ session: actor.session, secondFactor: true });
    await expect(personOf(town.world, elsewhere.token)).rejects.toThrow();
    expect((await signIn(town, email)).awaiting).toBe(true);
    const listed = await town.run(listSecondFactors, enrolled.actor, null);
    expect(listed).toMatchObject({
      factors: [{ kind: 'totp', name: 'わたしの電話', passwordless: false }],
      recoveryCodesLeft: 10,
      compulsory: false,
    });
    // The logs of the cities where they have a seat name the person alone.
    const finished = town.entries.findLast(
      ({ action, subjects }) =>
        action === 'second-factor:enrol' && subjects.includes(enrolled.credential),
    );
    expect(finished).toMatchObject({
      actor: actor.person,
      outcome: 'done',
      subjects: [enrolled.credential, actor.person],
      content: { kind: 'totp', name: 'わたしの電話', first: true },
    });
  });

  test('is nobody else’s to finish, and not to be finished after half an hour', async () => {
    const { actor } = await newMember();
    const other = await newMember();
    const { credential, uri } = await town.run(beginAuthenticator, actor, { name: '電話' });
    const code = codeNow(secretOf(uri));
    expect(await failureOf(town.run(finishAuthenticator, other.actor, { credential, code }))).toBe(
      'not-found',
    );
    town.clock.pass(31 * 60_000);
    const late = codeNow(secretOf(uri));
    expect(await failureOf(town.run(finishAuthenticator, actor, { credential, code: late }))).toBe(
      'not-found',
    );
  });

  test('an open browser is not enough to begin one, signed out is nobody', async () => {
    const { actor } = await newMember();
    town.clock.pass(11 * 60_000);
    expect(await failureOf(town.run(beginAuthenticator, actor, { name: '電話' }))).toBe(
      'step-up-required',
    );
    expect(await failureOf(town.run(beginAuthenticator, anonymous, { name: '電話' }))).toBe(
      'unauthenticated',
    );
  });

  test('a bad name is refused with words', async () => {
    const { actor } = await newMember();
    for (const name of ['', ' ', 'x'.repeat(101), 'a\u202eb'])
      expect(await failureOf(town.run(beginAuthenticator, actor, { name }))).toBe('input-invalid');
  });
});

describe('the second step of signing in', () => {
  test('turns the waiting session into a full one, under a new secret', async () => {
    const { email, ...member } = await newMember();
    const { secret } = await enrolTotp(town, member.actor);
    const opened = await signIn(town, email);
    const answer = { method: 'totp', code: codeNow(secret) } as const;
    const confirmed = await town.run(confirmSession, anonymous, {
      pendingToken: opened.token,
      answer,
      ...from,
    });
    expect(confirmed.token).not.toBe(opened.token);
    expect(await personOf(town.world, confirmed.token)).toMatchObject({
      person: member.actor.person,
      session: opened.session,
      secondFactor: true,
      seat: { city: town.city, organisation: town.organisation },
    });
    await expect(personOf(town.world, opened.token)).rejects.toThrow();
    expect(lastEntry()).toMatchObject({
      action: 'session:confirm',
      actor: member.actor.person,
      outcome: 'done',
      content: { method: 'totp' },
    });
    expect(JSON.stringify(town.entries)).not.toContain(confirmed.token);
  });

  test('takes each code once, also from another waiting session', async () => {
    const { email, ...member } = await newMember();
    const { secret } = await enrolTotp(town, member.actor);
    const [one, two] = [await signIn(town, email), await signIn(town, email)];
    const answer = { method: 'totp', code: codeNow(secret) } as const;
    await town.run(confirmSession, anonymous, { pendingToken: one.token, answer, ...from });
    const again = { pendingToken: two.token, answer, ...from };
    expect(await failureOf(town.run(confirmSession, anonymous, again))).toBe('input-invalid');
    expect(lastEntry()).toMatchObject({
      outcome: 'refused',
      content: { method: 'totp', reason: 'replayed' },
    });
    // An older code than the last one taken is worth nothing either.
    const older = { method: 'totp', code: codeNow(secret, -1) } as const;
    const late = { pendingToken: two.token, answer: older, ...from };
    expect(await failureOf(town.run(confirmSession, anonymous, late))).toBe('input-invalid');
    expect(lastEntry()).toMatchObject({ content: { method: 'totp', reason: 'outdated' } });
  });

  test('says that a code was used only where it was, and that it is wrong otherwise', async () => {
    const { email, ...member } = await newMember();
    const { secret, recoveryCodes } = await enrolTotp(town, member.actor);
    const refusalOf = async (answer: {
      method: 'totp' | 'recovery-code';
      code: string;
    }): Promise<string> => {
      const { token } = await signIn(town, email);
      const tried = town.run(confirmSession, anonymous, { pendingToken: token, answer, ...from });
      const failure = await tried.then(
        () => undefined,
        (error: unknown) => error,
      );
      if (!(failure instanceof Failure)) return 'done';
      expect(failure.field).toBe('code');
      return `${failure.text.ja}${failure.next?.ja}`;
    };
    const mistyped = String((Number(codeNow(secret)) + 500_000) % 1_000_000).padStart(6, '0');
    const [kept = ''] = recoveryCodes;
    const never = kept.replace(/^./, (letter) => (letter === '2' ? '3' : '2'));
    expect(await refusalOf({ method: 'totp', code: mistyped })).toMatch(/^コードが違います/);
    expect(await refusalOf({ method: 'recovery-code', code: never })).toMatch(/^予備のコードが違/);
    for (const answer of [
      { method: 'totp', code: codeNow(secret) },
      { method: 'recovery-code', code: kept },
    ] as const) {
      expect(await refusalOf(answer)).toBe('done');
      expect(await refusalOf(answer)).toMatch(/^このコードは、もう使われています.*一度/);
    }
  });

  test('of two at the same moment with one code or one waiting session, one gets in', async () => {
    const { email, ...member } = await newMember();
    const { secret } = await enrolTotp(town, member.actor);
    const [one, two] = [await signIn(town, email), await signIn(town, email)];
    const code = codeNow(secret);
    const tries = [one, one, two, two, one].map(({ token }) =>
      failureOf(
        town.run(confirmSession, anonymous, {
          pendingToken: token,
          answer: { method: 'totp', code },
          ...from,
        }),
      ),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((each) => each.startsWith('done'))).toHaveLength(1);
  });

  test('guesses are counted and soon cost time, whatever is signed in in between', async () => {
    const { email, ...member } = await newMember();
    const { secret } = await enrolTotp(town, member.actor);
    const guess = async () => {
      const { token } = await signIn(town, email);
      const code = String((Number(codeNow(secret)) + 500_000) % 1_000_000).padStart(6, '0');
      const answer = { method: 'totp', code } as const;
      return failureOf(
        town.run(confirmSession, anonymous, { pendingToken: token, answer, ...from }),
      );
    };
    const outcomes = [];
    for (let i = 0; i < 6; i++) outcomes.push(await guess());
    expect(outcomes).toEqual([...Array(5).fill('input-invalid'), 'rate-limited']);
    // Not even the right code is heard while one is to wait; afterwards it is.
    const { token } = await signIn(town, email);
    const right = () => ({
      pendingToken: token,
      answer: { method: 'totp', code: codeNow(secret) } as const,
      ...from,
    });
    expect(await failureOf(town.run(confirmSession, anonymous, right()))).toBe('rate-limited');
    town.clock.pass(60_000);
    expect(await failureOf(town.run(confirmSession, anonymous, right()))).toMatch(/^done/);
  });

  test('guesses sent all at once do not slip through beside each other', async () => {
    const { email, ...member } = await newMember();
    await enrolTotp(town, member.actor);
    const { token } = await signIn(town, email);
    const network = '198.51.100.9';
    const tries = Array.from({ length: 20 }, (_, i) =>
      failureOf(
        town.run(confirmSession, anonymous, {
          pendingToken: token,
          answer: { method: 'recovery-code', code: `WRNG-WRNG-WRNG-WR${i + 10}` },
          network,
          knowsDevice: () => false,
        }),
      ),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((each) => each === 'input-invalid')).toHaveLength(5);
    expect(outcomes.filter((each) => each === 'rate-limited')).toHaveLength(15);
  });

  test('nothing but a waiting session is confirmed, and not by the password again', async () => {
    const { email, ...member } = await newMember();
    const enrolled = await enrolTotp(town, member.actor);
    const { token } = await signIn(town, email);
    const answer = { method: 'totp', code: '123456' } as const;
    for (const pendingToken of ['', 'x', token.slice(1), enrolled.actor.session])
      expect(
        await failureOf(town.run(confirmSession, anonymous, { pendingToken, answer, ...from })),
      ).toBe('unauthenticated');
    for (const method of ['password', 'none', 'constructor']) {
      const forged = { method, password, code: '' } as unknown as typeof answer;
      expect(
        await failureOf(
          town.run(confirmSession, anonymous, { pendingToken: token, answer: forged, ...from }),
        ),
      ).toBe('input-invalid');
    }
    town.clock.pass(11 * 60_000);
    const late = { method: 'totp', code: codeNow(enrolled.secret) } as const;
    expect(
      await failureOf(
        town.run(confirmSession, anonymous, { pendingToken: token, answer: late, ...from }),
      ),
    ).toBe('unauthenticated');
  });
});

describe('recovery codes', () => {
  test('each works once, and one is told how many are left', async () => {
    const { email, ...member } = await newMember();
    const { recoveryCodes } = await enrolTotp(town, member.actor);
    const use = async (code: string) => {
      const { token } = await signIn(town, email);
      const answer = { method: 'recovery-code', code } as const;
      return town.run(confirmSession, anonymous, { pendingToken: token, answer, ...from });
    };
    const [first = '', second = ''] = recoveryCodes;
    expect((await use(first)).recoveryCodesLeft).toBe(9);
    expect(lastEntry()?.content).toEqual({ method: 'recovery-code', recoveryCodesLeft: 9 });
    expect(await failureOf(use(first))).toBe('input-invalid');
    expect((await use(second.toLowerCase().replaceAll('-', ' '))).recoveryCodesLeft).toBe(8);
  });

  test('one person’s are nobody else’s', async () => {
    const one = await newMember();
    const { recoveryCodes } = await enrolTotp(town, one.actor);
    const two = await newMember();
    await enrolTotp(town, two.actor);
    const { token } = await signIn(town, two.email);
    const answer = { method: 'recovery-code', code: recoveryCodes[0] ?? '' } as const;
    expect(
      await failureOf(
        town.run(confirmSession, anonymous, { pendingToken: token, answer, ...from }),
      ),
    ).toBe('input-invalid');
  });

  test('renewing makes all earlier ones worthless, and needs a proof of a moment ago', async () => {
    const { email, ...member } = await newMember();
    const { recoveryCodes, actor } = await enrolTotp(town, member.actor);
    const renewed = await town.run(renewRecoveryCodes, actor, null);
    expect(renewed.recoveryCodes).toHaveLength(10);
    expect(lastEntry()).toMatchObject({ action: 'recovery-codes:renew', content: { count: 10 } });
    expect(JSON.stringify(town.entries)).not.toContain(renewed.recoveryCodes[0]);
    const { token } = await signIn(town, email);
    const answer = { method: 'recovery-code', code: recoveryCodes[0] ?? '' } as const;
    const input = { pendingToken: token, answer, ...from };
    expect(await failureOf(town.run(confirmSession, anonymous, input))).toBe('input-invalid');
    town.clock.pass(11 * 60_000);
    expect(await failureOf(town.run(renewRecoveryCodes, actor, null))).toBe('step-up-required');
  });

  test('there are none without a second factor', async () => {
    const { actor } = await newMember();
    expect(await failureOf(town.run(renewRecoveryCodes, actor, null))).toBe('conflict');
  });
});

describe('showing again that it is oneself', () => {
  test('by password or code: the proof is fresh and the session has a new secret', async () => {
    const { email, ...member } = await newMember();
    const { secret, actor } = await enrolTotp(town, member.actor);
    town.clock.pass(11 * 60_000);
    const byPassword = await town.run(proveAgain, actor, {
      answer: { method: 'password', password },
      ...from,
    });
    const proved = await personOf(town.world, byPassword.token);
    expect(proved.provedAt).toEqual(town.clock.now());
    expect(lastEntry()).toMatchObject({ actor: actor.person, content: { method: 'password' } });
    const byCode = await town.run(proveAgain, proved, {
      answer: { method: 'totp', code: codeNow(secret) },
      ...from,
    });
    await expect(personOf(town.world, byPassword.token)).rejects.toThrow();
    expect(await personOf(town.world, byCode.token)).toMatchObject({ session: actor.session });
    expect(JSON.stringify(town.entries)).not.toContain(password);
    expect(email).toBeTruthy();
  });

  test('wrong ones are counted, nobody proves who is signed out, and paper proves nothing', async () => {
    const { actor } = await newMember();
    const { recoveryCodes, actor: stronger } = await enrolTotp(town, actor);
    const answer = { method: 'password', password: 'ちがう合い言葉です' } as const;
    const outcomes = [];
    for (let i = 0; i < 6; i++)
      outcomes.push(await failureOf(town.run(proveAgain, stronger, { answer, ...from })));
    expect(outcomes).toEqual([...Array(5).fill('input-invalid'), 'rate-limited']);
    expect(await failureOf(town.run(proveAgain, anonymous, { answer, ...from }))).toBe(
      'unauthenticated',
    );
    const paper = { method: 'recovery-code', code: recoveryCodes[0] } as unknown as typeof answer;
    expect(await failureOf(town.run(proveAgain, stronger, { answer: paper, ...from }))).toBe(
      'input-invalid',
    );
  });
});

describe('removing a second factor', () => {
  test('the last one stays while a role asks for one; another may go', async () => {
    const second = await enrolTotp(town, fresh(), '予備の電話');
    const removed = await town.run(removeSecondFactor, fresh(), {
      credential: second.credential,
    });
    expect(removed).toEqual({ left: 1, recoveryCodesLeft: 10 });
    expect(lastEntry()).toMatchObject({
      action: 'second-factor:remove',
      content: { kind: 'totp', name: '予備の電話', left: 1 },
    });
    const last = { credential: admin.credential };
    expect(await failureOf(town.run(removeSecondFactor, fresh(), last))).toBe('conflict');
  });

  test('the last one of a contributor may go, with the recovery codes', async () => {
    const { actor, email } = await newMember();
    const enrolled = await enrolTotp(town, actor);
    const { credential } = enrolled;
    expect(await town.run(removeSecondFactor, enrolled.actor, { credential })).toEqual({
      left: 0,
      recoveryCodesLeft: 0,
    });
    expect((await signIn(town, email)).awaiting).toBe(false);
  });

  test('not that of somebody else, and not without a fresh proof', async () => {
    const { actor } = await newMember();
    const enrolled = await enrolTotp(town, actor);
    const other = { credential: admin.credential };
    expect(await failureOf(town.run(removeSecondFactor, enrolled.actor, other))).toBe('not-found');
    for (const credential of ['', 'crd_', "' or 1=1"])
      expect(await failureOf(town.run(removeSecondFactor, enrolled.actor, { credential }))).toBe(
        'not-found',
      );
    town.clock.pass(11 * 60_000);
    const own = { credential: enrolled.credential };
    expect(await failureOf(town.run(removeSecondFactor, enrolled.actor, own))).toBe(
      'step-up-required',
    );
  });

  test('of two removed at once while the city asks for one, one stays', async () => {
    const { actor } = await newMember();
    const one = await enrolTotp(town, actor);
    const two = await enrolTotp(town, one.actor, '予備');
    await town.run(changeCity, fresh(), {
      name: 'ためし町',
      secondFactorForAll: true,
      version: 1,
    });
    const tries = [one.credential, two.credential].map((credential) =>
      failureOf(town.run(removeSecondFactor, one.actor, { credential })),
    );
    expect((await Promise.all(tries)).map((each) => each.slice(0, 4)).sort()).toEqual([
      'conf',
      'done',
    ]);
  });
});

describe('reset at the command line', () => {
  const command = { kind: 'system', name: 'command-line' } as const;

  test('takes all second factors away and signs the person out everywhere', async () => {
    const { actor, email } = await newMember();
    const enrolled = await enrolTotp(town, actor);
    const done = await town.run(resetSecondFactor, command, { email: email.toUpperCase() });
    expect(done).toEqual({ removed: 1, closed: 1 });
    expect(lastEntry()).toMatchObject({
      action: 'second-factor:reset',
      actor: 'system:command-line',
      subjects: [actor.person],
    });
    expect((await signIn(town, email)).awaiting).toBe(false);
    expect(enrolled.recoveryCodes).toHaveLength(10);
  });

  test('of somebody unknown, or by a person, is refused', async () => {
    const email = 'daremo@example.lg.jp';
    expect(await failureOf(town.run(resetSecondFactor, command, { email }))).toBe('not-found');
    expect(await failureOf(town.run(resetSecondFactor, command, { email: '@' }))).toBe(
      'input-invalid',
    );
    expect(await failureOf(town.run(resetSecondFactor, fresh(), { email }))).toBe('forbidden');
    expect(await failureOf(town.run(resetSecondFactor, anonymous, { email }))).toBe(
      'unauthenticated',
    );
  });
});

/** The administrator with a proof of this moment. */
const fresh = () => provedNow(town, admin.actor);
