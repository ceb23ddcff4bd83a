import { runUseCase } from '@machimori/application';
import { countDead, insertEvents, scheduleJob, transact, Worker } from '@machimori/database';
import { listUndelivered, settleUndelivered, undeliveredWords } from '@machimori/governance';
import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dailyBackupKind } from '../src/operate/daily-backups.ts';
import { approvalLetterEvents } from '../src/serve/approval-letters.ts';
import { callLetterEvents } from '../src/serve/call-letters.ts';
import { expireContentsJob } from '../src/serve/expire-contents-task.ts';
import { invitationLetters, letterEvents } from '../src/serve/invitation-letters.ts';
import { toldOf } from '../src/serve/open-world.ts';
import { outsideLetterEvents } from '../src/serve/outside-letters.ts';
import { passwordLetterEvents } from '../src/serve/password-letters.ts';
import { planEvents } from '../src/serve/plan-city-task.ts';
import { pruneFinishedKind } from '../src/serve/prune-finished-task.ts';
import { reminderLetterEvents } from '../src/serve/reminder-letters.ts';
import { sampleEvents } from '../src/serve/sample/load-sample.ts';
import { sheetEvents } from '../src/serve/sheet-tasks.ts';
import { webhookEvents } from '../src/serve/webhook-tasks.ts';
import { type HttpTown, httpTown } from './http-town.ts';
import { MailServer, textOf } from './mail-server.ts';

interface Listed {
  readonly id: string;
  readonly by: string;
  readonly what: { readonly ja: string };
  readonly why: { readonly ja: string };
  readonly attempts: number;
}

