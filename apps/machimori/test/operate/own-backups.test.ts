import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVault } from '@machimori/application';
import { readKeyFile, verifyBackup, Worker } from '@machimori/database';
import { Ids } from '@machimori/kernel';
import { type TestDatabase, testDatabase } from '@machimori/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOfUpgrades } from '../../src/operate/backup-key.ts';
import {
  backupHealth,
  dailyBackup,
  nextBackupAt,
  scheduleDailyBackup,
} from '../../src/operate/daily-backups.ts';
import { backUpBeforeUpgrade } from '../../src/operate/upgrade-backup.ts';
import { createHttpServer } from '../../src/serve/http-server.ts';
import { chance, worldOn } from '../../src/serve/open-world.ts';
import { readSettings, type Settings } from '../../src/serve/settings.ts';
import { settingsDocument } from '../../src/serve/settings-document.ts';
import { root } from '../run-program.ts';
import { at } from './installation.ts';

const day = 86_400_000;
const masterKey = new Uint8Array(32).fill(5);
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  mkdirSync(at('data'), { recursive: true });
  writeFileSync(at('key'), `${'ab'.repeat(32)}\n`);
});
afterAll(() => db.drop());

const settingsWith = (more: Readonly<Record<string, string>>): Settings =>
  readSettings({ MACHIMORI_DATA: at('data'), ...more });

const token = 'a-token-of-the-watchers';

/** What whoever watches over the program is told, with the token and without. */
async function watched(settings: Settings) {
  const { world } = worldOn(db.database, {
    settings,
    key: masterKey,
    webFolder: undefined,
    firstVisitCode: undefined,
  });
  const server = await createHttpServer(world);
  const get = (url: string, bearer?: string) =>
    server.inject({
      url,
      headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
    });
  try {
    const [ready, toStrangers] = [await get('/health/ready', token), await get('/health/ready')];
    expect([ready.statusCode, toStrangers.json()]).toEqual([200, { status: 'ready' }]);
    for (const wrong of [undefined, `${token}x`])
      expect((await get('/metrics', wrong)).statusCode).toBe(404);
    const { body } = await get('/metrics', token);
    const figure = (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(body)?.[1]);
    return {
      backup: (ready.json() as { backup: unknown }).backup,
      lastAt: figure('machimori_backup_last_success_timestamp_seconds'),
      failing: figure('machimori_backup_failing'),
    };
  } finally {
    await server.close();
  }
}

