import type { PersonActor } from '@machimori/authorisation';
import { SoftAuthenticator } from '@machimori/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  askNewPasskey,
  askPasskeyProof,
  askPasskeySignIn,
  confirmSession,
  enrolPasskey,
  listSecondFactors,
  openSessionByPasskey,
  proveAgain,
} from '../src/index.ts';
import {
  anonymous,
  enrolTotp,
  failureOf,
  from,
  join,
  makeTown,
  origin,
  personOf,
  signIn,
  type Town,
} from './town.ts';

let town: Town;
let admin: PersonActor;
beforeAll(async () => {
  town = await makeTown();
  ({ actor: admin } = await enrolTotp(town, town.admin));
});
afterAll(() => town.drop());

let people = 0;
const newMember = async () => {
  const email = `passkey-${people++}@example.lg.jp`;
  return { email, actor: await join(town, admin, { email, roles: ['contributor'] }) };
};

/** Registers a passkey as somebody in front of the page would. */
async function enrol(actor: PersonActor, device = new SoftAuthenticator(), at = origin) {
  const { options, question } = await town.run(askNewPasskey, actor, null);
  const response = device.create(options, at);
  const { credential, first } = await town.run(enrolPasskey, actor, {
    name: 'わたしのPC',
    question,
    response,
  });
  const renewed = first === undefined ? actor : await personOf(town.world, first.token);
  return { device, credential, first, actor: renewed };
}

async function signInBy(device: SoftAuthenticator, at = origin) {
  const { options, question } = await town.run(askPasskeySignIn, anonymous, null);
  const response = device.get(options, at);
  return town.run(openSessionByPasskey, anonymous, { question, response, device: '' });
}

describe('registering a passkey', () => {
  test('the first one gives recovery codes and a stronger session; it is listed by its name', async () => {
    const { actor } = await newMember();
    const enrolled = await enrol(actor);
    expect(enrolled.first?.recoveryCodes).toHaveLength(10);
    expect(enrolled.actor.secondFactor).toBe(true);
    expect(await town.run(listSecondFactors, enrolled.actor, null)).toMatchObject({
      factors: [{ kind: 'passkey', name: 'わたしのPC', passwordless: true }],
      recoveryCodesLeft: 10,
    });
    // The logs of the cities where they have a seat name the person alone.
    const own = town.entries.findLast(({ subjects }) => subjects.length > 1);
    expect(own).toMatchObject({
      action: 'second-factor:enrol',
      actor: actor.person,
      subjects: [enrolled.credential, actor.person],
      content: { kind: 'passkey', name: 'わたしのPC', userVerified: true, first: true },
    });
  });

  test('asking writes nothing into the log', async () => {
    const { actor } = await newMember();
    const before = town.entries.length;
    await town.run(askNewPasskey, actor, null);
    await town.run(askPasskeySignIn, anonymous, null);
    expect(town.entries).toHaveLength(before);
  });

  test('an answer given to another page, to another question, twice or too late registers nothing', async () => {
    const { actor } = await newMember();
    expect(
      await failureOf(enrol(actor, undefined, 'https://machi.example.lg.jp.evil.example')),
    ).toBe('input-invalid');
    const one = await town.run(askNewPasskey, actor, null);
    const two = await town.run(askNewPasskey, actor, null);
    const response = new SoftAuthenticator().create(one.options, origin);
    const input = { name: 'PC', question: two.question, response };
    expect(await failureOf(town.run(enrolPasskey, actor, input))).toBe('input-invalid');
    const right = { ...input, question: one.question };
    const { first } = await town.run(enrolPasskey, actor, right);
    expect(first).toBeDefined();
    expect(await failureOf(town.run(enrolPasskey, actor, right))).toBe('conflict');
    const late = await town.run(askNewPasskey, actor, null);
    const lateResponse = new SoftAuthenticator().create(late.options, origin);
    town.clock.pass(5 * 60_000);
    const lateInput = { name: 'PC', question: late.question, response: lateResponse };
    expect(await failureOf(town.run(enrolPasskey, actor, lateInput))).toBe('conflict');
  });

  test('a question is for one person in one session', async () => {
    const [one, two] = [await newMember(), await newMember()];
    const { options, question } = await town.run(askNewPasskey, one.actor, null);
    const response = new SoftAuthenticator().create(options, origin);
    const input = { name: 'PC', question, response };
    expect(await failureOf(town.run(enrolPasskey, two.actor, input))).toBe('conflict');
    const elsewhere = await personOf(town.world, (await signIn(town, one.email)).token);
    expect(await failureOf(town.run(enrolPasskey, elsewhere, input))).toBe('conflict');
  });

  test('a passkey that somebody has registered is nobody else’s', async () => {
    const [one, two] = [await newMember(), await newMember()];
    const { device } = await enrol(one.actor);
    expect(await failureOf(enrol(two.actor, device))).toBe('conflict');
  });

  test.each([
    null,
    undefined,
    'x',
    [],
    {},
    { id: 'a', rawId: 'b', type: 'public-key', response: {} },
    { id: 'a', rawId: 'a', type: 'public-key', response: { clientDataJSON: 1 } },
    {
      id: 'a',
      rawId: 'a',
      type: 'public-key',
      response: { clientDataJSON: '!!', attestationObject: 'AA' },
    },
  ])('malformed answer %#: refused with words', async (response) => {
    const { actor } = await newMember();
    const { question } = await town.run(askNewPasskey, actor, null);
    const input = { name: 'PC', question, response };
    expect(await failureOf(town.run(enrolPasskey, actor, input))).toBe('input-invalid');
    for (const forged of ['', 'AAAA', 'x'.repeat(5000)])
      expect(await failureOf(town.run(enrolPasskey, actor, { ...input, question: forged }))).toBe(
        'conflict',
      );
  });

  test('needs a fresh proof and somebody signed in', async () => {
    const { actor } = await newMember();
    town.clock.pass(11 * 60_000);
    expect(await failureOf(town.run(askNewPasskey, actor, null))).toBe('step-up-required');
    expect(await failureOf(town.run(askNewPasskey, anonymous, null))).toBe('unauthenticated');
  });
});

