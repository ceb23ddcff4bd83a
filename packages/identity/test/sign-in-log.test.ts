import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmSession, openCity, openSession } from '../src/index.ts';
import { totpCode, totpStep } from '../src/totp.ts';
import {
  anonymous,
  enrolTotp,
  failureOf,
  from,
  makeTown,
  password,
  provedNow,
  signIn,
  type Town,
} from './town.ts';

// In whose log a sign-in stands: of the city that the person acts for, never of what else they belong to.

describe('a sign-in in the log', () => {
  let town: Town;
  let here: { city: string; organisation: string };
  let there: { city: string; organisation: string };
  const email = 'tanto@example.lg.jp';
  let person: string;
  let secret: Uint8Array;

  const tried = (address: string, word = 'ちがうことばをいれました') =>
    town.run(openSession, anonymous, { email: address, password: word, device: '', ...from });
  const since = (count: number) => town.entries.slice(count);

  beforeAll(async () => {
    town = await makeTown();
    here = { city: town.city, organisation: town.organisation };
    const enrolled = await enrolTotp(town, town.admin);
    const admin = enrolled.actor;
    secret = enrolled.secret;
    there = await town.run(openCity, provedNow(town, admin), {
      cityName: 'となり町',
      organisationName: 'となり町役場',
      sample: false,
    });
    person = admin.person;
    town.clock.pass(60_000);
  }, 480_000);
  afterAll(() => town.drop());

  test('stands in the city where the person begins, both steps of it, and nowhere else', async () => {
    const before = town.entries.length;
    const { token } = await signIn(town, email);
    await town.run(confirmSession, anonymous, {
      pendingToken: token,
      answer: { method: 'totp', code: totpCode(secret, totpStep(town.clock.now())) },
      ...from,
    });
    const entries = since(before);
    expect(
      entries.map(({ action, outcome, city, organisation, actor }) => [
        action,
        outcome,
        city,
        organisation,
        actor,
      ]),
    ).toEqual([
      ['session:open', 'done', here.city, here.organisation, person],
      ['session:confirm', 'done', here.city, here.organisation, person],
    ]);
    expect(JSON.stringify(entries)).not.toContain(there.city);
  });

  test('that failed is told to each city whose account was tried, and to none of another', async () => {
    const before = town.entries.length;
    await failureOf(tried(email));
    const { token } = await signIn(town, email);
    await failureOf(
      town.run(confirmSession, anonymous, {
        pendingToken: token,
        answer: { method: 'totp', code: '000000' },
        ...from,
      }),
    );
    const refused = since(before).filter(({ outcome }) => outcome === 'refused');
    expect(
      refused.map(({ action, city, organisation }) => ({ action, city, organisation })),
    ).toEqual([
      { action: 'session:open', ...here },
      { action: 'session:open', ...there },
      { action: 'session:confirm', ...here },
      { action: 'session:confirm', ...there },
    ]);
    for (const entry of refused) {
      const other = entry.city === here.city ? there : here;
      expect(JSON.stringify(entry)).not.toContain(other.city);
      expect(JSON.stringify(entry)).not.toContain(other.organisation);
      expect(entry.subjects).toEqual([person]);
    }
  });

  test('of an address that nobody has is answered alike, and stands in no city', async () => {
    const before = town.entries.length;
    const [known, unknown] = await Promise.all(
      [email, 'inai@example.lg.jp'].map((address) =>
        tried(address).then(
          () => undefined,
          ({ code, text, next }) => ({ code, text, next }),
        ),
      ),
    );
    expect(known).toBeDefined();
    expect(unknown).toEqual(known);
    const nobody = since(before).filter(({ subjects }) => subjects.length === 0);
    expect(nobody).toHaveLength(1);
    expect(nobody[0]?.city).toBeUndefined();
    expect(JSON.stringify(since(before))).not.toContain('inai');
    expect(JSON.stringify(since(before))).not.toContain(password);
  });
});