describe('what could not be delivered', { timeout: 180_000 }, () => {
  const mail = new MailServer();
  let town: HttpTown;
  let worker: Worker;
  let now = Date.now();
  const metrics = 'a-token-of-the-watchers';
  const patienceMs = 10 * 86_400_000;

  beforeAll(async () => {
    await mail.start();
    const environment = {
      MACHIMORI_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      MACHIMORI_METRICS_TOKEN: metrics,
    };
    town = await httpTown(environment, {
      'member.invited': ['invitation-letters'],
      'password.changed': ['password-letters'],
    });
    const { world, vault } = town.opened;
    const clock = { now: () => new Date(now) };
    const letters = invitationLetters(world.settings, vault, clock);
    worker = new Worker({
      database: town.database,
      clock,
      subscribers: [
        ...(letters === undefined ? [] : [letters]),
        {
          name: 'password-letters',
          runOutside: async () => {
            throw new TypeError('cannot write to hisho@example.lg.jp');
          },
        },
      ],
      jobs: [
        {
          kind: dailyBackupKind,
          runOutside: async () => {
            throw new Error('no room on the disk /backups');
          },
        },
      ],
    });
  });
  afterEach(() => {
    mail.letters.splice(0);
    mail.refusals.clear();
  });
  afterAll(async () => {
    await mail.stop();
    await town?.close();
  });

  const invite = (email: string) =>
    town.admin.browser.ask('POST', '/invitations', {
      organisation: town.organisation,
      email,
      roles: ['contributor'],
    });
  const listed = async (): Promise<readonly Listed[]> =>
    (await town.admin.browser.ask('GET', '/undelivered')).json['undelivered'] as Listed[];
  const settle = (one: Pick<Listed, 'id' | 'by'> | undefined, decision: string) =>
    town.admin.browser.ask('POST', `/undelivered/${one?.id}/${one?.by}`, { decision });
  const untilGivenUp = async (): Promise<void> => {
    now = Date.now();
    for (const end = now + 2.5 * 86_400_000; now < end; now += 4 * 3_600_000) await worker.runDue();
  };
  /** What `admin list-undelivered` tells of beyond what is of no city. */
  const ofCities = (): Promise<number> =>
    transact(town.database, { reach: 'system' }, (transaction) => countDead(transaction, 'cities'));
  const watched = async (): Promise<{ ready: unknown; figure: string | undefined }> => {
    const headers = { authorization: `Bearer ${metrics}` };
    const ready = await town.server.inject({ url: '/health/ready', headers });
    const { body } = await town.server.inject({ url: '/metrics', headers });
    return {
      ready: (ready.json() as { undelivered?: number }).undelivered,
      figure: /^machimori_undelivered (.+)$/m.exec(body)?.[1],
    };
  };

  it('has its words, whatever is delivered or done', () => {
    const smtp = { smtpUrl: 'smtp://127.0.0.1' } as never;
    const { world } = town.opened;
    const all = [
      ...Object.values(
        toldOf([
          planEvents,
          sheetEvents,
          sampleEvents,
          letterEvents(smtp),
          approvalLetterEvents(smtp),
          passwordLetterEvents(smtp),
          callLetterEvents(smtp),
          outsideLetterEvents(smtp),
          reminderLetterEvents(smtp),
          webhookEvents,
        ]),
      ).flat(),
      expireContentsJob(world).kind,
      pruneFinishedKind,
      dailyBackupKind,
    ];
    expect(all.filter((name) => undeliveredWords[name] === undefined)).toEqual([]);
  });

  it('is listed in plain words, without what it carries, and goes out when it is tried again', async () => {
    expect(await listed()).toEqual([]);
    await mail.stop();
    const { json } = await invite('todokanai@example.lg.jp');
    await untilGivenUp();
    const all = await listed();
    expect(all).toMatchObject([
      {
        by: 'invitation-letters',
        what: { ja: '招待の手紙' },
        why: { ja: expect.stringContaining('つながりませんでした') },
        attempts: 9,
      },
    ]);
    expect(JSON.stringify(all)).not.toMatch(/@|http|letter"|#/);
    expect(await watched()).toEqual({ ready: 1, figure: '1' });
    expect(await ofCities()).toBe(1);

    await mail.start();
    expect((await settle(all[0], 'retry')).status).toBe(204);
    expect(await listed()).toEqual([]);
    now = Date.now() + 1_000;
    await worker.runDue();
    expect(mail.letters.map((letter) => textOf(letter).includes(String(json['link'])))).toEqual([
      true,
    ]);
    expect(await watched()).toEqual({ ready: 0, figure: '0' });
    // Twice pressed is once done.
    expect((await settle(all[0], 'retry')).status).toBe(404);
    const entries = await town.entries('undelivered:settle');
    const entry = entries.find(({ outcome }) => outcome === 'done');
    expect(entry?.content).toMatchObject({ deed: 'retry', undelivered: 'invitation-letters' });
    expect(JSON.stringify(entry?.content)).not.toContain('@');
  });

  it('is let go by a word, and that stands in the log', async () => {
    const email = 'kotowari@example.lg.jp';
    mail.refusals.set(email, '550 5.1.1 no such user');
    await invite(email);
    now = Date.now();
    await worker.runDue();
    const [one] = await listed();
    expect(one).toMatchObject({ attempts: 1, why: { ja: expect.stringContaining('宛先') } });
    expect((await settle(one, 'let-go')).status).toBe(204);
    expect(await listed()).toEqual([]);
    mail.refusals.clear();
    now += patienceMs;
    await worker.runDue();
    expect(mail.letters).toEqual([]);
    const { json } = await town.admin.browser.ask('GET', '/invitations');
    const row = (json['invitations'] as { email: string; letter: unknown }[]).find(
      (each) => each.email === email,
    );
    expect(row?.letter).toMatchObject({ state: 'dropped' });
    const [entry] = await town.entries('undelivered:settle');
    expect(entry?.content).toMatchObject({ deed: 'let-go' });
  });

  it('is not there for administrators of organisations, and of no city only at the machine itself', async () => {
    const vendor = await town.addOrganisation('くもい運用');
    const admin = await town.join({
      email: 'kumoi@example.co.jp',
      roles: ['organisationAdministrator'],
      organisation: vendor,
      enrol: true,
    });
    expect((await admin.browser.ask('GET', '/undelivered')).status).toBe(403);
    const { world } = town.opened;
    const at = new Date();
    const eventId = world.ids.next('event');
    await transact(town.database, { reach: 'system' }, async (transaction) => {
      await insertEvents(transaction, [
        { eventId, type: 'password.changed', aggregate: 'per_1', payload: {}, at },
      ]);
      const job = { kind: dailyBackupKind, uniqueKey: 'day', dueAt: at, now: at };
      await scheduleJob(transaction, { ...job, jobId: world.ids.next('job') });
    });
    await untilGivenUp();
    // The city's own list holds nothing of it, and the city's administrator cannot settle it.
    const own = await listed();
    expect(own.filter(({ by }) => by !== 'invitation-letters')).toEqual([]);
    const foreign = { id: eventId, by: 'password-letters' };
    expect((await settle(foreign, 'let-go')).status).toBe(404);

    const operator = { kind: 'system', name: 'command-line' } as const;
    const all = await runUseCase(world, listUndelivered, operator, null);
    expect(new Set(all.map(({ by }) => by))).toEqual(new Set(['password-letters', 'daily-backup']));
    // Of an unforeseen error its kind alone: the rest may hold an address.
    expect(all.map(({ why }) => why.ja).join()).toContain('（TypeError）');
    expect(JSON.stringify(all)).not.toMatch(/hisho|backups|@/);
    for (const { id, by } of all)
      await runUseCase(world, settleUndelivered, operator, { id, by, decision: 'let-go' });
    expect(await runUseCase(world, listUndelivered, operator, null)).toEqual([]);
    const inCity = { ...operator, city: town.city as Id<'city'> };
    expect(await runUseCase(world, listUndelivered, inCity, null)).toHaveLength(own.length);
  });
});