describe('signing in by a passkey alone', () => {
  test('stands for both factors, without address and password', async () => {
    const member = await newMember();
    const { device, credential } = await enrol(member.actor);
    const opened = await signInBy(device);
    expect(opened.awaiting).toBe(false);
    expect(await personOf(town.world, opened.token)).toMatchObject({
      person: member.actor.person,
      secondFactor: true,
      seat: { city: town.city },
    });
    expect(town.entries.at(-1)).toMatchObject({
      action: 'session:open',
      actor: member.actor.person,
      subjects: [member.actor.person, credential],
      content: { method: 'passkey' },
    });
  });

  test('the question is the same for everybody and names nobody', async () => {
    const { options } = await town.run(askPasskeySignIn, anonymous, null);
    expect(options.allowCredentials ?? []).toEqual([]);
    expect(options.userVerification).toBe('required');
    expect(options.rpId).toBe('machi.example.lg.jp');
  });

  test('unknown passkey, another page, no check of who holds it: all the same words, no entry', async () => {
    const member = await newMember();
    const { device } = await enrol(member.actor);
    const before = town.entries.length;
    expect(await failureOf(signInBy(new SoftAuthenticator()))).toBe('unauthenticated');
    expect(await failureOf(signInBy(device, 'https://evil.example'))).toBe('unauthenticated');
    device.verifies = false;
    expect(await failureOf(signInBy(device))).toBe('unauthenticated');
    expect(town.entries).toHaveLength(before);
  });

  test('an answer counts once, also of two at the same moment', async () => {
    const member = await newMember();
    const { device } = await enrol(member.actor, new SoftAuthenticator({ counts: false }));
    const { options, question } = await town.run(askPasskeySignIn, anonymous, null);
    const input = { question, response: device.get(options, origin), device: '' };
    const tries = [1, 2, 3].map(() => failureOf(town.run(openSessionByPasskey, anonymous, input)));
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((each) => each.startsWith('done'))).toHaveLength(1);
    expect(outcomes.filter((each) => each === 'conflict')).toHaveLength(2);
  });

  test('a count of signatures that does not grow is refused and stands in the log', async () => {
    const member = await newMember();
    const { device, credential } = await enrol(member.actor);
    await signInBy(device);
    await signInBy(device);
    device.rewind(1);
    expect(await failureOf(signInBy(device))).toBe('unauthenticated');
    expect(town.entries.at(-1)).toMatchObject({
      outcome: 'refused',
      actor: member.actor.person,
      subjects: [member.actor.person, credential],
      content: { reason: 'sign-count' },
    });
  });

  test('a question for something else is none for signing in', async () => {
    const member = await newMember();
    const { device, actor } = await enrol(member.actor);
    const { options, question } = await town.run(askPasskeyProof, actor, {});
    const response = device.get(options, origin);
    expect(
      await failureOf(
        town.run(openSessionByPasskey, anonymous, { question, response, device: '' }),
      ),
    ).toBe('conflict');
  });
});