describe('backups that the program makes by itself', { timeout: 180_000 }, () => {
  it('come at the hour of Japan', () => {
    const hour = (iso: string, wanted: number): string =>
      nextBackupAt(new Date(iso), wanted).toISOString();
    expect(hour('2026-11-20T16:59:59Z', 2)).toBe('2026-11-20T17:00:00.000Z');
    expect(hour('2026-11-20T17:00:00Z', 2)).toBe('2026-11-21T17:00:00.000Z');
    expect(hour('2026-11-20T15:00:00Z', 0)).toBe('2026-11-21T15:00:00.000Z');
  });

  it('are made once a day, verified, and rotated; a failure shows and does not end the series', async () => {
    const folder = at('daily');
    const settings = settingsWith({
      MACHIMORI_BACKUP_FOLDER: folder,
      MACHIMORI_BACKUP_KEY_FILE: at('key'),
      MACHIMORI_BACKUP_KEEP: '2,0,0',
      MACHIMORI_METRICS_TOKEN: token,
    });
    let instant = Date.parse('2026-11-20T03:00:00Z');
    const clock = { now: () => new Date(instant) };
    const { database } = db;
    const of = {
      database,
      vault: createVault(masterKey),
      settings,
      clock,
      ids: new Ids(clock, chance),
    };
    const backup = dailyBackup(of);
    if (backup === undefined) throw new Error('no backups');
    const failures: unknown[] = [];
    const worker = new Worker({
      database,
      clock,
      jobs: [backup],
      onFailure: ({ error }) => failures.push(error),
    });
    await scheduleDailyBackup(of);
    await scheduleDailyBackup(of);
    expect(await worker.runDue()).toBe(0);
    expect(await backupHealth(of)).toEqual({ lastAt: undefined, failing: false });
    const never = { backup: { lastAt: null, failing: false }, lastAt: 0, failing: 0 };
    expect(await watched(settings)).toEqual(never);
    for (const _ of [1, 2, 3]) {
      instant += day;
      expect(await worker.runDue()).toBe(1);
    }
    expect(failures).toEqual([]);
    const kept = readdirSync(folder);
    expect(kept).toEqual(['machimori-20261122-120000.backup', 'machimori-20261123-120000.backup']);
    const key = readKeyFile(readFileSync(at('key'), 'utf8'));
    const { manifest } = await verifyBackup(join(folder, kept[1] ?? ''), key);
    expect(manifest.madeAt).toBe(new Date(instant).toISOString());
    expect(await backupHealth(of)).toEqual({ lastAt: new Date(instant), failing: false });
    const lastAt = new Date(instant).toISOString();
    expect(await watched(settings)).toEqual({
      backup: { lastAt, failing: false },
      lastAt: instant / 1000,
      failing: 0,
    });

    // The key file is gone: the day fails, is tried again, and the next day waits all the same.
    const spoilt = { ...of, settings: { ...settings, backupKeyFile: at('no-such-key') } };
    const failing = new Worker({
      database,
      clock,
      jobs: [dailyBackup(spoilt)].flatMap((job) => job ?? []),
      onFailure: ({ error }) => failures.push(error),
    });
    instant += day;
    await failing.runDue();
    expect(failures).toMatchObject([{ code: 'configuration' }]);
    expect((await backupHealth(of))?.failing).toBe(true);
    expect(await watched(settings)).toMatchObject({
      backup: { lastAt, failing: true },
      failing: 1,
    });
    expect(readdirSync(folder)).toEqual(kept);
    instant += day;
    await worker.runDue();
    expect((await backupHealth(of))?.failing).toBe(false);
  });

  it('come before tables change, and open with what the master key gives', async () => {
    const { address } = db;
    const now = new Date('2026-11-21T00:00:00Z');
    const settings = settingsWith({});
    const told: (string | undefined)[] = [];
    const tell = (file: string | undefined): void => void told.push(file);
    const of = { settings, address, masterKey, now };
    await backUpBeforeUpgrade(of, tell);
    expect(told).toEqual([]);
    const forget =
      'delete from schema_migrations where name = (select max(name) from schema_migrations)';
    const { connectAsOwner } = await import('@machimori/database');
    const owner = await connectAsOwner(address, 'test');
    await owner.query(forget);
    await owner.end();
    for (let i = 0; i < 5; i++)
      await backUpBeforeUpgrade({ ...of, now: new Date(now.getTime() + i * 1000) }, tell);
    expect(readdirSync(at('data', 'before-upgrade'))).toHaveLength(3);
    await verifyBackup(told.at(-1) ?? '', keyOfUpgrades(masterKey));
    const off = settingsWith({ MACHIMORI_BACKUP_BEFORE_UPGRADE: 'no' });
    await backUpBeforeUpgrade({ ...of, settings: off }, tell);
    expect(told.at(-1)).toBeUndefined();
  });

  it('need a key, and numbers that keep something', () => {
    const wrong = (more: Readonly<Record<string, string>>): unknown => {
      try {
        return settingsWith(more);
      } catch (error) {
        return error;
      }
    };
    expect(wrong({ MACHIMORI_BACKUP_FOLDER: at('daily') })).toMatchObject({
      code: 'configuration',
    });
    expect(wrong({ MACHIMORI_BACKUP_KEEP: '0,1,1' })).toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('MACHIMORI_BACKUP_KEEP'),
    });
  });
});

describe('docs/settings.md', () => {
  it('is what the settings say', () => {
    expect(readFileSync(join(root, 'docs/settings.md'), 'utf8')).toBe(settingsDocument());
  });
});
