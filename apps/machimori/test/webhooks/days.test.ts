import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellDayNow } from '../../src/serve/webhook-tasks.ts';
import { acceptedLine } from '../routes/sheet-examples.ts';
import type { Town } from '../routes/town.ts';
import { verified } from '../webhook-receiver.ts';
import { makeHook, WebhookTown, workersOf } from './webhook-town.ts';

// What nobody does and the calendar makes: it is told the night after, once.

const longMs = 300_000;
const vendor = 'one/contributor';

let made: WebhookTown;
beforeAll(async () => {
  made = await WebhookTown.make();
}, 480_000);
afterAll(() => made?.drop());

async function addNote(town: Town, more: { line?: string; expiresOn: string }): Promise<string> {
  const body = { title: 'ひみつの記録', note: 'ひみつ', effectiveOn: '2026-04-01', kind: 'note' };
  const { evidence } = await town.done(vendor, 'POST', '/evidence', { body: { ...body, ...more } });
  return String(evidence);
}

/** A night some days from now: what is told by it. */
async function night(town: Town, inDays: number): Promise<readonly unknown[]> {
  made.receiver.forget();
  const clock = { now: () => new Date(Date.now() + inDays * 86_400_000) };
  await tellDayNow({ ...town.world, clock });
  const workers = workersOf(town);
  workers.pass(inDays * 86_400_000);
  await workers.runDue();
  return made.receiver.received
    .map((each) => JSON.parse(each.body) as { type: string; data: object })
    .map(({ type, data }) => ({ type, ...data }));
}

describe('what a new day brings', { timeout: longMs }, () => {
  it('is told once: evidence that expired, and answers to be looked at again', async () => {
    const town = await made.fresh();
    const types = ['evidence.expired', 'answer.stale'];
    await makeHook(town, made.receiver.address, types);
    const line = await acceptedLine(town);
    const day = (inDays: number) =>
      new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 10);
    const evidence = await addNote(town, { line, expiresOn: day(10) });
    const city = town.city;
    // What was so before anybody looked is told to nobody.
    expect(await night(town, 0)).toEqual([]);
    expect(await night(town, 5)).toEqual([]);
    const told = await night(town, 12);
    expect(told).toHaveLength(2);
    expect(told).toContainEqual({ type: 'evidence.expired', city, count: 1, pieces: [evidence] });
    expect(told).toContainEqual({ type: 'answer.stale', city, count: 1, lines: [line] });
    for (const each of made.receiver.received) expect(each.body).not.toMatch(/ひみつ|per_/);
    // The same night again, two at once, and the nights after it: nothing more.
    expect(await night(town, 12)).toEqual([]);
    expect(await night(town, 13)).toEqual([]);
    // Renewed, it expires anew and is told anew.
    await town.done(vendor, 'POST', '/evidence/:evidence/revisions', {
      params: { evidence },
      body: {
        title: 'ひみつの記録',
        note: 'ひみつ',
        effectiveOn: '2026-04-01',
        expiresOn: day(30),
        seen: 1,
      },
    });
    expect(await night(town, 14)).toEqual([]);
    expect(await night(town, 40)).toContainEqual({
      type: 'evidence.expired',
      city,
      count: 1,
      pieces: [evidence],
    });
  });

  it('is told once by two programs that look at once, and nothing is written where nothing is new', async () => {
    const town = await made.fresh();
    const { secret } = await makeHook(town, made.receiver.address, ['evidence.expired']);
    const later = { ...town.world, clock: { now: () => new Date(Date.now() + 5 * 86_400_000) } };
    await tellDayNow(town.world);
    for (let n = 0; n < 120; n++) await addNote(town, { expiresOn: '2026-05-01' });
    await Promise.all([tellDayNow(later), tellDayNow(later), tellDayNow(later)]);
    const workers = workersOf(town);
    workers.pass(5 * 86_400_000);
    await workers.runDue();
    expect(made.receiver.received.map((each) => verified(secret, each)['data'])).toEqual([
      { city: town.city, count: 120, pieces: expect.objectContaining({ length: 100 }) },
    ]);
    const entries = async (): Promise<number | null> =>
      (await town.owner.query(`select from ledger_entries where action = 'webhook:tell'`)).rowCount;
    const before = await entries();
    await tellDayNow(later);
    expect(await entries()).toBe(before);
  });
});