describe('a passkey after the password, and as a proof', () => {
  test('confirms a waiting session, without the device checking who holds it', async () => {
    const member = await newMember();
    const { device } = await enrol(member.actor);
    device.verifies = false;
    const { token } = await signIn(town, member.email);
    const asked = await town.run(askPasskeyProof, anonymous, { pendingToken: token });
    expect(asked.options.allowCredentials).toMatchObject([{ id: device.id }]);
    const response = device.get(asked.options, origin);
    const answer = { method: 'passkey', question: asked.question, response } as const;
    const input = { pendingToken: token, answer, ...from };
    const confirmed = await town.run(confirmSession, anonymous, input);
    expect(await personOf(town.world, confirmed.token)).toMatchObject({ secondFactor: true });
    expect(await failureOf(town.run(confirmSession, anonymous, input))).toBe('unauthenticated');
  });

  test('another person’s passkey confirms nothing', async () => {
    const [one, two] = [await newMember(), await newMember()];
    const mine = await enrol(one.actor);
    await enrol(two.actor);
    const { token } = await signIn(town, two.email);
    const { options, question } = await town.run(askPasskeyProof, anonymous, {
      pendingToken: token,
    });
    const response = mine.device.get(options, origin);
    const answer = { method: 'passkey', question, response } as const;
    expect(
      await failureOf(
        town.run(confirmSession, anonymous, { pendingToken: token, answer, ...from }),
      ),
    ).toBe('input-invalid');
  });

  test('a copied passkey is refused, counted and named in the log', async () => {
    const member = await newMember();
    const { device, actor, credential } = await enrol(member.actor);
    device.rewind(0);
    const { options, question } = await town.run(askPasskeyProof, actor, {});
    const answer = { method: 'passkey', question, response: device.get(options, origin) } as const;
    expect(await failureOf(town.run(proveAgain, actor, { answer, ...from }))).toBe('input-invalid');
    expect(town.entries.at(-1)).toMatchObject({
      outcome: 'refused',
      subjects: [actor.person, credential],
      content: { method: 'passkey', reason: 'sign-count' },
    });
  });

  test('proves again who it is', async () => {
    const member = await newMember();
    const { device, actor } = await enrol(member.actor);
    town.clock.pass(11 * 60_000);
    const { options, question } = await town.run(askPasskeyProof, actor, {});
    const answer = { method: 'passkey', question, response: device.get(options, origin) } as const;
    const { token } = await town.run(proveAgain, actor, { answer, ...from });
    expect((await personOf(town.world, token)).provedAt).toEqual(town.clock.now());
  });

  test('nobody is asked who waits for nothing, and who has no passkey is told', async () => {
    expect(await failureOf(town.run(askPasskeyProof, anonymous, {}))).toBe('unauthenticated');
    expect(await failureOf(town.run(askPasskeyProof, anonymous, { pendingToken: 'x' }))).toBe(
      'unauthenticated',
    );
    const { actor } = await newMember();
    expect(await failureOf(town.run(askPasskeyProof, actor, {}))).toBe('not-found');
  });
});
