import { dayInJapan } from '@machimori/kernel';

export interface KeptBackup {
  readonly name: string;
  readonly madeAt: Date;
}

/** How many to keep: the newest of each of the last so many days, weeks and months that have one. */
export interface Rotation {
  readonly days: number;
  readonly weeks: number;
  readonly months: number;
}

export const defaultRotation: Rotation = { days: 14, weeks: 8, months: 12 };

/** Which backups may go. The newest always stays, and so does one whose time lies ahead of now. */
export function backupsToRemove(
  backups: readonly KeptBackup[],
  now: Date,
  rotation: Rotation = defaultRotation,
): readonly KeptBackup[] {
  const newestFirst = [...backups].sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  const keep = new Set<KeptBackup>(newestFirst.filter(({ madeAt }) => madeAt > now));
  if (newestFirst[0] !== undefined) keep.add(newestFirst[0]);
  const periods: readonly (readonly [number, (day: string) => string])[] = [
    [rotation.days, (day) => day],
    [rotation.weeks, monday],
    [rotation.months, (day) => day.slice(0, 7)],
  ];
  for (const [count, periodOf] of periods) {
    const seen = new Set<string>();
    for (const backup of newestFirst) {
      const period = periodOf(dayInJapan(backup.madeAt));
      if (seen.has(period)) continue;
      if (seen.size >= count) break;
      seen.add(period);
      keep.add(backup);
    }
  }
  return newestFirst.filter((backup) => !keep.has(backup));
}

function monday(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
