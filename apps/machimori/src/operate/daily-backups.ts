import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  backupsToRemove,
  type Database,
  type JobRunner,
  jobRecord,
  scheduleJob,
  transact,
  type Vault,
} from '@machimori/database';
import { type Clock, dayInJapan, type Ids } from '@machimori/kernel';
import type { Settings } from '../serve/settings.ts';
import { settingsKey } from './backup-key.ts';
import { evidencePlaceOf } from './evidence-place.ts';
import { fileTime, makeBackup } from './make-backup.ts';

export const dailyBackupKind = 'daily-backup';
/** A backup of a large installation takes its time; nobody else may begin it meanwhile. */
export const dailyBackupLongestMs = 4 * 3_600_000;

interface Keeping {
  readonly database: Database;
  readonly vault: Vault;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly ids: Ids;
}

const nameOf = (now: Date): string => `machimori-${fileTime(now)}.backup`;
const namePattern = /^machimori-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.backup$/;

/** The next time that it is this hour in Japan. */
export function nextBackupAt(now: Date, hour: number): Date {
  const today = Date.parse(`${dayInJapan(now)}T00:00:00+09:00`) + hour * 3_600_000;
  return new Date(today > now.getTime() ? today : today + 24 * 3_600_000);
}

/** Has the next backup waiting; one that was missed while nothing ran stays due, and is made at once. */
export async function scheduleDailyBackup({
  database,
  settings,
  clock,
  ids,
}: Keeping): Promise<void> {
  if (settings.backupFolder === undefined) return;
  const now = clock.now();
  const dueAt = nextBackupAt(now, settings.backupHour);
  await transact(database, { reach: 'system' }, (transaction) =>
    scheduleJob(transaction, {
      jobId: ids.next('job'),
      kind: dailyBackupKind,
      uniqueKey: dayInJapan(dueAt),
      dueAt,
      now,
    }),
  );
}

/** Makes the backup of the day, and removes those that rotation no longer keeps. */
export function dailyBackup(of: Keeping): JobRunner | undefined {
  const { database, vault, settings, clock } = of;
  const folder = settings.backupFolder;
  if (folder === undefined) return undefined;
  return {
    kind: dailyBackupKind,
    async runOutside() {
      // First of all, so that a day that fails does not end the series.
      await scheduleDailyBackup(of);
      const key = settingsKey(settings);
      if (key === undefined) throw new Error('no key for backups');
      const now = clock.now();
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const { address } = database;
      const files = evidencePlaceOf(settings);
      const file = join(folder, nameOf(now));
      // A day that was tried again and the next one may fall on one moment: one backup serves both.
      if (!existsSync(file)) await makeBackup({ address, files, vault, file, key, now });
      rotate(folder, now, settings);
    },
  };
}

function rotate(folder: string, now: Date, { backupKeep }: Settings): void {
  const backups = readdirSync(folder).flatMap((name) => {
    const [, year, month, day, hour, minute, second] = namePattern.exec(name) ?? [];
    if (year === undefined) return [];
    const madeAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+09:00`);
    return [{ name, madeAt }];
  });
  for (const { name } of backupsToRemove(backups, now, backupKeep)) rmSync(join(folder, name));
}

/** How the backups stand, for whoever watches over the program. */
export async function backupHealth({
  database,
  settings,
}: Pick<Keeping, 'database' | 'settings'>): Promise<
  | {
      readonly lastAt: Date | undefined;
      /** The last attempt failed. */
      readonly failing: boolean;
    }
  | undefined
> {
  if (settings.backupFolder === undefined) return undefined;
  const record = await transact(
    database,
    { reach: 'system' },
    (transaction) => jobRecord(transaction, dailyBackupKind),
    { readOnly: true },
  );
  return { lastAt: record.doneAt, failing: record.failing };
}
