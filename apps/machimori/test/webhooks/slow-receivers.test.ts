import type { ServerResponse } from 'node:http';
import { createOutbound } from '@machimori/application';
import { insertEvents, transact } from '@machimori/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restAsked, webhookSenders } from '../../src/serve/webhook-tasks.ts';
import type { Town } from '../routes/town.ts';
import { askTest, makeHook, shownMessages, WebhookTown, workersOf } from './webhook-town.ts';

// Receivers that never answer, or ask for patience, beside one that answers at once. All are real.

const longMs = 300_000;
const minuteMs = 60_000;

let made: WebhookTown;
beforeAll(async () => {
  made = await WebhookTown.make();
}, 480_000);
afterAll(() => made?.drop());

let events = 0;
const plansMade = (town: Town, count: number) =>
  transact(town.database.database, { reach: 'city', city: town.city }, (transaction) =>
    insertEvents(
      transaction,
      Array.from({ length: count }, () => ({
        eventId: `evt_${++events}`,
        type: 'plan.made',
        city: town.city,
        aggregate: `plan-${events}`,
        payload: { revision: events, yardstick: 1 },
        at: new Date(),
      })),
    ),
  );
const at = (path: string) => made.receiver.address.replace('/hook', path);
const arrived = (path: string): number =>
  made.receiver.received.filter((each) => each.path === path).length;
const impatient = () =>
  createOutbound({ allowedHosts: [made.receiver.host], timeoutMs: 300, longestAnswer: 65_536 });

describe('a receiver that never answers', { timeout: longMs }, () => {
  it('holds one sender, and others are told meanwhile', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    const open: ServerResponse[] = [];
    receiver.answer = (answer, nth) => {
      if (receiver.received[nth - 1]?.path === '/slow') open.push(answer);
      else answer.writeHead(204).end();
    };
    await makeHook(town, at('/slow'), ['plan.made']);
    await makeHook(town, at('/quick'), ['plan.made']);
    await plansMade(town, 6);
    await workersOf(town, () => Promise.reject(new Error('tells, and sends nothing'))).runDue();
    await town.owner.query(
      `update outbox_deliveries set due_at = now() - interval '1 second', attempts = 0
       where subscriber = 'send-webhooks'`,
    );
    await town.owner.query('delete from outbox_lanes');
    const senders = webhookSenders(town.world, { pollMs: 20 });
    for (const each of senders) each.start();
    // As long as it takes, and less than anybody waits for an answer.
    await expect.poll(() => arrived('/quick'), { timeout: 13_000 }).toBe(6);
    expect(open).toHaveLength(1);
    receiver.answer = (answer) => answer.writeHead(204).end();
    for (const each of open) each.writeHead(204).end();
    await expect.poll(() => arrived('/slow'), { timeout: 60_000 }).toBe(6);
    await Promise.all(senders.map((each) => each.stop()));
  });

  it('is asked again after a rest, once, and at once where somebody tests it', async () => {
    const { receiver } = made;
    const town = await made.fresh();
    receiver.answer = (answer, nth) => {
      if (receiver.received[nth - 1]?.path === '/quick') answer.writeHead(204).end();
    };
    const { webhook } = await makeHook(town, at('/slow'), ['plan.made']);
    await makeHook(town, at('/quick'), ['plan.made']);
    await plansMade(town, 4);
    const workers = workersOf(town, impatient());
    await workers.runDue();
    expect([arrived('/slow'), arrived('/quick')]).toEqual([1, 4]);
    workers.pass(30_000);
    await workers.runDue();
    expect(arrived('/slow')).toBe(1);
    workers.pass(31_000);
    await workers.runDue();
    expect(arrived('/slow')).toBe(2);
    receiver.answer = (answer) => answer.writeHead(204).end();
    await askTest(town, webhook);
    await workers.runDue();
    // It answers by now: the test arrives, and with it what has waited.
    workers.pass(20 * minuteMs);
    await workers.runDue();
    const shown = await shownMessages(town, webhook);
    expect(shown.map(({ state }) => state)).toEqual(Array(5).fill('delivered'));
  });
});

describe('a receiver that asks for patience', { timeout: longMs }, () => {
  it.each([429, 503])('by %s is told nothing until then', async (status) => {
    const { receiver } = made;
    const town = await made.fresh();
    const { webhook } = await makeHook(town, at('/hook'), ['plan.made']);
    receiver.answer = (answer, nth) =>
      nth === 1
        ? answer.writeHead(status, { 'retry-after': '7200' }).end()
        : answer.writeHead(204).end();
    await plansMade(town, 3);
    const workers = workersOf(town);
    await workers.runDue();
    workers.pass(118 * minuteMs);
    await workers.runDue();
    expect(arrived('/hook')).toBe(1);
    workers.pass(3 * minuteMs);
    await workers.runDue();
    expect(arrived('/hook')).toBe(4);
    const shown = await shownMessages(town, webhook);
    expect(shown.map(({ state }) => state)).toEqual(Array(3).fill('delivered'));
  });

  it('is believed for a day at most, and only where it makes sense', () => {
    const now = new Date('2026-11-22T00:00:00Z');
    const asked = (status: number, value: string) =>
      restAsked({ status, headers: new Headers({ 'retry-after': value }) }, now)?.toISOString();
    expect(asked(503, '120')).toBe('2026-11-22T00:02:00.000Z');
    expect(asked(429, 'Sun, 22 Nov 2026 06:00:00 GMT')).toBe('2026-11-22T06:00:00.000Z');
    for (const far of ['999999999', 'Fri, 01 Jan 2100 00:00:00 GMT'])
      expect(asked(503, far)).toBe('2026-11-23T00:00:00.000Z');
    for (const nothing of ['0', '-5', 'Sat, 21 Nov 2026 00:00:00 GMT', 'soon', '', '1e400'])
      expect(asked(503, nothing)).toBeUndefined();
    expect(asked(500, '120')).toBeUndefined();
  });
});
